"""Inequalities of sums: term by term, and by the named ones.

A bound goes in; what it takes is learnt as facts, brought to the normal form of the claim, and the
sign of the difference of its sides is asked again.  Term by term: the difference as one sum, known
sums that have a value added as often as helps, whose terms have a sign.  Named: the triangle
inequality, Cauchy's, that of the means and Jensen's (Hardy, Littlewood and Polya, Inequalities,
sections 1.2, 2.4, 2.5 and 3.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, product

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Evidence,
    Lemma,
    Linearity,
    Sign,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    is_infinite,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.equations.cases import condition_of
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import of_powers, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.normalforms.contractions import factors_of
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.sideconditions.known_instances import at_values
from derivcheck.provers.sideconditions.lemma_search import generalised
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.implications import Effort, shown

MAX_KNOWN = 4
"""How many sums of known value are looked at."""
MAX_GIVEN = 2
"""How many sums of known value are added to the terms of a difference."""
MAX_CAUCHY = 8
"""How many instances of Cauchy's inequality are tried."""

Ends = tuple[Term, ...]
Parts = list[tuple[Term, Term]]
"""Factors of sums, each with the body of its sum."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is summed over one range.

    Arguments:
        ends: the range.
        var: the name of the variable in all bodies.
        bodies: of the sums in the claim.
        given: of sums that are known to have a value, with that value.
    """

    ends: Ends
    var: str
    bodies: tuple[Term, ...]
    given: tuple[tuple[Term, Term], ...]

    def row(self, name: str, **functions: Term) -> Axiom:
        """An instance of a row about sums over the range, functions by their bodies."""
        letters = [(k, Bind("lambda", self.var, u, ())) for k, u in functions.items()]
        return Axiom(name, (*letters, ("a", self.ends[0]), ("b", self.ends[1])))


