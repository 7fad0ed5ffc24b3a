"""How much room a formula takes, estimated in ems; never much below the truth.

The widths are those of Computer Modern in a display, rounded up; other typefaces are near them.
"""

from __future__ import annotations

from functools import lru_cache

from derivcheck.notation.formulas.boxes import (
    Accent,
    Box,
    Digits,
    Edge,
    Fence,
    Fraction,
    Grid,
    Letters,
    Operator,
    Primed,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    Words,
)

SCRIPT = 0.72
"""How wide small type is, measured by the usual."""
LETTER, UPRIGHT, DIGIT, TYPED, WIDE = 0.57, 0.52, 0.5, 0.53, 0.9
_ROLES = {"binary": 1.22, "relation": 1.35, "comma": 0.45, "prefix": 0.78, "postfix": 0.3,
          "apply": 0.0, "times": 0.5, "ordinary": 0.6}  # fmt: skip
_SIGNS = {"∑": 1.5, "∏": 1.3, "∫": 1.0, "∞": 1.0, "": 0.0, "…": 1.3, "⟹": 2.2, "⟺": 2.4,
          "⟸": 2.2, "⊗": 1.22, "⊙": 1.22, "⋅": 0.72, "×": 1.22}  # fmt: skip
_SPACES = {"thin": 0.17, "thick": 0.28, "quad": 1.0}


@lru_cache(20_000)
def width(box: Box) -> float:
    """The width of a formula, in ems."""
    match box:
        case Letters(text, style):
            each = LETTER if style == "italic" else UPRIGHT
            return sum(WIDE if c in "mwMW" else each for c in text)
        case Digits(text):
            return DIGIT * len(text)
        case Words(text, typed):
            return (TYPED if typed else UPRIGHT) * len(text)
        case Operator(text):
            return UPRIGHT * len(text) + 0.17
        case Sign(char, role):
            return _SIGNS.get(char, _ROLES[role])
        case Space(size):
            return _SPACES[size]
        case Row(parts):
            return sum(map(width, parts))
        case Edge(_, _, tall):
            return 0.75 if tall else 0.5
    return _structure(box)


def _structure(box: Box) -> float:
    match box:
        case Fraction(top, bottom, small, _):
            return max(width(top), width(bottom)) * (SCRIPT if small else 1.0) + 0.3
        case Scripts(base, below, above, limits):
            beside = max(width(b) if b else 0.0 for b in (below, above)) * SCRIPT
            if not limits:
                return width(base) + beside + 0.05
            return max(width(base), beside) + 0.17
        case Primed(base, count):
            return width(base) + 0.3 * count
        case Root(body, degree):
            return width(body) + 0.9 + (0.3 if degree else 0.0)
        case Accent(_, body):
            return width(body)
        case Fence(body):
            return width(body) + (1.3 if is_tall(body) else 0.8)
        case Grid(rows, kind):
            columns = max(map(len, rows), default=0)
            wide = [
                max((width(r[n]) for r in rows if n < len(r)), default=0) for n in range(columns)
            ]
            return sum(wide) * (SCRIPT if kind == "stack" else 1.0) + 1.0 * columns + 0.4
    raise TypeError(f"no box: {box!r}")


@lru_cache(20_000)
def is_tall(box: Box) -> bool:
    """Whether a formula is taller than a line."""
    match box:
        case Fraction(small=small, top=top, bottom=bottom):
            return not small or is_tall(top) or is_tall(bottom)
        case Grid():
            return True
        case Row(parts):
            return any(map(is_tall, parts))
        case Scripts(base, below, above, limits):
            return (limits and bool(below or above)) or is_tall(base)
        case Root(body) | Fence(body) | Accent(_, body) | Primed(body):
            return is_tall(body)
        case Sign(char):
            return char in ("∫", "∑", "∏")
        case Edge(tall=tall):
            return tall
    return False
