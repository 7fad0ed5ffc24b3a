"""Inequalities between functions of a number, by the sign of a derivative (`rising.py`).

Powers are compared by their logarithms.  Where the name lies on both sides of a point at which the
two functions may meet, the sides are looked at one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from derivcheck.kernel.checker.facts import bare
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Cases, Evidence, Have, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    subterms,
)
from derivcheck.provers.discharge.monotone import by_increasing
from derivcheck.provers.discharge.rising import FEW, Gap, positive
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.minima import near_minimum
from derivcheck.provers.foundations.models import connected
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import ascending, difference

TRANSCENDENTAL = frozenset(
    "exp log sin cos tan atan asin acos sinh cosh tanh ^ sqrt cbrt asinh acosh atanh".split()
)
"""Heads for which this is worth while: what is polynomial is decided otherwise."""
DEPTHS = (2, 6)
"""How many derivatives are taken, one after the other, in turn."""
MAX_NAMES = 2
"""How many names are tried."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality between numbers, or None."""
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    goal, known = App(claim.relation, (claim.before, claim.after)), known_of(claim)
    bounded = _bounded(known)
    if _between_bars(goal, bounded):
        return None  # which are opened first
    names = _names(known, goal, bounded)[:MAX_NAMES]
    is_known = any(isinstance(u, App) and u.head in TRANSCENDENTAL for u in subterms(goal))
    depths = DEPTHS if is_known else DEPTHS[:1]
    for way, depth, x in product((_shown, _inside, _in_parts), depths, names):
        found = way(_about(known, goal), goal, x, depth)
        if found is not None:
            return with_domain(claim, found)
    return None


def _about(known: ProofContext, goal: Term) -> ProofContext:
    """What is known of the names in a statement, and of names that are known by these."""
    facts, stated = known.facts, conjuncts(known.facts.statements)
    names = connected(free_names(goal), stated)
    linked = [s for s in stated if names & free_names(s)]
    return known.over(facts.about(bare(facts.context), linked))


def _names(known: ProofContext, goal: App, bounded: frozenset[str]) -> list[str]:
    """The names of numbers on which something transcendental depends, or a function of whose
    derivative, or values, inequalities are known for all numbers.
    """
    heads = [u for u in subterms(goal) if _is_looked_at(u, bounded)]
    names, sorts = frozenset().union(*map(free_names, heads)), known.facts.context.sorts
    return sorted(n for n in names & sorts.keys() if sorts[n].is_number and not sorts[n].shape)


def _bounded(known: ProofContext) -> frozenset[str]:
    """The names of which inequalities are known for all numbers."""
    stated = (s for s in conjuncts(known.facts.statements) if isinstance(s, Bind))
    about = (s for s in stated if s.head == "forall" and any(map(_compares, subterms(s))))
    return frozenset().union(*map(free_names, about))


def _compares(t: Term) -> bool:
    return isinstance(t, App) and t.head in ORDERS


def _between_bars(goal: App, bounded: frozenset[str]) -> bool:
    bars = (t for t in subterms(goal) if isinstance(t, App) and t.head == "abs")
    return any(free_names(t) & bounded for t in bars)


def _is_looked_at(t: Term, bounded: frozenset[str]) -> bool:
    match t:
        case App("apply", (f, _)):
            return bool(free_names(f) & bounded)
        case Bind("diff", _, App("apply", (f, _)), _):
            return bool(free_names(f) & bounded)
        case App(head):
            return head in TRANSCENDENTAL
    return False


def _shown(known: ProofContext, goal: App, x: str, depth: int) -> Evidence | None:
    """Evidence by the difference of the sides, or by that of their logarithms."""
    low, high = ascending(goal)
    strict = goal.head in ("<", ">")
    if not _is_power(low, x) and not _is_power(high, x):
        gap = difference(high, low)
        if not positive(known, Gap(gap, x, strict, depth)) and depth > DEPTHS[0]:
            positive(known, Gap(gap / Sym(x), x, strict, depth))
    elif known.defined(call("log", low), call("log", high)):
        basis = Basis(known, HANDLERS, FEW)
        gap = call("log", high) - call("log", low)
        basis.visit(gap)
        normal = basis.normal(gap)
        if positive(known, Gap(normal, x, strict, depth)):
            sides = (call("log", low), call("log", high))
            sign = Sign(basis.arithmetic(sides[0] - sides[1], -normal))
            known.learn(Lemma(call("<" if strict else "<=", *sides), sign))
            by_increasing(known, goal, FEW)
    return known.shown(Lemma(goal)) if known.holds(goal) else None


def _is_power(t: Term, x: str) -> bool:
    """Whether a term is a product with a power whose exponent holds a name."""
    match t:
        case App("^", (_, v)):
            return x in free_names(v)
        case App("*" | "/", parts):
            return any(_is_power(u, x) for u in parts)
    return False


def _in_parts(known: ProofContext, goal: App, x: str, depth: int) -> Evidence | None:
    """Evidence above and below a point."""
    for c in _points(known, goal, x):
        above = call("<=", c, Sym(x))
        if known.facts.holds(above) or known.facts.holds(call("<=", Sym(x), c)):
            continue
        yes = _shown(known.knowing(above), goal, x, depth)
        no = yes and _shown(known.denying(above), goal, x, depth)
        if yes and no:
            return known.shown(Cases(above, yes, no))
    return None


def _inside(known: ProofContext, goal: App, x: str, depth: int) -> Evidence | None:
    """Evidence at an end of what is allowed, and beside it."""
    for beside in _ends(known, x):
        at = App("=", beside.args)
        there, rest = known.knowing(at), known.denying(at)
        if not there.holds(goal) or not rest.facts.holds(beside):
            continue
        within = rest.knowing(beside)
        found = _shown(within, goal, x, depth) or _in_parts(within, goal, x, depth)
        if found is not None:
            strict = Have((Lemma(beside),), found)
            return known.shown(Cases(at, there.shown(Lemma(goal)), rest.shown(strict)))
    return None


def _ends(known: ProofContext, x: str) -> Iterator[App]:
    """The strict comparisons of a name with numbers of which the weak ones are known."""
    for s in conjuncts(known.facts.statements):
        match s:
            case App("<=" | ">=" as rel, (a, b)) if Sym(x) in (a, b) and (not free_names(s) - {x}):
                yield App(rel[0], (a, b))


def _points(known: ProofContext, goal: App, x: str) -> Iterator[Term]:
    """Where the sides may come closest, or meet."""
    low, high = ascending(goal)
    yield from near_minimum(difference(high, low), x, conjuncts(known.facts.statements))
    yield from (ZERO, ONE, number(-1))
    sorts = known.facts.context.sorts
    yield from (Sym(n) for n in sorted(free_names(goal) - {x}) if sorts[n].is_number)
