"""Pieces of formulas: a box with how tightly it holds together, fenced where a place needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivcheck.kernel.language.terms import App, Sym, Term
from derivcheck.notation.formulas.boxes import (
    APPLY,
    Box,
    Fence,
    Letters,
    Primed,
    Row,
    Scripts,
    listed,
    row,
)
from derivcheck.notation.formulas.names import Spellings, name_box, with_index
from derivcheck.notation.latex_tables import ATOM


@dataclass(frozen=True, slots=True)
class Piece:
    """A box with how tightly it holds together; `open` if what follows could be read into it."""

    box: Box
    level: int = ATOM
    open: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """How the parts of one formula are made.

    Arguments:
        spellings: how names look.
        partial: whether the derivative of a term by a name is a partial one.
        written: a term to its piece, given this.
    """

    spellings: Spellings
    partial: Callable[[Term, str], bool]
    written: Callable[[Parts, Term], Piece]

    def piece(self, t: Term) -> Piece:
        """A term, for a place that looks at its level."""
        return self.written(self, t)

    def box(self, t: Term) -> Box:
        """A term at a place that keeps it apart from what is around, whatever its level."""
        return self.piece(t).box

    def at_least(self, t: Term, level: int) -> Box:
        """A term at a place that asks for a level."""
        return hold(self.piece(t), level)

    def base(self, t: Term) -> Box:
        """A term where an exponent follows; a name that has one already is fenced."""
        piece = self.piece(t)
        named = isinstance(t, Sym) or (isinstance(t, App) and t.head == "index")
        if named and _has_exponent(piece.box):
            return group(piece.box)
        return hold(piece, ATOM)

    def call(self, function: Box, args: tuple[Term, ...]) -> Box:
        """A function applied to arguments."""
        return row(function, APPLY, Fence(listed(map(self.box, args))))

    def name(self, name: str) -> Box:
        """A name as it is spelled."""
        return name_box(name, self.spellings)

    def indexed(self, array: Term, indices: tuple[Term, ...]) -> Box:
        """An entry of an array."""
        looks = self.name(array.name) if isinstance(array, Sym) else group(self.box(array))
        return with_index(looks, tuple(map(self.box, indices)), indices)


def hold(piece: Piece, level: int) -> Box:
    """A piece at a place that asks for a level."""
    return piece.box if piece.level >= level else group(piece.box)


def group(box: Box) -> Fence:
    """A box in parentheses, or in brackets around those."""
    inside = box.parts if isinstance(box, Row) else (box,)
    rounds = any(isinstance(f, Fence) and f.groups and f.left == "(" for f in map(_fenced, inside))
    return Fence(box, "[", "]", True) if rounds else Fence(box, groups=True)


def _fenced(box: Box) -> Box:
    return box.base if isinstance(box, Scripts) else box


def _has_exponent(box: Box) -> bool:
    match box:
        case Primed():
            return True
        case Scripts(above=above, base=base):
            return above is not None or isinstance(base, Primed)
        case Row(parts):
            return any(map(_has_exponent, parts)) or not all(isinstance(p, Letters) for p in parts)
    return False
