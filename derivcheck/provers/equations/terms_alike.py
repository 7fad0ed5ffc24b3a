"""Sums over one range that are equal term by term, with the factors before them.

    sum(k*binomial(n, k)*x^k, k = 1..n)      n*x*sum(binomial(n - 1, k - 1)*x^(k - 1), k = 1..n)

Each sum by itself may be brought to another form; here both bodies are looked at in one.  Where
an index stands beside the end of its range, as in b^(n - k), the sum is taken from its end as well.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Linearity
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    substitute,
    subterms,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import alike
from derivcheck.provers.normalforms.contractions import factors_of
from derivcheck.provers.normalforms.handlers import HANDLERS, SHIFTED


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for the equality of two multiples of sums, or None."""
    return _term_by_term(claim, limits) or _from_the_end(claim, limits)


def _from_the_end(claim: Claim, limits: Limits) -> Evidence | None:
    """The same where one sum runs the other way (GKP 2.4)."""
    for side, other in ((claim.before, claim.after), (claim.after, claim.before)):
        found = multiple(side) if claim.relation == "=" else None
        if found is None or not multiple(other) or not _beside_the_end(found[1]):
            continue
        (c, t), known = found, known_of(claim)
        f, (a, b) = Bind("lambda", t.var, t.body, ()), t.args
        row = Axiom("sum_reverse", (("f", f), ("a", a), ("b", b)))
        match known.inferred(row):
            case App("=", (_, turned)):
                basis = reduced(c * turned, other, known, limits, SHIFTED)
                if basis.equal(c * turned, other):
                    same = Arithmetic(claim.before, claim.after, (row, *basis.lemmas))
                    return with_domain(claim, basis.wrapped(same))
    return None


def _beside_the_end(t: Bind) -> bool:
    """Whether the index of a sum is added to what the upper end is made of."""
    names = free_names(t.args[1])
    sums = (u for u in subterms(t.body) if isinstance(u, App) and u.head == "+")
    return any(t.var in free_names(u) and names & free_names(u) for u in sums)


def _term_by_term(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence by what stands under the sums."""
    one, other = multiple(claim.before), multiple(claim.after)
    if claim.relation != "=" or claim.context.field != "real" or one is None or other is None:
        return None
    if one[1].args != other[1].args or any(t.var in free_names(c) for c, t in (one, other)):
        return None
    basis = Basis(known_of(claim), HANDLERS, limits)
    same = alike(basis, *(replace(t, body=c * t.body) for c, t in (one, other)))
    if same is None:
        return None
    wholes = ((same.left, *one), (same.right, *other))
    lemmas: tuple[Evidence, ...] = (
        *(Linearity(whole, ((c, _body(t, same.var)),)) for whole, c, t in wholes),
        same,
    )
    if any(basis.known.inferred(lemma) is None for lemma in lemmas):
        return None
    return with_domain(claim, basis.wrapped(Arithmetic(claim.before, claim.after, lemmas)))


def _body(t: Bind, name: str) -> Term:
    return substitute(t.body, {t.var: Sym(name)})


def multiple(t: Term) -> tuple[Term, Bind] | None:
    """A factor without sums and a finite sum, whose product a term is."""
    parts = factors_of(t)
    sums = [u for u in parts if isinstance(u, Bind) and u.head == "sum"]
    rest = [u for u in parts if u not in sums]
    if len(sums) != 1 or any(isinstance(u, Bind) for p in rest for u in subterms(p)):
        return None
    return product_of(rest) if rest else ONE, sums[0]
