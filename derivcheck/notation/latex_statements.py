r"""Statements as LaTeX: relations, chains of them, connectives, and values that hang on statements.

The parts of a term go in, with `Parts` to write them; a piece comes out.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import TRUE, App, Term
from derivcheck.notation.latex_parts import Parts, Piece
from derivcheck.notation.latex_tables import (
    ATOM,
    CONNECTIVES,
    EITHER,
    IMPLIED,
    NEGATED,
    POWER,
    RELATED,
    RELATIONS,
    SUM,
)

LINE = r" \\ "
"""Between the rows of what has several."""
Terms = tuple[Term, ...]


def statement(parts: Parts, t: App) -> Piece | None:
    """A relation or a compound statement; None for anything else."""
    match t:
        case App(head, (left, right)) if head in RELATIONS:
            return _chain(parts, (left, right), (head,))
        case App("in", (member, lower, upper)):
            return Piece(member_of(parts, member, lower, upper), RELATED)
        case App("not", (inner,)):
            return Piece(rf"\lnot {parts.at_least(inner, ATOM)}", NEGATED)
        case App("and", stated) if relations := _chained(stated):
            return _chain(parts, *relations)
        case App(head, stated) if head in CONNECTIVES:
            level, sign = CONNECTIVES[head]
            needed = EITHER if level == IMPLIED else NEGATED
            joint = f" {sign} {parts.pause()}"
            return Piece(joint.join(parts.at_least(p, needed) for p in stated), level)
    return None


def _chain(parts: Parts, sides: Terms, relations: tuple[str, ...]) -> Piece:
    """`a <= b < c`."""
    text = parts.at_least(sides[0], SUM)
    for relation, side in zip(relations, sides[1:], strict=True):
        text += f" {RELATIONS[relation]} {parts.at_least(side, SUM)}"
    return Piece(text, RELATED)


def _chained(stated: Terms) -> tuple[Terms, tuple[str, ...]] | None:
    """The sides and relations of a conjunction that can be written `a <= b < c`."""
    sides: list[Term] = []
    relations: list[str] = []
    for part in stated:
        match part:
            case App("=" | "<" | "<=" | ">" | ">=" as head, (left, right)) if (
                not sides or sides[-1] == left
            ):
                sides += [right] if sides else [left, right]
                relations.append(head)
            case _:
                return None
    directions = {head[0] for head in relations} - {"="}
    return (tuple(sides), tuple(relations)) if len(directions) <= 1 else None


def member_of(parts: Parts, member: Term, lower: Term, upper: Term) -> str:
    r"""`j \in \{1, \dots, k\}`."""
    ends = rf"{parts.text(lower)}, \dots, {parts.text(upper)}"
    return rf"{parts.at_least(member, SUM)} \in \{{{ends}\}}"


def indicator(parts: Parts, condition: Term) -> Piece:
    """1 where a condition holds, 0 elsewhere."""
    text = parts.text(condition)
    if parts.is_wide(text):
        return Piece(r"\mathbf{1}" + parts.fence(text, r"\{", r"\}"), POWER)
    return Piece(rf"\mathbf{{1}}_{{\{{{text}\}}}}")


def cases(parts: Parts, args: Terms, otherwise: str = "") -> Piece:
    """Values and their conditions in turn, one row for each two."""
    rows = []
    for value, condition in zip(args[::2], args[1::2], strict=False):
        last = condition == TRUE
        rows.append(
            rf"{parts.text(value)} & "
            + (r"\text{otherwise}" if last else rf"\text{{if }} {parts.text(condition)}")
        )
    if otherwise:
        rows.append(rf"{otherwise} & \text{{otherwise}}")
    return Piece(rf"\begin{{cases}} {LINE.join(rows)} \end{{cases}}", SUM, True)
