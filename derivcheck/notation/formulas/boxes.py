"""What a formula looks like, in no notation yet: letters, signs, fractions, scripts, fences.

`walk.py` makes boxes of terms and `author.py` of the LaTeX of `print:` and notes; `latex.py`,
`mathml.py` and `typst.py` print them.  Letters and signs are Unicode characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Union

Style = Literal[
    "italic", "upright", "bold", "calligraphic", "sans", "typewriter", "blackboard"
]  # fmt: skip
Role = Literal["ordinary", "prefix", "postfix", "binary", "relation", "comma", "times", "apply"]
"""What a sign does: `times` stands between factors, `apply` between a function and its argument."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One letter, or several as one name."""

    text: str
    style: Style = "italic"


@dataclass(frozen=True, slots=True)
class Digits:
    """A numeral."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text inside a formula; `typed` as on a typewriter."""

    text: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that is no letter; an empty one only joins."""

    char: str
    role: Role = "ordinary"


@dataclass(frozen=True, slots=True)
class Operator:
    """A function by its name: sin, tr."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes side by side; `close` leaves no blanks in the source."""

    parts: tuple[Box, ...]
    close: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """One box above another; `small` stays in its line, without a `bar` it is a binomial."""

    top: Box
    bottom: Box
    small: bool = False
    bar: bool = True


@dataclass(frozen=True, slots=True)
class Scripts:
    """A box with others beside it, below and above; `limits` stand under and over the base."""

    base: Box
    below: Box | None = None
    above: Box | None = None
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Primed:
    """A box with primes."""

    base: Box
    count: int


@dataclass(frozen=True, slots=True)
class Root:
    """A root."""

    body: Box
    degree: Box | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A sign above a box, by the name of its command in LaTeX."""

    name: str
    body: Box


@dataclass(frozen=True, slots=True)
class Fence:
    """A box between two signs as tall as it is; an empty sign is left out."""

    body: Box
    left: str = "("
    right: str = ")"
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One half of a fence whose body is broken over lines; `tall` if what it holds is."""

    char: str
    opens: bool
    tall: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, the cases of a function, or lines below one another (`stack`)."""

    rows: tuple[tuple[Box, ...], ...]
    kind: Literal["matrix", "cases", "stack"] = "matrix"


@dataclass(frozen=True, slots=True)
class Space:
    """A gap: `thin`, `thick` or `quad`."""

    size: Literal["thin", "thick", "quad"] = "thin"


Box = Union[
    Letters, Digits, Words, Sign, Operator, Row, Fraction, Scripts, Primed, Root, Accent, Fence,
    Edge, Grid, Space,
]  # fmt: skip

TIMES = Sign("", "times")
"""Between factors that stand side by side."""
APPLY = Sign("", "apply")
COMMA, DOTS = Sign(",", "comma"), Sign("…")


def row(*parts: Box) -> Box:
    """Boxes side by side, rows among them opened."""
    flat: list[Box] = []
    for part in parts:
        flat += part.parts if isinstance(part, Row) and not part.close else (part,)
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def listed(boxes: Iterable[Box], between: Box = COMMA) -> Box:
    """Boxes side by side, each but the first behind a sign."""
    parts: list[Box] = []
    for box in boxes:
        parts += [between, box] if parts else [box]
    return row(*parts)


def whole_range(lower: Box, upper: Box) -> Box:
    r"""`\{1, \dots, k\}`."""
    return Fence(listed((lower, DOTS, upper)), "{", "}")
