"""Makes a PDF smaller that is about to be written: no finer than paper shows, of a typeface no more than paper needs."""

from __future__ import annotations

import re
import struct
from typing import Any

_TOO_FINE = re.compile(rb"(?<![\d.])([1-9]\d*\.\d\d)\d+")
"""A number of 1 or more to more than two decimals: of a pixel, that is a hundredth of what a laser printer can place."""
_KEPT = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"cvt ", b"fpgm", b"prep")
"""The tables of a TrueType face that a PDF needs (ISO 32000-1:2008, 9.9)."""
_TYPED = b"Playbook-Form"
"""In the name of the face that is typed into fields: it stays whole, so that a viewer finds every letter in it."""
_HEAD, _ENTRY = struct.Struct(">4s4H"), struct.Struct(">4s3L")


def slim(pdf: Any) -> None:
    """Round what pages are drawn with, join letters that stand as close as they should, and cut typefaces."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("Type") == "/Page":
            contents = _object(pdf, element["Contents"])
            drawn = _TOO_FINE.sub(rb"\1", b"\n".join(map(_written, contents.stream)))
            contents.stream = [drawn.replace(b">0<", b"").replace(b">0]", b">]")]
        elif isinstance(element, dict) and "FontFile2" in element and _TYPED not in element["FontName"]:
            face = _object(pdf, element["FontFile2"])
            face.stream = [cut(face.stream[0])]
            face.extra["Length1"] = len(face.stream[0])


def _written(operator: Any) -> bytes:
    """An operator of a page's contents: text, bytes, or an object that writes itself."""
    if isinstance(operator, bytes | str):
        return operator.encode() if isinstance(operator, str) else operator
    data: bytes = operator.data
    return data


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def cut(face: bytes) -> bytes:
    """A TrueType file with those tables only that a PDF needs (ISO/IEC 14496-22, 4.5)."""
    version, count, *_ = _HEAD.unpack_from(face)
    entries = (_ENTRY.unpack_from(face, _HEAD.size + _ENTRY.size * number) for number in range(count))
    kept = [entry for entry in entries if entry[0] in _KEPT]
    power = len(kept).bit_length() - 1
    head = _HEAD.pack(version, len(kept), 16 << power, power, 16 * (len(kept) - (1 << power)))
    place, listed, tables = _HEAD.size + _ENTRY.size * len(kept), b"", b""
    for tag, check, start, length in kept:
        table = face[start : start + length]
        listed += _ENTRY.pack(tag, check, place + len(tables), length)
        tables += table + bytes(-length % 4)
    return head + listed + tables
