"""What holds for the score of any findings, against the formula written out."""

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.findings import Finding
from gongkai.rules.scoring import Month, ranks, score
from gongkai.rules.scoring_table import default_table, from_json, to_json

OCTOBER = Month(2023, 10)
TABLE = default_table()


def finding(number, rule="task_unfinished", day=1, **changes):
    case = {
        "id": f"F-{number:03d}",
        "organisation": "C001",
        "rule": rule,
        "object": f"occurrence:{number}",
        "period": "2023",
        "found_on": date(2023, 10, day),
        "title": f"第{number}项",
    }
    return Finding(**(case | changes))


ENABLED = {rule.code for rule in TABLE.rules if rule.enabled}
DEDUCTING = [rule.code for rule in TABLE.rules if not rule.bonus]
CODES = st.sampled_from([rule.code for rule in TABLE.rules])


@st.composite
def finding_lists(draw, codes=CODES):
    size = draw(st.integers(0, 40))
    return [
        finding(
            number,
            draw(codes),
            draw(st.integers(1, 31)),
            object=f"occurrence:{draw(st.integers(0, 60))}",
            count=draw(st.integers(1, 9)),
            has_evidence=draw(st.booleans() | st.just(True)),
        )
        for number in range(size)
    ]


def formula(findings):
    """The formula of the rulebook on totals, without booking one finding after another."""
    facts, counting = set(), []
    rules = {rule.code: rule for rule in TABLE.rules}
    for one in sorted(findings, key=lambda one: (one.found_on, one.id)):
        if rules[one.rule].enabled and one.has_evidence and one.object not in facts:
            facts.add(one.object)
            counting.append(one)

    def row_total(row):
        hits = [one for one in counting if rules[one.rule].row == row]
        total = sum(rules[one.rule].points * one.count for one in hits)
        cap = next(rule.cap for rule in TABLE.rules if rule.row == row)
        return total if cap is None else min(cap, total)

    points = Decimal(0)
    for group in TABLE.groups:
        own = {rule.row for rule in TABLE.rules if rule.group == group.code and not rule.bonus}
        points += max(Decimal(0), group.points - sum(map(row_total, own)))
    bonus = sum(row_total(row) for row in {rule.row for rule in TABLE.rules if rule.bonus})
    return points + min(bonus, TABLE.bonus_cap)


@given(finding_lists())
def test_score_is_the_formula(findings):
    assert score(findings, TABLE, OCTOBER).points == formula(findings)


@given(finding_lists())
def test_every_point_is_explained_and_none_too_many(findings):
    found = score(findings, TABLE, OCTOBER)
    assert 0 <= found.points <= TABLE.full + TABLE.bonus_cap
    lost = sum(one.points for one in found.deductions)
    won = sum(one.points for one in found.bonuses)
    assert 100 - found.points == lost - won
    assert sorted(one.finding for one in (*found.deductions, *found.bonuses)) == sorted(
        one.id for one in findings
    )
    for one in (*found.deductions, *found.bonuses):
        assert one.points >= 0
        assert one.explanation.index("。") == len(one.explanation) - 1


@given(finding_lists(st.sampled_from(DEDUCTING)), st.sampled_from(DEDUCTING), st.integers(1, 31))
def test_a_further_fact_never_raises_the_score(findings, rule, day):
    further = finding(999, rule, day, object="another")
    before = score(findings, TABLE, OCTOBER).points
    assert score([*findings, further], TABLE, OCTOBER).points <= before


@given(finding_lists(), CODES, st.data())
def test_a_later_finding_of_the_same_fact_changes_nothing(findings, rule, data):
    counted = [one for one in findings if one.has_evidence and one.rule in ENABLED]
    if not counted:
        return
    of_fact = data.draw(st.sampled_from(counted)).object
    again = finding(999, rule, 31, object=of_fact)
    before = score(findings, TABLE, OCTOBER).points
    assert score([*findings, again], TABLE, OCTOBER).points == before


@given(finding_lists(), st.randoms())
def test_order_and_repetition_give_the_same(findings, random):
    shuffled = random.sample(findings, len(findings))
    assert score(shuffled, TABLE, OCTOBER) == score(findings, TABLE, OCTOBER)


@given(finding_lists())
def test_a_month_recomputed_from_its_stored_table_is_identical(findings):
    stored = json.dumps(to_json(TABLE))
    again = score(findings, from_json(json.loads(stored)), Month.parse("2023-10"))
    assert repr(again) == repr(score(findings, TABLE, OCTOBER))


@given(st.dictionaries(st.text(max_size=2), st.decimals(0, 100, places=1), max_size=6))
def test_ranks_count_who_is_better(points):
    found = ranks(points)
    assert found == {
        name: 1 + len([one for one in points.values() if one > own]) for name, own in points.items()
    }
    assert not points or min(found.values()) == 1
