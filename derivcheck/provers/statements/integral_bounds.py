"""Inequalities of integrals over one range: by their integrands, and by the named ones.

The difference of the sides, less what the named inequalities leave over (the triangle inequality
and that of Cauchy, Bunyakovsky and Schwarz), is one integral whose integrand has a sign all along
the range.  What does not depend on the variable is an integral over the range as well, if that is
bounded.  Rudin, Principles of Mathematical Analysis, 6.12, 6.13 and chapter 6, exercise 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import (
    Axiom,
    Evidence,
    Generalise,
    Lemma,
    Linearity,
    Sign,
    Suppose,
)  # fmt: skip
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Term,
    call,
    is_infinite,
    number,
    subterms,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import of_powers, sum_of
from derivcheck.provers.foundations.proof_context import opened
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.contractions import factors_of
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.primitives import newton_leibniz
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.implications import Effort, shown

MAX_PAIRS = 12
"""For how many pairs of integrands Cauchy's inequality is tried."""
MAX_RANGES = 2
"""Over how many ranges the difference is taken together."""

Slack = tuple[Axiom, Term]
"""A named inequality with what it says is not negative."""


@dataclass(frozen=True, slots=True)
class Combined:
    """A term as a combination of integrals over one range, and what is left.

    Arguments:
        pieces: factors free of the variable, and integrands.
        rest: holds no integral over the range.
    """

    whole: Bind
    pieces: tuple[tuple[Term, Term], ...]
    rest: Term


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality between integrals, or None."""
    sides = (claim.before, claim.after)
    parts = [t for side in sides for t in subterms(side)]
    integrals = list(dict.fromkeys(t for t in parts if isinstance(t, Bind) and t.head == "int"))
    if claim.relation not in ORDERS or not integrals or claim.context.field != "real":
        return None
    known = known_of(claim)
    gap = difference(*sides)
    for ends in list(dict.fromkeys(t.args for t in integrals))[:MAX_RANGES]:
        alike = [t for t in integrals if t.args == ends]
        for slack in ((), *_named(Basis(known, {}, limits), alike, parts)):
            found = _shown(
                Basis(known.knowing(), HANDLERS, limits), claim.relation, gap, alike, slack
            )
            if found is not None:
                return with_domain(claim, found)
    return None


def _shown(
    basis: Basis, relation: str, gap: Term, alike: list[Bind], slack: tuple[Slack, ...]
) -> Evidence | None:
    """Evidence for the sign of a difference, of which some parts are known not to be negative."""
    known, sign = basis.known, -1 if relation in ("<", "<=") else 1
    if not all(known.learn(row) for row, _ in slack):
        return None
    parts = [u for _, u in slack]
    integrals = [*alike, *_unknown(basis, parts, alike)]
    left = sum_of([number(sign) * gap, *(-u for u in parts)])
    if not basis.equal(left, ZERO):
        whole = _as_one(basis, left, integrals)
        if whole is None or not _signed(basis, whole, relation in ("<", ">") and not slack):
            return None
        parts.append(whole)
    form = number(sign) * sum_of(parts)
    if not within(known.facts.signs.sign(form), ALLOWED[relation]):
        return None
    return basis.wrapped(Sign(basis.arithmetic(gap, form)))


def _unknown(basis: Basis, parts: list[Term], alike: list[Bind]) -> Iterator[Bind]:
    """The integrals in named inequalities that the claim does not hold, but for known ones."""
    held = dict.fromkeys(t for part in parts for t in subterms(part) if isinstance(t, Bind))
    new = (t for t in held if t.args == alike[0].args)
    for t in (t for t in new if not any(basis.equal(t, other) for other in alike)):
        if not newton_leibniz(basis, t, name_for(basis, t)):
            yield t


def _signed(basis: Basis, whole: Bind, strict: bool) -> bool:
    """Learns the sign of an integral from that of its integrand all along the range."""
    known = basis.known
    row = series_row("int_positive" if strict else "int_nonnegative", whole)
    every, ordered = instance(AXIOMS[row.name], row.bindings)[1]
    assert isinstance(every, Bind)
    return (
        known.defined(whole)
        and known.holds(ordered)
        and (known.facts.holds(every) or _everywhere(basis, every))
        and known.learn(row)
    )


def _everywhere(basis: Basis, every: Bind) -> bool:
    """Learns that an integrand has a sign: as it stands, as one of its parts against the others."""
    name, inner, wanted = opened(basis.known, every)
    match wanted:
        case App(rel, (_, body)):
            parts = basis.summands(body)
        case _:
            return False
    above, below = (sum_of([scaled(abs(c), t) for c, t in parts if c * k > 0]) for k in (1, -1))
    if not inner.holds(wanted) and not inner.holds(App(rel, (below, above))):
        return False
    of: Evidence | None = Lemma(wanted) if inner.holds(wanted) else None
    of = of or shown(wanted, inner, Effort(basis.limits, deep=True))
    return of is not None and basis.known.learn(
        Lemma(every, Generalise(name, Suppose(inner.shown(of))))
    )


def _as_one(basis: Basis, t: Term, alike: list[Bind]) -> Bind | None:
    """A term as one integral over a range, by lemmas of the basis."""
    found = _combined(basis, t, alike)
    if found is None:
        return None
    pieces, whole = list(found.pieces), found.whole
    if found.rest != ZERO:
        length = replace(whole, body=ONE)
        if is_infinite(whole) or not newton_leibniz(basis, length, name_for(basis, length)):
            return None
        pieces.append((basis.normal(found.rest / (whole.args[1] - whole.args[0])), ONE))
    body = basis.normal(sum_of([c * f for c, f in pieces]))
    whole = replace(whole, body=body)
    return whole if basis.propose(Linearity(whole, tuple(pieces))) else None


def _combined(basis: Basis, t: Term, alike: list[Bind]) -> Combined | None:
    """A term as a combination of integrals over one range."""
    var = name_for(basis, *alike)
    integrals = {basis.normal(u): renamed(u, var).body for u in alike}
    pieces, rest = list[tuple[Term, Term]](), list[Term]()
    for c, monomial in basis.summands(t):
        parts = factors_of(monomial)
        held = [u for u in parts if u in integrals]
        if len(held) > 1:
            return None
        if held:
            others = [u for u in parts if u not in held]
            factor = scaled(c, of_powers([(u, 1) for u in others]) if others else ONE)
            pieces.append((factor, integrals[held[0]]))
        else:
            rest.append(scaled(c, monomial))
    whole = replace(alike[0], var=var, body=ONE)
    return Combined(whole, tuple(pieces), sum_of(rest)) if pieces else None


def _named(basis: Basis, alike: list[Bind], parts: list[Term]) -> Iterator[tuple[Slack, ...]]:
    """Named inequalities that a claim may be about, those together that are of use together."""
    under = [t for t in parts if isinstance(t, App) and t.head == "abs" and t.args[0] in alike]
    if under:
        yield tuple(_slack(series_row("int_abs", t.args[0])) for t in dict.fromkeys(under))  # type: ignore[arg-type]  # integrals
    var = name_for(basis, *alike)
    bodies = [*dict.fromkeys(renamed(t, var).body for t in alike), ONE]
    for one, both in islice(product(bodies, repeat=2), MAX_PAIRS):
        f = _root(basis, one)
        g = Bind("lambda", var, basis.normal(both / f), ())
        whole = replace(alike[0], var=var, body=f)
        yield (_slack(series_row("int_cauchy", whole, g=g)),)


def _slack(row: Axiom) -> Slack:
    statement = instance(AXIOMS[row.name], row.bindings)[0]
    assert isinstance(statement, App)
    return row, statement.args[1] - statement.args[0]


def _root(basis: Basis, t: Term) -> Term:
    """A square root of a term, without the root where it is a square."""
    c, powers = basis.factors(t)
    if c == 1 and all(n % 2 == 0 for _, n in powers):
        return of_powers([(p, n // 2) for p, n in powers]) if powers else ONE
    return call("sqrt", t)
