"""Why a file is refused: a code with values, and the sentence a person reads."""

from __future__ import annotations

from gongkai.rules.plan.words import WORDS


class PlanUnreadable(Exception):
    """The file cannot be read as a plan. `code` names the row in plan_words.toml."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    @property
    def sentence(self) -> str:
        """What is wrong and what to do next, in one Chinese line."""
        return WORDS.refusals[self.code].format(**self.values)
