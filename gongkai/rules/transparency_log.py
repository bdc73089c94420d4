"""The Merkle tree of the publication log (RFC 9162): roots, proofs and their checks.

Leaves and nodes are digests as bytes. The hash is named by a parameter and defaults to SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes

SHA256, SM3 = "sha256", "sm3"
ALGORITHMS = (SHA256, SM3)
"""The hashes a log may be kept with: FIPS 180-4, and GB/T 32905 for places that must use it."""

_LEAF, _NODE = b"\x00", b"\x01"
_HAS_SM3 = SM3 in hashlib.algorithms_available


class BadFrontier(ValueError):
    """A stored frontier that no log can have."""


def digest(data: bytes, *, algorithm: str = SHA256) -> bytes:
    """Return the hash of `data`.

    Source: RFC 9162 section 2.1.1; GB/T 32905 for SM3.
    """
    if algorithm == SHA256:
        return hashlib.sha256(data).digest()
    if algorithm == SM3 and not _HAS_SM3:  # some builds of OpenSSL leave it out
        return _sm3(data)
    return hashlib.new(algorithm, data).digest()


def _sm3(data: bytes) -> bytes:
    whole = hashes.Hash(hashes.SM3())
    whole.update(data)
    return whole.finalize()


def leaf_hash(data: bytes, *, algorithm: str = SHA256) -> bytes:
    """Return the hash of one entry as a leaf.

    Source: RFC 9162 section 2.1.1.
    """
    return digest(_LEAF + data, algorithm=algorithm)


def node_hash(left: bytes, right: bytes, *, algorithm: str = SHA256) -> bytes:
    """Return the hash of two neighbours.

    Source: RFC 9162 section 2.1.1.
    """
    return digest(_NODE + left + right, algorithm=algorithm)


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes], *, algorithm: str = SHA256) -> bytes:
    """Return the root over the leaf hashes; for no leaves the hash of nothing.

    Source: RFC 9162 section 2.1.1.
    """
    return Frontier(algorithm=algorithm).extend(leaves).root()


def inclusion_proof(
    leaves: Sequence[bytes], index: int, *, algorithm: str = SHA256
) -> tuple[bytes, ...]:
    """Return the path that shows the leaf at `index` to be under the root.

    Source: RFC 9162 section 2.1.3.1.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    first, last = 0, len(leaves)
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(root(leaves[middle:last], algorithm=algorithm))
            last = middle
        else:
            path.append(root(leaves[first:middle], algorithm=algorithm))
            first = middle
    return tuple(reversed(path))


def verify_inclusion(
    leaf: bytes,
    index: int,
    size: int,
    proof: Sequence[bytes],
    root_hash: bytes,
    *,
    algorithm: str = SHA256,
) -> bool:
    """True if `proof` shows `leaf` at `index` in the log of `size` entries with that root.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for neighbour in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(neighbour, found, algorithm=algorithm)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, neighbour, algorithm=algorithm)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root_hash


def consistency_proof(
    leaves: Sequence[bytes], first: int, *, algorithm: str = SHA256
) -> tuple[bytes, ...]:
    """Return the path that shows the log of `first` entries to be the start of this one.

    Empty for an empty or an equally long earlier log. Source: RFC 9162 section 2.1.4.1.
    """
    if not 0 <= first <= len(leaves):
        raise IndexError(first)
    path: list[bytes] = []
    begin, end = 0, len(leaves)
    known = True  # the earlier root is known to whoever checks, so it is left out
    while 0 < first < end:
        middle = begin + _split(end - begin)
        if first <= middle:
            path.append(root(leaves[middle:end], algorithm=algorithm))
            end = middle
        else:
            path.append(root(leaves[begin:middle], algorithm=algorithm))
            begin, known = middle, False
    if first and not known:
        path.append(root(leaves[begin:end], algorithm=algorithm))
    return tuple(reversed(path))


def verify_consistency(
    first: int,
    second: int,
    proof: Sequence[bytes],
    first_root: bytes,
    second_root: bytes,
    *,
    algorithm: str = SHA256,
) -> bool:
    """True if `proof` shows the log of `first` entries to be the start of that of `second`.

    Source: RFC 9162 section 2.1.4.2.
    """
    if not 0 <= first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == digest(b"", algorithm=algorithm)
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _climb(path, place, last, algorithm) == (first_root, second_root)


def _climb(
    path: Sequence[bytes], place: int, last: int, algorithm: str
) -> tuple[bytes, bytes] | None:
    older = newer = path[0]
    for neighbour in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            older = node_hash(neighbour, older, algorithm=algorithm)
            newer = node_hash(neighbour, newer, algorithm=algorithm)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            newer = node_hash(newer, neighbour, algorithm=algorithm)
        place, last = place >> 1, last >> 1
    return (older, newer) if last == 0 else None


@dataclass(frozen=True)
class Frontier:
    """What must be kept of a log to go on with it: the roots of its full subtrees.

    `peaks[k]` is the root over 2**k leaves, None where the size has no such subtree.
    """

    peaks: tuple[bytes | None, ...] = ()
    algorithm: str = SHA256

    @property
    def size(self) -> int:
        return sum(1 << height for height, peak in enumerate(self.peaks) if peak is not None)

    def append(self, leaf: bytes) -> Frontier:
        """Return the frontier with one more leaf hash.

        Source: RFC 9162 section 2.1.1.
        """
        return self.extend([leaf])

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """Return the frontier with the leaf hashes appended in their order.

        Source: RFC 9162 section 2.1.1.
        """
        peaks = list(self.peaks)
        for leaf in leaves:
            carried, height = leaf, 0
            while height < len(peaks) and (peak := peaks[height]) is not None:
                carried = node_hash(peak, carried, algorithm=self.algorithm)
                peaks[height] = None
                height += 1
            peaks[height : height + 1] = [carried]
        return Frontier(tuple(peaks), self.algorithm)

    def root(self) -> bytes:
        """Return the root over all leaves.

        Source: RFC 9162 section 2.1.1.
        """
        found: bytes | None = None
        for peak in self.peaks:
            if peak is not None:
                found = peak if found is None else node_hash(peak, found, algorithm=self.algorithm)
        return digest(b"", algorithm=self.algorithm) if found is None else found

    def to_hex(self) -> list[str]:
        """Return the peaks in hexadecimal, an empty text for each that is missing.

        Source: RFC 9162 section 2.1.1; the form is ours.
        """
        return ["" if peak is None else peak.hex() for peak in self.peaks]

    @classmethod
    def from_hex(cls, peaks: Sequence[str], *, algorithm: str = SHA256) -> Frontier:
        """Return the frontier that `to_hex` wrote, or raise BadFrontier.

        Source: RFC 9162 section 2.1.1; the form is ours.
        """
        length = len(digest(b"", algorithm=algorithm))
        try:
            found = tuple(bytes.fromhex(peak) or None for peak in peaks)
        except (ValueError, TypeError) as error:
            raise BadFrontier(str(error)) from error
        if any(len(peak) != length for peak in found if peak) or (found and not found[-1]):
            raise BadFrontier(f"{len(found)} peaks")
        return cls(found, algorithm)
