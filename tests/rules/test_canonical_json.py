"""Canonical JSON: one form for one content, the very bytes of the standard, or a refusal."""

import doctest

import pytest
import rfc8785
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.rules import canonical_json
from gongkai.rules.canonical_json import NotCanonical, canonical


def test_canonical_form_ignores_order_and_keeps_chinese():
    one = {"b": [1, True, None], "a": "政务公开"}
    assert canonical(one) == canonical(dict(reversed(one.items())))
    assert canonical(one).decode() == '{"a":"政务公开","b":[1,true,null]}'


@pytest.mark.parametrize("value", [float("nan"), 2**60, {1: "x"}, "\ud800", {"a": b"x"}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**54), 2**54)
    | st.floats()
    | st.text(st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner)
        | st.dictionaries(st.text(st.characters(), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(JSON_VALUES)
@example({'\x7f\u2028\x00\b\n/"\\\U0001f600': '\x7f\u2028\x00\b\n/"\\\U0001f600'})
@example([2**53 - 1, 1 - 2**53, 2**53, -(2**53), 1.0, -0.0])
@example({"\U0001f600": 1, "\uffff": 2, "a": 3})
def test_canonical_form_is_that_of_the_standard(value):
    try:
        expected = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        with pytest.raises(NotCanonical):
            canonical(value)
    else:
        assert canonical(value) == expected


def test_examples_in_the_docstrings():
    assert doctest.testmod(canonical_json).failed == 0
