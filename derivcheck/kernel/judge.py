"""The judge: a claim and evidence in, a verdict out.  Total, pure, and the only maker of verdicts.

    judge(claim, evidence) -> Proved(claim, conditions) | Refuted(claim, ...) | Rejected(reason)

A proof of `before = after` is two things: the sides are equal wherever both are defined (the
evidence), and `after` is defined wherever `before` is, up to exceptional sets (the conditions).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Union

from derivcheck.kernel import families
from derivcheck.kernel.claims import Claim, Context, generalised
from derivcheck.kernel.comparison import Differ, LostDomain, compare
from derivcheck.kernel.definedness import definedness
from derivcheck.kernel.evidence import Domain, Evidence, Point
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.inference import Rejected, certain, having, infer, prove
from derivcheck.kernel.rare import exceptional
from derivcheck.kernel.signs import ALLOWED
from derivcheck.kernel.terms import App, Sym, Term
from derivcheck.kernel.values import Value
from derivcheck.kernel.wellformed import readable, well_formed
from derivcheck.kernel.work import remembered

MAX_CACHED = 8
"""How many claims' facts are remembered, so that a judge need not work out again what its prover
asked of the same facts a moment ago; they are a function of the claim."""


@dataclass(frozen=True, slots=True)
class Proved:
    """The claim holds wherever `before` is defined and the conditions hold."""

    claim: Claim
    conditions: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """The claim fails at a point: the values of both sides there, None where `after` has none.

    A claim `for all x: P` is given as P, with x among the names of the point, and one about
    families as that about their rates of change.
    """

    claim: Claim
    point: tuple[tuple[str, Term], ...]
    before: Value | bool
    after: Value | bool | None


Judgement = Union[Proved, Refuted, Rejected]


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    """What evidence shows of a claim; any evidence, however malformed, gets an answer.

    Arguments:
        claim: definitions unfolded, sorts and assumptions complete.
        evidence: any object.

    Returns:
        Proved, Refuted, or Rejected with what is missing.
    """
    try:
        if not well_formed(evidence) or not readable(claim):
            return Rejected("the evidence or the claim is malformed")
        if isinstance(evidence, Point):
            return _refuted(claim, evidence)
        return Proved(claim, _conditions(claim, evidence))
    except Rejected as rejected:
        return rejected
    except (RecursionError, MemoryError):
        return Rejected("the evidence is too deep or too large")


def _refuted(claim: Claim, evidence: Point) -> Judgement:
    point = dict(evidence.values)  # one value a name: two would let anything follow
    values = tuple(point.items())
    one = families.rates(generalised(claim), evidence.by)
    if one is None:
        return Rejected("lines that change at different rates may be the same family")
    facts = facts_at(one.context, values)
    known = frozenset(_granted(lemma, facts) for lemma in evidence.given)
    match compare(one, point, known):
        case Differ(before, after) if not families.constants(one):
            return Refuted(one, values, before, after)
        case LostDomain(before) if not evidence.by and families.lost(one):
            return Refuted(one, values, before, None)
    return Rejected("the claim is not seen to fail at the point")


def _granted(lemma: Evidence, facts: Facts) -> Term:
    """What holds at a point by a lemma; comparison asks it of atoms only whose sides have values.

    Raises: Rejected.
    """
    found = infer(lemma, facts).statement
    atom = isinstance(found, App) and found.head in ALLOWED
    return found if atom else certain(lemma, facts).statement


def facts_at(context: Context, values: tuple[tuple[str, Term], ...]) -> Facts:
    """What is known at a point of its names that stand for numbers."""
    numbers = {name for name, sort in context.sorts.items() if sort.is_number}
    stated = tuple(App("=", (Sym(name), t)) for name, t in values if name in numbers)
    return Facts(Context(context.sorts, stated, context.field))


# --- proofs --------------------------------------------------------------------------------------


class Grounds(NamedTuple):
    """What is known of a step: at all allowed points, where `before` is defined, where both are."""

    allowed: Facts
    before: Facts
    both: Facts


def goal_of(claim: Claim) -> Term:
    """A claim as one statement."""
    if claim.relation == "implied by":
        return App("implies", (claim.after, claim.before))
    return App(claim.relation, (claim.before, claim.after))


def grounds(claim: Claim) -> Grounds:
    """What is known of a step between numbers."""
    allowed = facts_of(claim)
    before = allowed.knowing(*definedness(claim.before, claim.context))
    return Grounds(allowed, before, before.knowing(*definedness(claim.after, claim.context)))


@remembered(MAX_CACHED)
def facts_of(claim: Claim) -> Facts:
    """What is known at all allowed points."""
    return Facts(claim.context)


def _conditions(claim: Claim, evidence: Evidence) -> tuple[Term, ...]:
    """The conditions under which the evidence proves the claim.  Raises: Rejected."""
    if claim.relation in ("iff", "implies", "implied by"):
        prove(goal_of(claim), evidence, facts_of(claim))
        return ()
    domain = evidence if isinstance(evidence, Domain) else Domain((), (), evidence)
    known = grounds(claim)
    rare = tuple(condition for condition, _ in domain.rare)
    for condition, values in domain.rare:
        if not exceptional(condition, dict(values), known.before, claim.context):
            raise Rejected("not seen to fail on an exceptional set only", condition)
        if not known.both.holds(condition):
            raise Rejected("not a condition under which the new side is defined", condition)
    most = having(domain.known, known.before.knowing(*rare))
    after = definedness(claim.after, claim.context)
    for condition in after:
        if not most.holds(condition):
            raise Rejected("the new side may be undefined where the old one is not", condition)
    prove(goal_of(claim), domain.of, most.knowing(*after))
    return tuple(dict.fromkeys((*_gained(claim, domain, known.allowed), *rare)))


def _gained(claim: Claim, domain: Domain, allowed: Facts) -> list[Term]:
    """The conditions of the old side that the new side does not need and that are not implied."""
    after = definedness(claim.after, claim.context)
    lost = [c for c in definedness(claim.before, claim.context) if c not in after]
    known = allowed.knowing(*after)
    lost = [c for c in lost if not known.holds(c)]
    for lemma in domain.known if lost else ():
        try:
            known = having((lemma,), known)
        except Rejected:
            continue
    return [c for c in lost if not known.holds(c)]
