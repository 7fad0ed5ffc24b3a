"""Proofs: the one place that makes `Proved`.

A proof of `before = after` is two things: the sides are equal wherever both are defined (the
evidence), and `after` is defined wherever `before` is, up to exceptional sets (the conditions).
All that this module imports, and what that imports, is what can answer Proved; it works out no
limit, no infinite sum and no integral.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from derivcheck.kernel.checker.constancy import (
    require_families,
    require_one_of_many,
    same_family,
)
from derivcheck.kernel.checker.exceptional import exceptional, narrowed
from derivcheck.kernel.checker.facts import Encloses, Facts
from derivcheck.kernel.checker.inference import INFERENCE, having, prove
from derivcheck.kernel.checker.loose import loose
from derivcheck.kernel.checker.rules.limits import require_diverges
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import readable, well_formed
from derivcheck.kernel.language.claims import LINKS, Claim
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Domain, Evidence, Family
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.terms import INFINITE, App, Term


@dataclass(frozen=True, slots=True)
class Proved:
    """The claim holds wherever `before` is defined and the conditions hold."""

    claim: Claim
    conditions: tuple[Term, ...]


def proved(claim: Claim, evidence: Evidence, encloses: Encloses) -> Proved:
    """A claim with the conditions under which evidence proves it, whatever was asked before.

    Arguments:
        claim: definitions unfolded, sorts and assumptions complete.
        evidence: any object.
        encloses: whether what holds no names has a value, for evidence that rests on it.

    Raises: Rejected.
    """
    if not well_formed(evidence) or not readable(claim):
        raise Rejected("the evidence or the claim is malformed")
    return Proved(claim, _conditions(claim, evidence, Facts(claim.context, (), encloses)))


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


def grounds(claim: Claim, allowed: Facts) -> Grounds:
    """What is known of a step between numbers, by what is known at all allowed points."""
    before = allowed.knowing(*definedness(claim.before, claim.context))
    both = before.knowing(*definedness(claim.after, claim.context))
    return Grounds(allowed, before, both)


def _conditions(claim: Claim, evidence: Evidence, allowed: Facts) -> tuple[Term, ...]:
    """The conditions under which the evidence proves the claim.  Raises: Rejected."""
    require_one_of_many(goal_of(claim), claim.context.assumptions)
    if ordered(claim.before) or ordered(claim.after):
        if claim.relation != "=":
            raise Rejected("lines with terms of an order are related by equations")
        prove(goal_of(claim), evidence, allowed)
        return ()
    if claim.relation in LINKS:
        require_families(claim, allowed)
        prove(goal_of(claim), evidence, allowed)
        return ()
    for side, other in ((claim.before, claim.after), (claim.after, claim.before)):
        if claim.relation == "=" and other in INFINITE:
            require_diverges(side, other, evidence, allowed, INFERENCE)
            return ()
    domain = evidence if isinstance(evidence, Domain) else Domain((), (), evidence)
    known = grounds(claim, allowed)
    rare = tuple(condition for condition, _ in domain.rare)
    along = dict(domain.along)
    allowed = _learning(domain, allowed.knowing(*rare)) if rare else allowed
    for condition, values in domain.rare:
        room = narrowed(condition, claim.context, allowed, claim.before)
        at = (dict(values), known.before, room, along)
        if not loose(condition, room) and not exceptional(condition, *at):
            raise Rejected("not seen to fail on an exceptional set only", condition)
        if not known.both.holds(condition):
            raise Rejected("not a condition under which the new side is defined", condition)
    most = having(domain.known, known.before.knowing(*rare))
    after = definedness(claim.after, claim.context)
    for condition in after:
        if not most.holds(condition):
            raise Rejected("the new side may be undefined where the old one is not", condition)
    known_of_both = most.knowing(*after)
    require_families(claim, known_of_both)
    if isinstance(domain.of, Family):
        same_family(claim, domain.of, known_of_both)
    else:
        prove(goal_of(claim), domain.of, known_of_both)
    return tuple(dict.fromkeys((*_gained(claim, domain, known), *rare)))


def _gained(claim: Claim, domain: Domain, grounds: Grounds) -> list[Term]:
    """The conditions of the old side that the new side does not need and that are not implied."""
    after = definedness(claim.after, claim.context)
    lost = [c for c in definedness(claim.before, claim.context) if c not in after]
    known = grounds.allowed.knowing(*after)
    lost = [c for c in lost if not known.holds(c)]
    known = _learning(domain, known) if lost else known
    return [c for c in lost if not known.holds(c)]


def _learning(domain: Domain, known: Facts) -> Facts:
    """What is known, and those lemmas of a domain that follow from that."""
    for lemma in domain.known:
        try:
            known = having((lemma,), known)
        except Rejected:
            continue
    return known
