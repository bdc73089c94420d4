"""What processing costs (信息处理费): by piece or by page, never both for one request."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.rules.foi.law import FEES, Band


class NotATariff(LookupError):
    """There are two tariffs: piece and page."""


def price_of(tariff: str, number: int) -> int:
    """Return what the piece or page with this number costs, in yuan. Raises NotATariff, ValueError.

    Source: 国办函〔2020〕109号 (unverified beyond its article 5).

    >>> [price_of("piece", number) for number in (10, 11, 30, 31, 40, 41)]
    [0, 100, 100, 200, 200, 300]
    """
    if number < 1:
        raise ValueError(number)
    band = [one for one in _bands(tariff) if one.first <= number][-1]
    return band.price + _rise(band, number)


def fee(tariff: str, count: int, *, before: int = 0) -> int:
    """Return the fee in yuan for `count` pieces or pages.

    `before` are the pieces of the same applicant that the month already counts; pages are never
    counted together over requests, so it must be 0 for them. Raises NotATariff, ValueError.
    Source: 国办函〔2020〕109号.

    >>> fee("piece", 5, before=8), fee("page", 150)
    (300, 1700)
    """
    if count < 0 or before < 0 or (tariff == "page" and before):
        raise ValueError(count, before)
    return sum(price * number for price, number in arithmetic(tariff, count, before=before))


def arithmetic(tariff: str, count: int, *, before: int = 0) -> list[tuple[int, int]]:
    """Return how a fee comes about: (price in yuan, how many at that price), without free ones.

    Source: 国办函〔2020〕109号.

    >>> arithmetic("piece", 3, before=29)
    [(100, 1), (200, 2)]
    """
    shares: dict[int, int] = {}
    first, last = before + 1, before + count
    for start, end, price in _stretches(tariff, last):
        number = min(end, last) - max(start, first) + 1
        if price and number > 0:
            shares[price] = shares.get(price, 0) + number
    return list(shares.items())


def _stretches(tariff: str, last: int) -> Iterator[tuple[int, int, int]]:
    """Numbers of one price each: (first, last, price), as far as `last`."""
    bands = _bands(tariff)
    ends = [*(band.first - 1 for band in bands[1:]), max(last, bands[-1].first)]
    for band, end in zip(bands, ends, strict=True):
        size = band.step or end - band.first + 1
        for start in range(band.first, end + 1, size):
            yield start, min(start + size - 1, end), band.price + _rise(band, start)


def _rise(band: Band, number: int) -> int:
    return band.rise * ((number - band.first) // band.step) if band.step else 0


def _bands(tariff: str) -> tuple[Band, ...]:
    try:
        return FEES.bands[tariff]
    except KeyError:
        raise NotATariff(tariff) from None
