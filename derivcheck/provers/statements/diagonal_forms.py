"""Signs of quadratic forms of diagonal matrices, as sums of squares: x.T @ diag(v) @ x.

x.T @ A.T @ diag(v) @ A @ x = sum(v[k]*(A @ x)[k]^2, k = 1..n)

The Hessians of logistic and Poisson regression are such (McCullagh and Nelder, Generalized Linear
Models, 2.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Arithmetic, Evidence, Have, Lemma, Sign
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import (
    TWO,
    App,
    Bind,
    Sym,
    Term,
    call,
    fresh,
    subterms,
)  # fmt: skip
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.entries import by_entries
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.parts import mirrored, product
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements import comparisons, series_bounds
from derivcheck.provers.statements.conclusions import alone


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a comparison that holds quadratic forms of diagonal matrices, or None."""
    goal = App(claim.relation, (claim.before, claim.after))
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    known, plain, lemmas = known_of(claim), goal, list[Evidence]()
    for form, total in _forms(known, goal):
        shown = by_entries(form, total, known, limits)
        if shown is None:
            return None
        lemmas.append(shown)
        left, right = (replaced(t, form, total) for t in plain.args)
        plain = App(goal.head, (left, right))
    if not lemmas:
        return None
    found = alone(plain, claim.context, limits, (comparisons.prove, series_bounds.prove))
    if found is None:
        return None
    same = Arithmetic(difference(*goal.args), difference(*plain.args), tuple(lemmas))
    return with_domain(claim, known.shown(Have((Lemma(plain, found),), Lemma(goal, Sign(same)))))


def _forms(known: ProofContext, goal: App) -> Iterator[tuple[Term, Term]]:
    """Quadratic forms of diagonal matrices, and the sums that they are."""
    for t in dict.fromkeys(subterms(goal)):
        word = _word(t)
        places = [n for n, u in enumerate(word) if isinstance(u, App) and u.head == "diag"]
        if not places or known.facts.field.is_array(t):
            continue
        n = places[0]
        (v,), behind = word[n].args, word[n + 1 :]  # type: ignore[union-attr]  # diag(v)
        shape = shape_of(v, known.facts.context)
        turned = mirrored(known.facts.field, behind)
        if turned and shape and word[:n] in (turned, (behind[-1], *turned[1:])):
            name = fresh("k", taken_by(known.facts, goal))
            entry = call("index", product(behind), Sym(name))
            body = call("index", v, Sym(name)) * entry**TWO
            yield t, Bind("sum", name, body, shape[0])


def _word(t: Term) -> tuple[Term, ...]:
    """The factors of a product of arrays."""
    match t:
        case App("matmul", parts):
            return tuple(u for part in parts for u in _word(part))
    return (t,)
