"""Quadratic inequalities in arrays by completing squares: |u + v|^2 <= 2*|u|^2 + 2*|v|^2.

Where tr(x.T @ P @ x) stands with a factor d >= 0 and, beside it, x is linear, what is linear goes
into a square,

    d*tr(x.T @ P @ x) + tr(w.T @ x) = d*tr(z.T @ P @ z) + rest,     z = x + inv(P) @ w/(2*d)

and x does not stand in the rest; x may be a product of arrays, P is the unit matrix, one that is
positive definite, or a projection.  Words are rewritten by the equations that are known, and |x|^2
with -|u|^2 beside it may go into |x - u|^2, as for the fit u of least squares.  This is
Gauss's elimination, which decides whether a form is nonnegative (Horn and Johnson, Matrix Analysis,
7.1 and 7.7; Boyd and Vandenberghe, Convex Optimization, A.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from itertools import product as product_of

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.definite import DEFINITE, definiteness
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import ONE, TWO, ZERO, App, Sym, Term, call, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.words import reduced_to, rewriting_under
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import as_powers, of_powers, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import scaled
from derivcheck.provers.normalforms.determinants import known_equations
from derivcheck.provers.normalforms.parts import Part, Word, mirrored, parts, product
from derivcheck.provers.normalforms.words import Rewriting, has_arrays
from derivcheck.provers.sideconditions.signed_forms import ascending, difference

MAX_SQUARES = 4
"""How many squares are completed, one after the other."""
MAX_PIVOTS = 16
"""How many squares are tried in all."""
MAX_CHOICES = 4
"""How many vectors are replaced by others, one instead of another."""
MADE = frozenset(("norm", "tr", "matmul"))


@dataclass(frozen=True, slots=True)
class Pivot:
    """A square in a form: factor*tr(letter.T @ metric @ letter), without a metric for a norm.

    Arguments:
        projection: the metric is one: symmetric, and its square is itself.
        within: what is subtracted from the letter, a projection of it.
    """

    letter: Word
    metric: Term | None
    factor: Term
    projection: bool = False
    within: Term | None = None


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a weak inequality that is quadratic in arrays, or None."""
    goal = compared_arrays(claim)
    if goal is None:
        return None
    known = known_of(claim)
    shown = _by_squares(known, goal) or _of_norms(known, goal)
    return with_domain(claim, known.shown(shown)) if shown else None


def compared_arrays(claim: Claim) -> App | None:
    """The comparison that a claim makes of real numbers, if some are made of arrays."""
    goal = App(claim.relation, (claim.before, claim.after))
    heads = {u.head for u in subterms(goal) if isinstance(u, App)}
    ordered = claim.relation in ORDERS and claim.context.field == "real"
    return goal if ordered and heads & MADE else None


def _by_squares(known: ProofContext, goal: App) -> Evidence | None:
    """Evidence that a difference is a sum of squares, by what is known of the arrays in it."""
    low, high = ascending(goal)
    strict, gap = "<" if goal.head in ("<", ">") else "<=", difference(high, low)
    for without in ((), *_choices(known)):
        tried = known.knowing()
        rewriting = rewriting_under(tried, gap, without=without)
        form = _as_squares(tried, rewriting, gap)
        if form is None or not tried.holds(App(strict, (ZERO, form))):
            continue
        form = form if low == goal.args[1] else -form
        same = reduced_to(difference(*goal.args), form, rewriting)
        shown = Lemma(goal, Sign(same)) if same else None
        if shown and tried.inferred(shown):
            return tried.shown(shown)
    return None


def _choices(known: ProofContext) -> Iterator[tuple[Term, ...]]:
    """Vectors in equations that are known, each of which may be replaced by others."""
    vectors = dict.fromkeys(
        u
        for a, b, _ in known_equations(known.facts)
        for u in subterms(a - b)
        if isinstance(u, Sym) and len(known.facts.context.sorts[u.name].shape) == 1
    )
    yield from ((u, call("transpose", u)) for u in list(vectors)[:MAX_CHOICES])


def _of_norms(known: ProofContext, goal: App) -> Evidence | None:
    """A comparison of two norms, or of a norm and a number, by their squares."""
    low, high = ascending(goal)
    if not any(isinstance(t, App) and t.head == "norm" for t in (low, high)):
        return None
    strict, field = goal.head in ("<", ">"), known.facts.field
    gap = difference(high**TWO, low**TWO)
    if any(has_arrays(part.factor) for part in parts(field, field.value(gap))):
        return None  # of a higher degree
    if not all(known.holds(call("<=", ZERO, t)) for t in (low, high)):
        return None
    squares = App("<" if strict else "<=", (low**TWO, high**TWO))
    shown = _by_squares(known.knowing(), squares)
    if shown is None or not known.learn(shown):
        return None
    row = "square_order_strictly" if strict else "square_order"
    return Lemma(goal) if known.learn(Axiom(row, (("u", low), ("v", high)))) else None


