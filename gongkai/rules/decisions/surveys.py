"""A small questionnaire: what may be asked, what is an answer, and what comes out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gongkai.rules.decisions.lack import Lack

KINDS = ("single", "multiple", "scale", "text")
POINTS = range(1, 6)
MOST_QUESTIONS = 30
FEWEST_OPTIONS = 2
MOST_OPTIONS = 30
LONGEST_LABEL = 200
LONGEST_OPTION = 100
LONGEST_TEXT = 1000
"""Signs of an answer in the visitor's own words; like the other limits here, ours."""

_CHOICES = ("single", "multiple")
_ARTICLE = "本系统的规则"


@dataclass(frozen=True)
class Question:
    """One question. `kind` is one of KINDS; only "single" and "multiple" have `options`.

    `most`: how many options of "multiple" may be chosen, None for all of them.
    """

    code: str
    label: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = True
    most: int | None = None


@dataclass(frozen=True)
class Row:
    """How many chose an option. `percent` is a whole number."""

    option: str
    count: int
    percent: int


@dataclass(frozen=True)
class Result:
    """How a question was answered. `rows` is empty for a text: words are counted, not shown.

    Percentages of "single" and "scale" add up to 100 where anybody answered; those of "multiple"
    are shares of who answered, and may add up to more. `mean` is given for a scale only, with two
    decimals, None where nobody answered.
    """

    code: str
    label: str
    kind: str
    answered: int
    rows: tuple[Row, ...] = ()
    mean: Decimal | None = None


def faults_of_form(questions: Sequence[Question]) -> tuple[Lack, ...]:
    """Return all that is wrong with a questionnaire before it is made public. Source: ours."""
    if not questions:
        return (_fault("no_question", "问卷没有问题，请至少写 1 个问题。"),)
    found: list[Lack] = []
    if len(questions) > MOST_QUESTIONS:
        said = f"问卷有 {len(questions)} 个问题，最多 {MOST_QUESTIONS} 个，请删减。"
        found.append(_fault("too_many_questions", said))
    codes = Counter(one.code for one in questions)
    for place, one in enumerate(questions, 1):
        if codes[one.code] > 1:
            found.append(_fault("code_twice", f"第 {place} 题的编号与别的题重复。"))
        found += _of_question(f"第 {place} 题", one)
    return tuple(found)


def answer_faults(questions: Sequence[Question], answers: Mapping[str, Any]) -> tuple[Lack, ...]:
    """Return all that is wrong with a filled-in sheet.

    `answers` by the codes of the questions: the text of an option, a list of them, a number from 1
    to 5, or a text. None, a blank text and an empty list are no answer. Source: ours.
    """
    known = {one.code for one in questions}
    found = [
        _fault("unknown_question", "答卷里有问卷没有问的内容，请刷新页面后重新填写。")
        for code in answers
        if code not in known
    ][:1]
    for place, one in enumerate(questions, 1):
        found += _of_answer(f"第 {place} 题", one, answers.get(one.code))
    return tuple(found)


def tally(
    questions: Sequence[Question], answers: Sequence[Mapping[str, Any]]
) -> tuple[Result, ...]:
    """Return the result of every question, in the order of the questions.

    The sheets must have passed `answer_faults`; an answer that did not raises ValueError. Their
    order does not count. Source: ours.

    >>> ask = Question("q1", "满意吗", "single", ("满意", "一般", "不满意"))
    >>> [one.percent for one in tally([ask], [{"q1": text} for text in ask.options])[0].rows]
    [34, 33, 33]
    """
    return tuple(_result(one, [sheet.get(one.code) for sheet in answers]) for one in questions)


def percentages(counts: Sequence[int]) -> tuple[int, ...]:
    """Return whole percentages that add up to 100, by largest remainder; all 0 if all counts are.

    Equal remainders go to the one that stands first. Source: ours.

    >>> percentages([1, 1, 1]), percentages([0, 0])
    ((34, 33, 33), (0, 0))
    """
    total = sum(counts)
    if total == 0:
        return tuple(0 for _ in counts)
    shares = [divmod(count * 100, total) for count in counts]
    missing = 100 - sum(whole for whole, _ in shares)
    nearest = sorted(range(len(shares)), key=lambda place: (-shares[place][1], place))[:missing]
    return tuple(whole + (place in nearest) for place, (whole, _) in enumerate(shares))


def _of_question(name: str, one: Question) -> Iterator[Lack]:
    if not one.label.strip():
        yield _fault("label_missing", f"{name}没有写问题。")
    if len(one.label) > LONGEST_LABEL:
        said = f"{name}的问题有 {len(one.label)} 个字，最多 {LONGEST_LABEL} 个。"
        yield _fault("label_long", said)
    if one.kind not in KINDS:
        yield _fault("kind_unknown", f"{name}的题型不对，请重新选择。")
    elif one.kind in _CHOICES:
        yield from _of_options(name, one)
    elif one.options:
        yield _fault("options_unwanted", f"{name}是打分题或者填写题，不用写选项，请删去。")


