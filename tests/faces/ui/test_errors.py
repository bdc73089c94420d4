"""Pages for what goes wrong: Chinese, with a next step, without a traceback."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client, RequestFactory

from gongkai.faces.ui import errors
from gongkai.work.journal.deeds import Refused


def heading(response: HttpResponse) -> str:
    return re.findall(r"<h1>(.*?)</h1>", response.content.decode())[0]


def lead(response: HttpResponse) -> str:
    return re.findall(r'<p class="lead">(.*?)</p>', response.content.decode(), re.DOTALL)[0]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing/", 404, "没有找到这个页面"),
        ("/forbidden/", 403, "您现在的岗位不能打开这一页"),
        ("/broken/", 500, "系统出错了，这一步没有办成"),
    ],
)
def test_page_of(client: Client, path: str, status: int, words: str) -> None:
    client.raise_request_exception = False
    response = client.get(path)
    assert (response.status_code, heading(response)) == (status, words)
    assert "可以这样做" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_forbidden_page_shows_the_sentence(client: Client) -> None:
    assert lead(client.get("/forbidden/")) == "只有审核人可以打开这一页。"


def test_form_without_token_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/desk/")
    assert (response.status_code, heading(response)) == (403, "这一页已经过期，内容没有提交")


def test_bad_request_and_one_too_big() -> None:
    request = RequestFactory().get("/")
    plain = errors.bad_request(request)
    large = errors.bad_request(request, RequestDataTooBig())
    assert (plain.status_code, heading(plain)) == (400, "这个请求不能识别")
    assert (large.status_code, heading(large)) == (413, "一次提交的内容太大，没有保存")


def test_query_of_too_many_parts_is_a_bad_request_with_headers(client: Client) -> None:
    response = client.get("/?" + "a=1&" * 2000)
    assert (response.status_code, heading(response)) == (400, "这个请求不能识别")
    assert "Content-Security-Policy" in response.headers


def test_unknown_host_is_a_bad_request(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert (response.status_code, heading(response)) == (400, "这个请求不能识别")


def test_withdrawn_page_says_why_and_when() -> None:
    response = errors.gone(RequestFactory().get("/"), "内容<有误>", date(2026, 9, 16))
    assert response.status_code == 410
    assert lead(response) == "2026年9月16日撤回。撤回原因：内容&lt;有误&gt;"


def test_refused_act_lists_all_reasons() -> None:
    refusal = Refused(
        "not_reviewable", reasons=(Refused("own_draft"), Refused("return_without_reason"))
    )
    response = errors.refused(RequestFactory().get("/desk/"), refusal, back="/desk/reviews/")
    html = response.content.decode()
    assert response.status_code == 409
    assert html.count("<li>这份稿件是您参与起草的") == html.count("<li>退回要写明理由") == 1
    assert '<a href="/desk/reviews/">返回</a>' in html


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (3600, 60)])
def test_too_many_says_how_long_to_wait(seconds: int, minutes: int) -> None:
    response = errors.too_many(RequestFactory().get("/"), seconds)
    assert (response.status_code, response["Retry-After"]) == (429, str(seconds))
    assert f"请 {minutes} 分钟后再提交" in lead(response)


def test_page_of_a_crash_needs_no_context() -> None:
    assert "{" not in get_template("500.html").render()
