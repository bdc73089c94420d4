"""Screening: the vectors of the rulebook, decoys, and numbers made up by the thousand."""

import doctest
import re
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.check_digits import id_check_sign, passes_luhn
from gongkai.rules.screening import KINDS, WORDING, hits, mask_text, screen, wording
from gongkai.rules.screening import screen as screen_function

ID = "11010519491231002X"
WIDE_ID = "１１０１０５１９４９１２３１００２Ｘ"
CARD = "6222021234567890128"
MOBILE = "13800138000"
DIGITS = "0123456789"


def found(text, **known):
    return [(hit.kind, hit.level, hit.text) for hit in screen(text, **known)]


PERSONAL = [
    (ID, "id_number", "block", ID),
    (f"身份证号：{ID}，", "id_number", "block", ID),
    (f"ID{ID.lower()}。", "id_number", "block", ID.lower()),
    ("110105 19491231 002X", "id_number", "block", "110105 19491231 002X"),
    ("110105-19491231-002X", "id_number", "block", "110105-19491231-002X"),
    ("110105194912310\n02X", "id_number", "block", "110105194912310\n02X"),
    (
        "１１０１０５１９４９１２３１００２Ｘ",
        "id_number",
        "block",
        "１１０１０５１９４９１２３１００２Ｘ",
    ),
    ("110105194912310021", "id_number", "warn", "110105194912310021"),
    ("110105491231002", "id_number", "warn", "110105491231002"),
    ("身份证号110105491231002", "id_number", "block", "110105491231002"),
    (f"电话{MOBILE}", "mobile", "block", MOBILE),
    ("138 0013 8000", "mobile", "block", "138 0013 8000"),
    ("138-0013-8000", "mobile", "block", "138-0013-8000"),
    ("+8613800138000", "mobile", "block", MOBILE),
    ("+86 13800138000", "mobile", "block", MOBILE),
    ("１３８００１３８０００", "mobile", "block", "１３８００１３８０００"),
    (f"联系电话：{MOBILE}", "mobile", "warn", MOBILE),
    (f"王某 {MOBILE}@example.com", "mobile", "block", MOBILE),
    (CARD, "bank_card", "block", CARD),
    ("4111 1111 1111 1111", "bank_card", "block", "4111 1111 1111 1111"),
    ("6222-0212-3456-7890-128", "bank_card", "block", "6222-0212-3456-7890-128"),
    ("银行卡号：6222021234567890129", "bank_card", "warn", "6222021234567890129"),
    ("信用代码91350100M000100Y44", "credit_code", "warn", "91350100M000100Y44"),
    ("鲁C12345", "plate", "warn", "鲁C12345"),
    ("鲁C·D12345", "plate", "warn", "鲁C·D12345"),
    ("护照号码E12345678", "passport", "block", "E12345678"),
    ("G12345678", "passport", "warn", "G12345678"),
    ("港澳居民来往内地通行证H1234567890", "passport", "block", "H1234567890"),
    ("a.b@example.com", "email", "warn", "a.b@example.com"),
    (
        "家庭住址：云山区柳泉路5号3号楼2单元301室。",
        "address",
        "warn",
        "云山区柳泉路5号3号楼2单元301室",
    ),
]


@pytest.mark.parametrize(("text", "kind", "level", "place"), PERSONAL)
def test_personal_data_is_found(text, kind, level, place):
    assert found(text) == [(kind, level, place)]


DECOYS = [
    "91350100M000100Y43",
    "统一社会信用代码：11370322004222241N",
    "0533-3586666",
    "订单号6222021234567890128",
    "合同编号：4111111111111111",
    "金额13800138000元",
    "13800138000.50",
    "3.13800138000",
    "1,13800138000",
    "https://www.example.gov.cn/art/13800138000.html",
    "12800138000",
    "138001380001",
    "110105194913310021",
    "990105194912310021",
    "项目编号202312011234567890",
    "粤B2-20090059",
    "京ICP备05012345号",
    "京公网安备11010502030405号",
    "zwgk@example.gov.cn",
    "2023年12月31日 2023-12-31 10:00:00",
    "370303********1234",
    "GB/T 9704-2012",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
    "1949 1231 2023 2024 2025",
    "住址应当隐去",
    "被申请人住所地：云山区柳泉路58号",
    "农村长效机制、乡村长期规划、村长达五公里",
    "其中港口、空中澳洲",
    "中澳自由贸易协定",
    "解放前线",
    "根治欠薪",
    "@@@ @. a@",
    "（此件公开发布）",
    "涉及国家秘密、商业秘密的不予公开",
    "★★★级景区、保守机密",
    "文件上标注“此件不公开”的",
    "此件不公开的理由",
    "内部资料管理办法、窃取内部文件",
    "不得翻印他人作品",
    "严禁外传染疫",
]


