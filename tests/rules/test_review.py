"""The three reviews: every refusal, every step, and no way round them."""

import doctest
from itertools import combinations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gongkai.rules import review
from gongkai.rules.review import (
    Level,
    Outcome,
    Pass,
    Refusal,
    State,
    Step,
    StepNotAllowed,
    is_approved,
    next_level,
    next_state,
    standing_passes,
    state_of_level,
    why_not_review,
)

FIRST, SECOND, FINAL = Level
ABC = [Pass(FIRST, "a", "h"), Pass(SECOND, "b", "h"), Pass(FINAL, "c", "h")]


def refusals(**changes):
    case = {
        "level": FIRST,
        "person": "a",
        "drafters": {"d"},
        "passes": [],
        "content_hash": "h",
        "person_levels": set(Level),
    }
    return why_not_review(**(case | changes))


def codes(**changes):
    return [one.code for one in refusals(**changes)]


def test_three_people_approve_in_order():
    assert [next_level(ABC[:n], "h", {"d"}) for n in range(4)] == [FIRST, SECOND, FINAL, None]
    assert [is_approved(ABC[:n], "h", {"d"}) for n in range(4)] == [False, False, False, True]


@pytest.mark.parametrize(
    ("passes", "due"),
    [
        ([*ABC, Pass(FIRST, "a", "h", Outcome.RETURNED)], FIRST),
        ([*ABC[:2], Pass(FINAL, "c", "h", Outcome.RETURNED), ABC[2]], FIRST),
        ([ABC[0], Pass(FIRST, "a", "other"), *ABC[1:]], FIRST),
        ([ABC[1], ABC[0], ABC[2]], SECOND),
        ([ABC[0], Pass(SECOND, "a", "h"), ABC[2]], SECOND),
        ([ABC[0], Pass(SECOND, "d", "h"), ABC[2]], SECOND),
        ([ABC[0], ABC[0], ABC[1]], FINAL),
    ],
)
def test_what_no_longer_counts(passes, due):
    assert next_level(passes, "h", {"d"}) == due


def test_values_as_a_database_gives_them_mean_the_same():
    stored = [Pass(1, 7, "h", "passed"), Pass(2, 8, "h", "passed")]
    assert refusals(level=3, person=9, passes=stored, person_levels={3}) == ()
    assert is_approved([*stored, Pass(3, 9, "h", "passed")], "h", {6})
    assert next_level([*stored, Pass(3, 9, "h", "returned")], "h", {6}) == FIRST
    assert codes(outcome="returned") == ["return_without_reason"]


def test_edit_voids_all_passes():
    assert is_approved(ABC, "h")
    assert standing_passes(ABC, "edited") == ()
    assert next_level(ABC, "edited") == FIRST


def test_nothing_blocks_a_proper_review():
    assert refusals() == ()
    assert refusals(level=SECOND, person="b", passes=ABC[:1], seen_hash="h") == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"person": "d"}, [Refusal("own_draft")]),
        (
            {"level": SECOND, "passes": ABC[:1]},
            [Refusal("already_reviewed", {"level": FIRST})],
        ),
        ({"level": FINAL}, [Refusal("level_skipped", {"level": FINAL, "due": FIRST})]),
        (
            {"level": FIRST, "passes": ABC[:1]},
            [Refusal("level_not_due", {"level": FIRST, "due": SECOND})],
        ),
        (
            {"level": FINAL, "person": "e", "passes": ABC},
            [Refusal("level_not_due", {"level": FINAL, "due": None})],
        ),
        ({"seen_hash": "old"}, [Refusal("content_changed", {"reviewed": "old", "current": "h"})]),
        ({"screening": ["id"]}, [Refusal("screening_block", {"findings": ("id",)})]),
        ({"person_levels": {SECOND}}, [Refusal("no_post_at_level", {"level": FIRST})]),
        (
            {"outcome": Outcome.RETURNED, "reason": "  "},
            [Refusal("return_without_reason")],
        ),
        ({"outcome": Outcome.RETURNED, "reason": "附件不全", "screening": ["id"]}, []),
    ],
)
def test_each_refusal_alone(changes, expected):
    assert list(refusals(**changes)) == expected


def test_change_between_two_reviews_is_named():
    found = refusals(level=FINAL, person="c", passes=ABC[:2], content_hash="new")
    assert found == (
        Refusal("content_changed", {"reviewed": "h", "current": "new"}),
        Refusal("level_skipped", {"level": FINAL, "due": FIRST}),
    )


def test_review_restarts_after_an_edit():
    assert refusals(passes=ABC, content_hash="new") == ()