def compares_sums(claim: Claim) -> bool:
    """Whether several sums over one range are compared, or one with what others are known to be."""
    series = _series_of(claim) if claim.relation in ORDERS else None
    return series is not None and len(series.bodies) + len(series.given) > 1


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality between sums, or None."""
    plain = _without_recursions(claim)
    found = _proved(plain, limits) if plain else None
    return found or _proved(claim, limits)


def _without_recursions(claim: Claim) -> Claim | None:
    """The claim where equations for entries by other entries of the same array, as Bellman's, are
    not known: they take sums apart that belong together.  None if there are none.
    """
    kept = tuple(s for s in claim.context.assumptions if not _is_recursion(s))
    if kept == claim.context.assumptions:
        return None
    return replace(claim, context=replace(claim.context, assumptions=kept))


def _is_recursion(s: Term) -> bool:
    match s:
        case Bind("forall", _, App("=", (App("index", (name, *_)), b))):
            entries = (u for u in subterms(b) if isinstance(u, App) and u.head == "index")
            return any(u.args[0] == name for u in entries)
    return False


def _proved(claim: Claim, limits: Limits) -> Evidence | None:
    series = _series_of(claim)
    if claim.relation not in ORDERS or series is None:
        return None
    gap = difference(claim.before, claim.after)
    bare = Basis(known_of(claim), {}, limits)
    bodies, rest = _apart(bare, series, gap)
    late = _holds_sum(rest)  # a function of a sum is seldom shared out among the terms of another
    found = None if late else _side_by_side(claim, bare, series, gap, bodies, rest)
    found = found or _by_rows(claim, series, gap, limits)
    if found is None and late:
        found = _side_by_side(claim, bare, series, gap, bodies, rest)
    return with_domain(claim, found) if found else None


def _by_rows(claim: Claim, series: Series, gap: Term, limits: Limits) -> Evidence | None:
    """Evidence by the sign of the difference in normal form, an instance of a row being known."""
    basis = reduced(claim.before, claim.after, known_of(claim), limits)
    normal, known = basis.normal(gap), basis.known
    goal = App(claim.relation, (normal, ZERO))
    plain = Basis(known, {}, limits)
    rows = (
        _entropies(claim, basis, series, normal),
        _products(basis, series, normal),
        _named(claim, basis, series),
        _termwise(claim, plain, series, plain.normal(gap)),
        _termwise(claim, basis, series, normal),
        _cauchy(basis, series, normal),
    )
    for row in chain(*rows):
        if not _learnt(basis, row) or not known.holds(goal):
            continue
        if within(known.facts.signs.sign(normal), ALLOWED[claim.relation]):
            return basis.wrapped(Sign(basis.arithmetic(gap, normal)))
    return None


def _learnt(basis: Basis, row: Axiom) -> bool:
    """Learns an instance of a row, as the normal form of the claim has it."""
    for condition in instance(AXIOMS[row.name], row.bindings)[1]:
        if isinstance(condition, Bind) and not basis.known.facts.holds(condition):
            _everywhere(basis.known, condition, basis.limits)
    if not basis.known.learn(row):
        return False
    match basis.known.inferred(row):
        case App("<" | "<=" as rel, (a, b)):
            gap = difference(b, a)
            basis.visit(gap)
            normal = basis.normal(gap)
            flipped = {"<": ">", "<=": ">="}[rel]
            fact = Lemma(App(flipped, (normal, ZERO)), Sign(basis.arithmetic(normal, gap)))
            return normal == gap or basis.known.learn(fact)
    return False


def _everywhere(known: ProofContext, s: Bind, limits: Limits) -> None:
    """Learns that a statement holds of every term of a sum, by cases where its form asks for it."""
    generalised(known, s)  # not within a search, so that it may search itself
    if not known.facts.holds(s) and any(map(condition_of, subterms(s))):
        found = shown(s, known, Effort(limits, deep=True))
        if found is not None:
            known.learn(Lemma(s, found))


def _series_of(claim: Claim) -> Series | None:
    """The sums of a claim, if they are over one finite range."""
    parts = (t for side in (claim.before, claim.after) for t in subterms(side))
    sums = [t for t in parts if isinstance(t, Bind) and t.head in ("sum", "prod")]
    if not sums or is_infinite(sums[0]) or any(t.args != sums[0].args for t in sums):
        return None
    ends, names = sums[0].args, free_names(claim.before) | free_names(claim.after)
    var = fresh(sums[0].var, names | claim.context.sorts.keys())
    bodies = dict.fromkeys(_body(t, var) for t in sums if t.head == "sum")
    given = []
    for fact in chain(conjuncts(claim.context.assumptions), _instances(claim)):
        match fact:
            case App("=", (Bind("sum") as t, c)) | App("=", (c, Bind("sum") as t)):
                if t.args == ends and var not in free_names(c):
                    given.append((_body(t, var), c))
    names = frozenset().union(*map(free_names, bodies)) - {var}
    given.sort(key=lambda row: not names & free_names(row[0]))
    return Series(ends, var, tuple(bodies), tuple(given[:MAX_KNOWN]))


def _instances(claim: Claim) -> Iterator[Term]:
    """What is assumed for all indices, at those that occur."""
    for found in instances(claim.context.assumptions, (claim.before, claim.after)):
        if isinstance(found.statement, Bind):
            yield at_values(found.statement, found.at)


def _body(t: Bind, var: str) -> Term:
    return substitute(t.body, {t.var: Sym(var)})


# --- term by term --------------------------------------------------------------------------------


def _termwise(claim: Claim, basis: Basis, series: Series, gap: Term) -> Iterator[Axiom]:
    """That the terms of the difference have its sign, sums of known value added."""
    sign = -1 if claim.relation in ("<", "<=") else 1
    body, rest = _as_one(basis, series, gap)
    if body == ZERO:
        return
    strict = claim.relation in ("<", ">")
    row = "sum_positive" if strict else "sum_nonnegative"
    a, b = series.ends
    given = series.given[:MAX_GIVEN]
    for times in product((0, 1, -1), repeat=len(given)):
        added = [(number(k), u, c) for k, (u, c) in zip(times, given, strict=True) if k]
        left = basis.normal(rest - sum_of([k * c for k, _, c in added]))
        terms = sum_of([body, *(k * u for k, u, _ in added)])
        if left != ZERO and added:
            continue
        if left != ZERO:
            terms = terms + left / (b - a + 1)
        yield series.row(row, f=basis.normal(number(sign) * terms))


def _side_by_side(
    claim: Claim, basis: Basis, series: Series, gap: Term, bodies: Parts, rest: Term
) -> Evidence | None:
    """Evidence by the terms of sums as they are written, before any of them is summed.

    Arguments:
        bodies, rest: of the difference, as `_apart` has them.
    """
    strict, sign = claim.relation in ("<", ">"), 1 if claim.relation in (">", ">=") else -1
    if not bodies or (rest == ZERO and len(bodies) == 1):
        return None
    (a, b), lemmas = series.ends, list[Evidence]()
    if rest != ZERO:
        bodies.append((basis.normal(rest / (b - a + 1)), ONE))
        lemmas.append(Axiom("sum_constant", (("u", ONE), ("a", a), ("b", b))))
    pieces = tuple((number(sign) * c, f) for c, f in bodies)
    terms = sum_of([c * f for c, f in pieces])
    row = series.row("sum_positive" if strict else "sum_nonnegative", f=terms)
    for condition in instance(AXIOMS[row.name], row.bindings)[1]:
        if isinstance(condition, Bind) and not basis.known.facts.holds(condition):
            _everywhere(basis.known, condition, basis.limits)
    if not basis.known.learn(row):
        return None
    whole = Bind("sum", series.var, terms, series.ends)
    lemmas.append(Linearity(whole, pieces))
    found = Sign(Arithmetic(gap, number(sign) * whole, tuple(lemmas)))
    return basis.known.shown(found) if all(map(basis.known.inferred, lemmas)) else None


def _apart(basis: Basis, series: Series, t: Term) -> tuple[Parts, Term]:
    """A combination of sums over one range as factors and bodies, and what is left."""
    found, rest = Parts(), list[Term]()
    for c, monomial in basis.summands(t):
        parts = factors_of(monomial)
        sums = [u for u in parts if _is_sum(u, series.ends)]
        if len(sums) == 1 and not any(_holds_sum(u) for u in parts if u is not sums[0]):
            others = [u for u in parts if u is not sums[0]]
            found.append((scaled(c, product_of(others or [ONE])), _body(sums[0], series.var)))  # type: ignore[arg-type]  # a sum
        else:
            rest.append(scaled(c, monomial))
    return found, sum_of(rest)


def _holds_sum(t: Term) -> bool:
    return any(isinstance(u, Bind) for u in subterms(t))


def _as_one(basis: Basis, series: Series, t: Term) -> tuple[Term, Term]:
    """A combination of sums over one range as the body of one sum, and what is left."""
    inside: list[Term] = []
    outside: list[Term] = []
    for c, monomial in basis.summands(t):
        parts = factors_of(monomial)
        at = next((n for n, u in enumerate(parts) if _is_sum(u, series.ends)), None)
        if at is None:
            outside.append(scaled(c, monomial))
        else:
            whole, rest = parts[at], [*parts[:at], *parts[at + 1 :]]
            inside.append(scaled(c, product_of([*rest, _body(whole, series.var)])))  # type: ignore[arg-type]  # a sum
    return sum_of(inside), sum_of(outside)


def _is_sum(t: Term, ends: Ends) -> bool:
    return is_sum(t) and t.args == ends


# --- by name -------------------------------------------------------------------------------------


def _named(claim: Claim, basis: Basis, series: Series) -> Iterator[Axiom]:
    """Instances of the named inequalities that the claim may be about."""
    weights = [u for u, c in series.given if c == ONE]
    for side in (claim.before, claim.after):
        for t in dict.fromkeys(subterms(side)):
            match t:
                case App("abs", (Bind("sum") as whole,)):
                    yield series.row("sum_abs", f=_body(whole, series.var))
                case Bind("prod"):
                    yield series.row("sum_means", f=_body(t, series.var))
                case App("exp" | "log" as head, (Bind("sum") as whole,)):
                    for f in weights:
                        g = basis.normal(_body(whole, series.var) / f)
                        yield series.row(f"jensen_{head}", f=f, g=g)


def _entropies(claim: Claim, basis: Basis, series: Series, gap: Term) -> Iterator[Axiom]:
    """Jensen's inequality for weighted sums of logarithms, taken together as one."""
    sign = 1 if claim.relation in ("<", "<=") else -1
    body, _ = _as_one(basis, series, gap)
    for f in (u for u, c in series.given if c == ONE):
        parts = basis.summands(number(sign) * body / f)
        powers = [(u, int(c)) for c, log in parts for u in _under_log(log) if c.denominator == 1]
        if powers and len(powers) == len(parts):
            yield series.row("jensen_log", f=f, g=of_powers(powers))


