"""Existence: sums, limits and integrals that have values because others have, or their parts.

What is searched for is the rule of the kernel by which a binder converges wherever one does with
the same body, or where those do whose combination its body is: `existence.py` among the kernel's
rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Congruence,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
)
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Term,
    conjuncts,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.models import has_binder
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.alternating import halves
from derivcheck.provers.normalforms.asymptotic import expanded, settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.binders import multiple_of
from derivcheck.provers.normalforms.bodies import alike, alike_before, simplified
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.collected import collected
from derivcheck.provers.normalforms.eulerian import eulerian
from derivcheck.provers.normalforms.folding import mirrored
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.infinite_sums import by_differences, infinite_sum, partial
from derivcheck.provers.normalforms.kinks import kink, order_range
from derivcheck.provers.normalforms.pieces import pieces
from derivcheck.provers.normalforms.primitives import by_limits, by_primitive
from derivcheck.provers.normalforms.ranges import is_backwards, with_ends
from derivcheck.provers.normalforms.riemann import riemann
from derivcheck.provers.normalforms.sides import from_sides
from derivcheck.provers.normalforms.substitution import changes, makes, moved
from derivcheck.provers.normalforms.tails import tail
from derivcheck.provers.normalforms.telescoping import infinite_product
from derivcheck.provers.normalforms.termwise import terms_exist

MAX_OTHERS = 6
"""How many binders that are known to have values are looked at."""
MAX_PARTS = 12
"""The most summands of a body that are looked at one by one."""

Pieces = list[tuple[Term, Term]]
"""Factors free of the variable, and bodies."""


def exists(known: ProofContext, basis: Basis, t: Bind) -> None:
    """Learns that a binder has a value, if it finds why.

    Arguments:
        basis: a new one, over what is known.
    """
    if t.head in LIMITS and settled(known, t):
        return
    t = with_ends(basis, t)
    if t.head == "int" and is_backwards(t):
        back = replace(t, args=t.args[::-1])
        if known.holds(App("defined", (back,))):
            known.learn(series_row("int_turned_exists", back))
        return
    like = (u for u in convergent(known, t.head) if u.args == t.args)
    others = list(islice(like, MAX_OTHERS))
    if any(_learnt(known, t, alike_before(other, t)) for other in others):
        return
    rows = eulerian(basis, t) if t.head == "int" else None
    if rows is not None and known.learn(rows.exists) and known.facts.holds(App("defined", (t,))):
        return
    if t.head in LIMITS and _expands(known, t):
        return
    name = name_for(basis, t, *others)
    t, *others = (renamed(one, name) for one in (t, *others))
    for other in others:
        if _learnt(known, t, alike(basis, other, t)) or _multiple(known, basis, t, other):
            return
    parts = _summands(basis, t)
    if _combined(known, t, parts, known.facts.holds):
        return
    for way in WAYS.get(t.head, ()):
        if way(known, basis, t) or known.facts.holds(App("not", (App("defined", (t,)),))):
            return  # or it is seen to diverge
    if not any(_rest(known, basis, t, other) for other in others):
        _combined(known, t, parts, known.holds)


def _primitive(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A limit of a primitive at an end of an integral that converges."""
    for a, b in (u.args for u in convergent(known, "int") if t.args[0] in u.args):
        found = by_limits(basis, t.body, t.var, a, b)
        if found is None:
            continue
        inner = known.briefly()  # whose integrand is like one that is known to have an integral
        if inner.holds(App("defined", (found.term,))) and all(map(known.learn, inner.lemmas)):
            return known.learn(Lemma(App("defined", (t,)), found))
    return False


