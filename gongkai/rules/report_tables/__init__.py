"""The three tables of the annual report on disclosure: form, cells, equations."""

from gongkai.rules.report_tables.cells import Blank, Cells, cells_of
from gongkai.rules.report_tables.equations import BLANK, Violation, check
from gongkai.rules.report_tables.form import (
    COLUMNS3,
    COLUMNS4,
    GROUPS3,
    ROWS3,
    ROWS4,
    TABLE2,
    rows_of,
)
from gongkai.rules.report_tables.narrative import Said, said_in

__all__ = [
    "BLANK",
    "COLUMNS3",
    "COLUMNS4",
    "GROUPS3",
    "ROWS3",
    "ROWS4",
    "TABLE2",
    "Blank",
    "Cells",
    "Said",
    "Violation",
    "cells_of",
    "check",
    "rows_of",
    "said_in",
]
