"""Time limits in words: what they say, and which days follow from it."""

from gongkai.rules.deadlines.due import act_by as act_by
from gongkai.rules.deadlines.due import count_from as count_from
from gongkai.rules.deadlines.due import due_after as due_after
from gongkai.rules.deadlines.limit import KINDS as KINDS
from gongkai.rules.deadlines.limit import NeedsYear as NeedsYear
from gongkai.rules.deadlines.limit import NoSuchDay as NoSuchDay
from gongkai.rules.deadlines.limit import NotADeadline as NotADeadline
from gongkai.rules.deadlines.limit import TimeLimit as TimeLimit
from gongkai.rules.deadlines.limit import from_json as from_json
from gongkai.rules.deadlines.parse import is_own_issue as is_own_issue
from gongkai.rules.deadlines.parse import parse_deadline as parse_deadline
from gongkai.rules.deadlines.periods import Period as Period
from gongkai.rules.deadlines.periods import periods as periods
