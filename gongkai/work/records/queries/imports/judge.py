"""What an import would do with each row: new, changed, the same as before, or refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.imports.candidate import Candidate, Reader, screen_one
from gongkai.work.records.queries.imports.known import Known, Stored, is_under_review, stored

_REASON_LIMIT = 400
CHANGE_NOTE = "按来源文件批量更新"
_Outcome = ImportRow.Outcome


@dataclass
class Verdict:
    """What becomes of one row. `known` is the record of an earlier import.

    `keeps`: the version that was brought in before is taken into the new batch as it is.
    """

    candidate: Candidate
    outcome: str
    reason: str = ""
    known: Known | None = None
    keeps: bool = False

    @property
    def number(self) -> int:
        """The row's number in its source."""
        return self.candidate.row.number

    @property
    def is_brought(self) -> bool:
        """True if there is something for the reviewers."""
        return self.outcome in {_Outcome.CREATED, _Outcome.UPDATED}


@dataclass
class _Seen:
    """What rows above said, each with the number of its row."""

    keys: dict[str, int] = field(default_factory=dict)
    index_numbers: dict[str, int] = field(default_factory=dict)
    identities: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, found: Candidate) -> None:
        """Remember what a row said."""
        number = found.row.number
        self.keys.setdefault(found.key, number)
        if found.index_number:
            self.index_numbers.setdefault(found.index_number, number)
        if found.version.document_number:
            self.identities.setdefault(found.identity, number)

    def twice(self, found: Candidate) -> list[str]:
        """What a row above said as well."""
        index_number, number = found.index_number, found.version.document_number
        told = []
        if index_number and index_number in self.index_numbers:
            told.append(f"索引号“{index_number}”与第 {self.index_numbers[index_number]} 行重复。")
        if number and found.identity in self.identities:
            row = self.identities[found.identity]
            told.append(f"发文字号“{number}”与第 {row} 行重复（同一发文机关）。")
        if not told and found.key in self.keys:
            row = self.keys[found.key]
            told.append(f"与第 {row} 行是同一份信息（编号，或标题、日期和发文机关相同）。")
        return told


class Judge:
    """Judges the rows of one source in their order; `allowed` are organisations, None for all."""

    def __init__(self, reader: Reader, today: date, allowed: frozenset[int] | None) -> None:
        self._reader = reader
        self._today = today
        self._allowed = allowed
        self._seen = _Seen()

    def judge(self, candidates: Sequence[Candidate]) -> list[Verdict]:
        """The verdicts on a chunk of rows; five queries however many they are.

        They are remembered with `note` once they stand; until then they can be judged again.
        """
        known = stored(
            (one.key for one in candidates if one.key),
            (one.index_number for one in candidates if one.index_number),
            (one.version.document_number for one in candidates if one.version.document_number),
        )
        here = _Seen()
        return [self._one(candidate, known, here) for candidate in candidates]

    def note(self, candidates: Iterable[Candidate]) -> None:
        """Remember rows that were taken in or that were there already."""
        for one in candidates:
            self._seen.add(one)

    def _one(self, found: Candidate, known: Stored, here: _Seen) -> Verdict:
        if self._allowed is not None and found.organisation.pk not in self._allowed:
            found.reasons.append(f"您不能为“{found.organisation.name}”导入。请由该单位导入。")
            found.organisation = self._reader.home
        mine = known.by_key.get(found.key)
        if not found.reasons:
            # Where the file contradicts itself it does not matter what is stored of it by now.
            twice = self._seen.twice(found) or here.twice(found)
            found.reasons += twice or _taken(found, known, mine)
        verdict = _refused(found) if found.reasons else self._weighed(found, mine)
        if verdict.is_brought and not verdict.keeps:
            screen_one(found, self._today)
            verdict = _refused(found) if found.reasons else verdict
        if verdict.outcome != _Outcome.REFUSED:
            here.add(found)
        return verdict

    def _weighed(self, found: Candidate, known: Known | None) -> Verdict:
        if known is None:
            return Verdict(found, _Outcome.CREATED)
        reasons = list(_against(found, known))
        if reasons:
            found.reasons += reasons
            return _refused(found)
        same = _is_same(found, known)
        if _is_open_again(known):
            outcome = _Outcome.UPDATED if known.record.live_id else _Outcome.CREATED
            # Who edited it meanwhile left a later version, after which nothing older may stand.
            keeps = same and known.number == known.last_number
            return Verdict(found, outcome, known=known, keeps=keeps)
        if same and (not found.index_number or known.record.index_number):
            return Verdict(found, _Outcome.UNCHANGED, known=known)
        if reason := _why_not_update(known):
            found.reasons.append(reason)
            return _refused(found)
        return Verdict(found, _Outcome.UPDATED, known=known)


def _taken(found: Candidate, known: Stored, mine: Known | None) -> Iterable[str]:
    """Numbers that another record bears already."""
    own = mine.record.pk if mine else None
    if found.index_number and known.index_numbers.get(found.index_number, own) != own:
        yield f"索引号“{found.index_number}”已经编给另一份信息。请核对。"
    if found.version.document_number and known.document_numbers.get(found.identity, set()) - {own}:
        number = found.version.document_number
        yield f"发文字号“{number}”已有同一发文机关的另一份文件。请核对。"


def _refused(found: Candidate) -> Verdict:
    reason = "".join(dict.fromkeys(found.reasons))
    if len(reason) > _REASON_LIMIT:
        reason = reason[: _REASON_LIMIT - 1] + "…"
    return Verdict(found, _Outcome.REFUSED, reason)


def _against(found: Candidate, known: Known) -> Iterable[str]:
    record = known.record
    if record.organisation_id != found.organisation.pk:
        yield f"这份信息已由“{record.organisation.name}”导入，公开单位不能改。请核对。"
    if found.index_number and record.index_number not in {None, found.index_number}:
        yield f"索引号一经编定不再改变，原来是“{record.index_number}”。请核对。"


def _is_same(found: Candidate, known: Known) -> bool:
    """True if the source says what it said at the last import, whatever was edited since."""
    version = found.version
    version.record, version.number = known.record, known.number
    version.change_note = known.change_note
    return fingerprint(version, found.attached(), []) == known.content_hash


def _is_open_again(known: Known) -> bool:
    """True for what was brought in, came back or was given up, and is nobody's work now."""
    state = known.record.state
    if state == Record.State.DISCARDED:
        return True
    returned = {ImportBatch.State.RETURNED, ImportBatch.State.DISCARDED}
    return state == Record.State.BATCH and known.batch_state in returned


def _why_not_update(known: Known) -> str:
    """Why a record cannot take in what its source now says otherwise; empty if it can."""
    record, state = known.record, Record.State
    if record.state == state.BATCH:
        if is_under_review(known.batch_state):
            return f"内容有变化，但正随批次“{known.batch_name}”审核。请审核结束后再导入。"
        return ""
    if record.state == state.WITHDRAWN:
        return "内容有变化，但这份信息已经撤回，不能由导入重新发布。请在工作台单独办理。"
    if record.state != state.PUBLISHED:
        return "内容有变化，但正有人在工作台单独办理。请办结后再导入。"
    if record.current_id != known.version_id:
        return "内容有变化，但上次导入后已有人在工作台改过，不能覆盖。请在工作台单独更正。"
    return ""
