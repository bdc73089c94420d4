"""Writing an edition of the basic catalogue: begun, filled row by row, thrown away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.organisation import Group, Name
from gongkai.work.records.actions import edition_rows, editions
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.editions import values_of
from tests.factories import AT, clerk, department, district
from tests.work.records.edition_scene import LATER, PARTS, first_edition, office, one, row
from tests.work.records.world import at_once

pytestmark = pytest.mark.django_db


def codes(edition: Edition) -> list[tuple[int, str]]:
    return list(edition.rows.order_by("order").values_list("order", "code"))


def test_first_edition_begins_empty_and_the_next_as_a_copy() -> None:
    by, _ = office()
    old = first_edition(by, names=("政府预算", "部门预算"))
    new = editions.begin(by=by, at=LATER, note="按新方案修订")
    assert (old.number, new.number, new.title) == (1, 2, old.title)
    assert values_of(new) == values_of(old)
    assert codes(new) == [(1, "pilot-04-001"), (2, "pilot-04-002")]
    assert list(Row.objects.filter(edition=new).values_list("publishers__code", flat=True)) == [
        "caizheng", "caizheng",
    ]  # fmt: skip


def test_only_one_draft_at_a_time() -> None:
    by, _ = office()
    editions.begin(by=by, at=AT)
    with pytest.raises(Refused, match="edition_open"):
        editions.begin(by=by, at=AT)


def test_draft_thrown_away_leaves_its_number() -> None:
    by, _ = office()
    first_edition(by)
    draft = editions.begin(by=by, at=LATER)
    editions.abandon(edition=draft, by=by, at=LATER)
    assert (Edition.objects.count(), Row.objects.count()) == (1, 1)
    assert editions.begin(by=by, at=LATER).number == 2
    with pytest.raises(Refused, match="edition_gone"):
        editions.describe(edition=draft, title="x", note="", by=by, at=LATER)


def test_title_and_note_are_cleaned_and_measured() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    told = editions.describe(edition=draft, title=" 青禾区\n目录 ", note="修\u202e订", by=by, at=AT)
    assert (told.title, told.note) == ("青禾区目录", "修订")
    for title, note, code in (("", "", "field_missing"), ("长" * 121, "", "field_too_long"),
                              ("短", "长" * 301, "field_too_long")):  # fmt: skip
        with pytest.raises(Refused, match=code):
            editions.describe(edition=draft, title=title, note=note, by=by, at=AT)


def test_rows_stand_by_field_and_are_numbered() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    for field, second in (("", "甲"), ("pilot-04", "乙"), ("pilot-01", "丙"), ("pilot-04", "丁")):
        row(draft, by, field=field, second=second)
    assert codes(draft) == [
        (1, "pilot-01-001"), (2, "pilot-04-001"), (3, "pilot-04-002"), (4, "item-001"),
    ]  # fmt: skip


def test_row_keeps_its_code_and_says_what_was_typed() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    made = row(draft, by)
    told = edition_rows.change_row(
        row=made, by=by, at=AT, second=" 部门\n预算", content=" 1.表 \r\n\n2.说明",
        channels=["print", "website", ""], audience="group", audience_group="被征收人",
    )  # fmt: skip
    assert (told.code, told.second, told.content) == (made.code, "部门预算", "1.表\n2.说明")
    assert (told.channels, told.audience_group) == (["website", "print"], "被征收人")
    told = edition_rows.change_row(row=made, by=by, at=AT, audience="all")
    assert told.audience_group == ""


def test_code_of_ones_own_is_taken_once() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    assert row(draft, by, code="P20-07-01").code == "P20-07-01"
    for code, refusal in (("P20-07-01", "item_code_taken"), ("P20-07", "row_code_of_law_chosen")):
        with pytest.raises(Refused, match=refusal):
            row(draft, by, code=code, second="另一项")


def test_code_is_never_given_twice() -> None:
    by, _ = office()
    first_edition(by)
    draft = editions.begin(by=by, at=LATER)
    edition_rows.remove_row(row=one(draft, "政府预算"), by=by, at=LATER)
    assert row(draft, by, second="别的").code == "pilot-04-002"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"second": "长" * 121}, "field_too_long"),
        ({"limit_text": "长" * 61}, "field_too_long"),
        ({"mode": "both"}, "choice_unknown"),
        ({"column": "P20"}, "choice_unknown"),
        ({"field": "pilot-99"}, "choice_unknown"),
        ({"first": " "}, "field_missing"),
    ],
)
def test_what_cannot_be_kept_is_refused(parts: dict[str, Any], code: str) -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    made = row(draft, by)
    for act in (lambda: row(draft, by, **parts),
                lambda: edition_rows.change_row(row=made, by=by, at=AT, **parts)):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert code in {refused.value.code, *(one.code for one in refused.value.reasons)}
    assert draft.rows.count() == 1


def test_unknown_part_is_a_mistake_of_the_caller() -> None:
    by, _ = office()
    with pytest.raises(TypeError, match="colour"):
        row(editions.begin(by=by, at=AT), by, colour="red")


def test_rows_move_within_their_field() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    for second in "甲乙丙":
        row(draft, by, second=second)
    row(draft, by, field="", second="丁")
    for steps, order in ((-1, "甲丙乙"), (5, "甲乙丙"), (-9, "丙甲乙")):
        edition_rows.move_row(row=one(draft, "丙"), steps=steps, by=by, at=AT)
        found = draft.rows.order_by("order").values_list("second", flat=True)
        assert "".join(found) == order + "丁"


def test_several_rows_are_put_under_one_column() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    made = [row(draft, by, second=second, column="").code for second in "甲乙丙"]
    count = edition_rows.set_column(edition=draft, codes=made[:2], column="P20-07", by=by, at=AT)
    assert count == 2
    assert [row.column and row.column.code for row in draft.rows.order_by("order")] == [
        "P20-07", "P20-07", None,
    ]  # fmt: skip
    with pytest.raises(Refused, match="edition_no_rows_chosen"):
        edition_rows.set_column(edition=draft, codes=[], column="P20-07", by=by, at=AT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("财政局", ["caizheng"]),
        ("财政局、民政局", ["caizheng", "minzheng"]),
        ("财政局 民政局", ["caizheng", "minzheng"]),
        ("财政局和民政局", ["caizheng", "minzheng"]),
        ("住房和城乡建设局；财政局", ["caizheng", "zhujian"]),
        ("区财政局", ["caizheng"]),
        ("财税局", ["caizheng"]),
        ("各镇", ["minzheng", "zhujian"]),
        ("财政局、无名局", []),
        ("无名局", []),
    ],
)
def test_publishers_are_found_by_any_name_or_not_at_all(text: str, found: list[str]) -> None:
    by, caizheng = office()
    district()
    towns = [department("minzheng", "民政局"), department("zhujian", "住房和城乡建设局")]
    Name.objects.create(organisation=caizheng, text="财税局", kind=Name.Kind.ALIAS)
    Group.objects.create(name="各镇").members.set(towns)
    made = row(editions.begin(by=by, at=AT), by, publishers_text=text)
    assert sorted(one.code for one in made.publishers.all()) == found


def test_publishers_named_by_a_person_stand() -> None:
    by, caizheng = office()
    made = row(editions.begin(by=by, at=AT), by, publishers_text="无名局", publishers=[caizheng])
    assert list(made.publishers.all()) == [caizheng]
    edition_rows.change_row(row=made, by=by, at=AT, basis="《预算法》第一条")
    assert list(made.publishers.all()) == [caizheng]
    edition_rows.change_row(row=made, by=by, at=AT, publishers_text="谁也不认得")
    assert list(made.publishers.all()) == []


ACTS: list[Callable[[Edition, Row, Any], object]] = [
    lambda edition, made, by: editions.describe(edition=edition, title="x", note="", by=by, at=AT),
    lambda edition, made, by: editions.abandon(edition=edition, by=by, at=AT),
    lambda edition, made, by: edition_rows.add_row(edition=edition, by=by, at=AT, **PARTS),
    lambda edition, made, by: edition_rows.change_row(row=made, by=by, at=AT, second="x"),
    lambda edition, made, by: edition_rows.remove_row(row=made, by=by, at=AT),
    lambda edition, made, by: edition_rows.move_row(row=made, steps=1, by=by, at=AT),
    lambda edition, made, by: edition_rows.set_column(
        edition=edition, codes=[made.code], column="P20-07", by=by, at=AT
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_adopted_edition_cannot_be_changed(act: Callable[..., object]) -> None:
    by, _ = office()
    edition = first_edition(by)
    with pytest.raises(Refused, match="edition_adopted"):
        act(edition, edition.rows.get(), by)


@pytest.mark.parametrize("act", ACTS)
def test_only_the_office_may_write_and_every_act_is_a_line(act: Callable[..., object]) -> None:
    by, caizheng = office()
    draft = editions.begin(by=by, at=AT)
    made = row(draft, by)
    with pytest.raises(Refused, match="no_power"):
        act(draft, made, clerk(caizheng))
    before = Deed.objects.count()
    if act is not ACTS[2]:
        act(draft, made, by)
        assert Deed.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_is_told() -> None:
    by, _ = office()
    raised = at_once(*[lambda: editions.begin(by=by, at=AT)] * 2)
    codes = [one.code if isinstance(one, Refused) else one for one in raised]
    assert sorted(map(str, codes)) == ["None", "edition_open"]
    assert Edition.objects.count() == 1
