"""Makes a PDF smaller that is about to be written: no finer than paper shows, of a typeface no more than paper needs."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Container, Iterator, Mapping
from typing import Any

_TOO_FINE = re.compile(rb"(?<![\d.])([1-9]\d*\.\d\d)\d+")
"""A number of 1 or more to more than two decimals: of a pixel, that is a hundredth of what a laser printer can place."""
_ALIGNED = re.compile(rb"(q\n1 0 0 1 [-\d.]+ 0 cm\n)/(x\d+) Do\nQ")
"""A text of a chart that ends or has its middle at a place: drawn there once, as a picture of its own with all that this needs."""
_TEXT = re.compile(rb"<([0-9a-f]+)>")
_MARKED = re.compile(rb"[()\\]")
"""What a text in bytes has a mark before (7.3.4.2)."""
_LETTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_MOST_LINES = 100
"""Of a block in a table of letters."""
_KEPT = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"cvt ", b"fpgm", b"prep")
"""The tables of a TrueType face that a PDF needs (ISO 32000-1:2008, 9.9)."""
_TYPED = b"Playbook-Form"
"""In the name of the face that is typed into fields: it stays whole, so that a viewer finds every letter in it."""
_HEAD, _ENTRY = struct.Struct(">4s4H"), struct.Struct(">4s3L")


def slim(pdf: Any) -> None:
    """Draw pages in fewer and shorter words; cut typefaces, and the tables of what their signs stand for."""
    used: dict[bytes, set[int]] = {}
    for element in pdf.objects:
        if not isinstance(element, dict):
            continue
        if element.get("Type") == "/Page":
            _slim_page(pdf, element)
        elif "ToUnicode" in element:
            table = _object(pdf, element["ToUnicode"])
            letters = {int(found[1], 16): found[2] for line in table.stream if (found := _LETTER.fullmatch(line))}
            table.stream = list(_in_runs(table.stream, letters))
            face = _object(pdf, _object(pdf, element["DescendantFonts"][0])["FontDescriptor"])
            if "FontFile2" in face and _TYPED not in face["FontName"]:
                used.setdefault(face["FontFile2"], set()).update(letters)
    for file, signs in used.items():
        face = _object(pdf, file)
        face.stream = [cut(face.stream[0], signs)]
        face.extra["Length1"] = len(face.stream[0])


def _slim_page(pdf: Any, page: Any) -> None:
    """Draw what a page shows in fewer and shorter words."""
    contents, groups = _object(pdf, page["Contents"]), _object(pdf, page["Resources"])["XObject"]

    def inside(match: re.Match[bytes]) -> bytes:
        return match[1] + drawn(_object(pdf, groups.pop(match[2].decode()))) + b"\nQ"

    words = _TOO_FINE.sub(rb"\1", _ALIGNED.sub(inside, drawn(contents)))
    contents.stream = [_TEXT.sub(_in_bytes, words.replace(b">0<", b"").replace(b">0]", b">]"))]


def _in_bytes(text: re.Match[bytes]) -> bytes:
    """A text in bytes, which are half as many as their hexadecimal digits."""
    return b"(%s)" % _MARKED.sub(rb"\\\g<0>", bytes.fromhex(text[1].decode())).replace(b"\r", rb"\r")


def drawn(stream: Any) -> bytes:
    """All operators of a stream."""
    return b"\n".join(map(_written, stream.stream))


def _in_runs(table: list[bytes], letters: Mapping[int, bytes]) -> Iterator[bytes]:
    """A table of what signs stand for, with one line for signs that follow each other as their letters do (9.10.3)."""
    runs: list[tuple[int, int, bytes]] = []
    for code, text in sorted(letters.items()):
        first, last, start = runs[-1] if runs else (0, -2, b"")
        follows = len(start) == len(text) == 4 and int(text, 16) - int(start, 16) == code - first
        if code == last + 1 and follows and code & 0xFF and int(text, 16) & 0xFF:
            runs[-1] = first, code, start
        else:
            runs.append((code, code, text))
    yield from itertools.takewhile(lambda line: not line.endswith(b"beginbfchar"), table)
    yield from _blocks(b"bfchar", [b"<%04x> <%s>" % (first, start) for first, last, start in runs if first == last])
    yield from _blocks(b"bfrange", [b"<%04x> <%04x> <%s>" % run for run in runs if run[0] < run[1]])
    yield from table[-table[::-1].index(b"endbfchar") :] if runs else ()


def _blocks(kind: bytes, lines: list[bytes]) -> Iterator[bytes]:
    for at in range(0, len(lines), _MOST_LINES):
        block = lines[at : at + _MOST_LINES]
        yield from (b"%d begin%s" % (len(block), kind), *block, b"end" + kind)


def _written(operator: Any) -> bytes:
    """An operator of a page's contents: text, bytes, or an object that writes itself."""
    if isinstance(operator, bytes | str):
        return operator.encode() if isinstance(operator, str) else operator
    data: bytes = operator.data
    return data


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def cut(face: bytes, used: Container[int]) -> bytes:
    """A TrueType file with those tables only that a PDF needs (ISO/IEC 14496-22, 4.5), and without widths that nobody needs."""
    version, count, *_ = _HEAD.unpack_from(face)
    entries = [_ENTRY.unpack_from(face, _HEAD.size + _ENTRY.size * number) for number in range(count)]
    kept = {tag: face[start : start + length] for tag, _, start, length in entries if tag in _KEPT}
    kept[b"hmtx"] = _measures(kept, used)
    power = len(kept).bit_length() - 1
    head = _HEAD.pack(version, len(kept), 16 << power, power, 16 * (len(kept) - (1 << power)))
    place, listed, tables = _HEAD.size + _ENTRY.size * len(kept), b"", b""
    for tag, table in kept.items():
        whole = table + bytes(-len(table) % 4)
        listed += _ENTRY.pack(tag, _checksum(whole), place + len(tables), len(table))
        tables += whole
    return head + listed + tables


def _measures(tables: Mapping[bytes, bytes], used: Container[int]) -> bytes:
    """Widths of the signs that are used or have an outline, which others may be made of; 0 for the rest."""
    size = 4 if tables[b"head"][51] else 2
    places = [tables[b"loca"][at : at + size] for at in range(0, len(tables[b"loca"]), size)]
    last = 4 * int.from_bytes(tables[b"hhea"][34:36]) - 4  # its width is that of all signs after it
    pairs = [tables[b"hmtx"][at : at + 4] for at in range(0, last, 4)]
    wanted = (sign in used or places[sign] != places[sign + 1] for sign in range(len(pairs)))
    return b"".join(pair if keep else bytes(4) for pair, keep in zip(pairs, wanted, strict=True)) + tables[b"hmtx"][last:]


def _checksum(table: bytes) -> int:
    """The sum of a table's words of 32 bits (4.5.2)."""
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}L", table)
    return sum(words) & 0xFFFFFFFF
