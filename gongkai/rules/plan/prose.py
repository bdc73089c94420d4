"""x"""
from gongkai.rules.plan.model import Line, RawTable
def read_headings(body: list[Line]) -> RawTable | None:
    return None
