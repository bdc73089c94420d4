"""Takes in a spreadsheet of opinions: what fits is written down, every other row says why not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from gongkai.rules.decisions.opinions import Bad, Read
from gongkai.work.decisions.actions.enter import refuse_told
from gongkai.work.decisions.actions.intake import Said, held, take_in
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.opinion import Opinion, OpinionImport
from gongkai.work.decisions.queries.opinion_table import judge, read_table
from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import clean_name
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person


def bring_in(
    *,
    consultation: Consultation,
    name: str,
    data: bytes,
    by: Person,
    at: datetime,
    channel: str = "",
    mended: bool = False,
) -> OpinionImport:
    """Take a table in; `channel` holds for rows that name none. The file itself is kept.

    `mended`: it is a table that was brought in before, put right; as many equal rows as there are
    from tables already are left out. Else every row counts, for many may say the same. The very
    same file is taken in once: Refused("opinion_table_again") says what came of it.
    """
    table, tidy = read_table(name, data), clean_name(name)
    place = consultation.decision.organisation
    with deed("opinion.bring_in", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(consultation)
        here = held(consultation)
        if here.opened_at is None:
            raise Refused("consultation_not_public")
        _refuse_again(here, data)
        read = judge(table, here, day_of(at), channel=channel)
        said = _said(here, [one for one in read if isinstance(one, Read)], at)
        good = _unknown(here, said) if mended else said
        bad = [one for one in read if isinstance(one, Bad)]
        file = store(name=tidy, data=data, by=by, at=at, organisation=place)
        made = OpinionImport.objects.create(
            consultation=here, file=file, rows=len(read), taken=len(good), at=at, by=by,
            refused=[{"row": one.number, "reasons": list(one.reasons)} for one in bad],
        )  # fmt: skip
        take_in(here, good, at=at, by=by, source=made)
        act.target, act.detail = made, {"taken": len(good), "refused": len(bad)}
    return made


def _refuse_again(here: Consultation, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    before = OpinionImport.objects.filter(consultation=here, file__sha256=digest)
    found = before.select_related("by").first()
    if found is not None:
        raise Refused("opinion_table_again", at=found.at, person=found.by.name, taken=found.taken)


def _said(here: Consultation, rows: Sequence[Read], at: datetime) -> list[Said]:
    """A row without a day was said, as far as is known, on the last day that it can be of."""
    clauses = {one.key: one for one in Clause.objects.filter(consultation=here)}
    latest = max(here.opens_on, min(here.closes_on, day_of(at)))
    return [
        Said(
            one.text, one.channel, one.on or latest, clauses.get(one.clause), one.name, one.contact
        )
        for one in rows
    ]


def _unknown(here: Consultation, said: Sequence[Said]) -> list[Said]:
    """Those that no table brought yet: of three equal rows the third, if two are there."""
    rows = Opinion.objects.filter(consultation=here, source__isnull=False)
    known = Counter(
        (one.channel, one.clause_id, one.text, one.name, one.contact)
        for one in rows.iterator(chunk_size=2000)
    )
    found = []
    for one in said:
        key = one.channel, one.clause.pk if one.clause else None, one.text, one.name, one.contact
        if known[key]:
            known[key] -= 1
        else:
            found.append(one)
    return found
