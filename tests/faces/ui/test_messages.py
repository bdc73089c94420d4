"""Every refusal has its Chinese sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from gongkai.faces.ui.messages import MESSAGES, UnknownCode, sentence, sentences
from gongkai.faces.ui.messages.words import POWERS
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.review import Level, Refusal
from gongkai.rules.workdays import YearNotPublished
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.powers import EVERYWHERE, OWN


def test_unknown_code_raises() -> None:
    with pytest.raises(UnknownCode, match="no_such_code"):
        sentence(Refused("no_such_code"))


def test_missing_value_raises() -> None:
    with pytest.raises(KeyError):
        sentence(Refused("level_skipped"))


def test_codes_become_words() -> None:
    assert sentence(Refused("no_power", power="record.draft", organisation=None, person=None)) == (
        "您现在的岗位不能办“起草公开”。请由有这项权限的人办理；"
        "岗位有变动的，请本单位联络员报政务公开办公室调整。"
    )
    skipped = Refusal("level_skipped", {"level": Level.FINAL, "due": Level.SECOND})
    assert sentence(skipped) == "还没有经过二审，不能先作三审（三审依次进行，不能跳过）。"


def test_lists_and_days_are_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MESSAGES, "probe", "{names}；{due_on}；{nobody}；{number:>3}")
    refused = Refused("probe", names=["甲", "乙"], due_on=date(2026, 9, 16), nobody=None, number=7)
    assert sentence(refused) == "甲、乙；2026年9月16日；（未填）；  7"


def test_place_is_said_only_where_it_is_given() -> None:
    assert sentence(Refused("requirement_missing", where="第5项")).startswith("第5项没有读到任务")
    assert sentence(Refused("requirement_missing")).startswith("没有读到任务要求。")


def test_reasons_stand_in_for_the_whole_and_only_once() -> None:
    reason = Refused("own_draft")
    refused = Refused("not_reviewable", reasons=(reason, Refused("own_draft")))
    assert sentences(refused) == [sentence(reason)]


def test_errors_of_the_rules_have_sentences() -> None:
    assert sentence(YearNotPublished(2099)).startswith("2099年的放假安排国务院办公厅还没有公布")
    assert sentence(PlanUnreadable("empty")) == PlanUnreadable("empty").sentence


def test_every_power_has_a_word() -> None:
    assert POWERS.keys() == OWN.keys() | EVERYWHERE.keys()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_sentence_is_chinese_and_ends(code: str) -> None:
    words = "".join(text for text, *_ in Formatter().parse(MESSAGES[code]))
    # What an administrator types is named as it is typed; a stored code never is.
    words = re.sub(r"verify_log|renew_log_key|GONGKAI_[A-Z_]+", "", words)
    assert re.fullmatch(r"[^_!！]*[\u4e00-\u9fff][^_!！]*[。）]|[^_!！]*：", words)


def test_every_code_that_the_work_refuses_with_has_a_sentence(root: Path) -> None:
    codes = {code for path in (root / "gongkai").rglob("*.py") for code in _codes(path)}
    assert codes
    assert sorted(codes - MESSAGES.keys()) == []


def _codes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and _named(node) in ("Refused", "Refusal", "Question")
            and node.args
        ):
            code = node.args[0]
            reasoned = any(word.arg == "reasons" for word in node.keywords)
            if isinstance(code, ast.Constant) and isinstance(code.value, str) and not reasoned:
                yield code.value


def _named(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
