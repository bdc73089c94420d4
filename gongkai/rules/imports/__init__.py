"""Reading tables of old documents: which column is which field, and what a row must hold."""

from gongkai.rules.imports.columns import FIELDS as FIELDS
from gongkai.rules.imports.columns import BadMapping as BadMapping
from gongkai.rules.imports.columns import Mapping as Mapping
from gongkai.rules.imports.columns import Suggestion as Suggestion
from gongkai.rules.imports.columns import problems as problems
from gongkai.rules.imports.columns import suggest as suggest
from gongkai.rules.imports.rows import BODY_LIMIT as BODY_LIMIT
from gongkai.rules.imports.rows import Reading as Reading
from gongkai.rules.imports.rows import read_row as read_row
from gongkai.rules.imports.rows import source_key as source_key
from gongkai.rules.imports.values import BadValue as BadValue
from gongkai.rules.imports.values import read_day as read_day
