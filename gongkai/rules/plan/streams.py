"""x"""
from gongkai.rules.plan.model import Line, RawTable
def read_stream(body: list[Line]) -> RawTable | None:
    return None
