"""The Merkle tree: published vectors, the definition itself, and every proof up to 40 leaves."""

import doctest
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import transparency_log
from gongkai.rules.transparency_log import (
    BadFrontier,
    Frontier,
    consistency_proof,
    digest,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The eight test leaves of Certificate Transparency and the roots over the first 0 to 8 of them.
VECTOR_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
VECTOR_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(data) for data in VECTOR_LEAVES]
MANY = [leaf_hash(str(n).encode()) for n in range(40)]
ENTRIES = st.lists(st.binary(max_size=4), max_size=70)


def naive_root(entries):
    """The recursive definition of section 2.1.1, written out."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(entries[:k]) + naive_root(entries[k:])).digest()


def naive_subproof(m, entries, whole):
    """SUBPROOF of section 2.1.4.1, written out."""
    if m == len(entries):
        return [] if whole else [naive_root(entries)]
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, entries[:k], whole), naive_root(entries[k:])]
    return [*naive_subproof(m - k, entries[k:], False), naive_root(entries[:k])]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    assert root(LEAVES[:size]).hex() == VECTOR_ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (
            0,
            8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
    ],
)
def test_published_inclusion_paths(index, size, path):
    assert [one.hex() for one in inclusion_proof(LEAVES[:size], index)] == path


@given(ENTRIES)
def test_root_is_the_definition(entries):
    leaves = [leaf_hash(data) for data in entries]
    assert root(leaves) == naive_root(entries)


@given(ENTRIES)
def test_appending_one_by_one_and_storing_between_changes_nothing(entries):
    frontier = Frontier()
    for count, data in enumerate(entries, 1):
        stored = json.loads(json.dumps(frontier.to_hex()))
        frontier = Frontier.from_hex(stored).append(leaf_hash(data))
        assert frontier.size == count
        assert len(frontier.peaks) == count.bit_length()
    assert frontier.root() == naive_root(entries)


def test_every_inclusion_proof_verifies_in_its_place_only():
    for size in range(1, 41):
        top = root(MANY[:size])
        for index in range(size):
            proof = inclusion_proof(MANY[:size], index)
            places = [
                place
                for place in range(-1, size + 1)
                if verify_inclusion(MANY[index], place, size, proof, top)
            ]
            assert places == [index]


def test_every_consistency_proof_is_the_definition_and_verifies():
    for second in range(41):
        entries = [str(n).encode() for n in range(second)]
        for first in range(second + 1):
            proof = consistency_proof(MANY[:second], first)
            if first:
                assert list(proof) == naive_subproof(first, entries, True)
            assert verify_consistency(first, second, proof, root(MANY[:first]), root(MANY[:second]))


@given(st.integers(1, 40), st.data())
def test_a_changed_inclusion_proof_fails(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = list(inclusion_proof(MANY[:size], index))
    top = root(MANY[:size])
    other = leaf_hash(b"forged")
    assert not verify_inclusion(other, index, size, proof, top)
    assert not verify_inclusion(MANY[index], index, size, proof, other)
    assert not verify_inclusion(MANY[index], index, size, [*proof, other], top)
    for place in range(len(proof)):
        forged = [*proof[:place], other, *proof[place + 1 :]]
        assert not verify_inclusion(MANY[index], index, size, forged, top)
        shorter = [*proof[:place], *proof[place + 1 :]]
        assert not verify_inclusion(MANY[index], index, size, shorter, top)


@given(st.integers(1, 40), st.data())
def test_a_rewritten_past_is_found(second, data):
    first = data.draw(st.integers(1, second))
    changed = data.draw(st.integers(0, first - 1))
    rewritten = [*MANY[:changed], leaf_hash(b"rewritten"), *MANY[changed + 1 : second]]
    proof = consistency_proof(rewritten, first)
    assert not verify_consistency(first, second, proof, root(MANY[:first]), root(rewritten))


@given(st.integers(1, 40), st.data())
def test_a_changed_consistency_proof_fails(second, data):
    first = data.draw(st.integers(1, second))
    proof = list(consistency_proof(MANY[:second], first))
    roots = root(MANY[:first]), root(MANY[:second])
    assert not verify_consistency(first, second, [*proof, leaf_hash(b"x")], *roots)
    for place in range(len(proof)):
        forged = [*proof[:place], leaf_hash(b"x"), *proof[place + 1 :]]
        assert not verify_consistency(first, second, forged, *roots)
        assert not verify_consistency(first, second, [*proof[:place], *proof[place + 1 :]], *roots)


def test_nonsense_sizes_verify_nothing():
    empty = digest(b"")
    assert not verify_consistency(3, 2, [], MANY[0], MANY[0])
    assert not verify_consistency(-1, 2, [], MANY[0], MANY[0])
    assert not verify_consistency(0, 2, [], MANY[0], MANY[0])
    assert verify_consistency(0, 2, [], empty, MANY[0])
    assert not verify_consistency(1, 2, [], root(MANY[:1]), root(MANY[:2]))
    assert not verify_inclusion(MANY[0], 0, 0, [], empty)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_proof_outside_the_log(index):
    with pytest.raises(IndexError):
        inclusion_proof(MANY[:3], index)
    with pytest.raises(IndexError):
        consistency_proof(MANY[:3], index if index < 0 else 4)


@pytest.mark.parametrize(
    "peaks", [["zz"], ["ab"], [""], [MANY[0].hex(), ""], [MANY[0].hex() + "00"], [None]]
)
def test_broken_frontier_is_refused(peaks):
    with pytest.raises(BadFrontier):
        Frontier.from_hex(peaks)


def test_another_hash_gives_another_log():
    assert root([], algorithm="sha3_256") == hashlib.sha3_256(b"").digest()
    leaves = [leaf_hash(data, algorithm="sha512") for data in VECTOR_LEAVES]
    top = root(leaves, algorithm="sha512")
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index, algorithm="sha512")
        assert verify_inclusion(leaf, index, 8, proof, top, algorithm="sha512")
    frontier = Frontier(algorithm="sha512").extend(leaves)
    assert Frontier.from_hex(frontier.to_hex(), algorithm="sha512") == frontier


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="this OpenSSL has no SM3")
def test_sm3_is_only_another_name():
    """The vector of GB/T 32905-2016, annex A.1."""
    assert digest(b"abc", algorithm="sm3").hex() == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_examples_in_the_docstrings():
    assert doctest.testmod(transparency_log).failed == 0
