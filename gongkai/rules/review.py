"""The three reviews (三审): who may pass a draft now, and when it is approved."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

Person = Hashable
"""Whatever tells two people apart; the rules only compare."""


class Level(IntEnum):
    """The three reviews, in the order in which they must be passed."""

    FIRST = 1
    SECOND = 2
    FINAL = 3


class Outcome(StrEnum):
    """What a reviewer decided."""

    PASSED = "passed"
    RETURNED = "returned"


class State(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What can be done with a draft."""

    EDIT = "edit"
    SUBMIT = "submit"
    RECALL = "recall"
    PASS = "pass"  # noqa: S105 - the step, no password
    RETURN = "return"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Pass:
    """One reviewer's decision on one content; a history of them is in the order of time.

    The hash should cover a revision number too, so that an edit taken back voids as well.
    """

    level: Level
    person: Person
    content_hash: str
    outcome: Outcome = Outcome.PASSED


@dataclass(frozen=True)
class Refusal:
    """One reason why an act is not possible: a code, and the values its wording needs."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


class StepNotAllowed(ValueError):
    """The step cannot be taken in this state."""

    def __init__(self, state: State, step: Step) -> None:
        super().__init__(state, step)
        self.state = state
        self.step = step


_UNDER_REVIEW = (State.FIRST, State.SECOND, State.FINAL)
_STATE_OF_LEVEL = dict(zip(Level, _UNDER_REVIEW, strict=True))
# Every edit leads back to the draft, wherever the record stood: 编辑后须重新三审.
_STEPS: dict[Step, dict[State, State]] = {
    Step.EDIT: dict.fromkeys(
        (State.DRAFT, State.RETURNED, State.APPROVED, *_UNDER_REVIEW), State.DRAFT
    ),
    Step.SUBMIT: dict.fromkeys((State.DRAFT, State.RETURNED), State.FIRST),
    Step.RECALL: dict.fromkeys((State.APPROVED, *_UNDER_REVIEW), State.DRAFT),
    Step.PASS: dict(zip(_UNDER_REVIEW, (*_UNDER_REVIEW[1:], State.APPROVED), strict=True)),
    Step.RETURN: dict.fromkeys(_UNDER_REVIEW, State.RETURNED),
    Step.PUBLISH: {State.APPROVED: State.PUBLISHED},
    Step.WITHDRAW: {State.PUBLISHED: State.WITHDRAWN},
}


def next_state(state: State, step: Step) -> State:
    """Return the state after `step`, or raise StepNotAllowed.

    Source: 政府信息公开条例 第十七条（公开前审查）; 三审三校 as districts issue it; our reading.

    >>> next_state(State.FINAL, Step.PASS)
    <State.APPROVED: 'approved'>
    """
    try:
        return _STEPS[step][state]
    except KeyError:
        raise StepNotAllowed(state, step) from None


def state_of_level(level: Level | None) -> State:
    """Return the state of a submitted draft whose next review is `level` (None: approved).

    Source: 政府信息公开条例 第十七条; our reading.
    """
    return State.APPROVED if level is None else _STATE_OF_LEVEL[level]


def standing_passes(
    passes: Sequence[Pass], content_hash: str, drafters: Collection[Person] = ()
) -> tuple[Pass, ...]:
    """Return the passes that still count, at most one a level, in order.

    A return or a decision on other content ends the round: what came before no longer counts.
    Source: 政府信息公开条例 第十七条; 三审三校; our reading.
    """
    standing: list[Pass] = []
    for one in passes:
        if one.outcome != Outcome.PASSED or one.content_hash != content_hash:
            standing.clear()
        elif (
            one.level == len(standing) + 1
            and one.person not in drafters
            and all(one.person != other.person for other in standing)
        ):
            standing.append(one)
    return tuple(standing)


def next_level(
    passes: Sequence[Pass], content_hash: str, drafters: Collection[Person] = ()
) -> Level | None:
    """Return the review now due, or None once all three are passed.

    Source: 政府信息公开条例 第十七条; 三审三校, no step skipped.
    """
    done = len(standing_passes(passes, content_hash, drafters))
    return None if done == len(Level) else Level(done + 1)


def is_approved(
    passes: Sequence[Pass], content_hash: str, drafters: Collection[Person] = ()
) -> bool:
    """True if three different people, none a drafter, passed this very content in order.

    Source: 政府信息公开条例 第十七条; 三审三校.
    """
    return next_level(passes, content_hash, drafters) is None


def _about_order(
    level: Level, passes: Sequence[Pass], content_hash: str, due: Level | None
) -> Iterable[Refusal]:
    if level == due:
        return
    last_hash = passes[-1].content_hash if passes else content_hash
    if last_hash != content_hash and next_level(passes, last_hash) == level:
        yield Refusal("content_changed", {"reviewed": last_hash, "current": content_hash})
    if due is None:
        yield Refusal("level_not_due", {"level": level, "due": None})
    else:
        code = "level_skipped" if level > due else "level_not_due"
        yield Refusal(code, {"level": level, "due": due})


def why_not_review(
    *,
    level: Level,
    person: Person,
    drafters: Collection[Person],
    passes: Sequence[Pass],
    content_hash: str,
    person_levels: Collection[Level],
    outcome: Outcome = Outcome.PASSED,
    seen_hash: str | None = None,
    screening: Collection[str] = (),
    reason: str = "",
) -> tuple[Refusal, ...]:
    """Return everything that keeps `person` from deciding at `level`; empty if nothing does.

    `person_levels` are the levels of the posts held in this organisation on that day,
    `seen_hash` the content the reviewer had on the screen, `screening` the findings that block.
    A draft may be returned in spite of them, but never without a reason.
    Source: 政府信息公开条例 第十五条、第十七条; 三审三校.
    """
    standing = standing_passes(passes, content_hash, drafters)
    due = next_level(passes, content_hash, drafters)
    refusals: list[Refusal] = []
    if person in drafters:
        refusals.append(Refusal("own_draft"))
    refusals += [
        Refusal("already_reviewed", {"level": one.level})
        for one in standing
        if one.person == person and one.level != level
    ]
    refusals += _about_order(level, passes, content_hash, due)
    if seen_hash is not None and seen_hash != content_hash:
        refusals.append(
            Refusal("content_changed", {"reviewed": seen_hash, "current": content_hash})
        )
    if screening and outcome == Outcome.PASSED:
        refusals.append(Refusal("screening_block", {"findings": tuple(screening)}))
    if level not in person_levels:
        refusals.append(Refusal("no_post_at_level", {"level": level}))
    if outcome != Outcome.PASSED and not reason.strip():
        refusals.append(Refusal("return_without_reason"))
    return tuple(refusals)
