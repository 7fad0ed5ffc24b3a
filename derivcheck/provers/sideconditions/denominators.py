"""Denominators: comparisons over one denominator, by the signs of what stands above and below.

A comparison and the difference of its sides go in; the proof context learns the comparison if both
signs are known.  Known comparisons are restated in the same way.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.language.claims import ORDERS
from derivcheck.kernel.language.evidence import Arithmetic, Lemma
from derivcheck.kernel.language.evidence import Sign as BySign
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Term,
    call,
    conjuncts,
    free_names,
    is_infinite,
    number,
    subterms,
)
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.absolutes import DECIDED, without_absolutes
from derivcheck.provers.sideconditions.case_splits import on_both_sides
from derivcheck.provers.sideconditions.signed_forms import signed

MAX_REMEMBERED = 4_096
"""Of how many statements it is remembered whether they hold absolute values or quotients."""


def opened(known: ProofContext) -> None:
    """Known comparisons over one denominator, without the absolute values of a known sign."""
    for p in conjuncts(known.given):
        match p:
            case App("<" | "<=" | ">" | ">=" as rel, (a, b)) if _is_restated(p):
                _restate(known, rel, a - b)


@remembered(MAX_REMEMBERED)
def _is_restated(statement: Term) -> bool:
    """Whether a comparison of numbers holds absolute values or quotients with names."""
    parts = [t for t in subterms(statement) if isinstance(t, App)]
    if any(t.head == "vector" or is_infinite(t) for t in parts):
        return False
    return any(t.head in DECIDED or (t.head == "/" and free_names(t.args[1])) for t in parts)


def _restate(known: ProofContext, rel: str, difference: Term) -> None:
    """The same comparison in another form, and the sign of the denominator if it tells."""
    plain, lemmas = without_absolutes(known, difference)
    v, under = known.facts.field.value(plain), None
    if not v.bottom.is_constant():
        under = signed(known.facts, v.bottom)
        plain = signed(known.facts, v.top) / under
    same = call(rel, plain, ZERO)
    if same in known.facts.statements or not (lemmas or under):
        return
    if known.learn(Lemma(same, BySign(Arithmetic(plain, difference, lemmas)))):
        known.given = (*known.given, same)
        if under and _positive(known, under) == under:
            _cleared_of(known, rel, difference, under)


def _cleared_of(known: ProofContext, rel: str, difference: Term, under: Term) -> None:
    """The same comparison times its denominator, which is positive: b*x < a of x < a/b."""
    top = written(known.facts.field, known.facts.field.value(difference * under).top)
    plain = call(rel, top, ZERO)
    if plain in known.facts.statements:
        return
    if known.learn(Lemma(plain, BySign(Arithmetic(top, difference * under)))):
        known.given = (*known.given, plain)


def by_denominators(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference over its denominators as they are written, whose signs are often plain.

    Where the sign of one is not known, both are supposed.
    """
    quotients = (t for t in subterms(difference) if isinstance(t, App) and t.head == "/")
    under = list(dict.fromkeys(t.args[1] for t in quotients if free_names(t.args[1])))
    positive = [_positive(known, v) for v in under]
    unknown = [v for v, p in zip(under, positive, strict=True) if p is None]
    if len(unknown) == 1 and known.nonzero(unknown[0]):
        on_both_sides(known, s, call("<", ZERO, unknown[0]))
    if not under or unknown:
        return
    factors = tuple(p for p in positive if p is not None)
    whole = factors[0] if len(factors) == 1 else App("*", factors)
    v = known.facts.field.value(_cleared(difference, whole))
    if not v.bottom.is_constant():
        return
    scale = number(int(v.bottom.leading_coefficient()))
    for top in (signed(known.facts, v.top), written(known.facts.field, v.top)):
        top = top if scale == ONE else top / scale
        seen = within(known.facts.signs.sign(top / whole), ALLOWED[rel])
        if seen or known.holds(call(rel, top, ZERO)):
            known.learn(Lemma(s, BySign(Arithmetic(difference, top / whole))))
            return


def by_squared_denominator(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """A quotient t/v as t*v over a square."""
    match difference:
        case App("/", (t, v)) if rel in ORDERS and free_names(v) and known.nonzero(v):
            plain = written(known.facts.field, known.facts.field.value(t * v).top)
        case _:
            return
    if known.facts.field.equal(t * v, plain) and known.holds(call(rel, plain, ZERO)):
        known.learn(Lemma(s, BySign(Arithmetic(difference, plain / v**2))))


def _positive(known: ProofContext, v: Term) -> Term | None:
    """A term or its negative, whichever is known to be positive."""
    if known.holds(call("<", ZERO, v)):
        return v
    return -v if known.holds(call("<", v, ZERO)) else None


def _cleared(difference: Term, whole: Term) -> Term:
    """A sum times a term that is cancelled where it is a divisor as it stands."""
    match difference:
        case App("+", parts):
            return App("+", tuple(_cleared(part, whole) for part in parts))
        case App("neg", (u,)):
            return -_cleared(u, whole)
        case App("/", (u, v)) if v == whole:
            return u
    return difference * whole
