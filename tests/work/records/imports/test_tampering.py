"""verify_log names what somebody with the database did to a batch that was published."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.rules.document import batch_hash
from gongkai.work.journal.queries.problems import Problem
from gongkai.work.records.models.batch import BatchReview, ImportBatch, ImportRow
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.log_check import verify
from tests.tampering import guards_down
from tests.work.records.imports.scene import loaded, passed, place, row
from tests.work.records.world import World, published


@pytest.fixture
def here(db: None) -> World:
    """A publication of its own (0) and a batch of three (1 to 3)."""
    place_ = place()
    published(place_)
    passed(place_, loaded(place_, row(1), row(2), row(3)))
    return place_


def batch() -> ImportBatch:
    return ImportBatch.objects.get()


def version(number: int) -> Version:
    return Publication.objects.get(log_entry__sequence=number).version


def rows(number: int) -> object:
    return ImportRow.objects.filter(version=version(number))


def change(number: int, **fields: object) -> None:
    Version.objects.filter(pk=version(number).pk).update(**fields)


def rehash(number: int) -> None:
    """The version, its row, the batch and its reviews, all made to fit each other again."""
    changed = version(number)
    found = fingerprint(changed)
    change(number, content_hash=found)
    ImportRow.objects.filter(version=changed).update(content_hash=found)
    frozen = ImportRow.objects.order_by("number").values_list("number", "content_hash")
    whole = batch_hash(frozen)
    ImportBatch.objects.update(batch_hash=whole)
    BatchReview.objects.update(batch_hash=whole)
    Publication.objects.filter(version=changed).update(content_hash=found)


def rewrite_all(here: World) -> None:
    change(2, title="改过的标题")
    rehash(2)


BATCH_BROKEN = "批次的内容与送审时的散列值不符，批次被改过"
NOT_PASSED = "批次没有三位不同人员依次通过的审核，审核记录被改过或发布绕过了三审"
TAMPERINGS: dict[str, tuple[Callable[[World], object], list[tuple[int, str]]]] = {
    "a text": (
        lambda here: change(2, body_html="<p>改过的正文。</p>"),
        [(2, "正文、要素或附件与发布时的散列值不符，发布后被改过")],
    ),
    "a row": (
        lambda here: ImportRow.objects.filter(version=version(2)).update(content_hash="0" * 64),
        [(1, BATCH_BROKEN), (2, "批次里的散列值不符，批次被改过")],
    ),
    "a row's place": (
        lambda here: ImportRow.objects.filter(version=version(3)).update(number=9),
        [(1, BATCH_BROKEN)],
    ),
    "a row put in": (
        lambda here: ImportRow.objects.create(
            batch=batch(), number=9, outcome="created", content_hash="1" * 64
        ),
        [(1, BATCH_BROKEN)],
    ),
    "the hash of the batch": (
        lambda here: ImportBatch.objects.update(batch_hash="0" * 64),
        [(1, BATCH_BROKEN), (1, "与保存的记录不符：导入批次"), (2, "与保存的记录不符：导入批次"),
         (3, "与保存的记录不符：导入批次")],
    ),
    "a review gone": (
        lambda here: BatchReview.objects.filter(level=2).delete(),
        [(1, NOT_PASSED)],
    ),
    "a review by the importer": (
        lambda here: BatchReview.objects.filter(level=1).update(person=here.clerk),
        [(1, NOT_PASSED)],
    ),
    "a return": (
        lambda here: BatchReview.objects.filter(level=3).update(outcome="returned", opinion="不妥"),
        [(1, NOT_PASSED)],
    ),
    "another importer": (
        lambda here: ImportBatch.objects.update(created_by=here.first),
        [(1, NOT_PASSED)],
    ),
    "everything made to fit": (
        rewrite_all,
        [(1, "与保存的记录不符：导入批次"), (2, "与保存的记录不符：导入批次、内容散列值"),
         (3, "与保存的记录不符：导入批次")],
    ),
    "a row gone": (
        lambda here: ImportRow.objects.filter(version=version(3)).delete(),
        [(1, BATCH_BROKEN), (3, "与保存的记录不符：导入批次"),
         (3, "没有三位不同人员依次通过的审核，审核记录被改过或发布绕过了三审")],
    ),
    "a batch said to be returned": (
        lambda here: ImportBatch.objects.update(state="returned"),
        [(n, what) for n in (1, 2, 3) for what in (
            "与保存的记录不符：导入批次",
            "没有三位不同人员依次通过的审核，审核记录被改过或发布绕过了三审",
        )],
    ),
}  # fmt: skip


def told(problems: tuple[Problem, ...], wanted: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The problems as (entry, the sentence that is wanted of it)."""
    found = []
    for one in problems:
        fits = [what for number, what in wanted if number == one.sequence and what in one.what]
        found.append((one.sequence or 0, fits[0] if fits else one.what))
    return found


def test_an_untouched_batch_has_no_problems(here: World) -> None:
    assert verify().problems == ()


@pytest.mark.parametrize(("tamper", "wanted"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_every_tampering_is_named_with_the_first_entry(
    here: World, tamper: Callable[[World], object], wanted: list[tuple[int, str]]
) -> None:
    with guards_down():
        tamper(here)
    assert sorted(told(verify().problems, wanted)) == sorted(wanted)
