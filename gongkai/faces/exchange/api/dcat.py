"""The open data of the site as a DCAT catalogue in JSON-LD: one data set for each item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.faces.exchange.answers import whole
from gongkai.faces.exchange.atom import MEDIA_TYPE as ATOM
from gongkai.work.ledger.queries.public import public_plans
from gongkai.work.records.queries.catalogue import Branch, tree

MEDIA_TYPE = "application/ld+json"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CHINESE = {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"}
_MEDIA = "https://www.iana.org/assignments/media-types/"
Data = dict[str, Any]


def catalogue(request: HttpRequest, on: date) -> Data:
    """The catalogue; items under which nothing is public have no data set."""
    site, home = settings.GONGKAI_SITE, whole(request, "portal:home")
    agent = {"@type": "foaf:Agent", "foaf:name": site["organiser"]}
    sets = [_item(request, one, agent) for one in _filled(tree())]
    if public_plans(on).exists():
        sets.append(_ledger(request, agent))
    return {
        "@context": CONTEXT,
        "@id": whole(request, "exchange:dcat"),
        "@type": "dcat:Catalog",
        "dct:title": _words(site["name"]),
        "dct:description": _words("主动公开的政府信息和政务公开工作台账。"),
        "dct:publisher": agent,
        "dct:language": CHINESE,
        "foaf:homepage": {"@id": home},
        "dcat:dataset": sets,
        "dcat:service": [_service(request)],
    }


def _item(request: HttpRequest, one: Branch, agent: Data) -> Data:
    page = whole(request, "portal:catalogue_item", one.item.code)
    listed = f"{whole(request, 'exchange:records')}?item={one.item.code}"
    feed = whole(request, "exchange:item_feed", one.item.code)
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": one.item.code,
        "dct:title": _words(one.item.name),
        "dct:description": _words(f"{one.item.name}，依据{one.item.basis}公开。"),
        "dct:publisher": agent,
        "dct:language": CHINESE,
        "dct:modified": {"@value": f"{one.latest_on}", "@type": "xsd:date"},
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [
            _distribution(listed, "application/json", "逐页读取的列表"),
            _distribution(feed, ATOM, "更新订阅"),
        ],
    }


def _ledger(request: HttpRequest, agent: Data) -> Data:
    page, address = whole(request, "portal:ledger"), whole(request, "exchange:ledger")
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": "ledger",
        "dct:title": _words("政务公开工作台账"),
        "dct:description": _words("年度政务公开任务的责任单位、期限和办理进度。"),
        "dct:publisher": agent,
        "dct:language": CHINESE,
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [_distribution(address, "application/json", "任务和进度")],
    }


def _distribution(address: str, media_type: str, title: str) -> Data:
    return {
        "@type": "dcat:Distribution",
        "dct:title": _words(title),
        "dcat:accessURL": {"@id": address},
        "dcat:mediaType": {"@id": _MEDIA + media_type},
    }


def _service(request: HttpRequest) -> Data:
    return {
        "@type": "dcat:DataService",
        "dct:title": _words("开放数据接口"),
        "dcat:endpointURL": {"@id": whole(request, "exchange:api")},
        "dcat:endpointDescription": {"@id": whole(request, "exchange:openapi")},
    }


def _words(text: str) -> Data:
    return {"@value": text, "@language": "zh-CN"}


def _filled(branches: Iterable[Branch]) -> Iterator[Branch]:
    """The items under which themselves something is public."""
    for one in branches:
        if one.count > sum(child.count for child in one.children):
            yield one
        yield from _filled(one.children)
