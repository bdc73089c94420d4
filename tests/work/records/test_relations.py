"""Relations between documents: reviewed with the text, and what they do to the other one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.relate import relate, unrelate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.content import current_of, fingerprint, metadata_of
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.relations import effect_of, links_of, touches
from tests.factories import AT, officer
from tests.work.records.world import World, draft, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db
ON = AT.date()
LATER = date(2024, 1, 1)


def name(here: World, record: Record, kind: str, old: Publication | str) -> None:
    target = old if isinstance(old, str) else old.index_number
    relate(record=record, kind=kind, target=target, by=here.clerk, at=AT)


def publish(here: World, record: Record) -> Publication:
    return pass_all(here, submit(record=record, by=here.clerk, at=AT))


def ends(here: World, old: Publication, kind: str = "repeals", **fields: object) -> Publication:
    record = draft(here, title="新办法", **fields)
    name(here, record, kind, old)
    return publish(here, record)


def status(old: Publication, on: date = ON) -> str:
    return effect_of(old.version, on).status


def refusal(here: World, record: Record, kind: str, target: str) -> str:
    with pytest.raises(Refused) as refused:
        relate(record=record, kind=kind, target=target, by=here.clerk, at=AT)
    return refused.value.code


def test_a_repeal_counts_from_its_day_once_it_is_public() -> None:
    here = world()
    old = published(here)
    record = draft(here, title="新办法", effective_on=LATER)
    name(here, record, "repeals", old)
    assert touches([old.record_id]) == {}
    new = publish(here, record)
    assert (status(old), status(old, LATER)) == ("in_force", "repealed")
    by = effect_of(old.version, LATER).by
    assert by is not None
    assert (by.title, by.index_number, by.on) == ("新办法", new.index_number, LATER)


def test_a_withdrawn_or_corrected_document_ends_nothing() -> None:
    here = world()
    old = published(here)
    new = ends(here, old)
    assert status(old) == "repealed"
    unrelate(record=new.record, kind="repeals", index_number=old.index_number, by=here.clerk, at=AT)
    edit(record=new.record, by=here.clerk, at=AT, change_note="关联有误")
    assert status(old) == "repealed"
    corrected = publish(here, new.record)
    assert (status(old), links_of(corrected.version)) == ("in_force", [])
    again = ends(here, old, "replaces")
    withdrawn(here, again, AT, reason="有误")
    assert status(old) == "in_force"


def test_relations_are_part_of_what_is_reviewed() -> None:
    here = world()
    old, record = published(here), draft(here)
    before = fingerprint(current_of(record))
    assert "relations" not in metadata_of(current_of(record))
    name(here, record, "amends", old)
    after = fingerprint(current_of(record))
    assert metadata_of(current_of(record))["relations"] == [f"amends {old.index_number}"]
    assert before != after
    unrelate(record=record, kind="amends", index_number=old.index_number, by=here.clerk, at=AT)
    assert fingerprint(current_of(record)) == before


def test_nothing_is_slipped_in_after_submission() -> None:
    here = world()
    old, other = published(here), published(here, title="另一份")
    new = ends(here, old)
    (relation,) = new.version.relations.all()
    acts = (
        lambda: Relation.objects.create(version=new.version, kind="amends", target=old.record),
        lambda: Relation.objects.filter(pk=relation.pk).update(target=other.record),
        relation.delete,
    )
    for act in acts:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert list(verify().problems) == []


def test_a_correction_keeps_its_relations() -> None:
    here = world()
    old = published(here)
    new = ends(here, old)
    edit(record=new.record, by=here.clerk, at=AT, title="更正后的办法", change_note="更正")
    assert [(one.kind, one.index_number) for one in links_of(current_of(new.record))] == [
        ("repeals", old.index_number)
    ]


def test_the_other_document_is_found_by_number_or_title() -> None:
    here = world()
    old = published(here, title="招生工作办法", document_number="青教发〔2023〕1号")
    published(here, title="招生工作问答")
    for n, text in enumerate(
        (old.index_number, "青教发〔2023〕1号", "《招生工作办法》", " 招生工作办法 ", "工作办法")
    ):
        record = draft(here, title=f"办法{n}")
        name(here, record, "interprets", text)
        assert [one.title for one in links_of(current_of(record))] == ["招生工作办法"]


def test_what_does_not_fit_is_refused_and_nothing_is_written() -> None:
    here, there = world(), world("czj", "财政局")
    old = published(here, title="招生办法甲")
    published(here, title="招生办法乙")
    theirs = published(there, title="财政局的办法")
    record = draft(here)
    name(here, record, "amends", old)
    own = published(here, title="自己")
    codes = [
        refusal(here, record, "amends", " "), refusal(here, record, "amends", "没有这份文件"),
        refusal(here, record, "amends", "招生办法"), refusal(here, record, "amends", "招生办法甲"),
        refusal(here, record, "ends", "招生办法甲"), refusal(here, own.record, "amends", "自己"),
        refusal(here, record, "repeals", theirs.index_number),
        refusal(there, record, "interprets", old.index_number),
    ]  # fmt: skip
    assert codes == [
        "relation_without_target", "relation_unknown", "relation_ambiguous", "relation_twice",
        "choice_unknown", "relation_to_itself", "relation_not_yours", "no_power",
    ]  # fmt: skip
    assert Relation.objects.count() == 1
    name(here, record, "interprets", theirs.index_number)


def test_the_government_may_end_the_document_of_a_department() -> None:
    here, there = world(), world("czj", "财政局")
    theirs = published(there)
    Organisation.objects.filter(pk=here.organisation.pk).update(kind="district")
    ends(here, theirs)
    assert status(theirs) == "repealed"


def test_the_number_of_relations_is_limited() -> None:
    here = world()
    record, number = draft(here), published(here).index_number
    for kind in ("interprets", "amends"):
        name(here, record, kind, number)
    Relation.objects.bulk_create(
        Relation(version=current_of(record), kind="implements", target=draft(here))
        for _ in range(18)
    )
    assert refusal(here, record, "replaces", number) == "relation_too_many"
    assert refusal(here, record, "interprets", number) == "relation_twice"
    with pytest.raises(Refused) as refused:
        relate(record=record, kind="amends", target=number, by=officer(), at=AT)
    assert refused.value.code == "no_power"
