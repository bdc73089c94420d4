"""What the signs in a cell mean: ticks, and the list of channels with ■ and □."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gongkai.rules.basic_catalogue.columns import CHANNELS, DATA, OTHER, channel_of
from gongkai.rules.basic_catalogue.texts import line

_MARKS = DATA["marks"]
_MUST, _MAY = set(_MARKS["must"]), set(_MARKS["may"])
_TICK, _BLANK = set(_MARKS["tick"]), set(_MARKS["blank"])
_PIECE = re.compile(f"([{re.escape(_MARKS['must'] + _MARKS['may'])}])")
_LINE = re.compile(r"[\n、，,；;]+")
_OTHER_WORDS = re.compile(r"^其[他它][\s:：_]*(?P<words>.+?)_*$")
_PLACES = {code: place for place, code in enumerate(CHANNELS)}
_PAIRS = {"（": "）", "(": ")"}


class UnclearTick(ValueError):
    """A cell that asks for a tick holds something else."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def is_ticked(text: str) -> bool:
    """Return whether a cell is ticked. Raises UnclearTick for words that are neither.

    Source: 国办发〔2019〕54号 (unverified), signs of published tables.

    >>> is_ticked("√"), is_ticked(" "), is_ticked("□")
    (True, False, False)
    """
    signs = "".join(text.split())
    if signs in _MARKS["yes"] or (signs and set(signs) <= _TICK):
        return True
    if not signs or signs in _MARKS["no"] or set(signs) <= _BLANK:
        return False
    raise UnclearTick(text)


def ticked_with_words(text: str) -> tuple[bool, str]:
    """Return whether a cell is ticked and the words beside the tick: √（被征收人）.

    Words alone are a tick as well, for they say who is meant.

    >>> ticked_with_words("√（被征收人）"), ticked_with_words("申请人"), ticked_with_words("□")
    ((True, '被征收人'), (True, '申请人'), (False, ''))
    """
    try:
        return is_ticked(text), ""
    except UnclearTick:
        pass
    rest = text.strip()
    while rest and rest[0] in _TICK | _BLANK and not rest[0].isascii():
        if rest[0] in _BLANK:
            raise UnclearTick(text)
        rest = rest[1:].lstrip()
    return True, line(_unwrapped(rest))


def read_channels(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the channels that a cell lists, and those of them that are ■.

    A name without a sign is listed and not ■. What is no channel of the table stays in its words.
    Source: 国办发〔2019〕54号 (unverified).

    >>> read_channels("■政府网站　□两微一端")
    (('website', 'accounts'), ('website',))
    """
    before, *pieces = _PIECE.split(text)
    found = [(one, False) for part in _LINE.split(before) for one in _named(part)]
    for sign, words in zip(pieces[::2], pieces[1::2], strict=True):
        found += [(one, sign in _MUST) for one in _named(words)]
    listed = tuple(dict.fromkeys(one for one, _ in found))
    must = {one for one, is_must in found if is_must}
    return listed, tuple(one for one in listed if one in must)


def _named(words: str) -> Iterable[str]:
    text = line(words).strip("、，,；;。 ")
    if not text:
        return
    code = channel_of(text)
    other = _OTHER_WORDS.match(text) if code is None else None
    if code is not None:
        yield code
    elif other is not None:
        yield f"{OTHER}:{_unwrapped(other['words'])}"
    else:
        yield text


def _unwrapped(text: str) -> str:
    """The text without the pair of brackets that holds all of it."""
    closing = _PAIRS.get(text[:1])
    if closing is None or not text.endswith(closing):
        return text
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == closing)
        if depth == 0:
            return text[1:-1].strip() if place == len(text) - 1 else text
    return text


def channel_words(code: str) -> str:
    """Return the channel as the table writes it; words of its own as they are.

    >>> channel_words("website"), channel_words("other:宣传车")
    ('政府网站', '其他（宣传车）')
    """
    kind, _, words = code.partition(":")
    if kind == OTHER and words:
        return f"{CHANNELS[OTHER].title}（{words}）"
    return CHANNELS[code].title if code in CHANNELS else code


def channel_order(code: str) -> tuple[int, str]:
    """The key that sorts channels as the table lists them; what is none of them comes last."""
    kind = code.partition(":")[0]
    return _PLACES.get(kind, len(_PLACES)), code


def is_channel(code: str) -> bool:
    """True for a channel of the table, and for 其他 in words of its own."""
    kind, _, words = code.partition(":")
    return code in CHANNELS or (kind == OTHER and bool(words))


def channel_cell(channels: Sequence[str], must: Sequence[str]) -> str:
    """Return the cell that `read_channels` reads as these channels, one in a line.

    >>> channel_cell(["website", "print"], ["website"])
    '■政府网站\\n□纸质媒体'
    """
    return "\n".join(("■" if one in must else "□") + channel_words(one) for one in channels)
