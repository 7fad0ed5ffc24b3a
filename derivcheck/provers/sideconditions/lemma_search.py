"""The search for side conditions: lemmas after which the kernel sees that a statement holds.

A statement goes in; what is found of it, the proof context learns.  A comparison is shown by what
is known already in other words (`known_instances.py`, `function_values.py`), by writing the
difference of its sides so that the sign table sees its sign (`sign_lemmas.py`, `denominators.py`),
by factors of what is known not to vanish (`divisors.py`), by what would be false otherwise, and by
cases of known disjunctions (`case_splits.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.algebra.atoms import TooLarge
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import Generalise, Lemma, Suppose
from derivcheck.kernel.language.terms import (
    INFINITE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    fresh,
    substitute,
)
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.absolutes import by_size, of_bars
from derivcheck.provers.sideconditions.bound_products import by_products
from derivcheck.provers.sideconditions.case_splits import by_cases, by_denial, by_rest, by_sides
from derivcheck.provers.sideconditions.chained_bounds import chained
from derivcheck.provers.sideconditions.conjugates import nonvanishing
from derivcheck.provers.sideconditions.denominators import (
    by_denominators,
    by_squared_denominator,
    opened,
)
from derivcheck.provers.sideconditions.distances import of_distances
from derivcheck.provers.sideconditions.divisors import by_factors, by_zero
from derivcheck.provers.sideconditions.function_values import of_angles, of_heads
from derivcheck.provers.sideconditions.known_instances import applied, instantiated
from derivcheck.provers.sideconditions.one_sided import by_side
from derivcheck.provers.sideconditions.poles import beside_poles, off_poles
from derivcheck.provers.sideconditions.series_signs import of_series
from derivcheck.provers.sideconditions.sign_lemmas import (
    by_equal_parts,
    by_equations,
    by_multiples,
    by_parts,
    by_sign,
    by_values,
)
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.sideconditions.squaring import by_squares
from derivcheck.provers.sideconditions.sums_of_squares import by_sums_of_squares
from derivcheck.provers.sideconditions.turns import of_turns
from derivcheck.provers.sideconditions.whole_parts import by_wholeness


def search(known: ProofContext, s: Term) -> None:
    """Learns lemmas after which a statement holds, if it finds them."""
    match s:
        case App("and", parts):
            all(map(known.holds, parts))
        case App("or", parts):
            if off_poles(known, s):
                return
            with known.undivided():  # cases are for the whole
                if any(map(known.holds, parts)) or by_rest(known, s, parts):
                    return
        case App("implies", (p, q)):
            inner = known.supposing(p).instead()
            if inner.holds(q) and not known.learn(Lemma(s, Suppose(inner.shown(Lemma(q))))):
                all(map(known.learn, inner.lemmas))  # what holds without the antecedent
        case App("not", (p,)) if negation(p) != s:
            known.holds(negation(p))
        case Bind("forall"):
            generalised(known, s)
        case App(rel, (a, b)) if rel in ALLOWED and not {a, b} & set(INFINITE):
            _compared(known, s, rel, a, b)
            return
    if not known.facts.holds(s):
        by_cases(known, s)


def generalised(known: ProofContext, s: Bind) -> None:
    """Learns a statement about every value of a bound name, if it is found for a fresh one."""
    name = fresh(s.var, taken_by(known.facts, s))
    inner, body = known.inside(s, name).instead(), substitute(s.body, {s.var: Sym(name)})
    if inner.holds(body):
        known.learn(Lemma(s, Generalise(name, inner.shown(Lemma(body)))))


def _may_vanish(known: ProofContext, rel: str, gap: Term) -> bool:
    """Whether what is asked not to be zero is not seen to be so by its parts, which decide."""
    match gap:
        case App("*", parts) if rel == "!=":
            asked = [u for u in parts if known.facts.field.constant(u) is None]
            return len(asked) > 1 and not all(map(known.nonzero, asked))  # 2*u is asked as u is
        case App("abs", (u,)) if rel in ("!=", ">"):
            return not known.nonzero(u)
        case App("sqrt", (u,)) if rel in ("!=", ">"):
            return not known.holds(call("<", ZERO, u))
    return False


def _of_absolutes(known: ProofContext, s: Term, rel: str, gap: Term) -> None:
    """What is known between bars without them, and what bars say of distances."""
    of_bars(known, s)
    by_size(known, rel, gap)
    if not known.facts.holds(s):
        of_distances(known, s)


def _opened(known: ProofContext, s: Term) -> None:
    """Known bounds through other names, and all of them over one denominator."""
    chained(known, s)
    opened(known)


def _compared(known: ProofContext, s: Term, rel: str, a: Term, b: Term) -> None:
    gap = difference(a, b)
    if _may_vanish(known, rel, gap):
        return
    strategies: tuple[Callable[[], object], ...] = (
        lambda: rel == "!=" and (beside_poles(known, gap) or by_wholeness(known, s, gap)),
        lambda: applied(known),
        lambda: instantiated(known, s),
        lambda: of_series(known, s),
        lambda: of_heads(known, s),
        lambda: _opened(known, s),
        lambda: of_angles(known, s),
        lambda: of_turns(known, s),
        lambda: _of_absolutes(known, s, rel, gap),
        lambda: by_sign(known, s, rel, gap),
        lambda: by_values(known, s, rel, gap),
        lambda: by_equal_parts(known, s, rel, gap),
        lambda: by_equations(known, s, rel, gap),
        lambda: by_multiples(known, s, rel, gap),
        lambda: by_denominators(known, s, rel, gap),
        lambda: by_squared_denominator(known, s, rel, gap),
        lambda: by_factors(known, rel, gap),
        lambda: by_zero(known, s, rel, gap),
        lambda: by_sides(known, s, gap),
        lambda: by_squares(known, s, rel, gap),
        lambda: by_parts(known, rel, gap),
        lambda: by_products(known, s, rel, gap),
        lambda: by_sums_of_squares(known, s, rel, gap),
        lambda: by_denial(known, s, rel),
        lambda: rel == "!=" and nonvanishing(known, gap),
        lambda: by_side(known, rel, gap),
        lambda: by_cases(known, s),
    )
    for strategy in strategies:
        try:
            strategy()
        except TooLarge:
            continue
        if known.facts.holds(s):
            return
