"""Takes a request in: numbered, sealed, its day of receipt fixed as article 31 says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.rules.check_digits import is_credit_code, is_identity_number
from gongkai.rules.foi.receipt import missing, receipt_of
from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import clean_name, extension_of, media_type_of
from gongkai.work.foi.actions.happen import happen
from gongkai.work.foi.models.request import Applicant, Request, RequestFile
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.journal.seal import likeness, new_secret, secret_hash
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_LONGEST_WANTED = 5000
_PERSON_FIELDS = (
    "kind", "name", "identity_kind", "identity", "contact", "phone", "email", "address",
)  # fmt: skip
_REQUEST_FIELDS = ("wanted", "document_number", "form", "way", "needs_help")


@dataclass(frozen=True)
class Registered:
    """A request and the secret with which its applicant follows it; nobody can show it again."""

    request: Request
    secret: str


def register(
    *,
    organisation: Organisation,
    channel: str,
    applicant: Mapping[str, str],
    wanted: Mapping[str, Any],
    by: Person | None,
    at: datetime,
    on: date | None = None,
    files: Sequence[tuple[str, bytes]] = (),
    submitted_at: datetime | None = None,
) -> Registered:
    """Register a request; `by=None` is the applicant on the public page.

    `applicant`: kind, name, identity_kind, identity, contact, phone, email, address. `wanted`:
    wanted, document_number, form, way, needs_help. `on` is the day it was handed in or signed for;
    channels that need a confirmation stay in the state `intake` until `confirm`. What article 29
    asks for and is missing can be corrected later (第三十条), except a name or wish that is not
    there at all. `submitted_at`: when it was sent, if that was before it was registered. Raises
    Refused.
    """
    person = {name: str(applicant.get(name) or "").strip() for name in _PERSON_FIELDS}
    asked = {name: wanted[name] for name in _REQUEST_FIELDS if name in wanted}
    power = "foi.register" if by is not None else None
    with deed("foi.register", by=by, at=at, power=power, organisation=organisation) as act:
        refuse_unfit(channel, person, asked, online=by is None)
        secret = new_secret()
        request = Request.objects.create(
            organisation=organisation,
            number=next_number(organisation, day_of(at)),
            channel=channel,
            submitted_at=min(submitted_at or at, at),
            secret_hash=secret_hash(secret),
            state=INTAKE,
            registered_at=at,
            registered_by=by,
            holder=by,
            **asked,
        )
        Applicant.objects.create(request=request, likeness=likeness_of(person), **person)
        for name, data in files:
            keep_file(request=request, name=name, data=data, by=by, at=at)
        act.target = request
        # Who asked and for what is no business of the journal's readers.
        act.detail = {"number": request.number, "channel": channel}
        if not receipt_of(channel).is_agreed:
            happen(
                request=request, kind="received", on=on or day_of(at), by=by, at=at,
                power="foi.register",
            )  # fmt: skip
    request.refresh_from_db()
    return Registered(request, secret)


def confirm(*, request: Request, on: date, by: Person, at: datetime) -> Request:
    """Both sides confirm the receipt of a request that came by mail or net (第三十一条)."""
    if request.received_on is not None:
        raise Refused("foi_received_already", number=request.number)
    if on < day_of(request.submitted_at):
        raise Refused("foi_confirmed_before_sent", on=day_of(request.submitted_at))
    happen(request=request, kind="received", on=on, by=by, at=at, power="foi.register")
    return request


def keep_file(
    *,
    request: Request,
    name: str,
    data: bytes,
    by: Person | None,
    at: datetime,
    role: str = RequestFile.Role.APPLICATION,
) -> RequestFile:
    """Keep a file with the case under a name that tells nothing: 申请材料1.pdf.

    Names of files often say who sent them, and the journal writes down every name. Raises Refused
    with the name as it came for what is not taken in.
    """
    came = clean_name(name)
    media_type_of(came, data)
    place = RequestFile.objects.filter(request=request, role=role).count() + 1
    plain = f"{RequestFile.Role(role).label}{place}.{extension_of(came)}"
    stored = store(name=plain, data=data, by=by, at=at, organisation=request.organisation)
    return RequestFile.objects.create(request=request, file=stored, role=role, at=at, by=by)


def next_number(organisation: Organisation, on: date) -> str:
    """CODE-2026-0001, counted in the year; the organisation is held, so that nobody else counts."""
    list(Organisation.objects.select_for_update().filter(pk=organisation.pk))
    prefix = f"{organisation.code.upper()}-{on.year}-"
    given = Request.objects.filter(number__startswith=prefix)
    last = given.order_by("-id").values_list("number", flat=True).first()
    return f"{prefix}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:04d}"


def likeness_of(person: Mapping[str, str]) -> str:
    """By the number of the paper where there is one, else by name and a way to reach them."""
    if person["identity"]:
        return likeness(person["identity"])
    reach = person["phone"] or person["email"] or person["address"]
    return likeness(person["name"], reach) if person["name"] and reach else ""


def refuse_unfit(
    channel: str, person: Mapping[str, str], asked: Mapping[str, Any], *, online: bool
) -> None:
    """Refuse with all that is wrong; what may be corrected later is not, except on the net."""
    reasons: list[Refused] = []
    if channel not in Request.Channel.values:
        reasons.append(Refused("foi_channel_unknown", channel=channel))
    reasons += _unfit_choices(person, asked)
    wanted = str(asked.get("wanted") or "")
    if len(wanted) > _LONGEST_WANTED:
        reasons.append(Refused("foi_wanted_too_long", length=len(wanted), limit=_LONGEST_WANTED))
    lacks = missing(
        name=person["name"],
        identity=person["identity"],
        contact=[person["phone"], person["email"], person["address"]],
        wanted=wanted,
    )
    # At the counter and by post a gap is corrected afterwards; a form on the net can ask at once.
    # Who needs help to write is called back; for that a name and a way to reach them are enough.
    certain = ("姓名", "名称、文号", "联系方式") if online else ("姓名", "名称、文号")
    is_whole = online and not asked.get("needs_help")
    essential = lacks if is_whole else [one for one in lacks if any(w in one for w in certain)]
    reasons += [Refused("foi_missing", what=one) for one in essential]
    if reasons:
        raise Refused("foi_request_unfit", reasons=reasons)


def _unfit_choices(person: Mapping[str, str], asked: Mapping[str, Any]) -> list[Refused]:
    reasons = []
    if person["kind"] not in Applicant.Kind.values:
        reasons.append(Refused("foi_applicant_kind_unknown", kind=person["kind"]))
    if asked.get("form") not in Request.Form.values:
        reasons.append(Refused("foi_form_unknown"))
    if asked.get("way") not in Request.Way.values:
        reasons.append(Refused("foi_way_unknown"))
    identity, kind = person["identity"].upper(), person["identity_kind"]
    if kind == "居民身份证" and identity and not is_identity_number(identity):
        reasons.append(Refused("foi_identity_unfit", kind=kind))
    if kind == "统一社会信用代码" and identity and not is_credit_code(identity):
        reasons.append(Refused("foi_identity_unfit", kind=kind))
    return reasons
