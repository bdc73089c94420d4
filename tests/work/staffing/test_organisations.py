"""Organisations are founded, renamed and dissolved, and nothing they bore is lost."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.organisation import Name, Organisation
from gongkai.work.staffing.actions.groups import set_group
from gongkai.work.staffing.actions.names import add_alias, remove_alias
from gongkai.work.staffing.actions.organisations import describe, dissolve, found, rename
from tests.factories import AT, clerk, department, group, officer

pytestmark = pytest.mark.django_db


def test_founding_is_logged() -> None:
    one = officer()
    made = found(code="czj", name="财政局 ", kind="department", by=one, at=AT, short_name="财政")
    assert (made.name, made.short_name) == ("财政局", "财政")
    deed = Deed.objects.get(verb="organisation.found", object_id=str(made.pk))
    assert (deed.by, deed.kind, deed.detail) == (one, "organisation", {"name": "财政局"})


@pytest.mark.parametrize(
    ("code", "name", "kind", "refusal"),
    [
        ("jyj", "体育局", "department", "code_taken"),
        ("tyj", "教育局", "department", "name_taken"),
        ("tyj", "教体局", "department", "name_taken"),
        ("tyj", "各有关单位", "department", "name_is_a_group"),
        ("tyj", " \n", "department", "name_missing"),
        ("TYJ", "体育局", "department", "code_unfit"),
        ("", "体育局", "department", "code_unfit"),
        ("tyj", "体育局", "club", "kind_unknown"),
    ],
)
def test_founding_is_refused(code: str, name: str, kind: str, refusal: str) -> None:
    add_alias(organisation=department("jyj", "教育局"), text="教体局", by=None, at=AT)
    group("各有关单位", department())
    before = Organisation.objects.count()
    with pytest.raises(Refused) as refused:
        found(code=code, name=name, kind=kind, by=None, at=AT)
    assert refused.value.code == refusal
    assert Organisation.objects.count() == before


def test_only_the_openness_office_founds() -> None:
    with pytest.raises(Refused) as refused:
        found(code="tyj", name="体育局", kind="department", by=clerk(department()), at=AT)
    assert refused.value.code == "no_power"


def test_renaming_keeps_the_old_name() -> None:
    school = department("jyj", "教育局")
    rename(organisation=school, name="教育和体育局", on=date(2023, 9, 1), by=officer(), at=AT)
    former = Name.objects.get(organisation=school)
    assert (school.name, former.text, former.kind, former.until_on) == (
        "教育和体育局",
        "教育局",
        "former",
        date(2023, 8, 31),
    )


def test_renaming_back_leaves_one_former_name() -> None:
    school = department("jyj", "教育局")
    rename(organisation=school, name="教体局", on=date(2023, 9, 1), by=None, at=AT)
    rename(organisation=school, name="教育局", on=date(2023, 10, 1), by=None, at=AT)
    assert school.name == "教育局"
    assert list(school.names.values_list("text", flat=True)) == ["教体局"]


def test_renaming_to_a_name_in_use_is_refused() -> None:
    school = department("jyj", "教育局")
    department("czj", "财政局")
    for name, code in (
        ("财政局", "name_taken"),
        ("教育局", "name_unchanged"),
        ("", "name_missing"),
    ):
        with pytest.raises(Refused) as refused:
            rename(organisation=school, name=name, on=date(2023, 9, 1), by=None, at=AT)
        assert refused.value.code == code


def test_a_former_name_may_be_given_again() -> None:
    old = department("mzj", "民政局")
    rename(organisation=old, name="民政和文旅局", on=date(2023, 1, 1), by=None, at=AT)
    assert department("mzj2", "民政局").pk != old.pk


def test_dissolving_names_the_successor() -> None:
    old, new = department("a", "甲局"), department("b", "乙局")
    dissolve(organisation=old, on=date(2023, 9, 1), successor=new, by=officer(), at=AT)
    old.refresh_from_db()
    assert (old.active_until, old.successor) == (date(2023, 9, 1), new)
    with pytest.raises(Refused) as refused:
        dissolve(organisation=old, on=date(2023, 9, 2), by=None, at=AT)
    assert refused.value.code == "organisation_closed"


def test_a_successor_must_stand_itself() -> None:
    old, gone = department("a", "甲局"), department("b", "乙局")
    dissolve(organisation=gone, on=date(2023, 9, 1), by=None, at=AT)
    for successor in (gone, old):
        with pytest.raises(Refused) as refused:
            dissolve(organisation=old, on=date(2023, 9, 2), successor=successor, by=None, at=AT)
        assert refused.value.code == "successor_unfit"


def test_an_alias_is_added_once() -> None:
    school = department("jyj", "教育局")
    first = add_alias(organisation=school, text="区教育局", by=officer(), at=AT)
    assert add_alias(organisation=school, text="区 教育局", by=officer(), at=AT) == first
    with pytest.raises(Refused) as refused:
        add_alias(organisation=department("czj", "财政局"), text="区教育局", by=None, at=AT)
    assert (refused.value.code, refused.value.values["organisation"]) == ("name_taken", school)


def test_an_alias_is_removed_but_no_former_name() -> None:
    school = department("jyj", "教育局")
    remove_alias(
        name=add_alias(organisation=school, text="教局", by=None, at=AT), by=officer(), at=AT
    )
    rename(organisation=school, name="教体局", on=date(2023, 9, 1), by=None, at=AT)
    with pytest.raises(Refused) as refused:
        remove_alias(name=school.names.get(), by=officer(), at=AT)
    assert (refused.value.code, school.names.count()) == ("name_is_former", 1)


def test_a_group_is_set_and_set_again() -> None:
    one, two = department("a", "甲局"), department("b", "乙局")
    made = set_group(name="各有关单位", members=[one, two, one], by=officer(), at=AT)
    again = set_group(name="各有关 单位", members=[two], by=officer(), at=AT)
    assert again == made
    assert list(made.members.all()) == [two]


def test_a_group_is_refused() -> None:
    one, gone = department("a", "甲局"), department("b", "乙局")
    dissolve(organisation=gone, on=date(2023, 7, 1), by=None, at=AT)
    for name, members, code in (
        ("各有关单位", [], "group_empty"),
        ("", [one], "name_missing"),
        ("各有关单位", [gone], "organisation_closed"),
        ("甲局", [one], "name_taken"),
    ):
        with pytest.raises(Refused) as refused:
            set_group(name=name, members=members, by=None, at=AT)
        assert refused.value.code == code


FACTS = {
    "short_name": "教局",
    "credit_code": "91350100M000100Y43",
    "kind": "department",
    "order": 7,
}


def test_describing_sets_all_but_the_name_and_is_logged() -> None:
    school, one = department("jyj", "教育局"), officer()
    describe(organisation=school, **FACTS, by=one, at=AT)
    school.refresh_from_db()
    assert {name: getattr(school, name) for name in FACTS} == FACTS
    deed = Deed.objects.get(verb="organisation.describe")
    assert (deed.by, deed.object_id) == (one, str(school.pk))


@pytest.mark.parametrize("credit_code", ["91350100M000100Y44", "9135010", "91350100m000100y43"])
def test_a_mistyped_credit_code_is_refused(credit_code: str) -> None:
    with pytest.raises(Refused) as refused:
        found(code="b", name="乙局", kind="department", by=None, at=AT, credit_code=credit_code)
    assert refused.value.code == "credit_code_unfit"
    school = department("jyj", "教育局")
    with pytest.raises(Refused):
        describe(organisation=school, **FACTS | {"credit_code": credit_code}, by=None, at=AT)
    school.refresh_from_db()
    assert school.credit_code == ""


def test_only_the_openness_office_describes() -> None:
    school = department("jyj", "教育局")
    with pytest.raises(Refused) as refused:
        describe(organisation=school, **FACTS, by=clerk(school), at=AT)
    assert refused.value.code == "no_power"