@pytest.mark.parametrize("text", DECOYS)
def test_decoys_are_left_alone(text):
    assert found(text) == []


MARKED = "文件标有密级或不公开、内部使用，请先核对能否公开，经批准可以公开的删去标志"
WORDS = [
    ("中华人民共合国", "E2", "block", "应为：中华人民共和国"),
    ("区人民攻府", "E2", "block", "应为：政府"),
    ("中港两地", "E3", "block", "应为：内地与香港"),
    ("台湾行政院", "E3", "warn", "用语不当，请核对"),
    ("中共某省省委书记", "W1", "warn", "应为：中共某某省委书记（省、市、县、区只写一次）"),
    ("村长李某", "W2", "warn", "应为：村主任"),
    ("一带一路战略", "W2", "warn", "应为：“一带一路”倡议"),
    ("秸杆", "W4", "warn", "应为：秸秆"),
    ("根治糖尿病", "W5", "warn", "用语不当，请核对"),
    ("书记老板", "W6", "warn", "用语不当，请核对"),
    ("机密★1年", "S1", "block", MARKED),
    ("绝密 ★ 长期", "S1", "block", MARKED),
    ("秘密级★", "S1", "block", MARKED),
    ("密　级：机密", "S1", "warn", MARKED),
    ("（此件不公开）", "S2", "block", MARKED),
    ("（此件不予公开）", "S2", "block", MARKED),
    ("此件不宜对外公开。", "S2", "block", MARKED),
    ("内部文件　注意保存", "S2", "warn", MARKED),
    ("内部资料，请妥善保管", "S2", "warn", MARKED),
    ("（内部资料）", "S2", "warn", MARKED),
    ("仅供内部参考", "S2", "warn", MARKED),
    ("请勿外传。", "S2", "warn", MARKED),
    ("（此件依申请公开）", "W7", "warn", MARKED),
]


@pytest.mark.parametrize(("text", "code", "level", "suggestion"), WORDS)
def test_wording(text, code, level, suggestion):
    (hit,) = screen(text)
    assert (hit.kind, hit.level, hit.rule[:2]) == ("wording", level, code)
    assert hit.suggestion == suggestion
    assert hit.masked is None


def test_unverified_wording_never_blocks_and_says_so():
    assert {rule.level for rule in WORDING if not rule.verified} == {"warn"}
    assert screen("台湾行政院")[0].rule.endswith("（未核对原文）")


def test_wording_of_its_day():
    rule = WORDING[0]
    dated = type(rule)(**{**vars(rule), "since": date(2024, 1, 1), "until": date(2024, 12, 31)})
    assert [dated.is_in_force(day) for day in (date(2023, 12, 31), date(2024, 6, 1), None)] == [
        False,
        True,
        True,
    ]


def test_a_mark_on_paper_of_before_the_regulation_says_nothing_about_it():
    assert found("（此件依申请公开）", on=date(2008, 4, 30)) == []
    assert found("（此件依申请公开）", on=date(2008, 5, 1)) == [
        ("wording", "warn", "此件依申请公开")
    ]


def test_a_mark_of_secrecy_counts_at_any_time():
    assert [on for on in (date(1985, 1, 1), None) if not found("机密★", on=on)] == []


MASKS = [
    (ID, "110105************"),
    (MOBILE, "138****8000"),
    (CARD, "***************0128"),
    ("鲁C12345", "鲁C***45"),
    ("a.b@example.com", "a***@example.com"),
]


@pytest.mark.parametrize(("text", "masked"), MASKS)
def test_masks(text, masked):
    (hit,) = screen(text)
    assert hit.masked == masked
    assert mask_text(f"甲{text}乙", screen(f"甲{text}乙")) == f"甲{masked}乙"
    assert screen(masked) == ()


def test_json_shape():
    (hit,) = screen(f"张某{MOBILE}")
    assert hit.as_json() == {
        "kind": "mobile",
        "level": "block",
        "text": MOBILE,
        "start": 2,
        "end": 13,
        "rule": KINDS["mobile"].rule,
        "suggestion": "手机号码应当隐去，可改为“138****8000”",
        "masked": "138****8000",
    }


def grid_of(*rows):
    """The text of a table and the places of its cells."""
    text, grid = "", []
    for row in rows:
        spans = []
        for cell in row:
            spans.append((len(text), len(text) + len(cell)))
            text += cell + "\t"
        grid.append(spans)
        text += "\n"
    return text, grid


def test_a_table_of_persons_blocks_what_else_only_warns():
    text, grid = grid_of(("序号", "姓 名", "联系电话"), ("1", "张某某", "鲁C12345"))
    assert found(text, tables=[grid]) == [("plate", "block", "鲁C12345")]
    assert found(text) == [("plate", "warn", "鲁C12345")]


