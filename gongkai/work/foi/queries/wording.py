"""The wording of letters: an office's own where it wrote one, else the product's."""

from __future__ import annotations

from gongkai.rules.letters import Letter as Kind
from gongkai.work.foi.models.letter import LetterTemplate
from gongkai.work.org.models.organisation import Organisation


def wording_of(organisation: Organisation, kind: Kind) -> str:
    """The wording that a kind of letter has in this organisation."""
    own = LetterTemplate.objects.filter(organisation=organisation, kind=kind.code).first()
    return own.text if own is not None else kind.text


def organ_of(organisation: Organisation) -> str:
    """Who decides on a reconsideration: for a department, the government it belongs to.

    Source: 行政复议法 第二十四条. For the government itself it is the one above, whose name the
    system does not know.
    """
    if organisation.kind == Organisation.Kind.DISTRICT:
        return "上一级人民政府"
    district = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT).order_by("order")
    first = district.first()
    return first.name if first is not None else "本级人民政府"