def _under_log(t: Term) -> tuple[Term, ...]:
    match t:
        case App("log", (u,)):
            return (u,)
    return ()


def _bodies(basis: Basis, series: Series, gap: Term) -> list[Term]:
    """What is summed in a difference and as it was written, in sums of known value, and 1."""
    atoms = [_body(t, series.var) for t in basis.atoms(gap) if _is_sum(t, series.ends)]  # type: ignore[arg-type]  # a sum
    known = [u for u, _ in series.given]
    return list(dict.fromkeys(basis.normal(u) for u in (*series.bodies, *atoms, *known, ONE)))


def _products(basis: Basis, series: Series, gap: Term) -> Iterator[Axiom]:
    """Cauchy's inequality where the square of a body is the product of two others."""
    bodies = _bodies(basis, series, gap)
    for whole, (one, other) in product(bodies, combinations(bodies, 2)):
        if basis.normal(whole**2 - one * other) == ZERO:
            yield series.row("sum_cauchy", f=_root(basis, one), g=_root(basis, other))
    if len(series.bodies) > 1 and series.given:
        one, other = series.bodies[:2]
        yield series.row("sum_cauchy", f=_root(basis, one), g=_root(basis, other))


def _cauchy(basis: Basis, series: Series, gap: Term) -> Iterator[Axiom]:
    """Cauchy's inequality for products f*g with f^2 a body, and f*g a body or 1."""
    bodies, made = _bodies(basis, series, gap), 0
    if not series.given and not _is_quadratic(basis, series, gap):
        return
    for one, whole in product(bodies, bodies):
        f = _root(basis, one)
        g = basis.normal(whole / f)
        if basis.normal(g**2) != basis.normal(f**2) and made < MAX_CAUCHY:
            made += 1
            yield series.row("sum_cauchy", f=f, g=g)


def _is_quadratic(basis: Basis, series: Series, t: Term) -> bool:
    """Whether a term holds the product of two sums."""
    products = (factors_of(monomial) for _, monomial in basis.summands(t))
    return any(sum(_is_sum(u, series.ends) for u in parts) > 1 for parts in products)


def _root(basis: Basis, t: Term) -> Term:
    """A square root of a term, squares in front of the root, which is left out where it can be."""
    c, powers = basis.factors(t)
    outside = of_powers([(p, n // 2) for p, n in powers if n not in (0, 1)])
    inside = scaled(c, of_powers([(p, 1) for p, n in powers if n % 2]))
    return outside if inside == ONE else outside * call("sqrt", inside)
