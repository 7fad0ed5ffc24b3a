"""Absolute values, maxima and minima: which of their arguments they are, where that is known.

A term goes in; the term without them comes out, with the rows by which it is equal.  What is known
to lie below a bound between bars does so without them, with either sign.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.signs import NOT_NEGATIVE, PLUS, within
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Term,
    call,
    free_names,
    subterms,
)
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import differences

DECIDED: dict[str, tuple[tuple[str, str], ...]] = {
    "abs": (("abs_nonneg", "u"), ("abs_nonpos", "u")),
    "max": (("max_first", "uv"), ("max_second", "uv")),
    "min": (("min_first", "uv"), ("min_second", "uv")),
}
"""head -> the rows that say what it is where something is known, with their letters."""
ABOVE = {"<": ">", ">": ">", "<=": ">=", ">=": ">="}
"""How a difference that a known comparison says is not negative compares with zero."""


def without_absolutes(known: ProofContext, t: Term) -> tuple[Term, tuple[Evidence, ...]]:
    """A term with |u| replaced by u or -u where the sign of u is known; max and min likewise."""
    lemmas: list[Evidence] = []
    return _plain(known, t, lemmas), tuple(lemmas)


def _plain(known: ProofContext, t: Term, lemmas: list[Evidence]) -> Term:
    """The same; the rows are added to the lemmas."""
    match t:
        case App(head, args) if head in DECIDED and len(args) == len(DECIDED[head][0][1]):
            for name, letters in DECIDED[head]:
                row = Axiom(name, tuple(zip(letters, args, strict=True)))
                statement, conditions = instance(AXIOMS[name], row.bindings)
                if all(map(known.holds, conditions)) and isinstance(statement, App):
                    lemmas.append(row)
                    return _plain(known, statement.args[1], lemmas)
        case App("+" | "*" | "neg" | "/" as head, parts):
            return App(head, tuple([_plain(known, u, lemmas) for u in parts]))
    return t


def of_bars(known: ProofContext, s: Term) -> None:
    """Learns d - c*u and d + c*u not to be negative where d - c*|u| is not: (1 - p)*|s| < 1."""
    names = free_names(s)
    if known.facts.context.field != "real" or not known.outermost:
        return
    for rel, t in list(differences(known.facts)):
        bars = (u for u in dict.fromkeys(subterms(t)) if isinstance(u, App) and u.head == "abs")
        for size in bars if rel in ABOVE and names & free_names(t) else ():
            _without_bars(known, ABOVE[rel], t, size)


def _without_bars(known: ProofContext, rel: str, t: Term, size: App) -> None:
    """Learns of t = d - c*|u| what it says of either sign of u."""
    least, field = replaced(t, size, ZERO), known.facts.field
    c = least - replaced(t, size, ONE)
    if not field.equal(t, least - c * size) or not known.holds(call("<=", ZERO, c)):
        return
    (u,) = size.args
    for row, signed in (("abs_upper", u), ("abs_lower", -u)):
        if known.learn(Axiom(row, (("u", u),))):
            wanted = least - c * signed
            parts = Arithmetic(wanted, App("+", (t, c * (size - signed))))
            known.learn(Lemma(call(rel, wanted, ZERO), Sign(parts)))


def by_size(known: ProofContext, rel: str, gap: Term) -> None:
    """Learns that real numbers are not zero whose absolute values are above others: |z| > |a|.

    Of z itself, and of z^2 - a^2, which z - a and z + a divide.
    """
    names, facts = free_names(gap), known.facts
    if rel != "!=" or facts.context.field != "real":
        return
    for _, t in list(differences(facts)):
        sizes = [u for u in dict.fromkeys(subterms(t)) if isinstance(u, App) and u.head == "abs"]
        for size in sizes if names & free_names(t) and facts.signs.sign(t) == PLUS else ():
            rest = fraction(facts.field, facts.field.value(size - t))
            if size not in subterms(rest) and within(facts.signs.sign(rest), NOT_NEGATIVE):
                _apart_from_zero(known, size, t, rest)


def _apart_from_zero(known: ProofContext, size: App, t: Term, rest: Term) -> None:
    """Learns of |u| = t + r that u is not zero, and that u^2 - r^2 is not."""
    (u,) = size.args
    if call("!=", u**2, ZERO) in known.facts.statements:
        return
    rows: tuple[Evidence, ...] = (Axiom("abs_square", (("u", u),)),)
    if known.learn(Lemma(call("!=", u**2, ZERO), Sign(Arithmetic(u**2, (t + rest) ** 2, rows)))):
        known.learn(Axiom("nonzero_base", (("u", u), ("v", TWO))))
    match rest:
        case App("abs", (v,)):
            rows = (*rows, Axiom("abs_square", (("u", v),)))
            apart = Sign(Arithmetic(u**2 - v**2, t * (t + 2 * rest), rows))
            known.learn(Lemma(call("!=", u**2 - v**2, ZERO), apart))
