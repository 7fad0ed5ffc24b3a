"""Equations between nested finite sums with linear bounds, by the indicator of their polyhedra.

Both sides are written as sums over rectangles (`rectangles.py`), indices that an equation fixes are
summed away, and what has the same atoms up to the names and the order of its indices is brought
under the same sums.  There the bodies differ by a combination of indicators of linear inequalities,
which is decided by cases on these.  Where an order of the indices is not determined by the atoms,
the body is averaged over the orders that leave them alone (Barvinok, Integer Points in Polyhedra,
chapter 2; Manssur, Portugal and Svaiter, Int. J. Mod. Phys. C 13, 2002).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Evidence,
    Have,
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
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.differences import Differences, bounds
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import (
    Index,
    exchanges,
    factors_of,
    nested,
    spelled,
    under,
)
from derivcheck.provers.normalforms.entries import OUTSIDE
from derivcheck.provers.normalforms.index_bounds import establish
from derivcheck.provers.normalforms.rectangles import (
    Beyond,
    Box,
    Piece,
    Spreading,
    combined,
    times,
)  # fmt: skip
from derivcheck.provers.normalforms.shifted import zero_of
from derivcheck.provers.normalforms.spelled import spelled_out

HEADS = frozenset(("+", "*", "neg", "/", "^", "index", "indicator", "where", *ALLOWED))
"""Of what stands in the sums."""
MADE = frozenset(("tr", "matmul", "norm"))
"""Heads of numbers that are sums over entries."""
SYMMETRIC = frozenset(("symmetric", "positive definite"))
MAX_INDICES = 4
MAX_CASES = 400
"""How many cases of conditions one equation may take."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of sums over polyhedra, or None."""
    if claim.relation != "=":
        return None
    if not _of_this_class(claim.before, claim.after):
        return _by_entries(claim, limits)
    known = known_of(claim)
    shown = _compared(claim, known, limits)
    return None if shown is None else _with_domain(claim, shown)


