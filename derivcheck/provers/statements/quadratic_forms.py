"""Quadratic inequalities in arrays by completing squares: |u + v|^2 <= 2*|u|^2 + 2*|v|^2.

Where tr(x.T @ P @ x) stands with a factor d >= 0 and, beside it, x is linear, what is linear goes
into a square,

    d*tr(x.T @ P @ x) + tr(w.T @ x) = d*tr(z.T @ P @ z) + rest,     z = x + inv(P) @ w/(2*d)

and x does not stand in the rest; x may be a product of arrays, P is the unit matrix or one that is
positive definite.  This is Gauss's elimination, which decides whether a form is nonnegative (Horn
and Johnson, Matrix Analysis, 7.1 and 7.7; Boyd and Vandenberghe, Convex Optimization, A.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma, Sign
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
from derivcheck.provers.normalforms.words import Rewriting
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_SQUARES = 4
"""How many squares are completed, one after the other."""
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
    goal = App(claim.relation, (claim.before, claim.after))
    heads = {u.head for u in subterms(goal) if isinstance(u, App)}
    if claim.relation not in ORDERS or claim.context.field != "real" or not heads & MADE:
        return None
    known = known_of(claim)
    shown = _by_squares(known, goal) or _of_norms(known, goal)
    return with_domain(claim, known.shown(shown)) if shown else None


def _by_squares(known: ProofContext, goal: App) -> Evidence | None:
    """Evidence that a difference is a sum of squares, by what is known of the arrays in it."""
    low, high = goal.args if goal.head in ("<", "<=") else goal.args[::-1]
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
    low, high = goal.args if goal.head in ("<", "<=") else goal.args[::-1]
    if not any(isinstance(t, App) and t.head == "norm" for t in (low, high)):
        return None
    strict = goal.head in ("<", ">")
    if not all(known.holds(call("<=", ZERO, t)) for t in (low, high)):
        return None
    squares = App("<" if strict else "<=", (low**TWO, high**TWO))
    shown = _by_squares(known.knowing(), squares)
    if shown is None or not known.learn(shown):
        return None
    row = "square_order_strictly" if strict else "square_order"
    return Lemma(goal) if known.learn(Axiom(row, (("u", low), ("v", high)))) else None


def _as_squares(known: ProofContext, rewriting: Rewriting, rest: Term) -> Term | None:
    """A form as a sum of squares, which are learnt, and of numbers; None if it is none."""
    field, squares = known.facts.field, list[Term]()
    while found := _gathered(field, rest := _reduced(rewriting, rest)):
        pivot = next(_pivots(known, rewriting, found), None)
        if pivot is None or len(squares) == MAX_SQUARES:
            return None
        square = _completed(known, pivot, found)
        squares.append(square)
        rest = rest - square
    left = [rest] if rest != ZERO else []
    return sum_of([*squares, *left]) if squares else None


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


def _pivots(known: ProofContext, rewriting: Rewriting, form: list[Part]) -> Iterator[Pivot]:
    """Squares whose factor is known not to be negative, those of the longest words first; before
    them what a projection takes away from one.
    """
    squares = sorted(_squares(known, form), key=lambda row: (len(row[1]), -len(row[0])))
    for letter, middle, factor in squares:
        if middle and known.holds(call("<=", factor, ZERO)) and _projects(rewriting, middle):
            taken = call("matmul", *middle, *letter)
            less = fraction(known.facts.field, known.facts.field.value(-factor))
            yield Pivot(letter, None, less, within=taken)
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
    sorts = known.facts.context.sorts
    return isinstance(metric, Sym) and "positive definite" in sorts[metric.name].traits


def _completed(known: ProofContext, pivot: Pivot, form: list[Part]) -> Term:
    """The square that takes in all that is linear in the letter of a pivot, learnt not to be less
    than zero.
    """
    shift = [part.factor / (TWO * pivot.factor) * w for part, w in _linear(known, pivot, form)]
    metric = pivot.metric
    if pivot.within is not None:
        shift = [-pivot.within]
    elif metric is not None and shift and not pivot.projection:
        shift = [call("matmul", call("inv", metric), sum_of(shift))]
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
