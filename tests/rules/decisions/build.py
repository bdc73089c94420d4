"""A major decision and a normative document on which every gate holds, to take things away from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongkai.rules.decisions.gates import Facts, Flags

ON = date(2026, 11, 20)
ALL = Flags(needs_hearing=True, needs_experts=True, has_risk=True, touches_market=True)
WHOLE = Facts(
    start_proposal_studied_on=date(2026, 3, 2),
    start_started_on=date(2026, 3, 9),
    start_undertakers=("青禾区住房城乡建设局", "青禾区公安局"),
    start_lead="青禾区住房城乡建设局",
    draft_legal_basis="中华人民共和国价格法第十八条",
    draft_consulted=("青禾区财政局",),
    draft_disagreements_settled=True,
    draft_evaluated_on=date(2026, 5, 6),
    public_opens_on=date(2026, 6, 1),
    public_closes_on=date(2026, 7, 1),
    public_channels=("portal", "new_media", "newspaper"),
    public_draft_published=True,
    public_explanation_published=True,
    public_how_to_reply=True,
    public_closed=True,
    public_opinions_open=0,
    hearing_announced_on=date(2026, 6, 8),
    hearing_participants_published_on=date(2026, 6, 22),
    hearing_papers_sent_on=date(2026, 6, 24),
    hearing_held_on=date(2026, 7, 1),
    hearing_record_signed=True,
    experts_count=5,
    experts_opinion_on=date(2026, 6, 30),
    experts_signed=True,
    experts_independent=True,
    risk_report_on=date(2026, 6, 30),
    risk_points="收费调整可能引起周边居民不满",
    risk_plan="设三个月过渡期，安排专人解答",
    risk_level="controllable",
    competition_reviewed_on=date(2026, 7, 2),
    competition_result="pass",
    legality_sent_on=date(2026, 7, 6),
    legality_returned_on=date(2026, 7, 15),
    legality_result="lawful",
    deliberation_held_on=date(2026, 7, 20),
    deliberation_meeting="青禾区人民政府第 12 次常务会议",
    deliberation_head_spoke_last=True,
    deliberation_dissent_recorded=True,
    deliberation_against_majority=False,
    deliberation_papers=("draft", "opinions", "experts", "risk", "legality"),
    deliberation_adopted=True,
    party_reported_on=date(2026, 7, 22),
    party_agreed=True,
    registration_number="QHPR-2026-0010001",
    registration_registered_on=date(2026, 7, 24),
    issue_document_number="青政发〔2026〕8号",
    issue_issued_on=date(2026, 7, 24),
    issue_effective_on=date(2026, 9, 1),
    issue_published_on=date(2026, 7, 27),
    issue_interpretation_published_on=date(2026, 7, 30),
    issue_expires_on=date(2031, 8, 31),
    filing_filed_on=date(2026, 8, 7),
    archive_archived_on=date(2026, 9, 10),
    archive_listed=True,
    evaluate_evaluated_on=date(2026, 11, 2),
)


def known(**changed: object) -> Facts:
    """The whole facts with some of them changed."""
    return replace(WHOLE, **changed)  # type: ignore[arg-type]  # a table of cases