def _compared(claim: Claim, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence, complete, with indices moved where they stand or else where they are read."""
    for cutting in (False, True):
        within = known.knowing()
        try:
            found = Comparison(within, limits, claim, cutting).evidence()
        except Beyond:
            continue
        if found is not None:
            return within.shown(found)
    return None


def _by_entries(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with traces and products of arrays, which are spelled out as sums
    over their entries first, beside a sum over no rectangle; or None.
    """
    sides = (claim.before, claim.after)
    terms = [u for side in sides for u in subterms(side)]
    sums = (u for u in terms if isinstance(u, Bind) and u.head == "sum")
    if not any(isinstance(u, App) and u.head in MADE for u in terms) or not any(map(_cuts, sums)):
        return None
    known = known_of(claim)
    basis = Basis(known, OUTSIDE, limits)
    plain = [_spelled_out(basis, t) for t in sides]
    if not _of_this_class(*plain):
        return None
    shown = _compared(replace(claim, before=plain[0], after=plain[1]), known, limits)
    if shown is None:
        return None
    links = [basis.evidence(*pair) for pair in zip(sides, plain, strict=True)]
    return _with_domain(claim, known.shown(Chain((links[0], shown, Symmetry(links[1])))))


def _with_domain(claim: Claim, evidence: Evidence) -> Evidence:
    """The same with what the new side needs, by bounds on differences above all."""
    needs = definedness(claim.after, claim.context)
    return with_domain(claim, evidence, lambda added: establish(added, *needs))


def _spelled_out(basis: Basis, t: Term) -> Term:
    """A side in normal form, if it holds arrays; what are sums already may be cut in it."""
    if all(map(_admitted, subterms(t))):
        return t
    basis.visit(t)
    return spelled_out(basis.normal(t), basis.known.facts.context)


def _of_this_class(*sides: Term) -> bool:
    """Whether only arithmetic stands in sums, and one of them is over no rectangle, or over
    another range than the others, as parts of a range are.
    """
    terms = [u for side in sides for u in subterms(side)]
    sums = [u for u in terms if isinstance(u, Bind)]
    ranges = {u.args for u in sums}
    return all(map(_admitted, terms)) and (len(ranges) > 1 or any(map(_cuts, sums)))


def _admitted(t: Term) -> bool:
    match t:
        case App(head):
            return head in HEADS
        case Bind("sum"):
            return True
    return isinstance(t, Num | Sym)


def _cuts(t: Bind) -> bool:
    """Whether the range of an inner sum, or an inequality, speaks of the index of a sum."""
    for u in subterms(t.body):
        match u:
            case Bind(_, _, _, ends):
                conditions: tuple[Term, ...] = ends
            case App("indicator" | "where", (*_, App("<=" | "<" | ">=" | ">" | "!=") as p)):
                conditions = (p,)
            case _:
                continue
        if any(t.var in free_names(v) for v in conditions):
            return True
    return False


class Comparison:
    """The difference of two sides as sums over rectangles.

    Arguments:
        known: where both sides have values.
        claim: of an equation.
        cutting: whether ranges are cut, and sums exchanged, before an index is moved.
    """

    def __init__(
        self, known: ProofContext, limits: Limits, claim: Claim, cutting: bool = False
    ) -> None:
        self.claim, self.known, self.cutting = claim, known, cutting
        self.basis = Basis(known, {}, limits)
        self.taken = taken_by(known.facts, claim.before, claim.after)
        self.lemmas: list[Evidence] = []
        self.cases = MAX_CASES

    def evidence(self) -> Evidence | None:
        """Evidence for the equation, or None.  Raises: Beyond."""
        pieces: list[Piece] = []
        for side, sign in ((self.claim.before, ONE), (self.claim.after, -ONE)):
            spreading = Spreading(self.basis, self.taken, _boxes(self.known), self.cutting)
            found = spreading.spread(side, self.known)
            self.lemmas += found.lemmas
            for p in found.pieces:
                pieces += self._simple(replace(p, factor=sign * p.factor))
        if not self._cancel(pieces):
            parts = [q for p in pieces for q in self._apart(p)]
            if parts == pieces or not self._cancel(parts):
                return None
        return Arithmetic(self.claim.before, self.claim.after, tuple(self.lemmas))

    def _cancel(self, pieces: Sequence[Piece]) -> bool:
        """Whether pieces add up to zero, those with one key alone."""
        groups: dict[tuple[str, ...], list[Piece]] = {}
        for p in pieces:
            groups.setdefault(self._key(p), []).append(p)
        return all(not key[0] or self._vanishes(group) for key, group in groups.items())

    # --- single pieces ---------------------------------------------------------------------------

    def _simple(self, p: Piece) -> Iterator[Piece]:
        """A piece as a combination of pieces without equations between indices."""
        if not p.indices:
            yield p
            return
        if len(p.indices) > MAX_INDICES:
            raise Beyond
        parts = self._expanded(p)
        if parts != [(ONE, p.body)]:
            self.lemmas.append(combined(p.indices, p.body, parts))
        for c, body in parts:
            q = Piece(times(p.factor, c), p.indices, body)
            yield from self._collapsed(q)

    def _expanded(self, p: Piece) -> list[tuple[Term, Term]]:
        """A body as a combination of products."""
        basis = Basis(self.basis.known, {}, self.basis.limits)
        found = [(number(c), m) for c, m in basis.summands(p.body)]
        factors = factors_of(p.body)
        alone = len(found) == 1 and found[0][0] == ONE and len(set(factors)) == len(factors)
        return [(ONE, p.body)] if alone else found

    def _collapsed(self, p: Piece) -> Iterator[Piece]:
        """A piece without the indices that an equation in its body fixes."""
        names = [name for name, _ in p.indices]
        for u in factors_of(p.body):
            match u:
                case App("indicator", (App("=", (a, b)),)):
                    for name in names:
                        value = zero_of(self.basis, a - b, name)
                        if value is not None and name in free_names(a - b):
                            yield from self._without(p, u, name, value)
                            return
        yield p

    def _without(self, p: Piece, u: Term, name: str, value: Term) -> Iterator[Piece]:
        """A piece with an index summed away."""
        order = [*(i for i in p.indices if i[0] != name), *(i for i in p.indices if i[0] == name)]
        rest = product_of([v for v in factors_of(p.body) if v is not u])
        ends = order[-1][1]
        plain = App("indicator", (call("=", Sym(name), value),)) * rest
        links = [*exchanges(p.indices, p.body, [i[0] for i in order])]
        indices = order[:-1]
        new = substitute(rest, {name: value})
        f = Bind("lambda", name, rest, ())
        row = Axiom("sum_collapse", (("f", f), ("a", ends[0]), ("b", ends[1]), ("c", value)))
        old = Bind("sum", name, plain, ends)
        if plain != p.body:
            links.append(under(order, p.body, plain, Arithmetic(p.body, plain)))
        inner = self._inside(indices, old)
        establish(inner, call("<=", ends[0], value), call("<=", value, ends[1]))
        if inner.inferred(row) is None:
            raise Beyond
        links.append(under(indices, old, new, inner.shown(row)))
        self.lemmas.append(Chain(tuple(links)))
        yield from self._simple(Piece(p.factor, tuple(indices), new))

    def _inside(self, indices: Sequence[Index], *bodies: Term) -> ProofContext:
        """What is known under sums, where bodies have values."""
        known = self.known
        for n, (name, _) in enumerate(indices):
            t = nested(indices[n:], bodies[0])
            assert isinstance(t, Bind)
            known = known.inside(t, name)
        return known.knowing(*(c for u in bodies for c in definedness(u, known.facts.context)))

    def _apart(self, p: Piece) -> Iterator[Piece]:
        """A piece over a square as what is beside its diagonal, and that, which is a single sum."""
        match p.indices:
            case ((i, ends), (j, others)) if ends == others:
                at = (Sym(i), Sym(j))
                parts = [(ONE, App("indicator", (App(r, at),)) * p.body) for r in ("!=", "=")]
                self.lemmas.append(combined(p.indices, p.body, parts))
                for _, body in parts:
                    yield from self._collapsed(replace(p, body=body))
            case _:
                yield p

    # --- groups ----------------------------------------------------------------------------------

    def _key(self, p: Piece) -> tuple[str, ...]:
        """What pieces share that are brought under the same sums."""
        return min((self._told(p, order) for order in _orders(p)), default=("", ""))

    def _told(self, p: Piece, order: Sequence[Index]) -> tuple[str, ...]:
        """The ranges and the atoms of a piece whose indices stand in an order."""
        called: dict[str, Term] = {name: Sym(f"#{n}") for n, (name, _) in enumerate(order)}
        atoms = [u for u in factors_of(p.body) if not _is_coefficient(u)]
        told = "*".join(sorted(self._spelled(substitute(u, called)) for u in atoms))
        return ";".join(repr(ends) for _, ends in order), told

    def _spelled(self, u: Term) -> str:
        """An atom as a text, the places of a symmetric matrix in one order."""
        sorts = self.known.facts.context.sorts
        match u:
            case App("^", (v, n)):
                return f"{self._spelled(v)}^{n}"
            case App("index", (Sym(name), i, j)) if sorts[name].traits & SYMMETRIC:
                i, j = sorted((i, j), key=spelled)
                return spelled(App("index", (Sym(name), i, j)))
        return spelled(u)

    def _vanishes(self, pieces: Sequence[Piece]) -> bool:
        """Whether pieces with one key add up to zero; what shows it becomes a lemma."""
        first = pieces[0]
        key = self._key(first)
        orders = [o for o in _orders(first) if self._told(first, o) == key]
        indices = tuple(orders[0])
        bodies: list[tuple[Term, Term]] = []
        for p in pieces:
            order = next(o for o in _orders(p) if self._told(p, o) == key)
            self._lemma(exchanges(p.indices, p.body, [name for name, _ in order]))
            called: dict[str, Term] = {
                old: Sym(new) for (old, _), (new, _) in zip(order, indices, strict=True)
            }
            bodies.append((p.factor, substitute(p.body, called)))
        return self._balanced(indices, bodies) or (
            len(orders) > 1 and self._balanced(indices, self._averaged(indices, bodies, orders))
        )

    def _averaged(
        self,
        indices: tuple[Index, ...],
        bodies: Sequence[tuple[Term, Term]],
        orders: Sequence[Sequence[Index]],
    ) -> list[tuple[Term, Term]]:
        """Bodies in all orders of the indices that leave the atoms alone."""
        found: list[tuple[Term, Term]] = []
        share = ONE / len(orders)
        for c, body in bodies:
            for order in orders:
                p = Piece(ONE, indices, body)
                self._lemma(exchanges(p.indices, p.body, [name for name, _ in order]))
                called: dict[str, Term] = {
                    old: Sym(new) for (old, _), (new, _) in zip(order, indices, strict=True)
                }
                found.append((share * c, substitute(body, called)))
        return found

    def _lemma(self, links: Iterator[Evidence]) -> None:
        found = tuple(links)
        if found:
            self.lemmas.append(Chain(found))

    def _balanced(self, indices: tuple[Index, ...], bodies: Sequence[tuple[Term, Term]]) -> bool:
        """Whether sums over one rectangle add up to zero, by their bodies."""
        total = sum_of([times(c, b) for c, b in bodies])
        inner = self._inside(indices, total)
        shown = self._by_cases(inner, total, Differences.of(inner.facts.statements))
        if shown is None:
            return False
        none = combined(indices, ZERO, [(ZERO, ONE)])
        self.lemmas.append(combined(indices, total, bodies))
        self.lemmas.append(Chain((under(indices, total, ZERO, shown), none)))
        return True

    def _by_cases(self, known: ProofContext, t: Term, order: Differences) -> Evidence | None:
        """Evidence that a combination of indicators is zero.

        Arguments:
            order: what is known of the indices.
        """
        self.cases -= 1
        if self.cases < 0:
            raise Beyond
        rows: list[Evidence] = []
        lemmas: list[Evidence] = []
        open_: list[Term] = []
        field = Field(known.facts.context)
        for p in _conditions(t):
            for name, value, statement in (
                ("indicator_true", ONE, p),
                ("indicator_false", ZERO, negation(p)),
            ):
                found = _follows(order, statement)
                if found is not None:
                    lemmas += found
                    rows.append(Axiom(name, (("p", p),)))
                    field.assume(App("indicator", (p,)), value)
                    break
            else:
                open_.append(p)
        if field.equal(t, ZERO, known.facts.holds):
            shown = Arithmetic(t, ZERO, tuple(rows))
            return Have(tuple(lemmas), shown) if lemmas else shown
        if not open_:
            return None
        choice = _choice(order, open_[0])
        if choice is None:
            return None
        yes, no = choice, negation(choice)
        one = self._by_cases(known, t, order.knowing(yes))
        other = one and self._by_cases(known, t, order.knowing(no))
        return Cases(choice, one, other) if one and other else None


# --- parts ---------------------------------------------------------------------------------------


def _boxes(known: ProofContext) -> dict[str, Box]:
    """The indices that are free and stand between a number and a size, with these."""
    lows: dict[str, Term] = {}
    highs: dict[str, Term] = {}
    for s in known.facts.statements:
        match s:
            case App("<=", (Num() as low, Sym(name))):
                lows[name] = low
            case App("<=", (Sym(name), high)) if free_names(high):
                highs[name] = high
    return {name: (low, highs[name]) for name, low in lows.items() if name in highs}


def _conditions(t: Term) -> list[Term]:
    """The conditions of indicators."""
    found = (u.args[0] for u in subterms(t) if isinstance(u, App) and u.head == "indicator")
    return list(dict.fromkeys(found))


def _follows(order: Differences, p: Term) -> tuple[Evidence, ...] | None:
    """Lemmas after which a statement about whole numbers is known; None if it does not follow."""
    match p:
        case App("!=", sides):
            one = order.shown(App("<", sides))
            return one if one is not None else order.shown(App(">", sides))
    return order.shown(p)


def _choice(order: Differences, p: Term) -> Term | None:
    """A comparison that is open where a statement is."""
    match p:
        case App("=" | "!=", sides):
            below = App("<=", sides)
            return below if order.shown(below) is None else App(">=", sides)
    return p if list(bounds(p)) else None


def _is_coefficient(u: Term) -> bool:
    """Whether a factor is an indicator or a polynomial in indices and numbers."""
    if isinstance(u, App) and u.head == "indicator":
        return True
    return all(isinstance(v, Num | Sym) or v.head in ("+", "*", "neg", "^") for v in subterms(u))


def _orders(p: Piece) -> Iterator[list[Index]]:
    """The orders in which the indices may stand."""
    yield from (list(order) for order in permutations(p.indices)) if p.indices else ()
