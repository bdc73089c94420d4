"""What an applicant may do against a reply, in the words of its last paragraph."""

from __future__ import annotations

from gongkai.rules.foi.outcomes import find_outcome

# 行政复议法 第二十条: sixty days. 行政诉讼法 第四十五、四十六条: fifteen days after the decision on
# the reconsideration, six months without one. 第二十三条第一款第四项: not to disclose = 复议前置.
_FIRST = (
    "如不服本答复{part}，应当先自收到本答复书之日起六十日内向{organ}申请行政复议；"
    "对行政复议决定不服的，可以自收到复议决定书之日起十五日内向人民法院提起行政诉讼。"
)
_EITHER = (
    "如不服本答复，可以自收到本答复书之日起六十日内向{organ}申请行政复议，"
    "或者自收到本答复书之日起六个月内向人民法院提起行政诉讼。"
)
REQUIRED = {True: "先自收到本答复书之日起六十日内", False: "六个月内向人民法院提起行政诉讼"}


def remedy(outcome: str, organ: str) -> str:
    """Return the paragraph on remedies of a reply; `organ` decides on reconsiderations.

    Raises UnknownOutcome. Source: 行政复议法 第二十条、第二十三条; 行政诉讼法 第四十五、四十六条.

    >>> "先自收到" in remedy("3.3.1", "青禾区人民政府")
    True
    """
    found = find_outcome(outcome)
    if not found.reconsideration:
        return _EITHER.format(organ=organ)
    return _FIRST.format(organ=organ, part="中不予公开的部分" if outcome == "3.2" else "")


def states_remedy(outcome: str, text: str) -> bool:
    """True if `text` says which way is open against the outcome, and in which term."""
    return REQUIRED[find_outcome(outcome).reconsideration] in "".join(text.split())
