"""Finite sums over polyhedra as sums over rectangles, their inequalities as indicators.

    sum(sum(f(i, j), j = i..n), i = 1..n) = sum(sum(1{i <= j}*f(i, j), j = 1..n), i = 1..n)

A sum whose bounds are linear in the indices around it ranges over the whole points of a polyhedron.
With every range widened to one that is free of the indices, sums may be exchanged at will, and the
polyhedron stands in the body as the indicator of its inequalities (Barvinok, Integer Points in
Polyhedra, chapters 1 and 2: the algebra of indicators; Graham, Knuth and Patashnik, Concrete
Mathematics, sections 2.1 and 2.4: Iverson's convention).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
    Linearity,
    Symmetry,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    is_infinite,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.foundations.differences import NOTHING, linear
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import is_sum, series_row
from derivcheck.provers.normalforms.anchors import anchor, is_beside
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import (
    Index,
    exchanges,
    factors_of,
    nested,
    under,
)  # fmt: skip
from derivcheck.provers.normalforms.index_bounds import establish, have_values
from derivcheck.provers.normalforms.narrowed import narrowed
from derivcheck.provers.normalforms.shifted import affine

MAX_PIECES = 24
"""The most sums that one side is made of."""

Box = tuple[Term, Term]
"""Ends that are free of indices, between which an index lies."""


class Beyond(Exception):
    """The term is not of this class, or too large."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A multiple of a product under sums over a rectangle.

    Arguments:
        factor: free of the indices.
        indices: from outside; no range speaks of another index.
    """

    factor: Term
    indices: tuple[Index, ...]
    body: Term

    @property
    def sum(self) -> Term:
        """The sum alone."""
        return nested(self.indices, self.body)

    @property
    def whole(self) -> Term:
        """The multiple of the sum."""
        return self.sum if self.factor == ONE else self.factor * self.sum


@dataclass(frozen=True, slots=True)
class Spread:
    """A term as a sum of pieces, by exact arithmetic modulo lemmas."""

    pieces: tuple[Piece, ...]
    lemmas: tuple[Evidence, ...] = ()

    @property
    def whole(self) -> Term:
        """The sum of the pieces."""
        return sum_of([piece.whole for piece in self.pieces])


class Spreading:
    """Writes terms as sums over rectangles.

    Arguments:
        basis: of what is known outside of the sums; it has no lemmas.
        taken: names that mean something; those of the indices are added.
        boxes: name of an index that is free -> its range.
        cutting: whether an index that stands beside others, or whose range ends in the body, is
            moved under the sums over these, its range cut before.
    """

    def __init__(
        self, basis: Basis, taken: set[str], boxes: Mapping[str, Box], cutting: bool = False
    ) -> None:
        self.basis, self.taken, self.cutting = basis, taken, cutting
        self.ends: dict[str, tuple[Term, ...]] = dict(boxes)

    def spread(self, t: Term, known: ProofContext) -> Spread:
        """A term as a sum of pieces.  Raises: Beyond."""
        if isinstance(t, App) and t.head == "where":
            return self._product([App("indicator", t.args[1:]), t.args[0]], known)
        if not any(is_sum(u) for u in subterms(t)):
            return Spread((Piece(t, (), ONE),))
        match t:
            case Bind("sum"):
                return self._sum(t, known)
            case App("+"):
                return self._summands(t, known)
            case App("neg", (u,)):
                found = self.spread(u, known)
                return replace(
                    found, pieces=tuple(replace(p, factor=-p.factor) for p in found.pieces)
                )
            case App("*" | "/" | "^"):
                return self._product(factors_of(t), known)
        raise Beyond

    def _summands(self, t: Term, known: ProofContext) -> Spread:
        """A body as a sum of pieces, one for each summand at least."""
        if isinstance(t, App) and t.head == "+":
            found = [self._summands(u, known) for u in t.args]
            pieces = tuple(p for one in found for p in one.pieces)
            return _limited(pieces, tuple(e for one in found for e in one.lemmas))
        return self.spread(t, known)

    def _product(self, factors: Sequence[Term], known: ProofContext) -> Spread:
        """A product by the pieces of its factors."""
        done = Spread((Piece(ONE, (), ONE),))
        if len(factors) == 1:
            raise Beyond
        for u in factors:
            have_values(known, u)  # where an indicator beside it is zero as well
            one = self.spread(u, known)
            pieces, lemmas = [], [*done.lemmas, *one.lemmas]
            for p in done.pieces:
                for q in one.pieces:
                    pieces.append(replace(_joined(p, q), factor=times(p.factor, q.factor)))
                    lemmas += _joining(p, q)
            done = _limited(tuple(pieces), tuple(lemmas))
        return done

    # --- under a sum -----------------------------------------------------------------------------

    def _sum(self, t: Bind, known: ProofContext) -> Spread:
        if is_infinite(t):
            raise Beyond
        name = fresh(t.var, self.taken)
        self.taken.add(name)
        t = replace(t, var=name, body=substitute(t.body, {t.var: Sym(name)}))
        self.ends[name] = t.args
        inner = self._within(t, known)
        below = self._summands(t.body, inner)
        lemmas = list(below.lemmas)
        for p in below.pieces:
            lemmas += _drawn_in(p.factor, p.indices, p.body)
        flat = [Piece(ONE, p.indices, times(p.factor, p.body)) for p in below.pieces]
        body = sum_of([p.sum for p in flat])
        spread = replace(t, body=body)
        links: list[Evidence] = []
        if body != t.body:
            inside = inner.shown(Arithmetic(t.body, body, tuple(lemmas)))
            links.append(Congruence(t, spread, (inside, None, None), name))
        if len(flat) > 1:
            links.append(Linearity(spread, tuple((ONE, p.sum) for p in flat)))
        placed = [
            self._placed(Piece(ONE, ((name, t.args), *p.indices), p.body), known) for p in flat
        ]
        found = [Chain(tuple(links))] if links else []
        have_values(known, spread, *(Bind("sum", name, p.sum, t.args) for p in flat))
        return _limited(
            tuple(p for one in placed for p in one.pieces),
            (*found, *(e for one in placed for e in one.lemmas)),
        )

    def _within(self, t: Bind, known: ProofContext) -> ProofContext:
        """What is known under a sum, its body having a value."""
        inner = known.inside(t, t.var)
        return inner.knowing(*definedness(t.body, inner.facts.context))

    def _placed(self, p: Piece, known: ProofContext) -> Spread:
        """A piece with the range of its outermost index moved, and widened to a rectangle."""
        if self.cutting and is_beside(self.basis, p.indices, p.body):
            return self._inward(p, known)
        cut, links = self._cut(p, known)
        moved, more = self._moved(cut, known)
        links += more
        for box in self._wide(moved):
            found = self._widened(moved, box, known)
            if found is not None:
                links += found[1]
                return Spread((found[0],), (Chain(tuple(links)),) if links else ())
        raise Beyond

    def _cut(self, p: Piece, known: ProofContext) -> tuple[Piece, list[Evidence]]:
        """A single sum that is moved, over no more than the inequalities in its body leave."""
        if (
            not self.cutting
            or len(p.indices) > 1
            or anchor(self.basis, p.indices, p.body) == (1, ZERO)
        ):
            return p, []
        index, body, links = narrowed(self.basis, p.indices[0], p.body, known)
        return Piece(ONE, (index,), body), links

    def _inward(self, p: Piece, known: ProofContext) -> Spread:
        """A piece whose outermost index stands beside inner ones, as in c[j + n - k, j], placed as
        the innermost.  Raises: Beyond.
        """
        (index, *inner), links = p.indices, list[Evidence]()
        links += exchanges(p.indices, p.body, [*(name for name, _ in inner), index[0]])
        alone = Piece(ONE, (index,), p.body)
        steps = ((*inner[:n], index, *inner[n:]) for n in range(1, len(p.indices)))
        have_values(known, *(nested(order, p.body) for order in steps))
        for n, (name, _) in enumerate(inner):
            t = nested(inner[n:], alone.sum)
            assert isinstance(t, Bind)
            known = known.inside(t, name)
        known = known.knowing(*definedness(alone.sum, known.facts.context))
        found = self._placed(alone, known)
        (q,) = found.pieces
        if q != alone:
            links.append(under(inner, alone.sum, q.sum, known.shown(Chain(found.lemmas))))
        return Spread((replace(q, indices=(*inner, *q.indices)),), (Chain(tuple(links)),))

    def _box(self, ends: tuple[Term, ...]) -> Box:
        """A range with the indices in its ends at their own ends, innermost first.

        Raises: Beyond.
        """
        low, high = ends
        return self._end(low, 0), self._end(high, 1)

    def _end(self, t: Term, side: int) -> Term:
        for _ in range(len(self.ends) + 1):
            inner = next((name for name in reversed(self.ends) if name in free_names(t)), None)
            if inner is None:
                return self.basis.normal(t)
            found = affine(self.basis, t, inner)
            if found is None:
                raise Beyond
            slope, rest = found
            t = rest + number(slope) * self.ends[inner][side if slope == 1 else 1 - side]
        raise Beyond

    # --- moved and turned ------------------------------------------------------------------------

    def _moved(self, p: Piece, known: ProofContext) -> tuple[Piece, list[Evidence]]:
        """A piece with its outermost index where one reads it in the body, alone."""
        slope, offset = anchor(self.basis, p.indices, p.body)
        links: list[Evidence] = []
        t = p.sum
        assert isinstance(t, Bind)
        if slope == -1:
            offset = self.basis.normal(offset - App("+", t.args))
            t = self._by_row(series_row("sum_reverse", t), t, known, links)
        if offset != ZERO:
            t = self._by_row(series_row("sum_shift", t, c=-offset), t, known, links)
        return _opened(t, len(p.indices)), links

    def _by_row(self, row: Axiom, t: Bind, known: ProofContext, links: list[Evidence]) -> Bind:
        """What a row makes of a sum, the places of its index written as one does."""
        match known.inferred(row):
            case App("=", (_, Bind() as found)):
                pass
            case _:
                raise Beyond
        links.append(row)
        have_values(known, found)
        raw = replace(found, var=t.var, body=substitute(found.body, {found.var: Sym(t.var)}))
        body, ends = _tidy(self.basis, raw.body, t.var), tuple(map(self.basis.normal, raw.args))
        plain = replace(raw, body=body, args=ends)
        if raw != plain:
            parts = (raw.body, body), *zip(raw.args, ends, strict=True)
            same = tuple(Arithmetic(u, v) if u != v else None for u, v in parts)
            links.append(Congruence(raw, plain, same, t.var))
            have_values(known, plain)
        return plain

    # --- widened ---------------------------------------------------------------------------------

    def _wide(self, p: Piece) -> Iterator[Box]:
        """The range of an axis of an array at which an index stands alone; that of its box."""
        name, ends = p.indices[0]
        sorts = self.basis.known.facts.context.sorts
        for t in subterms(p.body):
            match t:
                case App("index", (Sym(array), *places)) if Sym(name) in places:
                    shape = sorts[array].shape if array in sorts else ()
                    if len(shape) == len(places):
                        yield shape[places.index(Sym(name))]
                        break
        low, high = self._box(ends)
        yield _from_one(low), _to_name(self.basis, high)
        yield low, high

    def _widened(
        self, p: Piece, box: Box, known: ProofContext
    ) -> tuple[Piece, list[Evidence]] | None:
        """A piece whose outermost index runs from end to end of a box, cut by indicators."""
        (name, (low, high)), inner = p.indices[0], p.indices[1:]
        links: list[Evidence] = []
        x, done = Sym(name), p
        for n, (end, bound) in enumerate(zip((low, high), box, strict=True)):
            if self.basis.field.equal(end, bound):
                continue
            ends = done.indices[0][1]
            cut = App("indicator", (call("<=", end, x) if n == 0 else call("<=", x, end),))
            wide = (bound, ends[1]) if n == 0 else (ends[0], bound)
            body = cut * nested(inner, done.body)
            t = Bind("sum", name, body, wide)
            f = Bind("lambda", name, nested(inner, done.body), ())
            letters = (("f", f), ("a", wide[0]), ("b", wide[1]), ("c", end))
            row = Axiom("sum_from" if n == 0 else "sum_until", letters)
            establish(known, call("<=", bound, end) if n == 0 else call("<=", end, bound))
            if known.inferred(row) is None:
                return None
            have_values(known, t)
            links.append(Symmetry(row))
            new = Piece(ONE, ((name, wide), *inner), cut * done.body)
            lemmas = tuple(_drawn_in(cut, inner, done.body))
            if lemmas:
                same = Arithmetic(body, nested(inner, new.body), lemmas)
                have_values(known, new.sum)
                links.append(Congruence(t, new.sum, (same, None, None), name))
            done = new
        return done, links


# --- ends and places -----------------------------------------------------------------------------


def _tidy(basis: Basis, t: Term, var: str) -> Term:
    """A term with the places of an index in normal form."""
    if var not in free_names(t):
        return t
    if isinstance(t, App) and t.head in ("+", "neg") and affine(basis, t, var):
        return basis.normal(t)
    if isinstance(t, Bind):
        body = _tidy(basis, t.body, var)
        return replace(t, body=body, args=tuple(_tidy(basis, u, var) for u in t.args))
    if isinstance(t, App):
        return App(t.head, tuple(_tidy(basis, u, var) for u in t.args))
    return t


def _from_one(low: Term) -> Term:
    """The lower end of the usual range around one that starts at a number."""
    match low:
        case Num(value) if value > 1:
            return ONE
    return low


def _to_name(basis: Basis, high: Term) -> Term:
    """The upper end of the usual range around one that ends below a name."""
    form = linear(high) or {}
    below = form.get(NOTHING, 0)
    return basis.normal(high - number(below)) if below < 0 and len(form) == 2 else high


# --- pieces --------------------------------------------------------------------------------------


def _limited(pieces: tuple[Piece, ...], lemmas: tuple[Evidence, ...]) -> Spread:
    if len(pieces) > MAX_PIECES:
        raise Beyond
    return Spread(pieces, lemmas)


def times(u: Term, v: Term) -> Term:
    """A product without factors 1."""
    return v if u == ONE else u if v == ONE else u * v


def _opened(t: Term, depth: int) -> Piece:
    """A term under so many sums as a piece."""
    indices: list[Index] = []
    for _ in range(depth):
        assert isinstance(t, Bind)
        indices.append((t.var, t.args))
        t = t.body
    return Piece(ONE, tuple(indices), t)


def _joined(p: Piece, q: Piece) -> Piece:
    return Piece(ONE, (*p.indices, *q.indices), times(p.body, q.body))


def _joining(p: Piece, q: Piece) -> Iterator[Evidence]:
    """Lemmas by which the product of two sums is the double sum."""
    if not p.indices:
        yield from _drawn_in(p.body, q.indices, q.body)
        return
    if not q.indices:
        yield from _drawn_in(q.body, p.indices, p.body)
        return
    yield from _drawn_in(q.sum, p.indices, p.body)
    inside = tuple(_drawn_in(p.body, q.indices, q.body))
    whole = nested(q.indices, times(p.body, q.body))
    old = q.sum * p.body
    if inside:
        yield under(p.indices, old, whole, Arithmetic(old, whole, inside))


def _drawn_in(factor: Term, indices: Sequence[Index], body: Term) -> Iterator[Evidence]:
    """The lemma that a factor before sums may stand under them."""
    if factor != ONE and indices:
        yield combined(indices, times(factor, body), [(factor, body)])


def combined(indices: Sequence[Index], body: Term, parts: Sequence[tuple[Term, Term]]) -> Evidence:
    """Evidence that sums over a combination are the combination of sums.

    Arguments:
        indices: from outside, at least one.
        body: equal to the combination by exact arithmetic.
        parts: factors free of the indices, and bodies.
    """
    name, ends = indices[-1]
    t = Bind("sum", name, body, ends)
    shown: Evidence = Linearity(t, tuple(parts))
    parts = [(c, Bind("sum", name, g, ends)) for c, g in parts]
    for name, ends in reversed(indices[:-1]):
        total = sum_of([times(c, g) for c, g in parts])
        old, new = Bind("sum", name, t, ends), Bind("sum", name, total, ends)
        shown = Chain(
            (Congruence(old, new, (shown, None, None), name), Linearity(new, tuple(parts)))
        )
        parts = [(c, Bind("sum", name, g, ends)) for c, g in parts]
        t = old
    return shown