def test_all_reasons_come_at_once():
    found = codes(
        level=FINAL,
        person="a",
        drafters={"a"},
        passes=[Pass(FIRST, "b", "h")],
        seen_hash="old",
        screening=["phone"],
        person_levels=(),
    )
    assert found == [
        "own_draft",
        "level_skipped",
        "content_changed",
        "screening_block",
        "no_post_at_level",
    ]


ALLOWED = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.SUBMIT): State.FIRST,
    (State.RETURNED, Step.EDIT): State.DRAFT,
    (State.RETURNED, Step.SUBMIT): State.FIRST,
    (State.FIRST, Step.EDIT): State.DRAFT,
    (State.FIRST, Step.RECALL): State.DRAFT,
    (State.FIRST, Step.PASS): State.SECOND,
    (State.FIRST, Step.RETURN): State.RETURNED,
    (State.SECOND, Step.EDIT): State.DRAFT,
    (State.SECOND, Step.RECALL): State.DRAFT,
    (State.SECOND, Step.PASS): State.FINAL,
    (State.SECOND, Step.RETURN): State.RETURNED,
    (State.FINAL, Step.EDIT): State.DRAFT,
    (State.FINAL, Step.RECALL): State.DRAFT,
    (State.FINAL, Step.PASS): State.APPROVED,
    (State.FINAL, Step.RETURN): State.RETURNED,
    (State.APPROVED, Step.EDIT): State.DRAFT,
    (State.APPROVED, Step.RECALL): State.DRAFT,
    (State.APPROVED, Step.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Step.WITHDRAW): State.WITHDRAWN,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_every_step_in_every_state(state, step):
    if (state, step) in ALLOWED:
        assert next_state(state, step) == ALLOWED[state, step]
        return
    with pytest.raises(StepNotAllowed) as raised:
        next_state(state, step)
    assert (raised.value.state, raised.value.step) == (state, step)


def test_states_of_levels():
    assert [state_of_level(level) for level in (*Level, None)] == [
        State.FIRST,
        State.SECOND,
        State.FINAL,
        State.APPROVED,
    ]


def test_examples_in_the_docstrings():
    assert doctest.testmod(review).failed == 0


PEOPLE = st.sampled_from("abcdef")
LEVELS = st.sampled_from(Level)
DRAFTERS = frozenset("ab")
POSTS = {person: set(Level) for person in "abcde"} | {"f": {FINAL}}


class Reviews(RuleBasedStateMachine):
    """Random people edit, pass and return; only what `why_not_review` allows is recorded."""

    def __init__(self):
        super().__init__()
        self.content = "v0"
        self.passes = []
        self.since_the_last_break = []
        self.state = State.DRAFT

    def _decide(self, person, level, outcome):
        found = why_not_review(
            level=level,
            person=person,
            drafters=DRAFTERS,
            passes=self.passes,
            content_hash=self.content,
            person_levels=POSTS[person],
            outcome=outcome,
            reason="须修改",
        )
        if not found:
            self.passes.append(Pass(level, person, self.content, outcome))
        return not found

    @rule(version=st.integers(0, 3))
    def edit(self, version):
        if f"v{version}" != self.content:
            self.since_the_last_break.clear()
        self.content = f"v{version}"
        if self.state in (State.DRAFT, State.RETURNED, State.APPROVED, *review._UNDER_REVIEW):
            self.state = next_state(self.state, Step.EDIT)

    @rule(person=PEOPLE, level=LEVELS)
    def try_to_pass(self, person, level):
        if self._decide(person, level, Outcome.PASSED):
            self.since_the_last_break.append((level, person))

    @rule(person=PEOPLE, level=LEVELS)
    def try_to_return(self, person, level):
        if self._decide(person, level, Outcome.RETURNED):
            self.since_the_last_break.clear()

    @rule()
    def pass_properly(self):
        due = next_level(self.passes, self.content, DRAFTERS)
        if due is not None:
            self.try_to_pass("cde"[due - 1], due)

    @invariant()
    def approved_only_by_three_others(self):
        """The oracle knows the definition only: some three accepted passes of this content."""
        counted = [one for one in self.passes if one.content_hash == self.content]
        fits = any(
            [one.level for one in three] == [1, 2, 3]
            and len({one.person for one in three}) == 3
            and not {one.person for one in three} & DRAFTERS
            and all(one.outcome == "passed" for one in three)
            for three in combinations(counted, 3)
        )
        assert not is_approved(self.passes, self.content, DRAFTERS) or fits

    @invariant()
    def unbroken_round_is_approved(self):
        done = [level for level, _ in self.since_the_last_break]
        if done == [1, 2, 3]:
            assert is_approved(self.passes, self.content, DRAFTERS)

    @invariant()
    def nobody_reviews_twice_in_a_round(self):
        people = [one.person for one in standing_passes(self.passes, self.content, DRAFTERS)]
        assert len(people) == len(set(people))


Reviews.TestCase.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)
TestReviews = Reviews.TestCase