def _as_squares(known: ProofContext, rewriting: Rewriting, gap: Term) -> Term | None:
    """A form as a sum of squares, which are learnt, and of numbers; None if it is none."""
    return _searched(known, rewriting, gap, (gap,), iter(range(MAX_PIVOTS)))


def _searched(
    known: ProofContext,
    rewriting: Rewriting,
    rest: Term,
    found: tuple[Term, ...],
    budget: Iterator[int],
) -> Term | None:
    """The same, depth first.

    Arguments:
        rest: what is left of the form.
        found: the form as it was written, and the squares that were taken from it.
    """
    field, rest = known.facts.field, _reduced(rewriting, rest)
    form, squares = _gathered(field, rest), list(found[1:])
    if not form:
        return sum_of([*squares, rest] if rest != ZERO else squares) if squares else None
    if len(squares) == MAX_SQUARES:
        return None
    written = form if squares else [*_gathered(field, found[0]), *form]
    for pivot in chain(_apart(known, rewriting, written), _pivots(known, rewriting, form)):
        if next(budget, None) is None:
            return None
        square = _completed(known, pivot, form)
        whole = _searched(known, rewriting, rest - square, (*found, square), budget)
        if whole is not None:
            return whole
    return None


def _reduced(rewriting: Rewriting, t: Term) -> Term:
    value, _ = rewriting.reduced(rewriting.field.value(t))
    return fraction(rewriting.field, value)


def _gathered(field: Field, t: Term) -> list[Part]:
    """The words in a form, each once, with factors in which signs can be seen."""
    found: dict[Part, list[Term]] = {}
    for part in parts(field, field.value(t)):
        found.setdefault(replace(part, factor=ONE), []).append(part.factor)
    factors = (as_powers(field, field.value(sum_of(terms))) for terms in found.values())
    written = (scaled(c, of_powers(powers)) for c, powers in factors)
    return [replace(part, factor=factor) for part, factor in zip(found, written, strict=True)]


def _apart(known: ProofContext, rewriting: Rewriting, form: list[Part]) -> Iterator[Pivot]:
    """Squares of v - u where |v|^2 stands in a form and |u|^2 is subtracted; first those in which
    v.T @ u is |u|^2, as if u is a projection of v, all such u at once before them.
    """
    field, kept, taken = known.facts.field, dict[Word, Term](), dict[Term, Term]()
    yield from _weighted(known, form)
    for letter, middle, factor in _squares(known, form):
        if has_arrays(factor):  # of a higher degree: its sign is dear
            continue
        if not middle and known.holds(call("<=", ZERO, factor)):
            kept.setdefault(letter, factor)
        elif (not middle or _projects(rewriting, middle)) and known.holds(call("<=", factor, ZERO)):
            taken.setdefault(_reduced(rewriting, product((*middle, *letter))), factor)
    for v in kept:
        left = {u: _left_of(known, rewriting, u, product(v)) for u in taken}
        near = [u for u in left if left[u] is False]
        others = [u for u in left if left[u]]
        choices = [tuple(near)] if len(near) > 1 else []
        for us in (*choices, *((u,) for u in (*near, *others))):
            less = fraction(field, field.value(-taken[us[0]]))
            yield Pivot(v, None, less, within=sum_of(list(us)))


def _weighted(known: ProofContext, form: list[Part]) -> Iterator[Pivot]:
    """Squares of v - u in a metric M where v.T @ M @ v stands in a form and a multiple of
    v.T @ M @ u is subtracted, with an inverse in u, as the gain of a filter or the fit of a ridge.
    """
    field = known.facts.field
    squares = [row for row in _squares(known, form) if not has_arrays(row[2])]
    for (v, metric, factor), (letter, middle, less) in product_of(squares, squares):
        inner = middle[len(metric) :]
        if letter != v or middle != (*metric, *inner) or not _has_inverse(inner):
            continue
        if len(metric) > 1 or not all(_definite(known, u) for u in metric):
            continue
        if known.holds(call("<=", ZERO, factor)) and known.holds(call("<=", less, ZERO)):
            scale = fraction(field, field.value(-less / factor))
            within = scale * product((*inner, *letter))
            yield Pivot(v, metric[0] if metric else None, factor, within=within)


