"""Items that organisations keep by periods, as an adopted edition of the basic catalogue says."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.catalogue import enter_in_log, set_up
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.editions import begin, remove
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition
from tests.factories import AT, officer
from tests.work.records.edition_scene import row
from tests.work.records.world import item

QUARTERLY = "每季度"
Place = tuple[str, str, list[Organisation]]


def adopted(*places: Place, at: datetime = AT) -> Edition:
    """The next edition, of exactly these rows: code, time limit in words, who publishes."""
    if not CatalogueItem.objects.filter(code="P20-04").exists():
        set_up(at=at)
        # The items that `world` made by hand, so that the log knows of all.
        enter_in_log(items=CatalogueItem.objects.filter(code__startswith="20."), at=at)
    by = _author()
    edition = begin(by=by, at=at, note="修订")
    remove(list(edition.rows.values_list("pk", flat=True)))
    for code, limit, organisations in places:
        row(
            edition, by, at, field="", column="P20-04", code=code, first="统计", second=code,
            limit_text=limit, publishers_text="、".join(one.name for one in organisations),
            publishers=organisations,
        )  # fmt: skip
    return adopt(edition=edition, by=by, at=at)


def kept_item(code: str = "JC-01") -> CatalogueItem:
    """The item of a row with that code."""
    return item(code)


def _author() -> Person:
    return Person.objects.filter(name="编目").first() or officer("编目")
