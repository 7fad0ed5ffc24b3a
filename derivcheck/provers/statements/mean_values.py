"""Inequalities between values of a function at two numbers, by bounds of its derivative.

    f(2) > f(1)         f' > 0 between them
    f(1) >= f(0) + 2    f' >= 2 between them

One of the numbers is moved towards the other, and what is then missing is shared out evenly: the
difference of the sides becomes a function that vanishes at one number and rises up to the other
(Rudin, Principles of Mathematical Analysis, 5.10 and 5.11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.rising import Gap, follows
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import ascending, difference

MAX_PLACES = 3
"""At how many numbers a function may be taken."""
DEPTH = 2
"""How many derivatives are taken, one after the other."""


@dataclass(frozen=True, slots=True)
class Values:
    """A function, and the numbers at which its values occur."""

    f: str
    places: tuple[Term, ...]


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality between values of functions at numbers, or None."""
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    goal, known = App(claim.relation, (claim.before, claim.after)), known_of(claim)
    low, high = ascending(goal)
    for values in _values(known, goal):
        for a, b in permutations(values.places, 2):
            if _along(known, goal, difference(high, low), values.f, (a, b)):
                return with_domain(claim, known.shown(Lemma(goal)))
    return None


def _values(known: ProofContext, goal: App) -> Iterator[Values]:
    """The functions of which inequalities are known everywhere, at numbers without names."""
    stated = [s for s in conjuncts(known.facts.statements) if isinstance(s, Bind)]
    about = frozenset().union(*(free_names(s) for s in stated if s.head == "forall"))
    applied = [u for u in subterms(goal) if isinstance(u, App) and u.head == "apply"]
    for f in sorted(about):
        places = dict.fromkeys(u.args[1] for u in applied if u.args[0] == Sym(f))
        if 2 <= len(places) <= MAX_PLACES and not any(map(free_names, places)):
            yield Values(f, tuple(places))


def _along(known: ProofContext, goal: App, gap: Term, f: str, ends: tuple[Term, Term]) -> bool:
    """Learns an inequality by moving one number towards another."""
    (a, b), s = ends, fresh("s", taken_by(known.facts, goal))
    moved = replaced(gap, App("apply", (Sym(f), b)), App("apply", (Sym(f), Sym(s))))
    start = substitute(moved, {s: a})
    body = moved - start * (b - Sym(s)) / (b - a)
    rises = known.holds(call("<", a, b))
    strict = goal.head in ("<", ">")
    low, high = (a, b) if rises else (b, a)
    bindings = (
        ("f", Bind("lambda", s, body if rises else -body, ())), ("a", low), ("b", high),
    )  # fmt: skip
    row = (
        Axiom("increasing", (*bindings, ("c", high))) if strict
        else Axiom("increasing_weakly", bindings)
    )  # fmt: skip
    if not known.defined(body):
        return False
    return follows(known, Gap(gap, s, strict, DEPTH), row) and known.holds(goal)
