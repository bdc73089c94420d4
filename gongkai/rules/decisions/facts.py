"""What is known of a decision: one value per question that a gate asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date


class UnknownFact(ValueError):
    """No gate asks for a fact of this name, or it cannot be of this value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Facts:
    """The facts, named after their phase; what is not known is None, "" or ().

    `public_channels` are codes of CHANNELS; `deliberation_papers` those of PAPERS; `risk_level` is
    "controllable" or "uncontrollable"; `competition_result` "pass" or "fail"; `legality_result`
    "lawful", "changes", "unlawful", or "exploratory" for a reform that no law provides for yet.
    """

    start_proposal_studied_on: date | None = None
    start_started_on: date | None = None
    start_undertakers: tuple[str, ...] = ()
    start_lead: str = ""

    draft_legal_basis: str = ""
    draft_consulted: tuple[str, ...] = ()
    draft_none_concerned: bool | None = None
    draft_disagreements_settled: bool | None = None
    draft_disagreement_note: str = ""
    draft_evaluated_on: date | None = None

    public_exempt_reason: str = ""
    public_opens_on: date | None = None
    public_closes_on: date | None = None
    public_short_reason: str = ""
    public_channels: tuple[str, ...] = ()
    public_draft_published: bool | None = None
    public_explanation_published: bool | None = None
    public_how_to_reply: bool | None = None
    public_closed: bool | None = None
    public_opinions_open: int | None = None

    hearing_announced_on: date | None = None
    hearing_participants_published_on: date | None = None
    hearing_papers_sent_on: date | None = None
    hearing_held_on: date | None = None
    hearing_record_signed: bool | None = None

    experts_count: int | None = None
    experts_opinion_on: date | None = None
    experts_signed: bool | None = None
    experts_independent: bool | None = None

    risk_report_on: date | None = None
    risk_points: str = ""
    risk_plan: str = ""
    risk_level: str = ""
    risk_draft_changed: bool | None = None

    competition_reviewed_on: date | None = None
    competition_result: str = ""

    legality_sent_on: date | None = None
    legality_returned_on: date | None = None
    legality_result: str = ""
    legality_changed: bool | None = None
    legality_risk_stated: str = ""

    deliberation_held_on: date | None = None
    deliberation_meeting: str = ""
    deliberation_head_spoke_last: bool | None = None
    deliberation_dissent_recorded: bool | None = None
    deliberation_against_majority: bool | None = None
    deliberation_against_reasons: str = ""
    deliberation_papers: tuple[str, ...] = ()
    deliberation_adopted: bool | None = None

    party_reported_on: date | None = None
    party_agreed: bool | None = None

    registration_number: str = ""
    registration_registered_on: date | None = None

    issue_document_number: str = ""
    issue_issued_on: date | None = None
    issue_effective_on: date | None = None
    issue_published_on: date | None = None
    issue_interpretation_published_on: date | None = None
    issue_expires_on: date | None = None

    filing_filed_on: date | None = None

    archive_archived_on: date | None = None
    archive_listed: bool | None = None

    evaluate_evaluated_on: date | None = None
    evaluate_not_needed_reason: str = ""


_ISO_SIGNS = len("2026-03-02")
_TYPES: dict[str, str] = {one.name: str(one.type) for one in fields(Facts)}


def facts_from(known: Mapping[str, object]) -> Facts:
    """Return the facts from what is stored: days as ISO text, lists for tuples; null is unknown.

    Raises UnknownFact for a name that nothing asks for and for a value of another type.

    >>> facts_from({"start_started_on": "2026-03-02"}).start_started_on
    datetime.date(2026, 3, 2)
    """
    given = {name: _read(name, value) for name, value in known.items() if value is not None}
    return Facts(**given)  # type: ignore[arg-type]  # each value was read by the type of its name


def is_given(value: object, *, answered: bool = False) -> bool:
    """True for a value that says something; a "no" does only if it counts as an answer."""
    if isinstance(value, bool):
        return value or answered
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value)


def _read(name: str, value: object) -> object:
    wanted = _TYPES.get(name, "").removesuffix(" | None")
    if wanted == "date":
        return _day(name, value)
    if wanted == "tuple[str, ...]" and isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    if type(value).__name__ != wanted:
        raise UnknownFact(name)
    return value


def _day(name: str, value: object) -> date:
    if type(value) is date:
        return value
    if not isinstance(value, str) or len(value) != _ISO_SIGNS:
        raise UnknownFact(name)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnknownFact(name) from None
