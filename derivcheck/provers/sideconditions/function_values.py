"""Values of functions: what rows of the axioms say of the functions in a question, and of angles.

A question goes in; the proof context learns the bounds and signs that the rows give.
"""

from __future__ import annotations

from collections import Counter
from math import floor, pi

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import bare
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Lemma
from derivcheck.kernel.language.evidence import Sign as BySign
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    subterms,
)
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.models import Models
from derivcheck.provers.foundations.positions import depth
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_REMEMBERED = 4_096
"""Of how many statements it is remembered what functions they are about."""
_FURTHER: dict[str, tuple[str, ...]] = {
    "abs": ("nonzero_inside",),
    "sqrt": ("nonzero_radicand",),
    "conjugate": ("nonzero_conjugate", "nonzero_conjugated"),
    "^": ("nonzero_base", "odd_power_sign", "odd_power_positive"),
    "rgamma": ("rgamma_nonzero", "rgamma_off_poles"),
    "coth": ("coth_beyond",),
    "exp": ("exp_tangent",),
    "log": ("log_tangent",),
    "sin": ("sin_chord",),
    "cos": ("cos_parabola",),
}
LEMMAS = {
    head: rows for head in (*HANDBOOK, "^")
    if (rows := (
        *(row for side in ("upper", "lower") if (row := f"{head}_{side}") in AXIOMS),
        *_FURTHER.get(head, ()),
    ))
}  # fmt: skip
"""head -> rows that say something of its values wherever they apply: its bounds, then others."""
LOOKED_UP = frozenset(
    "nonzero_inside nonzero_radicand nonzero_base odd_power_sign odd_power_positive "
    "nonzero_conjugate nonzero_conjugated".split()
)
"""Rows of no use unless their conditions are known already."""
TANGENTS = frozenset("exp_tangent log_tangent log_lower sin_chord cos_parabola".split())
"""Rows of no use unless the function itself is asked about."""
BOUNDS = frozenset("< <= > >= in and".split())
"""The statements that may keep an angle within half a turn."""
QUARTER = {"sin": 0.0, "cos": 0.5}
"""How many half turns the function is ahead of the sine."""


def of_heads(known: ProofContext, s: Term) -> None:
    """What the axioms say of the functions in a question and in what is known."""
    found: dict[App, None] = {}
    for statement in (s, *conjuncts(known.facts.statements)):
        if not isinstance(statement, Bind):
            found.update(dict.fromkeys(_with_lemmas(statement)))
    asked = () if isinstance(s, Bind) else _with_lemmas(s)
    for t in sorted(found, key=depth, reverse=True):  # what is known of the outer is asked inside
        for name in LEMMAS[t.head]:
            if name in TANGENTS and t not in asked:
                continue
            row = Axiom(name, tuple(zip("uv", t.args, strict=False)))
            statement, conditions = instance(AXIOMS[name], row.bindings)
            is_idle = name in LOOKED_UP and not all(map(known.facts.holds, conditions))
            if not is_idle and statement not in known.facts.statements:
                known.learn(row)
        if t.head == "abs" and known.facts.context.field == "real":
            _squared(known, t, t.args[0])


@remembered(MAX_REMEMBERED)
def _with_lemmas(statement: Term) -> tuple[App, ...]:
    """The parts of a statement, outside of its binders, of whose values rows say something."""
    parts = (t for t in subterms(statement) if isinstance(t, App) and t.head in LEMMAS)
    return tuple(t for t in parts if free_names(t) <= free_names(statement))


def _squared(known: ProofContext, t: Term, u: Term) -> None:
    for s in conjuncts(known.facts.statements):
        match s:
            case App("<", (c, side)) | App(">", (side, c)) if side == t and known.holds(
                call("<=", 0, c)
            ):
                known.learn(Axiom("square_monotone", (("u", c), ("v", t))))
                square = Arithmetic(u**2 - c**2, t**2 - c**2, (Axiom("abs_square", (("u", u),)),))
                known.learn(Lemma(call("<", c**2, u**2), _flipped(c**2 - u**2, square)))


def _flipped(difference: Term, of: Arithmetic) -> BySign:
    return BySign(Arithmetic(difference, -of.right, of.lemmas))


def of_angles(known: ProofContext, s: Term) -> None:
    """The signs of sines and cosines whose angles are known to stay within half a turn."""
    stated = [c for c in conjuncts(known.facts.statements) if isinstance(c, App)]
    for t in dict.fromkeys(subterms(s)):
        match t:
            case App("sin" | "cos" as head, (u,)) if known.facts.context.field == "real":
                names = free_names(u)
                if any(c.head in BOUNDS and free_names(c) & names for c in stated):
                    _of_angle(known, head, u)


def _of_angle(known: ProofContext, head: str, u: Term) -> None:
    """The sign by the half turn in which the angle is where only what confines its names is met."""
    facts, names = known.facts, free_names(u)
    bounds = [c for c in conjuncts(facts.statements) if free_names(c) <= names]
    models = (
        known.models if known.models.points else Models(facts.about(bare(facts.context), bounds))
    )
    turns = Counter(floor(x / pi + QUARTER[head]) for (x,) in models.values(u))
    for k, _ in turns.most_common(1):
        bindings = (("n", number(k)), ("u", u))
        if not known.learn(Axiom(f"{head}_sign", bindings)):
            known.learn(Axiom(f"{head}_sign_weak", bindings))
