"""What stands in addresses of several faces: index numbers and the fingerprints of files."""

from __future__ import annotations


class IndexNumber:
    """Converter: `11370322004222241N/2026-00007` (机构代码/年份-序号), with a slash of its own."""

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
