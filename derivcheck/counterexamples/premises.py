"""Premises at a point: the equations there that balls can never tell are proved instead.

An equation such as `x = 2*pi*y` holds at a point that was solved for it, one such as
`cos(2*x) = 2*cos(x)^2 - 1` at every point, and `x >= -pi` at its end; no evaluation shows any of
them.  A point at which a claim fails if they hold is worth proving them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.enclosures.evaluation import has_value, holds, instantiated
from derivcheck.kernel.enclosures.valuation import Point
from derivcheck.kernel.language.claims import LINKS, Claim, Context, Field
from derivcheck.kernel.language.evidence import Evidence, Lemma
from derivcheck.kernel.language.terms import App, Bind, Term, conjuncts, free_names, subterms
from derivcheck.kernel.refutation.comparison import Agree, Differ, LostDomain, compare
from derivcheck.kernel.refutation.point import facts_at
from derivcheck.kernel.work import remembered
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sampling.given_functions import for_all, sampled
from derivcheck.provers.statements.for_some import candidates, denied, witnessed
from derivcheck.provers.statements.implications import Effort, shown

TOUCHING = ("=", "<=", ">=")
"""Relations that hold where balls overlap."""

MAX_POINTS, MAX_AGREEING = 6, 2
"""At how many points premises are proved, and at as many more by numbers for a `for some`; at how
many where the claim is then seen to agree."""

MAX_CACHED = 1_024
"""Of how many statements without names it is remembered whether they are true."""

MAX_PARTS = 60
"""The most parts of a value at a point at which premises are proved: others take long."""


class Premises:
    """The equations and weak comparisons that a claim assumes, and what was found out of them.

    Arguments:
        claim: any claim.
    """

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._left, self._agreeing = {False: MAX_POINTS, True: MAX_POINTS}, MAX_AGREEING
        self._identities: dict[Term, Evidence | None] = {}
        self._touching = [p for p in conjuncts(_stated(claim)) if _is_touching(p)]
        self._every = list(_every(claim))

    def settled(
        self, point: Point, agreement: bool
    ) -> tuple[Differ | LostDomain | Agree, tuple[Evidence, ...]] | None:
        """The outcome at a point, with evidence for the premises that takes; or None.

        Arguments:
            agreement: whether it is worth proofs that the claim agrees there.
        """
        agreement = agreement and self._agreeing > 0
        if not any(self._left.values()) or not all(map(_is_short, point.values())):
            return None
        for every in ([], self._every) if self._every else ([],):
            inside = [self._chosen(p, point) for p in every]
            if found := self._with([*self._touching, *inside], point, agreement):
                return found
        return None

    def _with(
        self, stated: list[Term], point: Point, agreement: bool
    ) -> tuple[Differ | LostDomain | Agree, tuple[Evidence, ...]] | None:
        """The outcome where statements that are not seen to be true or false are true."""
        premises = [instantiated(p, point) for p in stated]
        unclear = [p for p in premises if holds(p, point, self._claim.context) is None]
        by_number = any(map(denied, unclear))
        possible = self._left[by_number] and all(self._is_possible(p, point) for p in unclear)
        if not unclear or not possible:
            return None
        found = compare(self._claim, point, frozenset(unclear))
        if not isinstance(found, Differ | LostDomain | Agree):
            return None
        if isinstance(found, Agree) and not agreement:
            return None
        self._left[by_number] -= not isinstance(found, Agree)
        self._agreeing -= isinstance(found, Agree)
        given = self._proofs(unclear, point)
        return None if given is None else (found, given)

    def _is_possible(self, p: Term, point: Point) -> bool:
        """Whether a statement for all values is not seen to be false at some of them."""
        context = self._claim.context
        return not for_all(p) or sampled(p, lambda q: holds(q, point, context) is not False)

    def _chosen(self, every: Bind, point: Point) -> Term:
        """What a `for some` denies, or the contrary if a number is not seen to fail."""
        goal, context = App("not", (every,)), self._claim.context
        here = facts_at(context, tuple(point.items())).context
        found = candidates(every, here) if denied(goal) else ()
        fits = any(all(holds(q, point, context) is not False for q in (*n, s)) for _, n, s in found)
        return goal if fits else every

    def _proofs(self, premises: list[Term], point: Point) -> tuple[Evidence, ...] | None:
        here = facts_at(self._claim.context, tuple(point.items())).context
        given = []
        for p in premises:
            found = self._identity(p) or _shown(p, here)
            if found is None:
                return None
            given.append(found if isinstance(p, App) and p.head in TOUCHING else Lemma(p, found))
        return tuple(given)

    def _identity(self, p: Term) -> Evidence | None:
        """Evidence for a premise at every point."""
        if p not in self._identities:
            context = self._claim.context
            bare = ProofContext(Facts(Context(context.sorts, (), context.field)), discharge)
            self._identities[p] = shown(p, bare, Effort(Limits(), splits=0))
        return self._identities[p]


def _shown(p: Term, context: Context) -> Evidence | None:
    """Evidence for a statement where something is assumed, of a `for some` by a number."""
    if every := denied(p):
        return witnessed(p, every, context, _shown)
    here = ProofContext(Facts(context, (), has_value), discharge)
    return shown(p, here, Effort(Limits(), splits=0))


@remembered(MAX_CACHED)
def is_open(p: Term, scalars: Field) -> bool:
    """Whether a statement without names is neither seen to be true nor shown: no point meets it."""
    if free_names(p):
        return False
    context = Context({}, (), scalars)
    if holds(p, {}, context):
        return False
    return shown(p, ProofContext(Facts(context), discharge), Effort(Limits(), splits=0)) is None


def _stated(claim: Claim) -> tuple[Term, ...]:
    """The assumptions, and what a claim between statements supposes."""
    assumptions, before, after = claim.context.assumptions, claim.before, claim.after
    supposed = {"implies": (before,), "implied by": (after,), "iff": (before, after)}
    return (*assumptions, *supposed.get(claim.relation, ()))


def _every(claim: Claim) -> Iterator[Bind]:
    """Statements about all numbers inside of others: what a `for some` denies."""
    for side in (claim.before, claim.after) if claim.relation in LINKS else ():
        match side:
            case App("not", (Bind("forall", _, _, ()) as every,)):
                yield every


def _is_short(value: Term) -> bool:
    return sum(1 for _ in islice(subterms(value), MAX_PARTS + 1)) <= MAX_PARTS


def _is_touching(p: Term) -> bool:
    if for_all(p):
        return True
    return isinstance(p, App) and p.head in TOUCHING and not any(map(_is_opaque, p.args))


def _is_opaque(t: Term) -> bool:
    return isinstance(t, Bind) and t.head not in ("int", "diff")
