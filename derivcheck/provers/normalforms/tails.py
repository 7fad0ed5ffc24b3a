"""Convergence and divergence by the growth of a body, and limits that oscillate.

What is proposed are the points at which an integral is improper and the sequences along which a
body goes to different values; the kernel expands (`kernel/checker/rules/limits.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise, product
from typing import NamedTuple

from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.checker.inference import INFERENCE
from derivcheck.kernel.checker.rules.limits import leads
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Along, Evidence, Tail
from derivcheck.kernel.language.sorts import INTEGER
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.refutation.sequences import SHOWING
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ATTEMPTS, ProofContext
from derivcheck.provers.normalforms.asymptotic import OTHERWISE, asking, tends
from derivcheck.provers.normalforms.basis import Basis, Handler
from derivcheck.provers.normalforms.sides import has_cases

ORDERS = (3, 6)
"""How many terms of an expansion are kept, in turn."""
MAX_POINTS = 4
"""At how many points inside its range an integral may be improper."""
MAX_TURNS = 6
"""How many multiples of pi are looked at as poles of circular functions."""
FEW = Limits(rewrites=40)
NEARER = 4
"""How near to where it leads a limit by cases is looked at: exp(-1)/4 and less."""
PI = App("pi", ())
WAVES = frozenset("sin cos tan cot".split())


class Acceptance(NamedTuple):
    """Whether the kernel takes evidence, and what it needs for that."""

    taken: bool
    needs: Term | None = None


def tail(known: ProofContext, t: Bind) -> Tail | None:
    """Evidence that a sum to infinity or an integral converges or not, lemmas being learnt."""
    found = proposed(known, t, ORDERS[0])
    return None if found is None else _judged(known, found)


def _judged(known: ProofContext, found: Tail) -> Tail | None:
    """The evidence with as many terms of expansions as the kernel needs."""
    for order in ORDERS:
        if _accepted(known, one := replace(found, order=Num(order))).taken:
            return one
    return None


def proposed(known: ProofContext, t: Bind, order: int) -> Tail | None:
    """Evidence of growth to be judged: where an integral is improper, lemmas being learnt."""
    if known.facts.context.field != "real" or t.head not in ("sum", "int"):
        return None
    if t.head == "sum" and t.args[1] != INFINITY:
        return None
    name = fresh(t.var, taken_by(known.facts, t))
    points = _singular(known, t) if t.head == "int" else ()
    inside = _inside(known, t, points, name) if t.head == "int" else ()
    if inside is None:
        return None
    return Tail(t, Num(order), points, name if t.head == "int" else "", inside)


def missing(known: ProofContext, t: Bind) -> Term | None:
    """The sign on which it rests whether a sum or an integral converges, if it is not known."""
    found = proposed(known, t, ORDERS[0])
    return None if found is None else _accepted(known, found).needs


def _accepted(known: ProofContext, found: Tail) -> Acceptance:
    """Whether the kernel takes evidence of growth, what it misses being searched for."""
    for _ in range(ATTEMPTS):
        try:
            leads(found, known.facts, INFERENCE)
        except Rejected as rejected:
            if rejected.needs is None or not _settled(known, rejected.needs):
                return Acceptance(False, rejected.needs)
        else:
            return Acceptance(True)
    return Acceptance(False)


def _settled(known: ProofContext, s: Term) -> bool:
    """Learns a sign or that it is otherwise; of parameters, as if the question were alone."""
    ways = [s]
    match s:
        case App(rel, (a, b)):
            ways = [App(head, (a, b)) for head in (rel, *OTHERWISE.get(rel, ()))]
    if any(map(known.holds, ways)):
        return True
    inner = known.instead()
    return any(map(inner.holds, ways)) and all(map(known.learn, inner.lemmas))


def _inside(
    known: ProofContext, t: Bind, points: tuple[Term, ...], name: str
) -> tuple[tuple[Evidence, ...], ...] | None:
    """Lemmas by which an integrand is defined inside of each interval."""
    found = []
    for low, high in pairwise((t.args[0], *points, t.args[1])):
        within = known.between(name, low, high)
        if not known.holds(call("<", low, high)):
            return None
        if not within.defined(substitute(t.body, {t.var: Sym(name)})):
            return None
        found.append(tuple(within.lemmas))
    return tuple(found)


# --- where an integral is improper ---------------------------------------------------------------


def _singular(known: ProofContext, t: Bind) -> tuple[Term, ...]:
    """The points strictly between the ends at which a condition of the body may fail, in order."""
    low, high = t.args
    between: list[Term] = []
    for c in dict.fromkeys(_roots(known, t)):
        if known.defined(c) and known.holds(call("<", low, c)) and known.holds(call("<", c, high)):
            place = next((k for k, d in enumerate(between) if known.holds(call("<", c, d))), None)
            between.insert(len(between) if place is None else place, c)
    return tuple(between) if len(between) <= MAX_POINTS else ()


def _roots(known: ProofContext, t: Bind) -> Iterator[Term]:
    """Numbers at which what must not vanish does, as far as it has such by its shape."""
    body = substitute(t.body, {t.var: Sym(t.var)})
    for condition in definedness(body, known.facts.context):
        for part in subterms(condition):
            match part:
                case App("!=" | ">" | "<", (u, v)) if t.var in free_names(part):
                    yield from _zeros(known, u - v, t.var)


def _zeros(known: ProofContext, u: Term, var: str) -> Iterator[Term]:
    basis = Basis(known.knowing(), {}, FEW)
    for factor, _ in basis.factors(u)[1]:
        yield from _of_degree_two(basis, factor, var)
    if any(isinstance(s, App) and s.head in WAVES for s in subterms(u)):
        for n in range(-MAX_TURNS, MAX_TURNS + 1):
            yield ZERO if n == 0 else basis.normal(number(n) * PI / 2)


def _of_degree_two(basis: Basis, p: Term, var: str) -> Iterator[Term]:
    """The roots of a polynomial of degree one or two."""
    at = [substitute(p, {var: number(k)}) for k in (0, 1, -1)]
    a = basis.normal((at[1] + at[2]) / 2 - at[0])
    b, c = basis.normal((at[1] - at[2]) / 2), basis.normal(at[0])
    x = Sym(var)
    if not basis.field.equal(p, a * x**2 + b * x + c):
        return
    if a == ZERO and b != ZERO:
        yield basis.normal(-c / b)
    if a != ZERO:
        root = call("sqrt", basis.normal(b**2 - 4 * a * c))
        yield from (basis.normal((sign * root - b) / (2 * a)) for sign in (1, -1))


# --- oscillation ---------------------------------------------------------------------------------


def along(known: ProofContext, t: Bind, handlers: dict[str, Handler]) -> Along | None:
    """Evidence that a limit oscillates, or that the terms of a sum do not go to zero."""
    if known.facts.context.field != "real" or t.head not in LIMITS | {"sum"}:
        return None
    name = fresh("n", taken_by(known.facts, t))
    ways, terms = [], ORDERS[0]
    for at, basis, body, normal in _bodies(known, t, name, handlers):
        goes = tends(known, Bind("lim-", name, normal, (INFINITY,)))
        if goes is not None and isinstance(goes.order, Num):
            ways.append((at, basis.evidence(body, normal)))
            terms = max(terms, int(goes.order.value))
    needed = 1 if t.head == "sum" else 2
    for chosen in product(ways, repeat=needed):
        found = Along(t, name, chosen, Num(terms))
        try:
            SHOWING.infer(found, known.facts)
        except Rejected:
            continue
        return found
    return None


def missing_along(known: ProofContext, t: Bind, handlers: dict[str, Handler]) -> Term | None:
    """A sign on which it rests where the body of a limit or a sum goes along a sequence."""
    name = fresh("n", taken_by(known.facts, t))
    for _, _, _, normal in _bodies(known, t, name, handlers):
        try:
            asking(known, partial(limit_of, Bind("lim-", name, normal, (INFINITY,)), ORDERS[0]))
        except Rejected as rejected:
            if rejected.needs is not None and name not in free_names(rejected.needs):
                return rejected.needs
    return None


def _bodies(
    known: ProofContext, t: Bind, name: str, handlers: dict[str, Handler]
) -> Iterator[tuple[Term, Basis, Term, Term]]:
    """Sequences, and what the body is along them, also in normal form."""
    for at in _sequences(known, t, name):
        body = substitute(t.body, {t.var: at})
        counting = known.facts.entering(name, INTEGER, call("<=", ONE, Sym(name)))
        inner = known.over(counting)
        if not inner.defined(at, body):
            continue
        basis = Basis(inner, handlers, FEW)
        basis.level = 1  # for each number n, as under a binder
        basis.visit(body)
        yield at, basis, body, basis.normal(body)


def _sequences(known: ProofContext, t: Bind, name: str) -> Iterator[Term]:
    """Sequences along which waves stand still, and whole numbers by their parity."""
    n, (*_, end) = Sym(name), t.args
    for u in dict.fromkeys(_phases(t)) if t.sort != "integer" else ():
        for phase in (2 * PI * n, 2 * PI * n + PI / 2):
            yield from _solutions(known, u, t.var, phase)
    if end not in INFINITE and has_cases(t):
        yield from (end + sign * call("exp", -n) / NEARER for sign in (ONE, -ONE))
    if end in INFINITE:
        turned: Callable[[Term], Term] = (lambda s: s) if end == INFINITY else (lambda s: -s)
        yield from map(turned, (2 * n, 2 * n + 1))


def _phases(t: Bind) -> Iterator[Term]:
    for u in subterms(t.body):
        match u:
            case App(head, (v,)) if head in WAVES and t.var in free_names(v):
                yield v


def _solutions(known: ProofContext, u: Term, var: str, phase: Term) -> Iterator[Term]:
    """Where u = c*x, c*x^k or c/x is a phase, or minus that, going where it should."""
    basis = Basis(known.knowing(), {}, FEW)
    x = Sym(var)
    for k in (1, -1, 2):
        slope = basis.normal(u / x ** number(k))
        if var not in free_names(slope):
            for turned in (phase, -phase):
                value = turned / slope
                yield {1: value, -1: 1 / value, 2: call("sqrt", value)}[k]