def _of_options(name: str, one: Question) -> Iterator[Lack]:
    texts = [text.strip() for text in one.options]
    if len(texts) < FEWEST_OPTIONS:
        yield _fault("options_few", f"{name}是选择题，请至少写 {FEWEST_OPTIONS} 个选项。")
    if len(texts) > MOST_OPTIONS:
        yield _fault("options_many", f"{name}有 {len(texts)} 个选项，最多 {MOST_OPTIONS} 个。")
    if "" in texts:
        yield _fault("option_empty", f"{name}有空白的选项，请删去。")
    for text, count in Counter(filter(None, texts)).items():
        if count > 1:
            yield _fault("option_twice", f"{name}的选项“{text}”重复。")
        if len(text) > LONGEST_OPTION:
            said = f"{name}的选项“{text[:10]}……”太长，最多 {LONGEST_OPTION} 个字。"
            yield _fault("option_long", said)
    if one.kind == "multiple" and one.most is not None and not 1 <= one.most <= len(texts):
        yield _fault("most_unfit", f"{name}最多选几项，应当在 1 和选项个数之间。")


def _of_answer(name: str, one: Question, answer: Any) -> Iterable[Lack]:
    if _is_empty(answer):
        return [_fault("required", f"{name}没有回答。")] if one.required else []
    if one.kind == "single":
        fits = isinstance(answer, str) and answer in one.options
        return [] if fits else [_fault("option_unknown", f"{name}选了没有的选项，请重新选择。")]
    if one.kind == "multiple":
        return _of_choices(name, one, answer)
    if one.kind == "scale":
        # True is an int of Python, and no points.
        fits = type(answer) is int and answer in POINTS
        return [] if fits else [_fault("points", f"{name}的打分应当是 1 到 5 分。")]
    return _of_text(name, answer)


def _of_choices(name: str, one: Question, answer: Any) -> Iterator[Lack]:
    if not isinstance(answer, list | tuple) or any(text not in one.options for text in answer):
        yield _fault("option_unknown", f"{name}选了没有的选项，请重新选择。")
        return
    if len(set(answer)) < len(answer):
        yield _fault("choice_twice", f"{name}的同一个选项选了两次。")
    if one.most is not None and len(answer) > one.most:
        yield _fault("too_many", f"{name}选了 {len(answer)} 项，最多选 {one.most} 项。")


def _of_text(name: str, answer: Any) -> Iterator[Lack]:
    if not isinstance(answer, str):
        yield _fault("text", f"{name}应当填写文字。")
    elif len(answer) > LONGEST_TEXT:
        said = f"{name}写了 {len(answer)} 个字，最多 {LONGEST_TEXT} 个。"
        yield _fault("text_long", said)


def _is_empty(answer: Any) -> bool:
    blank = isinstance(answer, str) and not answer.strip()
    return answer is None or blank or (isinstance(answer, list | tuple) and not answer)


def _result(one: Question, answers: Sequence[Any]) -> Result:
    given = [answer for answer in answers if not _is_empty(answer)]
    if any(tuple(_of_answer("", one, answer)) for answer in given):
        raise ValueError(one.code)
    if one.kind == "text":
        return Result(one.code, one.label, one.kind, len(given))
    if one.kind == "scale":
        counts = Counter(given)
        rows = _rows([(f"{points} 分", counts[points]) for points in POINTS])
        return Result(one.code, one.label, one.kind, len(given), rows, _mean(given))
    if one.kind == "single":
        counts = Counter(given)
        rows = _rows([(option, counts[option]) for option in one.options])
        return Result(one.code, one.label, one.kind, len(given), rows)
    counts = Counter(option for chosen in given for option in chosen)
    shares = [(option, counts[option]) for option in one.options]
    rows = tuple(Row(option, count, _share(count, len(given))) for option, count in shares)
    return Result(one.code, one.label, one.kind, len(given), rows)


def _rows(counts: Sequence[tuple[str, int]]) -> tuple[Row, ...]:
    percents = percentages([count for _, count in counts])
    return tuple(
        Row(option, count, percent)
        for (option, count), percent in zip(counts, percents, strict=True)
    )


def _share(count: int, total: int) -> int:
    """The whole percentage, half upwards."""
    return (count * 200 + total) // (total * 2) if total else 0


def _mean(points: Sequence[int]) -> Decimal | None:
    if not points:
        return None
    mean = Decimal(sum(points)) / len(points)
    return mean.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _fault(code: str, sentence: str) -> Lack:
    return Lack(code, sentence, _ARTICLE, verified=False)
