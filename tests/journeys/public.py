"""What the public finds after a document came out: its page, its proof, its places in lists."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from tests.journeys.publishing import ATTACHMENT, TABLE, TITLE
from tests.journeys.scripts import Script
from tests.journeys.stage import Visitor


def see_in_public(citizen: Visitor, script: Script, number: str) -> None:
    """Home leads to the document; it has its data, its proof, its places in the lists."""
    citizen.open("/")
    citizen.keep("portal-home", narrow=True)
    citizen.follow(TITLE)
    assert citizen.path == f"/records/{number}/"
    citizen.keep("portal-record", narrow=True)
    assert citizen.pairs("table.meta") == public_facts(script, number)
    assert citizen.texts("article.doc table td, article.doc table th") == [
        *TABLE[0],
        *TABLE[1],
        *TABLE[2],
    ]
    assert citizen.page.locator("article.doc img").get_attribute("alt") == "目录的栏目位置"
    assert citizen.page.locator("article.doc img").evaluate("one => one.naturalWidth") == 480
    assert citizen.texts("ul.files a") == [f"{ATTACHMENT}（45 字节）", "在线查看"]
    citizen.follow("查看证明，自己核对")
    citizen.keep("portal-proof")
    assert_proof_holds(citizen.page.request.get(f"{citizen.page.url}?format=json").json(), number)
    citizen.open("/catalogue/P20-15/")
    citizen.keep("portal-catalogue", narrow=True)
    assert citizen.texts("ul.result h2") == [TITLE]
    citizen.open("/ledger/")
    citizen.keep("portal-ledger", narrow=True)
    assert citizen.texts(".stats") == [script.stats]
    row = citizen.page.locator("ol.task > li").filter(
        has=citizen.page.locator("span.no", has_text=re.compile(f"^{script.task}$"))
    )
    facts = row.locator("p.facts > *").all_inner_texts()
    assert (facts[0], facts[-1]) == script.standing
    row.get_by_text("凭据 1 件").click()
    assert row.get_by_role("link", name=TITLE).get_attribute("href") == f"/records/{number}/"


def public_facts(script: Script, number: str) -> dict[str, str]:
    day = script.writing_day
    return {
        "索引号": number,
        "发文机关": script.author,
        "成文日期": day,
        "发布日期": day,
        "主题分类": "综合政务-政务公开",
        "公开方式": "主动公开",
        "发文字号": script.document_number,
        "公文种类": "通知",
        "有效性": "有效",
        "实施日期": day,
        "关键词": "主动公开、基本目录",
        "内容概述": "本单位主动公开基本目录更新后的内容。",
    }


def assert_proof_holds(proof: Any, number: str) -> None:
    """Anybody can compute the root from the text, here by RFC 9162 as the page says."""
    assert proof["index_number"] == number
    (entry,) = proof["entries"]
    leaf = hashlib.sha256(b"\0" + entry["payload"].encode()).digest()
    assert leaf.hex() == entry["leaf_hash"]
    path = [bytes.fromhex(one) for one in entry["path"]]
    root = climbed(entry["index"], entry["tree_size"], leaf, path)
    assert root.hex() == entry["root_hash"]


def climbed(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """The root, as RFC 9162, 2.1.3.2 says; written anew, so that it checks ours."""
    last, result = size - 1, leaf
    for one in path:
        assert last
        if index % 2 or index == last:
            result = hashlib.sha256(b"\1" + one + result).digest()
            while index and not index % 2:
                index, last = index >> 1, last >> 1
        else:
            result = hashlib.sha256(b"\1" + result + one).digest()
        index, last = index >> 1, last >> 1
    assert not last
    return result
