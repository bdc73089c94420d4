"""Index numbers in addresses: they hold a slash of their own (机构代码/年份-序号)."""

from __future__ import annotations


class IndexNumber:
    """Converter: `11370322004222241N/2026-00007`. An address once given never changes."""

    regex = "[0-9A-Z-]{9,18}/[0-9]{4}-[0-9]{4,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Sha256:
    """Converter: the SHA-256 of a file in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
