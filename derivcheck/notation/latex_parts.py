r"""Parts of formulas: LaTeX with how tightly it holds together, fenced where a place needs it.

A term goes in with the level that its place asks for; text comes out.  How a term is written at
all, `Parts` is told by who makes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derivcheck.kernel.language.terms import App, Sym, Term
from derivcheck.notation.latex_names import spell
from derivcheck.notation.latex_tables import ATOM

_TALL = re.compile(r"\\(d?frac|sum|prod|int|begin|binom|lim|left|Bigl|biggl|Biggl)(?![a-z])")
_STRUCTURE = re.compile(
    r"\\penalty\d+ |\\(left|right|[Bb]ig+[lr]|frac|mathrm|mathbf|operatorname|text"
    r"|substack|begin|end|biggl|biggr|Biggl|Biggr)(?![a-zA-Z])|[{}^_ &]|\\[,;:!]"
)
_SUBSCRIPTED = re.compile(r"([^_]*)_(?:\{([^{}]*)\}|([A-Za-z0-9]))('*)")
WIDEST_RIGID = 34
"""How many characters a part may have, in breakable formulas, that TeX cannot break inside."""


def width(latex: str) -> float:
    """A rough width of a formula, in characters; never far below the truth."""
    return len(re.sub(r"\\[a-zA-Z]+", "x", _STRUCTURE.sub("", latex)))


def is_tall(latex: str) -> bool:
    """Whether a formula is taller than a line."""
    return _TALL.search(latex) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """LaTeX with how tightly it holds together; `open` if what follows could be read into it."""

    text: str
    level: int = ATOM
    open: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """How the parts of one formula are written.

    Arguments:
        spellings: name -> LaTeX.
        breakable: whether wide parts are written such that TeX can break lines inside them.
        written: a term to its piece, given this.
    """

    spellings: Mapping[str, str]
    breakable: bool
    written: Callable[[Parts, Term], Piece]

    def piece(self, t: Term) -> Piece:
        """A term as LaTeX, for a place that looks at its level."""
        return self.written(self, t)

    def text(self, t: Term) -> str:
        """A term at a place that keeps it apart from what is around, whatever its level."""
        return self.piece(t).text

    def at_least(self, t: Term, level: int) -> str:
        """A term at a place that asks for a level."""
        return self.hold(self.piece(t), level)

    def hold(self, piece: Piece, level: int) -> str:
        """A piece at a place that asks for a level."""
        return piece.text if piece.level >= level else self.fence(piece.text)

    def fence(self, text: str, left: str = "(", right: str = ")") -> str:
        """Text between fences that are as tall as it is."""
        tall = is_tall(text)
        if self.is_wide(text):
            size = "bigg" if tall else "big"
            return rf"\{size}l{left} {text} \{size}r{right}"
        if tall:
            return rf"\left{left} {text} \right{right}"
        gap = " " if left.startswith("\\") else ""
        return f"{left}{gap}{text}{gap}{right}"

    def is_wide(self, text: str) -> bool:
        """Whether text has to be written such that TeX can break it."""
        return self.breakable and width(text) > WIDEST_RIGID

    def base(self, t: Term) -> str:
        """`t` where an exponent follows; a spelling that has one already is fenced."""
        piece = self.piece(t)
        exponent = re.search(r"\^|'$", re.sub(r"\{.*\}", "", piece.text))
        named = isinstance(t, Sym) or (isinstance(t, App) and t.head == "index")
        return self.fence(piece.text) if named and exponent else self.hold(piece, ATOM)

    def listed(self, parts: tuple[Term, ...]) -> str:
        """Terms with commas between them."""
        return f", {self.pause()}".join(map(self.text, parts))

    def pause(self, penalty: int = 0) -> str:
        """A place where TeX may break a line, the less gladly the greater the penalty."""
        return rf"\penalty{penalty} " if self.breakable else ""

    def call(self, name: str, args: tuple[Term, ...]) -> str:
        """A function, as LaTeX, applied to arguments."""
        return name + self.fence(self.listed(args))

    def name(self, name: str) -> str:
        """A name as it is spelled."""
        return spell(name, self.spellings)

    def indexed(self, array: Term, indices: tuple[Term, ...]) -> str:
        """`a_{i}`; an index goes inside a subscript that the spelling of the array ends with."""
        inner = ", ".join(map(self.text, indices))
        if not isinstance(array, Sym):
            return f"{self.fence(self.text(array))}_{{{inner}}}"
        spelled = self.name(array.name)
        found = _SUBSCRIPTED.fullmatch(spelled)
        if found:
            before = found[2] or found[3] or ""
            letters = before.isalpha() and all(isinstance(i, Sym) for i in indices)
            return f"{found[1]}_{{{before}{'' if letters else ', '}{inner}}}{found[4]}"
        stem = spelled.rstrip("'")
        return (f"{{{stem}}}" if "_" in stem else stem) + f"_{{{inner}}}" + spelled[len(stem) :]
