"""What a workbook would make of a draft edition, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.rules.basic_catalogue import (
    FIELDS,
    LIMITS,
    EditionDiff,
    Flaw,
    Sheet,
    TableUnreadable,
    diff_editions,
    read_table,
)
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.work.files.kinds import media_type_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.queries.names import Match
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries.edition_codes import Codes
from gongkai.work.records.queries.edition_flaws import flaws_in
from gongkai.work.records.queries.editions import values_of
from gongkai.work.records.queries.publishers import Publishers


@dataclass(frozen=True)
class Answers:
    """What a person said of the file: the field of each sheet, and who is meant by a name."""

    fields: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Sequence[Organisation]] = field(default_factory=dict)


@dataclass(frozen=True)
class Incoming:
    """A row of the file as it would stand, and everything that is wrong with it.

    Of its flaws those in `lost` could not be kept in any form: the file has to be mended.
    """

    sheet: str
    line: int
    value: Value
    flaws: tuple[Flaw, ...]
    lost: tuple[Flaw, ...]


@dataclass(frozen=True)
class Upload:
    """What the file holds, what it leaves open, and what the draft would become by it.

    The fields that its sheets tell of are replaced as a whole, the others stay. `open_sheets` are
    those of which nobody said which field they are, `open_names` publishers nobody knows.
    """

    sheets: tuple[Sheet, ...]
    rows: tuple[Incoming, ...]
    open_sheets: tuple[Sheet, ...]
    open_names: tuple[Match, ...]
    fields: tuple[str, ...]
    result: tuple[Value, ...]
    diff: EditionDiff

    @property
    def lost(self) -> list[tuple[Incoming, Flaw]]:
        """What could not be kept."""
        return [(row, flaw) for row in self.rows for flaw in row.lost]


def read_upload(name: str, data: bytes) -> tuple[Sheet, ...]:
    """The sheets of the file; Refused for anything that is no such workbook."""
    media_type_of(name, data)
    try:
        return read_table(data)
    except TableUnreadable as error:
        raise Refused(error.code, name=name, **error.values) from error


def upload(edition: Edition, sheets: Sequence[Sheet], answers: Answers, on: date) -> Upload:
    """Lay the sheets over the draft. Nothing is written."""
    before, publishers = values_of(edition), Publishers(on, answers.names)
    told = [(sheet, _field_of(sheet, answers)) for sheet in sheets if sheet.rows]
    rows = _coded(told, before, publishers)
    fields = tuple(dict.fromkeys(own for _, own in told if own is not None))
    # Rows of a sheet that nobody placed replace nothing.
    kept = [one for one in before if one.field not in fields]
    result = (*kept, *(one.value for one in rows))
    # The rows that stay are of other fields, so none of them is about the same.
    flaws = flaws_in([one.value for one in rows], publishers)
    unknown = {
        match.text: match
        for one in rows
        for match in publishers.resolve(one.value.publishers_text).unknown
    }
    return Upload(
        sheets=tuple(sheets),
        rows=tuple(
            replace(one, flaws=(*one.flaws, *_by_line(found, rows, one)))
            for one, found in zip(rows, flaws, strict=True)
        ),
        open_sheets=tuple(sheet for sheet, own in told if own is None),
        open_names=tuple(unknown.values()),
        fields=fields,
        result=result,
        diff=diff_editions(before, result),
    )


def _by_line(flaws: Sequence[Flaw], rows: Sequence[Incoming], own: Incoming) -> Iterator[Flaw]:
    """Another row is named by its line in the sheet; what cannot be kept is told apart."""
    for flaw in flaws:
        other = dict(flaw.values).get("other")
        if other is not None:
            yield replace(flaw, values=(("other", rows[other - 1].line),))
        elif flaw not in own.lost:
            yield flaw


def _field_of(sheet: Sheet, answers: Answers) -> str | None:
    answered = answers.fields.get(sheet.title)
    return answered if answered in {"", *FIELDS} else sheet.field


def _coded(
    told: Sequence[tuple[Sheet, str | None]], before: Sequence[Value], publishers: Publishers
) -> list[Incoming]:
    """Give each row the code, and with it the column, that it has in the draft or had before."""
    own = {one.subject: one for one in before}
    # A row that was renamed in the draft keeps its code, whatever its former name is given to.
    codes, taken = Codes(), {one.code for one in before}
    found = []
    for sheet, place in told:
        for read in sheet.rows:
            value = replace(read.row, field=place or "")
            known = own.get(value.subject)
            code = codes.known(value.subject)
            if known is not None:
                code = known.code
                del own[value.subject]
            elif not code or code in taken:
                code = codes.next(value.field)
            taken.add(code)
            meant = publishers.resolve(value.publishers_text)
            value = replace(
                value,
                code=code,
                column=known.column if known else "",
                publishers=_named(value, known, meant.organisations if meant.is_known else ()),
            )
            lost = tuple(_too_long(value))
            found.append(Incoming(sheet.title, read.line, value, read.flaws, lost))
    return found


def _named(value: Value, known: Value | None, meant: Sequence[Organisation]) -> tuple[str, ...]:
    """Who the text means; what a person once said of the very same text stands."""
    if known is not None and known.publishers and known.publishers_text == value.publishers_text:
        return known.publishers
    return tuple(sorted(one.code for one in meant))


def _too_long(value: Value) -> list[Flaw]:
    return [
        Flaw("row_too_long", part, (("limit", limit),))
        for part, limit in LIMITS.items()
        if len(getattr(value, part)) > limit
    ]
