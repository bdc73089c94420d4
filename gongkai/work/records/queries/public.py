"""What the public sees: live publications of proactively disclosed records, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries import heads
from gongkai.work.journal.queries import log as journal_log
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Attachment, Record, Version


@dataclass(frozen=True)
class Neighbours:
    """The publications before and after one, within its catalogue item."""

    newer: Publication | None
    older: Publication | None


def live() -> QuerySet[Publication]:
    """Everything public now, the newest first, with what a list shows."""
    # Asked row by row, these let the database walk the index of the newest and stop after a
    # page; as joins they made it read and sort all of 100,000 rows.
    is_live = Exists(Record.objects.filter(live=OuterRef("pk")))
    proactive = Version.objects.filter(openness=Version.Openness.PROACTIVE)
    return (
        Publication.objects.filter(is_live, Exists(proactive.filter(pk=OuterRef("version"))))
        .select_related("organisation", "item", "version", "record")
        .order_by("-published_at", "-id")
    )


def newest() -> QuerySet[Publication]:
    """The same, the newest first, to find the keys of a page by; what is shown of it is `live`.

    Nothing is joined and no version is looked at, so that the indexes alone answer.
    """
    is_live = Exists(Record.objects.filter(live=OuterRef("pk")))
    return Publication.objects.filter(is_live).order_by("-published_at", "-id")


def latest(count: int) -> list[Publication]:
    """The newest publications."""
    return list(live()[:count])


def by_item(item: CatalogueItem) -> QuerySet[Publication]:
    """The live publications of one catalogue item."""
    return live().filter(item=item)


def by_organisation(organisation: Organisation) -> QuerySet[Publication]:
    """The live publications of one organisation."""
    return live().filter(organisation=organisation)


def by_index(index_number: str) -> Publication | None:
    """The live publication of that number, or else its last withdrawn one (answer 410).

    A withdrawn one has a `withdrawal`; None means that the number was never given.
    """
    found = live().filter(index_number=index_number).first()
    if found is not None:
        return found
    gone = Publication.objects.filter(index_number=index_number, withdrawal__isnull=False)
    return gone.select_related("organisation", "item", "withdrawal").order_by("-id").first()


def neighbours(publication: Publication) -> Neighbours:
    """The next newer and the next older live publication of the same item."""
    same = by_item(publication.item)
    at, pk = publication.published_at, publication.pk
    newer = same.filter(Q(published_at__gt=at) | Q(published_at=at, pk__gt=pk))
    older = same.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
    return Neighbours(newer.order_by("published_at", "id").first(), older.first())


def attachments(publication: Publication) -> list[Attachment]:
    """The files offered with a publication, without the pictures of its body."""
    files = publication.version.attachments.filter(inline=False)
    return list(files.select_related("file").order_by("order"))


def file_of(publication: Publication, sha256: str) -> Attachment | None:
    """A file or picture of this very publication; files of other versions are not public by it."""
    files = publication.version.attachments.filter(file__sha256=sha256)
    return files.select_related("file").order_by("order").first()


def earlier(publication: Publication) -> list[Publication]:
    """The versions of the same record that were public before it, the newest first."""
    found = publication.record.publications.filter(pk__lt=publication.pk)
    return list(found.select_related("version").order_by("-id"))


def last_publication(record: Record) -> Publication | None:
    """What is public of the record, or was the last thing to be."""
    return record.publications.select_related("record").order_by("-id").first()


def editions(publication: Publication) -> list[Publication]:
    """Everything published under its number, the oldest first, with what became of it."""
    found = Publication.objects.filter(record=publication.record_id)
    related = ("organisation", "item__parent", "version__item", "version__record", "withdrawal")
    return list(found.select_related(*related).order_by("id"))


def proof(index_number: str, head: TreeHead | None = None) -> list[dict[str, Any]]:
    """For each publication under the number and each withdrawal: what the log says, and its proof.

    The proofs lead to `head`, by default the newest. The list is empty for a number never given.
    """
    publications = Publication.objects.filter(index_number=index_number).select_related(
        "log_entry", "withdrawal__log_entry"
    )
    entries = []
    for one in publications.order_by("id"):
        entries.append(one.log_entry)
        if hasattr(one, "withdrawal"):
            entries.append(one.withdrawal.log_entry)
    entries.sort(key=lambda entry: entry.sequence)
    head = head or heads.newest()
    if entries and head is None:
        raise Refused("log_damaged", sequence=entries[0].sequence)
    return [journal_log.proof(entry, head) for entry in entries if head is not None]
