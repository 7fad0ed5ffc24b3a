"""Inequalities between numbers, by the sign of the difference as written or in normal form."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.field import MIRRORED, Field
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Congruence,
    Derivative,
    Evidence,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Term,
    fresh,
    number,
    subterms,
    whole,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import as_powers, of_powers, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import scaled
from derivcheck.provers.normalforms.bound_names import renamed
from derivcheck.provers.sideconditions.signed_forms import ascending, difference
from derivcheck.provers.statements.complex_parts import by_parts, learn_sizes
from derivcheck.provers.statements.series_bounds import compares_sums

RELATIONS = frozenset(["!=", "<", "<=", ">", ">="])


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a comparison, or None."""
    if claim.relation not in RELATIONS:
        return None
    known = known_of(claim)
    goal = App(claim.relation, (claim.before, claim.after))
    found = (
        _compared(known, goal, limits)
        or _by_squares(known, goal, limits)
        or _by_whole_steps(known, goal, limits)
        or _multiplied(known, goal, limits)
        or _by_sizes(known, goal, limits)
    )
    return with_domain(claim, found) if found else None


def prove_plain(claim: Claim, limits: Limits) -> Evidence | None:
    """The same, but of sums: for these other provers are asked before, and more points."""
    return None if compares_sums(claim) else prove(claim, limits)


def prove_sums(claim: Claim, limits: Limits) -> Evidence | None:
    """The same of sums alone."""
    return prove(claim, limits) if compares_sums(claim) else None


def _compared(known: ProofContext, goal: App, limits: Limits) -> Evidence | None:
    """A comparison as it is written or in normal form."""
    if known.holds(goal):
        return known.shown(Lemma(goal))
    before, after = goal.args
    basis = reduced(before, after, known, limits)
    gap = difference(before, after)
    normal = basis.normal(gap)
    if not known.holds(App(goal.head, (normal, ZERO))):
        return (
            _without_shared(known, goal)
            or _term_by_term(known, goal.head, gap)
            or by_parts(known, basis, goal.head, gap)
        )
    if not within(known.facts.signs.sign(normal), ALLOWED[goal.head]):
        return None
    return basis.wrapped(Sign(basis.arithmetic(gap, normal)))


SQUARED = {"<=": "square_order", "<": "square_order_strictly"}


def _by_squares(known: ProofContext, goal: App, limits: Limits) -> Evidence | None:
    """A comparison of absolute values of complex numbers by their squares, which have parts."""
    u, v = ascending(goal)
    rel = MIRRORED.get(goal.head, goal.head)
    if not _has_moduli(known, goal) or rel not in SQUARED:
        return None
    if not all(known.holds(App("<=", (ZERO, side))) for side in (u, v)):
        return None
    squares = App(rel, (u ** number(2), v ** number(2)))
    shown = _compared(known.knowing(), squares, limits)
    if shown is None or not known.learn(Lemma(squares, shown)):
        return None
    known.learn(Axiom(SQUARED[rel], (("u", u), ("v", v))))
    return known.shown(Lemma(goal)) if known.facts.holds(goal) else None


def _by_whole_steps(known: ProofContext, goal: App, limits: Limits) -> Evidence | None:
    """A weak comparison of integers by the strict one of what is 1 apart: floor(x) <= m."""
    if goal.head not in ("<=", ">=") or not all(known.facts.holds(whole(t)) for t in goal.args):
        return None
    less, more = ascending(goal)
    apart = App("<", (less, more + ONE))
    shown = _compared(known.knowing(), apart, limits)
    if shown is None or not known.learn(Lemma(apart, shown)) or not known.holds(goal):
        return None
    return known.shown(Lemma(goal))


def _has_moduli(known: ProofContext, goal: App) -> bool:
    """Whether absolute values of complex numbers are compared."""
    moduli = any(isinstance(t, App) and t.head == "abs" for t in subterms(goal))
    return known.facts.context.field != "real" and moduli


