"""One thing that is missing before an act of decision-making may be done."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lack:
    """What is missing: a stored code, a Chinese sentence, and the article that asks for it.

    `verified` is false where the article, or our reading of it, has not been checked.
    """

    code: str
    sentence: str
    article: str
    verified: bool = True

    def __str__(self) -> str:
        return self.sentence
