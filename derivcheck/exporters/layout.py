"""The lines of a display as they are set: first lines joined, long ones broken, remarks placed.

What fits is estimated, in ems; every format that sets lines takes them from here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.exporters.manuscript import Between, Display, Line, Math, Plain, Prose, Shape
from derivcheck.notation.formulas.boxes import Box, Words
from derivcheck.notation.formulas.boxes import row as joined
from derivcheck.notation.formulas.breaking import lines
from derivcheck.notation.formulas.extent import width

LEFT = 0.4
"""The part of a line that a left side may take for the others to be aligned behind it."""
INDENT, ARROW, GAP, LETTER = 2.0, 3.5, 2.0, 0.5
"""Ems: of a line that goes on, of an arrow's column, before a remark, of a letter of text."""
TYPED = 40
"""How many characters of a formula that cannot be set are typed in a line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is set, or text between lines.

    Arguments:
        right: the formula, or the part of it in this line.
        continued: whether it goes on from the line before.
        indented: whether it stands a little to the right of the others.
        arrow: whether its sign has a column of its own.
        alone: whether it needs no alignment.
        column: whether its remark is aligned with those of others.
        note: what a footnote says of it.
    """

    right: Box
    left: Box | None = None
    sign: Box | None = None
    between: Prose = ()
    remark: Prose = ()
    note: Prose = ()
    verdict: str = ""
    tag: str | None = None
    key: str = ""
    opening: str = ""
    continued: bool = False
    indented: bool = False
    arrow: bool = False
    alone: bool = False
    column: bool = False


def arranged(display: Display, shape: Shape, room: float) -> tuple[Row, ...]:
    """The lines of a display.

    Arguments:
        display: a chain, statements, claims or definitions.
        shape: where remarks stand.
        room: of a line, in ems.
    """
    rows = _joined(display.rows)
    tags = max((_tag_width(r) for r in rows if isinstance(r, Line)), default=0.0)
    inner = room - tags
    left = _left(rows, display.kind, inner)
    made = [r for each in rows for r in _set(each, display.kind, left, inner, shape)]
    single = sum(isinstance(r, Line) for r in rows) == 1
    if single and len(made) > 1 and not any(_is_typed(r) or r.remark for r in made):
        made = [replace(r, alone=True) for r in made]
    elif len(made) == 1:
        made = [replace(r, alone=not r.arrow or r.sign is None) for r in made]
    return tuple(_together(_with_remarks(made, inner)))


