"""Records in every state against every address for machines: only what is public is there."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from django.test import Client

from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Attachment, Record
from tests.faces.exchange.scene import Scene, scene

pytestmark = pytest.mark.django_db
# Every kind of field, and every mark that stands for one version in one state.
FIELDS = ("标题", "概述", "词", "正文", "附件", "理由", "意见")
MARKS = (
    "公平", "公旁", "公在改", "公改后", "公复出", "改稿甲", "改稿乙", "旧甲",
    "撤甲", "撤乙", "撤丙",
    "稿甲", "审甲", "审乙", "审丙", "退甲", "废甲", "密on_request", "密withheld",
)  # fmt: skip
WORDS = [field + mark for field, mark in product(FIELDS, MARKS)]
LISTS = (
    "/feed.atom", "/feeds/catalogue/20.3.atom", "/feeds/organisations/jyj.atom",
    "/feeds/organisations/czj.atom", "/sitemap.xml", "/sitemaps/pages.xml",
    "/sitemaps/records-0.xml", "/robots.txt", "/api/v1/", "/api/v1/records/?limit=100",
    "/api/v1/records/?organisation=jyj", "/api/v1/records/?organisation=czj",
    "/api/v1/records/?item=20.3", "/api/v1/catalogue/", "/api/v1/organisations/",
    "/api/v1/ledger/", "/api/v1/dcat.jsonld", "/api/v1/openapi.json",
)  # fmt: skip
NOTHING: set[str] = set()


@pytest.fixture
def made() -> Scene:
    return scene()


def words_at(url: str) -> set[str]:
    """The words of the scene that an address gives away, whole body and headers."""
    answer = Client().get(url)
    text = answer.content.decode()
    if "json" in answer["Content-Type"]:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return {word for word in WORDS if word in text + str(answer.headers)}


def of(marks: set[str], *fields: str) -> set[str]:
    return {field + mark for field, mark in product(fields, marks)}


def test_the_words_are_really_there_to_leak(made: Scene) -> None:
    stored = {word for one in Record.objects.all() for word in _words(one)}
    corrected = {"公改后", "公复出", "改稿甲", "改稿乙"}
    own = of(set(MARKS), "标题", "概述", "词", "正文") | of(set(MARKS) - corrected, "附件")
    # A correction keeps the files of the version before it.
    assert own | of({"密on_request", "密withheld"}, "理由") | of({"退甲"}, "意见") == stored


def _words(record: Record) -> set[str]:
    text = ""
    for one in record.versions.all():
        reviews = "".join(review.opinion for review in one.reviews.all())
        text += f"{one.title} {one.summary} {one.keywords} {one.body_html} {one.withheld_reason}"
        text += reviews + "".join(each.file.name for each in one.attachments.all())
    return {word for word in WORDS if word in text}


def test_lists_name_what_is_public_and_nothing_else(made: Scene) -> None:
    district, unit = set(made.live), set(made.live) - {"公旁"}
    listed = {
        "/feed.atom": district, "/feeds/catalogue/20.3.atom": district,
        "/feeds/organisations/jyj.atom": unit, "/feeds/organisations/czj.atom": {"公旁"},
        "/api/v1/records/?limit=100": district, "/api/v1/records/?organisation=jyj": unit,
        "/api/v1/records/?organisation=czj": {"公旁"}, "/api/v1/records/?item=20.3": district,
    }  # fmt: skip
    assert {url: words_at(url) for url in LISTS} == {
        url: of(listed.get(url, NOTHING), "标题", "概述") for url in LISTS
    }


def test_each_record_gives_its_own_public_version(made: Scene) -> None:
    kept = {"公改后": "旧甲", "公复出": "撤甲"}
    for mark, one in made.live.items():
        found = words_at(f"/api/v1/records/{one.index_number}/")
        own = of({mark}, "标题", "概述", "词", "正文")
        assert found == own | of({kept.get(mark, mark)}, "附件")


def test_numbers_listed_are_those_of_what_is_public(made: Scene) -> None:
    live = {one.index_number for one in made.live.values()}
    gone = {one.index_number for one in made.gone.values()}
    for url in LISTS:
        text = Client().get(url).content.decode()
        numbers = set(re.findall(r"[0-9A-Z]{9,18}/\d{4}-\d{5}", text))
        if url.startswith("/feeds/organisations/czj") or "organisation=czj" in url:
            expected = {made.live["公旁"].index_number}
        elif url.startswith("/feed"):
            expected = live | gone
        else:
            expected = live if url.startswith(("/api/v1/records", "/sitemaps/records")) else NOTHING
        if "jyj" in url:
            expected = expected - {made.live["公旁"].index_number}
        assert numbers == expected, url


def test_what_was_withdrawn_gives_neither_words_nor_files(made: Scene) -> None:
    for one in made.gone.values():
        url = f"/api/v1/records/{one.index_number}/"
        assert (Client().get(url).status_code, words_at(url)) == (410, NOTHING)
        for each in Attachment.objects.filter(version__record=one.record):
            place = f"/records/{one.index_number}/files/{each.file.sha256}/"
            assert Client().get(place).status_code == 410


def test_files_of_no_other_version_can_be_had(made: Scene) -> None:
    public = {
        (one.index_number, each.file.sha256)
        for one in made.live.values()
        for each in one.version.attachments.all()
    }
    every = set(Attachment.objects.values_list("file__sha256", flat=True))
    for one, sha256 in product(made.live.values(), every):
        answer = Client().get(f"/records/{one.index_number}/files/{sha256}/")
        assert answer.status_code == (200 if (one.index_number, sha256) in public else 404)


def test_searching_finds_nothing_by_what_is_not_public(made: Scene) -> None:
    found = {}
    for mark in MARKS:
        rows = json.loads(Client().get("/api/v1/records/", {"q": f"标题{mark}"}).content)["records"]
        found[mark] = [one["title"] for one in rows]
    assert found == {mark: [f"标题{mark}"] if mark in made.live else [] for mark in MARKS}


def test_no_person_is_named_anywhere(made: Scene) -> None:
    names = set(Person.objects.values_list("name", flat=True))
    assert len(names) == 4
    urls = [*LISTS, *(f"/api/v1/records/{one.index_number}/" for one in made.live.values())]
    for url in urls:
        text = Client().get(url).content.decode()
        assert {name for name in names if name in text} == set()


def test_somebody_logged_in_gets_the_same(made: Scene) -> None:
    inside = Client()
    inside.force_login(made.here.clerk)
    urls = [*LISTS, *(f"/api/v1/records/{one.index_number}/" for one in made.live.values())]
    for url in urls:
        assert inside.get(url).content == Client().get(url).content