def _multiplied(known: ProofContext, goal: App, limits: Limits) -> Evidence | None:
    """A comparison of absolute values, multiplied by a positive denominator: |u| < |v| for
    |u/v| < 1."""
    if not _has_moduli(known, goal):
        return None
    before, after = goal.args
    basis = reduced(before, after, known.knowing(), limits)
    v = basis.field.value(basis.normal(difference(before, after)))
    if v.bottom.is_constant() or not known.holds(App("<", (ZERO, written(basis.field, v.bottom)))):
        return None
    plain = App(goal.head, tuple(written(basis.field, p) for p in _sides(v.top)))
    shown = _by_squares(known.knowing(), plain, limits)
    if shown is None or not known.learn(Lemma(plain, shown)):
        return None
    return _compared(known, goal, limits)


def _by_sizes(known: ProofContext, goal: App, limits: Limits) -> Evidence | None:
    """A comparison in which a real or imaginary part is at most an absolute value."""
    if not _has_moduli(known, goal):
        return None
    more = known.knowing()
    if not learn_sizes(more, goal, limits) or not more.holds(goal):
        return None
    return more.shown(Lemma(goal))


def _sides(p: Poly) -> tuple[Poly, Poly]:
    """The terms of a polynomial with positive numbers, and the others, which it is less."""
    rows = [{m: c for m, c in p.terms() if c > 0}, {m: -c for m, c in p.terms() if c < 0}]
    return p.context().from_dict(rows[0]), p.context().from_dict(rows[1])


def _without_shared(known: ProofContext, goal: App) -> Evidence | None:
    """The sign of what is left, as it is written, without the terms that both sides have."""
    left, right = map(_terms, goal.args)
    shared = [t for t in left if t in right]
    rest = [*(t for t in left if t not in shared), *(-t for t in right if t not in shared)]
    form = sum_of(rest)
    if not shared or not known.holds(App(goal.head, (form, ZERO))):
        return None
    return known.shown(Sign(Arithmetic(difference(*goal.args), form)))


def _terms(t: Term) -> tuple[Term, ...]:
    return t.args if isinstance(t, App) and t.head == "+" else (t,)


def _term_by_term(known: ProofContext, rel: str, gap: Term) -> Evidence | None:
    """The sign of a sum of derivatives by the signs of its terms, which their normal form hides."""
    plain, lemmas = _worked_out(known, gap)
    field = known.facts.field
    form = sum_of([_factored(field, t) for t in _terms(plain)])
    if not lemmas or not known.holds(App(rel, (form, ZERO))) or not known.defined(form):
        return None
    return known.shown(Sign(Arithmetic(gap, form, lemmas)))


def _factored(field: Field, t: Term) -> Term:
    """A term as a rational number times powers of irreducible polynomials."""
    c, powers = as_powers(field, field.value(t))
    return scaled(c, of_powers(powers))


def _worked_out(known: ProofContext, t: Term) -> tuple[Term, tuple[Evidence, ...]]:
    """A term with its derivatives, outside of other binders, as the table has them, and why."""
    match t:
        case Bind("diff"):
            return _derived(known, t)
        case App(_, args):
            parts = [_worked_out(known, u) for u in args]
            lemmas = (lemma for _, of in parts for lemma in of)
            return rebuild(t, tuple(u for u, _ in parts)), tuple(dict.fromkeys(lemmas))
    return t, ()


def _derived(known: ProofContext, t: Bind) -> tuple[Term, tuple[Evidence, ...]]:
    """A derivative by the table, those in it first."""
    name = fresh(t.var, taken_by(known.facts, t))
    old = renamed(t, name)
    body, lemmas = _worked_out(known.inside(t, name), old.body)
    new = replace(old, body=body)
    found = derivative(new, known.facts.context)
    if found is None:
        return t, ()
    if not lemmas:
        return found[0], (Derivative(t),)
    parts = (Arithmetic(old.body, body, lemmas), *(None for _ in t.args))
    return found[0], (Congruence(old, new, parts, name), Derivative(new))
