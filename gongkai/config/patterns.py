"""Regular expressions that a place may set: checked when the instance starts."""

import re


def pattern(name: str, text: str) -> str:
    """The text as it is; one that is no regular expression raises ValueError."""
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{name} 不是正确的正则表达式：{error}") from error
    return text
