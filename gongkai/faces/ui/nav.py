"""The portal's main navigation and the links at its foot, as data; only pages that exist show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Link:
    """One link of a navigation; `current` marks the page the reader is on."""

    label: str
    url: str
    current: bool = False


MAIN = (
    ("首页", "portal:home"),
    ("法定主动公开", "portal:catalogue"),
    ("查政策", "portal:search"),
    ("决策与征求意见", "portal:decisions"),
    ("依申请公开", "portal:foi"),
    ("惠企匹配", "portal:match"),
    ("公共企事业单位", "portal:enterprises"),
    ("工作台账", "portal:ledger"),
)
FOOT = (
    ("网站地图", "portal:site_map"),
    ("信息公开指南", "portal:guide"),
    ("信息公开年报", "portal:reports"),
    ("规范性文件", "portal:normative"),
    ("公开日志", "portal:heads"),
    ("问卷调查", "portal:surveys"),
    ("政策评价", "portal:evaluations"),
    ("公众列席会议", "portal:meetings"),
    ("舆情回应", "portal:responses"),
    ("公开渠道", "portal:channels"),
    ("订阅和数据接口", "portal:feeds"),
    ("无障碍说明", "portal:accessibility"),
)
# Where the public reports a mistake if the place has no page of its own (政府网站找错).
NATIONAL_MISTAKES = "https://zfwzzc.www.gov.cn/"


def address(name: str) -> str:
    """The path of a named page, or "" while no such page is registered."""
    return _address(name, settings.ROOT_URLCONF)


@cache
def _address(name: str, _: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def links(pages: tuple[tuple[str, str], ...], path: str) -> list[Link]:
    """The registered pages in their order; the nearest one above `path` is current."""
    found = [(label, url) for label, name in pages if (url := address(name))]
    above = [url for _, url in found if path == url or (url != "/" and path.startswith(url))]
    nearest = max(above, key=len, default=None)
    return [Link(label, url, url == nearest) for label, url in found]


def mistake_address() -> str:
    """The page that takes reports of mistakes: the place's own, else the national one."""
    return address("portal:feedback") or NATIONAL_MISTAKES
