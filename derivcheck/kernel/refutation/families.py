"""Lines that stand for families: those with constants, and those with antiderivatives.

`x + C` and `x + 2*C` are one family, though they differ at C = 2.  Two lines to which constants are
added are different families if they change at different rates: no choice of constants makes up for
that (docs/language.md, "Antiderivatives").
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.constancy import constants
from derivcheck.kernel.checker.facts import bare
from derivcheck.kernel.language.antiderivatives import integrated, place, summands
from derivcheck.kernel.language.claims import Claim, holds_nearby
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    substitute,
)  # fmt: skip

STRICT = {"<=": "<", ">=": ">"}


def lost(claim: Claim) -> bool:
    """Whether a line without a value for some values of its constants has none for any."""
    names = constants(claim)
    return all(names.isdisjoint(free_names(p)) for p in definedness(claim.after, claim.context))


def rates(claim: Claim, name: str) -> Claim | None:
    """The claim that two lines change alike with a name; None if families need not.

    What is allowed is narrowed to where it holds around a point as well.

    Arguments:
        claim: any.
        name: of a number, by which both sides are differentiated; empty for the claim itself.
    """
    if not name:
        return claim
    sides, sort = (claim.before, claim.after), claim.context.sorts.get(name)
    if claim.relation != "=" or sort is None or not sort.is_number:
        return None
    base = sort.base
    if base != "real" and base != "complex":
        return None
    names, field = constants(claim), Field(bare(claim.context))
    if name in names or not all(_adds(t, names, name, field) for t in sides):
        return None
    near = [_strict(p) if name in free_names(p) else p for p in claim.context.assumptions]
    if not all(holds_nearby(p, claim.context) for p in near if name in free_names(p)):
        return None
    context = replace(claim.context, assumptions=tuple(near))
    without: dict[str, Term] = dict.fromkeys(names, ZERO)
    of = (Sym(name), ONE)
    before, after = (Bind("diff", name, substitute(t, without), of, base) for t in sides)
    return Claim(context, before, "=", after)


def losing(claim: Claim, name: str) -> Claim:
    """The claim that a line has values where the other has a rate of change, constants being zero.

    Arguments:
        claim: of which `rates` by the name is a claim.
    """
    found = rates(claim, name)
    assert found is not None
    return replace(found, after=substitute(claim.after, dict.fromkeys(constants(claim), ZERO)))


def _adds(t: Term, names: frozenset[str], name: str, field: Field) -> bool:
    """Whether constants are added to a term: what they change depends on no other name.

    Those of an antiderivative do not depend on the name where it stands for the value of the
    variable; that they are added shows when the rate has a value.
    """
    for factor, p in summands(t, integrated):
        if name not in free_names(place(p) or ZERO) or name in free_names(factor):
            return False
    if names.isdisjoint(free_names(t)):
        return True
    change = t - substitute(t, dict.fromkeys(names, ZERO))
    others = sorted(free_names(t) - names)
    elsewhere: dict[str, Term] = {other: number(n + 2) for n, other in enumerate(others)}
    sorts = field.context.sorts
    numbers = all(other in sorts and sorts[other].is_number for other in others)
    return numbers and field.equal(change, substitute(change, elsewhere))


def _strict(p: Term) -> Term:
    """The statement inside whose range there is room: `<` for `<=`."""
    return App(STRICT.get(p.head, p.head), p.args) if isinstance(p, App) else p
