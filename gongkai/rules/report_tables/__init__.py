"""The three tables of the annual report: form, cells, equations, reading, printing."""

from gongkai.rules.report_tables.cells import Blank, Cells, Key, cells_of
from gongkai.rules.report_tables.equations import BLANK, Violation, check
from gongkai.rules.report_tables.form import (
    CHAPTERS,
    COLUMNS3,
    COLUMNS4,
    GROUPS3,
    PARTS,
    ROWS3,
    ROWS4,
    TABLE2,
    Part,
    parts_of,
    rows_of,
)
from gongkai.rules.report_tables.layout import Printed, Spot, printed
from gongkai.rules.report_tables.narrative import Said, said_in
from gongkai.rules.report_tables.places import MEANINGS, Doubt, doubts, place, place_of
from gongkai.rules.report_tables.published import (
    READABLE,
    Published,
    ReportUnreadable,
    read_published,
)

__all__ = [
    "BLANK",
    "CHAPTERS",
    "COLUMNS3",
    "COLUMNS4",
    "GROUPS3",
    "MEANINGS",
    "PARTS",
    "READABLE",
    "ROWS3",
    "ROWS4",
    "TABLE2",
    "Blank",
    "Cells",
    "Doubt",
    "Key",
    "Part",
    "Printed",
    "Published",
    "ReportUnreadable",
    "Said",
    "Spot",
    "Violation",
    "cells_of",
    "check",
    "doubts",
    "parts_of",
    "place",
    "place_of",
    "printed",
    "read_published",
    "rows_of",
    "said_in",
]