def _has_inverse(word: Word) -> bool:
    return any(isinstance(u, App) and u.head == "inv" for u in word)


def _left_of(known: ProofContext, rewriting: Rewriting, u: Term, v: Term) -> bool | None:
    """Whether v.T @ u is not |u|^2 by what is known; None if they have no product."""
    if shape_of(u, known.facts.context) != shape_of(v, known.facts.context):
        return None
    gap = call("tr", call("matmul", call("transpose", v - u), u))
    return not rewriting.reduced(rewriting.field.value(gap))[0].top.is_zero()


def _pivots(known: ProofContext, rewriting: Rewriting, form: list[Part]) -> Iterator[Pivot]:
    """Squares whose factor is known not to be negative, those of the longest words first."""
    squares = sorted(_squares(known, form), key=lambda row: (len(row[1]), -len(row[0])))
    for letter, middle, factor in squares:
        definite = len(middle) == 1 and _definite(known, middle[0])
        if middle and not definite and not _projects(rewriting, middle):
            continue
        if known.holds(call("<=", ZERO, factor)):
            yield Pivot(letter, product(middle) if middle else None, factor, not definite)


def _squares(known: ProofContext, form: list[Part]) -> Iterator[tuple[Word, Word, Term]]:
    """Words that are the same from both ends: that end, the middle and the factor."""
    for part in form:
        for word in _readings(part):
            for size in range(len(word) // 2, 0, -1):
                letter, middle = word[len(word) - size :], word[size : len(word) - size]
                if _mirrors(known, word[:size], letter):
                    yield letter, middle, part.factor


def _projects(rewriting: Rewriting, middle: Word) -> bool:
    """Whether what is known of a product makes it symmetric, and its square itself."""
    once, turned = product(middle), call("transpose", product(middle))
    gaps = (once - turned, call("matmul", *middle, *middle) - once)
    return all(rewriting.reduced(rewriting.field.value(gap))[0].top.is_zero() for gap in gaps)


def _readings(part: Part) -> Iterator[Word]:
    """A word, and a trace from each of its letters."""
    word = part.word
    yield from (word[n:] + word[:n] for n in range(len(word) if part.circle else 1))


def _mirrors(known: ProofContext, first: Word, last: Word) -> bool:
    """Whether a word is the transpose of another one; a vector may be written as it is."""
    turned = mirrored(known.facts.field, last)
    return first == turned or first == (last[-1], *turned[1:])


def _definite(known: ProofContext, metric: Term) -> bool:
    return definiteness(metric, known.facts) == DEFINITE


def _completed(known: ProofContext, pivot: Pivot, form: list[Part]) -> Term:
    """The square that takes in all that is linear in the letter of a pivot, learnt not to be less
    than zero.
    """
    shift = [part.factor / (TWO * pivot.factor) * w for part, w in _linear(known, pivot, form)]
    metric = pivot.metric
    if pivot.within is not None:
        shift = [-pivot.within]
    elif metric is not None and shift and not pivot.projection:
        shift = [call("matmul", _inverse(metric), sum_of(shift))]
    z = fraction(
        known.facts.field, known.facts.field.value(sum_of([product(pivot.letter), *shift]))
    )
    if metric is not None and pivot.projection:
        z = call("matmul", metric, z)
    if metric is None or pivot.projection:
        known.learn(Axiom("gram", (("M", z),)))
        inner = call("matmul", call("transpose", z), z)
    else:
        known.learn(Axiom("definite", (("M", z), ("P", metric))))
        inner = call("matmul", call("transpose", z), metric, z)
    square = call("tr", inner)
    return square if pivot.factor == ONE else pivot.factor * square


def _inverse(metric: Term) -> Term:
    match metric:
        case App("inv", (inner,)):
            return inner
    return call("inv", metric)


def _linear(known: ProofContext, pivot: Pivot, form: list[Part]) -> Iterator[tuple[Part, Term]]:
    """What stands before a letter where it stands once, as the array it is multiplied with."""
    field, letter = known.facts.field, pivot.letter
    turned, size = mirrored(field, letter), len(letter)
    for part in form:
        for word in _readings(part):
            first, last = word[:size] == turned, word[-size:] == letter
            if len(word) > size and first != last:
                yield part, product(word[size:] if first else mirrored(field, word[:-size]))
                break
