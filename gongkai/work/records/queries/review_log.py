"""The log of the reviews as a table for an inspection: who passed which words, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from gongkai.work.journal.deeds import CHINA, Refused, day_of
from gongkai.work.ledger.queries.workbook import workbook
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Review, Waiver
from gongkai.work.staffing.queries.stand_ins import Substitutions

LIMIT = 5_000
_STEPS = (Review.Level.FIRST, Review.Level.SECOND, Review.Level.FINAL)
_EACH = ("审核人", "时间", "结论", "意见")
HEADINGS = (
    "单位", "标题", "索引号", "版本", "起草人", "送审时间",
    *(f"{step.label}{what}" for step in _STEPS for what in _EACH),
    "豁免的筛查结果", "发布时间", "版本指纹",
)  # fmt: skip
_WIDTHS = (14, 30, 22, 6, 9, 17, *(9, 17, 7, 20) * len(_STEPS), 30, 17, 34)


def reviewed_versions(person: Person, on: date, since: date, until: date) -> QuerySet[Version]:
    """The versions submitted in [since, until] whose reviews the person may read on the day `on`.

    One's own organisations with all that was submitted; the openness office of the others only
    what became public, as it never sees their drafts.
    """
    own = organisations_for(person, ("record.view",), on)
    seen = Q(record__organisation__in=own)
    if may(person, "finding.raise", None, on):
        seen |= Q(publication__isnull=False)
    first = datetime.combine(since, time(), CHINA)
    end = datetime.combine(until + timedelta(days=1), time(), CHINA)
    found = Version.objects.filter(seen, frozen_at__gte=first, frozen_at__lt=end)
    return (
        found.select_related("record__organisation", "drafted_by", "publication")
        .prefetch_related(
            Prefetch("reviews", Review.objects.select_related("person").order_by("level")),
            Prefetch("waivers", Waiver.objects.select_related("person").order_by("id")),
        )
        .order_by("frozen_at", "id")
    )


def review_log(person: Person, on: date, since: date, until: date) -> list[list[str]]:
    """One row a version, in the order in which they were submitted."""
    rows = list(reviewed_versions(person, on, since, until)[: LIMIT + 1])
    if len(rows) > LIMIT:
        raise Refused("review_log_too_long", limit=LIMIT, since=since, until=until)
    behalf = Substitutions({one.record.organisation_id for one in rows})
    return [_row(one, behalf) for one in rows]


def review_log_xlsx(person: Person, on: date, since: date, until: date) -> bytes:
    """The same as a workbook."""
    rows = review_log(person, on, since, until)
    period = f"{since} 至 {until} 送审，共 {len(rows)} 件，{on} 导出"
    return workbook("信息公开审核记录", period, _WIDTHS, HEADINGS, rows, name="审核记录")


def _row(version: Version, behalf: Substitutions) -> list[str]:
    record, publication = version.record, getattr(version, "publication", None)
    given = {one.level: one for one in version.reviews.all()}
    return [
        record.organisation.name,
        version.title,
        record.index_number or "",
        str(version.number),
        version.drafted_by.name,
        _moment(version.frozen_at),
        *(text for step in _STEPS for text in _of_review(given.get(step), record, behalf)),
        "\n".join(_of_waivers(version.waivers.all())),
        _moment(publication.published_at if publication else None),
        version.content_hash,
    ]


def _of_review(review: Review | None, record: Record, behalf: Substitutions) -> list[str]:
    if review is None:
        return [""] * len(_EACH)
    done, on = review.get_outcome_display(), day_of(review.at)
    name = behalf.behalf(record.organisation_id, review.person_id, review.level, on)
    who = f"{review.person.name}（代{name}）" if name else review.person.name
    return [who, _moment(review.at), done, review.opinion]


def _of_waivers(waivers: Iterable[Waiver]) -> Iterator[str]:
    for one in waivers:
        what = f"{one.found['where_label']}：{one.found['label']} {one.found['text']}".strip()
        yield f"{what}（{one.person.name}：{one.reason}）"


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at else ""
