"""Lines with constants: each stands for all that come from some values of its constants.

`x + C` and `x + 2*C` are one family, though they differ at C = 2.  A point at which two lines
differ refutes them only where constants are added to both, and what is left differs by more than
a constant (docs/language.md, "Antiderivatives").
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.facts import bare
from derivcheck.kernel.field import Field
from derivcheck.kernel.terms import ONE, ZERO, Bind, Sym, Term, free_names, number, substitute

FAMILY = "a line with a constant stands for a family, and these two may be the same one"


def constants(claim: Claim) -> frozenset[str]:
    """The constants of a claim's sides."""
    sorts = claim.context.sorts
    names = free_names(claim.before) | free_names(claim.after)
    return frozenset(n for n in names if n in sorts and "constant" in sorts[n].traits)


def rates(claim: Claim) -> Iterator[Claim]:
    """The claims that two lines with added constants change alike; none where they are not added.

    If one of them fails, the lines differ by more than a constant.
    """
    names, field = constants(claim), Field(bare(claim.context))
    if claim.relation != "=" or not all(
        _adds(t, names, field) for t in (claim.before, claim.after)
    ):
        return
    without: dict[str, Term] = dict.fromkeys(names, ZERO)
    sides = [substitute(t, without) for t in (claim.before, claim.after)]
    for name in sorted(frozenset().union(*map(free_names, sides))):
        sort = claim.context.sorts[name]
        if sort.is_number and sort.base in ("real", "complex"):
            of = (Sym(name), ONE)
            before, after = (Bind("diff", name, t, of, sort.base) for t in sides)
            yield Claim(claim.context, before, "=", after)


def _adds(t: Term, names: frozenset[str], field: Field) -> bool:
    """Whether constants are added to a term: what they change does not depend on other names."""
    change = t - substitute(t, dict.fromkeys(names, ZERO))
    others = sorted(free_names(t) - names)
    elsewhere: dict[str, Term] = {name: number(n + 2) for n, name in enumerate(others)}
    sorts = field.context.sorts
    numbers = all(name in sorts and sorts[name].is_number for name in others)
    return numbers and field.equal(change, substitute(change, elsewhere))
