"""Ends the keeping: identity is removed from the database, files and archive are destroyed.

What remains are the figures and the clock, so that every annual report can still be proven
(个人信息保护法 第十九条、第四十七条; 条例 第四十五条).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db import OperationalError, connection, transaction
from django.db.models import Max, Model

from gongkai.rules.foi.after import KEEPING
from gongkai.work.files.actions.remove import remove_bytes
from gongkai.work.files.models import StoredFile
from gongkai.work.foi.models.ending import Archive, Challenge, ChallengePaper, Destruction, Fee
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Applicant, Request, RequestEvent, RequestFile
from gongkai.work.foi.models.working import Assistance, Consultation, Handing, SearchEntry
from gongkai.work.foi.queries.archive_terms import years_are_default
from gongkai.work.foi.queries.identity import without_applicant
from gongkai.work.journal.deeds import day_of, deed
from gongkai.work.records.models.record import Attachment

log = logging.getLogger(__name__)

GONE = "到期删除"
_SEALED = ("name", "identity", "contact", "phone", "email", "address")
_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (SearchEntry, ("place", "words", "result")),
    (Assistance, ("question", "answer")),
    (Consultation, ("information", "reason")),
    (Handing, ("note",)),
    (RequestEvent, ("note",)),
    (Fee, ("reason",)),
    (Challenge, ("body", "number", "note")),
)


def erase_applicants(*, at: datetime) -> int:
    """Erase who asked in every case whose keeping is over; returns how many cases.

    A case with a challenge that is not decided waits. What is not archived is not erased.
    """
    cases = due_for_erasing(day_of(at))
    for case in cases:
        _erase(case, at)
    if cases:
        transaction.on_commit(_shrink_log)
    return len(cases)


def due_for_erasing(on: date) -> list[Request]:
    """Archived cases whose last volume's term is over."""
    rows = Request.objects.annotate(kept=Max("archives__keep_until")).filter(kept__lt=on)
    rows = rows.filter(applicant__erased_at=None)
    pending = Challenge.objects.filter(result=Challenge.Result.PENDING).values("request")
    return list(rows.exclude(pk__in=pending).select_related("organisation", "applicant"))


def _erase(request: Request, at: datetime) -> None:
    organisation = request.organisation
    with deed("foi.erase", by=None, at=at, power=None, organisation=organisation) as act:
        masked = _masked(request)
        _empty_applicant(request.applicant, at)
        for row, fields in masked:
            type(row)._base_manager.filter(pk=row.pk).update(**fields)
        for letter in request.letters.all():
            letter.text, letter.values = "", {}
            letter.save(update_fields=["text", "values"])
        Delivery.objects.filter(letter__request=request).update(proof=GONE)
        Consultation.objects.filter(request=request).update(name="", contact="", secret_hash="")
        Redaction.objects.filter(source__request=request, made_at=None).update(plan={})
        Request.objects.filter(pk=request.pk).update(secret_hash="")
        gone = remove_bytes(_stored(request), name=GONE)
        for archive in request.archives.all():
            _protocol(archive, gone, at)
        act.target = request
        act.detail = {"number": request.number, "files": gone}


def _empty_applicant(applicant: Applicant, at: datetime) -> None:
    for name in _SEALED:
        setattr(applicant, name, "")
    applicant.identity_kind, applicant.likeness, applicant.erased_at = "", "", at
    applicant.save()


def _masked(request: Request) -> list[tuple[Model, dict[str, str]]]:
    """Rows with texts in which the applicant is named, and the texts without; before erasing."""
    rows: list[tuple[Model, tuple[str, ...]]] = [(request, ("wanted",))]
    for model, names in _TEXTS:
        rows += [(row, names) for row in model._base_manager.filter(request=request)]
    found = []
    for row, names in rows:
        texts = {name: getattr(row, name) for name in names}
        plain = {name: without_applicant(request, text) for name, text in texts.items()}
        if plain != texts:
            found.append((row, plain))
    return found


def _stored(request: Request) -> list[StoredFile]:
    """Every file of the case, its archive among them."""
    letters: Iterable[Letter] = request.letters.select_related("file", "pdf")
    found = [stored for one in letters for stored in (one.file, one.pdf)]
    found += [one.file for one in request.files.select_related("file")]
    found += [one.file for one in _deliveries(request)]
    found += [one.file for one in _papers(request)]
    found += [one.file for one in request.archives.select_related("file")]
    own = {one.pk: one for one in found if one is not None}
    return [one for pk, one in own.items() if pk not in _needed_elsewhere(request, own)]


def _needed_elsewhere(request: Request, files: Iterable[int]) -> set[int]:
    """Files that are public, or belong to another part of a split case whose term still runs."""
    rows = RequestFile.objects.filter(file__in=list(files), request__applicant__erased_at=None)
    others = rows.exclude(request=request).values_list("file", flat=True)
    public = Attachment.objects.filter(file__in=list(files)).values_list("file", flat=True)
    return {*others, *public}


def _deliveries(request: Request) -> Iterable[Delivery]:
    return Delivery.objects.filter(letter__request=request).select_related("file")


def _papers(request: Request) -> Iterable[ChallengePaper]:
    return ChallengePaper.objects.filter(challenge__request=request).select_related("file")


def _protocol(archive: Archive, files: int, at: datetime) -> None:
    doubt = f"（{KEEPING.source}）" if years_are_default() else ""
    Destruction.objects.create(
        archive=archive,
        sha256=archive.sha256,
        entries=archive.entries,
        files=files,
        reason=f"保管期限于 {archive.keep_until} 届满{doubt}",
        at=at,
    )


def _shrink_log() -> None:
    """Write the log of SQLite into the file and cut it, so that no old page stays in it."""
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:  # somebody reads; the database cuts its log by itself later
        log.warning("the log of the database could not be cut now")
