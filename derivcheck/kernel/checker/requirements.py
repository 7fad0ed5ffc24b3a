"""Side conditions of rules: each is known, or the evidence is rejected."""

from __future__ import annotations

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.checker.theorems import Agreement, Rejected
from derivcheck.kernel.checker.wellformed import meaningful, opened_by, own_terms
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    alpha_equal,
    free_names,
    substitute,
)


def require(facts: Facts, statement: Term) -> None:
    """A statement must follow from the facts, its sides being defined.  Raises: Rejected."""
    if not facts.holds(statement):
        raise Rejected("a side condition is not known", statement)
    if not facts.true(statement):
        require_defined(facts, statement)


def require_defined(facts: Facts, *terms: Term) -> None:
    """Terms, and the sides of statements, must be defined by the facts.  Raises: Rejected."""
    for t in terms:
        for condition in needed(t, facts.context):
            if not facts.holds(condition):
                raise Rejected("a definedness condition is not known", condition)


def require_bounds(facts: Facts, t: Bind) -> None:
    """What a binder reaches to must mean something, whatever its body is.  Raises: Rejected."""
    for condition in definedness(t, facts.context):
        if condition != App("defined", (t,)):
            require(facts, condition)


def require_continuous(t: Bind, var: str, inside: Facts) -> None:
    """An integrand must be continuous, and defined, by what is known inside.  Raises: Rejected."""
    body = substitute(t.body, {t.var: Sym(var)})
    require_defined(inside, body)
    if not continuous(body, var, inside.holds, inside.context):
        raise Rejected("the integrand may not be continuous")


def require_declared(evidence: Evidence | None, facts: Facts) -> None:
    """Evidence speaks of declared names, and of the one it opens itself.  Raises: Rejected."""
    sorts, own = facts.context.sorts, opened_by(evidence)
    for t in own_terms(evidence):
        unknown = [name for name in free_names(t) if name not in sorts and name != own]
        if unknown:
            raise Rejected("a name is not declared", Sym(min(unknown)))
        require_meaningful(facts, t)


def require_meaningful(facts: Facts, *terms: Term) -> None:
    """Terms keep to the field, and infinity to where it may stand.  Raises: Rejected."""
    for t in terms:
        if not meaningful(t, facts.context.field):
            raise Rejected("it means nothing in this field", t)


def require_fresh(name: str, facts: Facts, *terms: Term) -> None:
    """A name must not occur in the facts or the terms.  Raises: Rejected."""
    if name in taken_by(facts, *terms) or not name:
        raise Rejected(f"the name {name!r} is not fresh")


def require_sides(found: Agreement, left: Term, right: Term) -> None:
    """What has been found must be about two terms.  Raises: Rejected."""
    if not (alpha_equal(found.left, left) and alpha_equal(found.right, right)):
        raise Rejected("a part of the evidence proves something else")
