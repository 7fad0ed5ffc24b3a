"""Statements: relations, chains of them, connectives, and values that hang on statements."""

from __future__ import annotations

from derivcheck.kernel.language.terms import TRUE, App, Term
from derivcheck.notation.formulas.boxes import (
    Box,
    Digits,
    Fence,
    Grid,
    Letters,
    Scripts,
    Sign,
    Words,
    listed,
    row,
    whole_range,
)
from derivcheck.notation.formulas.pieces import Parts, Piece
from derivcheck.notation.formulas.spellings import CONNECTIVE_SIGNS, RELATION_SIGNS
from derivcheck.notation.latex_tables import (
    ATOM,
    CONNECTIVES,
    EITHER,
    IMPLIED,
    NEGATED,
    RELATED,
    SUM,
)

Terms = tuple[Term, ...]


def statement(parts: Parts, t: App) -> Piece | None:
    """A relation or a compound statement; None for anything else."""
    match t:
        case App(head, (left, right)) if head in RELATION_SIGNS:
            return _chain(parts, (left, right), (head,))
        case App("in", (member, lower, upper)):
            return Piece(member_of(parts, member, lower, upper), RELATED)
        case App("not", (inner,)):
            return Piece(row(Sign("¬", "prefix"), parts.at_least(inner, ATOM)), NEGATED)
        case App("and", stated) if relations := _chained(stated):
            return _chain(parts, *relations)
        case App(head, stated) if head in CONNECTIVES:
            level = CONNECTIVES[head]
            needed = EITHER if level == IMPLIED else NEGATED
            sides = (parts.at_least(part, needed) for part in stated)
            return Piece(listed(sides, CONNECTIVE_SIGNS[head]), level)
    return None


def _chain(parts: Parts, sides: Terms, relations: tuple[str, ...]) -> Piece:
    """`a <= b < c`."""
    boxes = [parts.at_least(sides[0], SUM)]
    for relation, side in zip(relations, sides[1:], strict=True):
        boxes += [RELATION_SIGNS[relation], parts.at_least(side, SUM)]
    return Piece(row(*boxes), RELATED)


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


def member_of(parts: Parts, member: Term, lower: Term, upper: Term) -> Box:
    r"""`j \in \{1, \dots, k\}`."""
    within = whole_range(parts.box(lower), parts.box(upper))
    return row(parts.at_least(member, SUM), Sign("∈", "relation"), within)


def indicator(parts: Parts, condition: Term) -> Piece:
    """1 where a condition holds, 0 elsewhere."""
    return Piece(Scripts(Letters("1", "bold"), Fence(parts.box(condition), "{", "}")))


def cases(parts: Parts, args: Terms, otherwise: str = "") -> Piece:
    """Values and their conditions in turn, one row for each two."""
    rows: list[tuple[Box, ...]] = []
    for value, condition in zip(args[::2], args[1::2], strict=False):
        if condition == TRUE:
            rows.append((parts.box(value), Words("otherwise")))
        else:
            rows.append((parts.box(value), row(Words("if "), parts.box(condition))))
    if otherwise:
        rows.append((Digits(otherwise), Words("otherwise")))
    return Piece(Grid(tuple(rows), "cases"), SUM, True)