def _by_terms(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral of a sum whose terms have integrals."""
    return terms_exist(known, t)


def _by_primitive(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral of what has a primitive that converges at both ends."""
    found = by_primitive(basis, t, name_for(basis, t))
    return found is not None and known.learn(Lemma(App("defined", (t,)), found))


def _from_ends(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral of the derivative of what converges at both ends."""
    for end in (u for u in convergent(known, *LIMITS) if u.args[0] in t.args):
        found = by_limits(basis, end.body, end.var, *t.args)
        if found is not None and isinstance(found.term, Bind):
            known.learn(Lemma(App("defined", (found.term,)), found))
            if _multiple(known, basis, t, renamed(found.term, t.var)):
                return True
    return False


def _simplified(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral or a sum whose body is simpler in its range."""
    found = simplified(basis, t)
    if found is None or not isinstance(found.left, Bind):
        return False
    return _as_the_whole(known, found.left) and _learnt(known, t, found)


def _of_closed_form(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A limit whose body holds sums or products that have a closed form far out."""
    if not has_binder(t.body):
        return False
    over = Basis(known, HANDLERS, basis.limits)
    found = simplified(over, t)
    if found is None or not isinstance(found.left, Bind) or has_binder(found.left.body):
        return False
    return _as_the_whole(known, found.left) and _learnt(known, t, found)


def _at_kink(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral over the parts of its range left and right of a kink."""
    point = kink(basis, t)
    if point is None:
        return False
    a, b = t.args
    if not all(
        known.holds(App("defined", (replace(t, args=ends),))) for ends in ((a, point), (point, b))
    ):
        return False
    return known.learn(series_row("int_joined_exists", t, c=point))


def _in_two(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral from 0 to infinity over what is on both sides of 1, its terms one by one there.

    So does one of what has a value at 0 only in all, and falls term by term.
    """
    if t.args != (ZERO, INFINITY) or has_binder(t.body):
        return False
    parts = (replace(t, args=ends) for ends in ((ZERO, ONE), (ONE, INFINITY)))
    if not all(_as_the_whole(known, part) for part in parts):
        return False
    return known.learn(series_row("int_joined_exists", t, c=ONE))


def _mirrored(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral of an even function over the line, by its half."""
    return mirrored(known, basis, t) is not None


def _as_the_whole(known: ProofContext, t: Bind) -> bool:
    """Whether a binder has a value that is asked about in place of another, and as deep."""
    inner = known.instead()
    return inner.holds(App("defined", (t,))) and all(map(known.learn, inner.lemmas))


def _from_ranges(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral over a range that is turned round, put together, or a part of another."""
    f, (a, b) = Bind("lambda", t.var, t.body, ()), t.args
    ranges = [
        u.args
        for u in convergent(known, "int")
        if basis.field.key(replace(u, args=t.args)) == basis.field.key(t)
    ]
    rows: list[tuple[str, dict[str, Term]]] = []
    for low, high in ranges:
        if (low, high) == (b, a):
            rows.append(("int_turned_exists", {"a": b, "b": a}))
        elif low == a:
            rows.append(("int_joined_exists", {"a": a, "b": b, "c": high}))
            rows.append(("int_first_exists", {"a": a, "b": high, "c": b}))
        elif high == b:
            rows.append(("int_last_exists", {"a": low, "b": b, "c": a}))
    return any(known.learn(Axiom(name, tuple({"f": f, **ends}.items()))) for name, ends in rows)


def _expands(known: ProofContext, t: Bind) -> bool:
    """A limit that an expansion gives."""
    found = expanded(known, t)
    return found is not None and known.learn(Lemma(App("defined", (t,)), found))


def _changed(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An integral in another variable than one that converges."""
    for other in islice(convergent(known, "int"), MAX_OTHERS):
        for whole in (other, replace(other, args=other.args[::-1])):
            for found in changes(basis, whole, t, makes, few=not known.outermost):
                new = moved(known, found)
                if new is not None and _learnt(known, t, alike(basis, new, t)):
                    return True
    return False


def convergent(known: ProofContext, *heads: str) -> Iterator[Bind]:
    """The binders of some kinds that are known to have values."""
    for fact in conjuncts(known.facts.statements):
        match fact:
            case App("defined", (Bind(head) as t,)) if head in heads:
                yield t


def _learnt(known: ProofContext, t: Bind, of: Congruence | Linearity | None) -> bool:
    if isinstance(of, Congruence):
        of = _with_body(known, t, of)
    return of is not None and known.learn(Lemma(App("defined", (t,)), of))


def _with_body(known: ProofContext, t: Bind, of: Congruence) -> Congruence:
    """The equality of two binders, with why the second's body is defined where the other's is."""
    shown, *rest = of.parts
    if shown is None or not isinstance(of.left, Bind):
        return of
    old, new = renamed(of.left, of.var), renamed(t, of.var)
    inner = known.inside(t, of.var)
    order_range(inner, t, of.var)
    under = inner.knowing(*definedness(old.body, inner.facts.context))
    if not under.defined(new.body) or not under.lemmas:
        return of
    return replace(of, parts=(Have((*inner.lemmas, *under.lemmas), shown), *rest))


def _multiple(known: ProofContext, basis: Basis, t: Bind, other: Bind) -> bool:
    """c*f where f converges."""
    ratio = multiple_of(basis, t, other.body)
    return ratio is not None and _learnt(known, t, Linearity(t, ((ratio, other.body),)))


def _rest(known: ProofContext, basis: Basis, t: Bind, other: Bind) -> bool:
    """A summand of f where f and its other summands converge."""
    parts = _summands(basis, other)
    for k, (c, g) in enumerate(parts):
        ratio = multiple_of(basis, t, g)
        if ratio is not None:
            scale = basis.normal(ratio / c)
            rest = [(basis.normal(-scale * d), h) for i, (d, h) in enumerate(parts) if i != k]
            return _combined(known, t, [(scale, other.body), *rest], known.holds)
    return False


def _combined(known: ProofContext, t: Bind, parts: Pieces, holds: Callable[[Term], bool]) -> bool:
    """A combination of what converges, each for a reason of its own."""
    if not 1 < len(parts) <= MAX_PARTS:
        return False
    if not all(holds(App("defined", (replace(t, body=g),))) for _, g in parts):
        return False
    return _learnt(known, t, Linearity(t, tuple(parts)))


def _summands(basis: Basis, t: Bind) -> Pieces:
    """The body as a sum: as it is written, or else as it is multiplied out."""
    match t.body:
        case App("+", parts):
            return list(map(_signed, parts))
    return pieces(basis, t)


def _signed(t: Term) -> tuple[Term, Term]:
    match t:
        case App("neg", (u,)):
            return number(-1), u
    return ONE, t


def _by_growth(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A sum or an integral of what falls fast enough."""
    found = tail(known, t)
    return found is not None and known.learn(found) and known.facts.holds(App("defined", (t,)))


def _of_one_power(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A sum of what falls fast enough once its powers are one: of x^k/2^k."""
    body = collected(basis.field, t.body, t.var)
    if body is None or not known.holds(App("defined", (other := replace(t, body=body),))):
        return False
    return _learnt(known, t, alike(Basis(known, HANDLERS, basis.limits), other, t))


def _at_zero(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A power series at zero: all terms but the first vanish."""
    a, b = t.args
    base = next((u for u, n in _powers(t) if basis.equal(substitute(n, {t.var: a}), ZERO)), None)
    if base is None or b != INFINITY or not known.holds(none := App("=", (base, ZERO))):
        return False
    if base != ZERO:
        there = replace(t, body=replaced(t.body, base, ZERO))
        same = Arithmetic(there.body, t.body, (Hypothesis(none),))
        found = Congruence(there, t, (same, None, None), t.var)
        return _as_the_whole(known, there) and known.learn(Lemma(App("defined", (t,)), found))
    rest = replace(t, args=(basis.normal(a + 1), b))
    return _as_the_whole(known, rest) and known.learn(series_row("series_first_exists", t))


def _powers(t: Bind) -> Iterator[tuple[Term, Term]]:
    """Bases free of the variable with exponents that are not."""
    for part in subterms(t.body):
        match part:
            case App("^", (u, n)) if t.var in free_names(n) - free_names(u):
                yield u, n


def _alternating(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A sum of terms that alternate and fall to zero."""
    for found in halves(basis, t):
        gaps, rest = (App("defined", (part,)) for part in (found.gaps, found.rest))
        over = Basis(known, HANDLERS, basis.limits)
        if not known.holds(rest) or not by_differences(over, found.gaps, found.function):
            continue
        if known.facts.holds(gaps) and _learnt(known, t, Linearity(t, found.pieces)):
            return True
    return False


def _of_partial_sums(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A limit of partial sums of what converges."""
    return partial(Basis(known, HANDLERS, basis.limits), t)


def _of_riemann_sums(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A limit of Riemann sums."""
    return riemann(Basis(known, HANDLERS, basis.limits), t)


def _from_sides(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """A limit of what has cases, from each side."""
    return from_sides(Basis(known, HANDLERS, basis.limits), t)


def _by_value(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An infinite sum that has a value by a row or by differences."""
    over = Basis(known, HANDLERS, basis.limits)
    return infinite_sum(over, t) and known.facts.holds(App("defined", (t,)))


def _by_partial_products(known: ProofContext, basis: Basis, t: Bind) -> bool:
    """An infinite product whose partial products have a limit."""
    over = Basis(known, HANDLERS, basis.limits)
    return infinite_product(over, t) and known.facts.holds(App("defined", (t,)))


WAYS: dict[str, tuple[Callable[[ProofContext, Basis, Bind], bool], ...]] = {
    "int": (
        _by_terms, _from_ranges, _by_growth, _by_primitive, _from_ends, _at_kink, _in_two,
        _mirrored, _simplified, _changed,
    ),
    "prod": (_by_partial_products,),
    "sum": (_by_growth, _of_one_power, _simplified, _by_value, _at_zero, _alternating),
    **dict.fromkeys(
        LIMITS,
        (_primitive, _of_partial_sums, _of_closed_form, _of_riemann_sums, _from_sides),
    ),
}  # fmt: skip
"""head -> further reasons for having a value."""
