"""x"""
from gongkai.rules.plan.columns import Header
from gongkai.rules.plan.model import Line, RawTable
def read_flattened(header: Header, lines: list[Line], labels: list[str]) -> RawTable:
    return RawTable([],True,True)