def _together(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, with texts that follow one another as one."""
    waiting: Prose = ()
    for row in rows:
        if row.between:
            waiting += (Plain(" "), *row.between) if waiting else row.between
            continue
        if waiting:
            yield Row(Words(""), between=waiting)
        waiting = ()
        yield row
    if waiting:
        yield Row(Words(""), between=waiting)


def _is_typed(row: Row) -> bool:
    return bool(row.between) or isinstance(row.right, Words)


def _joined(rows: tuple[Line | Between, ...]) -> tuple[Line | Between, ...]:
    """The opening of a chain in one line with what comes next."""
    match rows:
        case (Line(sign=None, tag=None, remark=()) as first, Line(left=None) as then, *rest) if (
            first.right and not first.mark.failure and _takes_left(then)
        ):
            return (replace(then, left=first.right, opening=first.key), *rest)
    return rows


def _takes_left(line: Line) -> bool:
    return bool(line.sign and line.right) and not _is_arrow(line.sign)


def _is_arrow(sign: Box | None) -> bool:
    return getattr(sign, "char", "") in ("⟹", "⟺", "⟸")


def _tag_width(line: Line) -> float:
    return LETTER * len(line.tag) + 2.0 if line.tag is not None else 0.0


def _left(rows: tuple[Line | Between, ...], kind: str, room: float) -> float | None:
    """How wide the column left of the signs is; None if left sides stand in lines of their own."""
    widths = [width(r.left) for r in rows if isinstance(r, Line) and r.left is not None]
    widest = max(widths, default=0.0)
    if kind == "statements":
        return ARROW
    return widest if widest <= LEFT * room else None


def _set(
    each: Line | Between, kind: str, left: float | None, room: float, shape: Shape
) -> Iterator[Row]:
    if isinstance(each, Between):
        yield Row(Words(""), between=each.prose)
        return
    if shape.marks == "inline" and (each.remark or each.mark.verdict):
        yield Row(Words(""), between=_sentence(each))
    made = list(_lines(each, kind, left, room))
    remark = each.remark if shape.marks == "margin" else ()
    note = each.mark.failure if shape.marks == "margin" else ()
    verdict = each.mark.verdict if note and each.mark.verdict != "proved" else ""
    made[-1] = replace(
        made[-1],
        remark=remark,
        note=note,
        verdict=verdict or "",
        tag=each.tag,
        key=each.key,
        opening=each.opening,
    )
    yield from made
    if shape.marks == "inline" and each.mark.failure:
        yield Row(Words(""), between=each.mark.failure)


def _sentence(line: Line) -> Prose:
    """What is said before a line: `By the chain rule (proved),`."""
    verdict = f" ({line.mark.verdict})" if line.mark.verdict else ""
    if not line.remark:
        return (Plain(f"Next{verdict},"),)
    return (*_capitalized(line.remark), Plain(f"{verdict},"))


def _capitalized(words: Prose) -> Prose:
    first, *rest = words
    start = Plain(first.text[:1].upper() + first.text[1:]) if isinstance(first, Plain) else first
    return (start, *rest)


def _lines(line: Line, kind: str, left: float | None, room: float) -> Iterator[Row]:
    """A line, or the lines into which it is broken."""
    sign = width(line.sign) if line.sign and kind != "statements" else 0.0
    if line.right is None:
        yield from _typed(line, kind)
        return
    own = line.left is not None and left is None
    if own and line.left is not None and line.sign is not None:
        whole = joined(line.left, line.sign, line.right)
        if kind != "chain" and (pieces := lines(whole, room, room - INDENT)):
            yield from _pieces(Row(pieces[0]), pieces[1:])
            return
        for n, piece in enumerate(lines(line.left, room, room - INDENT) or ()):
            yield Row(piece, continued=bool(n), indented=bool(n))
    indented = left is None and line.sign is not None
    space = room - (INDENT if indented else (left or 0.0)) - sign
    broken = lines(line.right, space, space - INDENT)
    if broken is None:
        yield from _typed(line, kind)
        return
    first = Row(broken[0], None if own else line.left, line.sign, arrow=kind == "statements",
                indented=indented)  # fmt: skip
    yield from _pieces(first, broken[1:])


def _pieces(first: Row, rest: tuple[Box, ...]) -> Iterator[Row]:
    yield first
    for piece in rest:
        yield Row(piece, continued=True, indented=True, arrow=first.arrow)


def _typed(line: Line, kind: str) -> Iterator[Row]:
    """A formula that cannot be read, or not be set, as it was typed."""
    text = " ".join(line.typed.split())
    pieces = textwrap.wrap(text, TYPED) or [""]
    left = line.left if line.left is not None and width(line.left) < TYPED * LETTER else None
    arrow = kind == "statements"
    yield Row(Words(pieces[0], typed=True), left, line.sign, arrow=arrow)
    for piece in pieces[1:]:
        yield Row(Words(piece, typed=True), continued=True, indented=True, arrow=arrow)


def _with_remarks(rows: list[Row], room: float) -> Iterator[Row]:
    """The remarks in a column if all have room there, else behind their lines or before them."""
    lines_ = [r for r in rows if not r.between]
    left = max((_before(r) for r in lines_), default=0.0)
    right = max((_after(r) for r in lines_), default=0.0)
    widest = max((prose_width(r.remark) for r in lines_), default=0.0)
    column = left + right + GAP + widest <= room
    for row in rows:
        if not row.remark:
            yield row
        elif column:
            yield replace(row, column=True)
        elif left + _after(row) + GAP + prose_width(row.remark) <= room:
            yield row
        else:
            yield from _apart(row)


def _apart(row: Row) -> Iterator[Row]:
    yield replace(row, remark=())
    yield Row(Words(""), between=(*_capitalized(row.remark), Plain(".")))


def _before(row: Row) -> float:
    return ARROW if row.arrow else width(row.left) if row.left else 0.0


def _after(row: Row) -> float:
    sign = width(row.sign) if row.sign and not row.arrow else 0.0
    return sign + width(row.right) + (INDENT if row.indented else 0.0)


def prose_width(words: Prose) -> float:
    """How wide text is, in ems."""
    return sum(
        width(w.box) if isinstance(w, Math)
        else LETTER * len(w.text if isinstance(w, Plain) else w.tag) for w in words
    )  # fmt: skip
