"""Functions and their inverses; the rows that say how one undoes the other."""

from __future__ import annotations

from derivcheck.kernel.checker.axioms import AXIOMS

HYPERBOLIC = ("sinh", "cosh", "tanh", "coth", "sech", "csch")
CIRCULAR = ("sin", "cos", "tan", "cot", "sec", "csc")
INVERSE = {"exp": "log", **{head: f"a{head}" for head in (*CIRCULAR, *HYPERBOLIC)}}
INVERSE |= {inverse: head for head, inverse in INVERSE.items()}
"""head -> that of its inverse, both ways."""

UNDONE = {
    (outer, inner): f"{outer}_{inner}"
    for inner, outer in INVERSE.items()
    if f"{outer}_{inner}" in AXIOMS
}
"""(outer, inner) -> the row for outer(inner(u)), which is u or its absolute value."""

LATER = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos"))
AT_ONCE = {pair: row for pair, row in UNDONE.items() if pair[1] not in LATER} | {
    (outer, "lambertw"): f"{outer}_lambertw" for outer in ("exp", "log")
}
"""The same before either function is brought to its normal form; sines and cosines, and angles that
are undone, wait until they are split."""