def test_a_table_without_names_does_not():
    text, grid = grid_of(("单位", "车辆"), ("区财政局", "鲁C12345"))
    assert found(text, tables=[grid]) == [("plate", "warn", "鲁C12345")]


def test_columns_of_illness_beside_names_block():
    text, grid = grid_of(("救助名单", ""), ("姓名", "病种"), ("张某某", "某病"))
    (hit,) = screen(text, tables=[grid])
    assert (hit.kind, hit.level, hit.text, hit.masked) == (
        "sensitive_column",
        "block",
        "病种",
        None,
    )
    text, grid = grid_of(("姓名", "病种"), ("张某某", ""), ("李某某", "无"))
    assert screen(text, tables=[grid]) == ()
    text, grid = grid_of(("姓名", "家庭住址"), ("张某某", "柳泉路5号"))
    assert found(text, tables=[grid]) == [("address", "block", "家庭住址")]


@pytest.mark.parametrize("rows", [[], [[]], [[(0, 0)]], [[], [], []]])
def test_odd_tables_are_harmless(rows):
    assert screen("姓名", tables=[rows]) == ()


REGIONS = st.integers(100000, 999999).map(str)
BIRTHDAYS = st.dates().filter(lambda day: 1900 <= day.year <= 2026)
PERSONS = st.builds(
    lambda region, day, order: f"{region}{day:%Y%m%d}{order:03d}",
    REGIONS,
    BIRTHDAYS,
    st.integers(0, 999),
).map(lambda first: first + id_check_sign(first))
AROUND = st.text(st.characters(blacklist_categories=("N", "Cs"), max_codepoint=0x9FFF), max_size=20)


@given(PERSONS, AROUND, AROUND)
def test_every_right_identity_number_is_found(number, before, after):
    text = f"{before}，{number}，{after}"
    assert ("id_number", "block", number) in found(text)


@given(PERSONS, st.sampled_from([" ", "-", "\u3000", "\u00a0", "  "]))
def test_separated_identity_numbers_are_found(number, sign):
    text = sign.join((number[:6], number[6:14], number[14:]))
    assert found(f"号码：{text}。") == [("id_number", "block", text)]


@given(st.text(DIGITS, min_size=13, max_size=16))
def test_every_right_card_is_found(middle):
    digits = "62" + middle
    digits = next(digits + last for last in DIGITS if passes_luhn(digits + last))
    kinds = {hit.kind for hit in screen(f"卡号：{digits}")}
    assert kinds <= {"bank_card", "id_number"} and kinds


@given(st.text("0123456789 -Xx.０９\n鲁CEG@身份证号卡姓名\t") | st.text())
def test_any_text_is_screened_in_order_and_apart(text):
    places = screen(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert isinstance(mask_text(text, places), str)


@pytest.mark.parametrize(
    "piece", ["1 2 3 4 ", "12 34 56 ", "1", "a@", "1234567890123456789\n", "1X 2 ", "鲁C", "住址："]
)
def test_time_grows_with_the_length_only(piece):
    def seconds(length):
        text, spent = piece * (length // len(piece)), []
        for _ in range(3):
            began = time.process_time()
            screen(text)
            spent.append(time.process_time() - began)
        return min(spent)

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.004)


def test_examples_in_the_docstrings():
    assert doctest.testmod(hits).failed == 0
    assert doctest.run_docstring_examples(screen_function, {"screen": screen}) is None


def spelled(sequence):
    """Every way in which a match of the parsed pattern is spelled; a blank for what is open."""
    ways = [""]
    for operation, argument in sequence:
        match str(operation):
            case "LITERAL":
                more = [chr(argument)]
            case "SUBPATTERN":
                more = spelled(argument[3])
            case "BRANCH":
                more = [way for branch in argument[1] for way in spelled(branch)]
            case _:
                more = [" "]
        ways = [way + rest for way in ways for rest in more]
    return ways


@pytest.mark.parametrize("rule", WORDING, ids=lambda rule: rule.code)
def test_every_match_holds_one_of_the_words_by_which_a_text_is_chosen(rule):
    ways = spelled(re._parser.parse(rule.pattern.pattern))
    assert [way for way in ways if not any(word in way for word in rule.holds)] == []


def test_a_rule_without_such_words_is_tried_on_every_text(monkeypatch):
    rule = replace(WORDING[0], pattern=re.compile("甲乙"), holds=())
    monkeypatch.setattr(wording, "WORDING", (*WORDING, rule))
    assert found("甲乙") == [("wording", "block", "甲乙")]
    monkeypatch.undo()
    assert found("甲乙") == []
