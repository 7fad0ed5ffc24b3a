"""Infinite sums: by what their terms are differences of, beside a known series or alone.

A term f is written as C*g + F(j + 1) - F(j) with the term g of a row of the axiom table, moved to
where the sum begins, or with C = 0.  C and F come from one system of linear equations: Gosper's
algorithm with one unknown more (Petkovsek, Wilf and Zeilberger, A = B, chapter 5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Generalise,
    Lemma,
    Linearity,
)
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
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
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.proof_context import ProofContext, opened
from derivcheck.provers.foundations.square_roots import root_term
from derivcheck.provers.normalforms.asymptotic import expanded
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.collected import collected
from derivcheck.provers.normalforms.gosper import is_rational, reduced
from derivcheck.provers.normalforms.telescoping import quotient_of
from derivcheck.provers.normalforms.wave_sums import wave_difference

MAX_OFFSET = 12
"""How far from where a known series begins a sum may begin."""
MAX_ORDER = 12
"""The highest pole of a term that is looked for among sums of reciprocal powers."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """f(j + 1)/f(j) = lead * product of (j + a) / product of (j + b), as far as it is that."""

    lead: Term
    above: tuple[Term, ...]
    below: tuple[Term, ...]


def infinite_sum(basis: Basis, t: Bind) -> bool:
    """Proposes the value of an infinite sum; whether one was found."""
    a, b = t.args
    if b != INFINITY or a in INFINITE or basis.known.facts.context.field != "real":
        return False
    key = ("infinite sum", basis.field.key(t))
    if key in basis.memory:
        return False
    basis.memory[key] = 1
    name = fresh(t.var, frozenset(basis.known.facts.context.sorts) | free_names(t) | {t.var})
    t = Bind("sum", name, substitute(t.body, {t.var: Sym(name)}), t.args)
    ratio = _ratio(basis, t, t.body)
    if ratio is not None:
        found = reduced(_generic(basis, t), ratio, name, ONE)
        if found is not None and by_differences(basis, t, found[1] * t.body):
            return True
    if ratio is None and any(by_differences(basis, t, f) for f in _telescopes(basis, t)):
        return True
    return any(_beside(basis, t, row) for row in _rows(basis, t, ratio))


def _telescopes(basis: Basis, t: Bind) -> tuple[Term, ...]:
    """What terms may be the difference of, one step apart: atan(k + 1) - atan(k), log(1 + 1/k)."""
    match t.body:
        case App("+", (u, v)):
            return (-u, -v)
        case App("log", (u,)):
            root = quotient_of(basis, replace(t, body=u))
            return () if root is None else (call("log", root),)
    return wave_difference(basis, t)


def partial(basis: Basis, t: Bind) -> bool:
    """Proposes that a limit of partial sums, or integrals, is the whole; whether that has a value.

    Arguments:
        t: a limit.
    """
    match t:
        case Bind("lim", n, Bind("sum" | "int" as head, j, body, (a, Sym(upper))), (end,)):
            if upper != n or end != INFINITY or n in free_names(a) | free_names(body) - {j}:
                return False
        case _:
            return False
    letters = (("f", Bind("lambda", j, body, ())), ("a", a))
    row = (
        "partial_integrals" if head == "int" else COUNTED if t.sort == "integer" else "partial_sums"
    )
    whole = App("defined", (Bind(head, j, body, (a, INFINITY)),))
    converges = basis.known.holds(whole)
    if not converges and (head == "int" or not basis.known.learn(Axiom(PARTIAL, letters))):
        return False
    basis.known.learn(Axiom(f"{row}_exists", letters))
    return basis.propose(Axiom(row, letters))


# --- by differences ------------------------------------------------------------------------------


def by_differences(basis: Basis, t: Bind, f: Term) -> bool:
    """A sum by what its terms are differences of, if that has a limit."""
    normal = _inner(basis, t, t.body).normal(f) if f != ZERO else f
    if _telescoped(basis, t, normal):
        return True
    one = collected(basis.field, f, t.var, least=1)  # which normal forms take apart
    return one is not None and _telescoped(basis, t, one)


def _telescoped(basis: Basis, t: Bind, f: Term) -> bool:
    """Proposes a sum by differences of a function, as it is written, that has a limit."""
    lambdas = (("f", Bind("lambda", t.var, t.body, ())), ("g", Bind("lambda", t.var, f, ())))
    bindings = (*lambdas, ("a", t.args[0]))
    known, end = basis.known.knowing(), Bind("lim-", t.var, f, (INFINITY,))
    (every,) = instance(AXIOMS["telescoped"], bindings)[1]
    if not isinstance(every, Bind) or not _everywhere(basis, known, every):
        return False
    shown, has_limit = expanded(known, end), App("defined", (end,))
    if shown is None or not known.learn(Lemma(has_limit, shown)):
        return False
    if not basis.known.learn(Lemma(has_limit, known.shown(Lemma(has_limit)))):
        return False
    exists = known.shown(Axiom("telescoped_exists", bindings))
    if not basis.known.learn(Lemma(App("defined", (t,)), exists)):
        return False
    return basis.propose(known.shown(Axiom("telescoped", bindings)))


def _everywhere(basis: Basis, known: ProofContext, every: Bind) -> bool:
    """Learns an equation for all whole numbers of a range, in which both sides have values."""
    name, inner, wanted = opened(known, every)
    if not isinstance(wanted, App) or not inner.defined(wanted):
        return False
    session = Basis(inner, basis.handlers, basis.limits)
    for side in wanted.args:
        session.visit(side)
    if not session.equal(*wanted.args):
        return False
    if not inner.learn(Lemma(wanted, session.evidence(*wanted.args))):
        return False
    for s in (*needed(every, known.facts.context), every):
        assert isinstance(s, Bind)
        one = Lemma(substitute(s.body, {s.var: Sym(name)}))
        if not known.learn(Lemma(s, Generalise(name, inner.shown(one)))):
            return False
    return True


# --- ratios --------------------------------------------------------------------------------------


def _inner(basis: Basis, t: Bind, *terms: Term) -> Basis:
    """A session under the sum, where some terms are defined."""
    known = basis.known.inside(t, t.var)
    more = [c for u in terms for c in definedness(u, known.facts.context)]
    inner = Basis(known.knowing(*more), basis.handlers, basis.limits)
    for u in terms:
        inner.visit(u)
    return inner


def _generic(basis: Basis, t: Bind) -> Basis:
    """A session under the sum in which all real numbers are positive."""
    known = basis.known.inside(t, t.var).positive()
    return Basis(known, basis.handlers, basis.limits)


def _quotient(basis: Basis, t: Bind, u: Term, v: Term) -> Term | None:
    """u/v as a rational function of the variable."""
    generic, q = _generic(basis, t), u / v
    generic.known = generic.known.knowing(*definedness(q, generic.known.facts.context))
    generic.visit(q)
    found = tidied(generic, generic.normal(q), t.var)
    return found if is_rational(found, frozenset((t.var,))) else None


def tidied(basis: Basis, t: Term, var: str) -> Term:
    """A term whose functions have arguments in normal form, in which a name may cancel."""
    if not isinstance(t, App) or var not in free_names(t):
        return t
    if t.head in ("+", "*", "/", "neg", "^"):
        return rebuild(t, tuple(tidied(basis, u, var) for u in t.args))
    return rebuild(t, tuple(map(basis.normal, t.args)))


def _ratio(basis: Basis, t: Bind, u: Term) -> Term | None:
    return _quotient(basis, t, substitute(u, {t.var: Sym(t.var) + 1}), u)


def _is_rational(t: Term, var: str) -> bool:
    """Whether a term is rational in a name."""
    match t:
        case _ if var not in free_names(t):
            return True
        case Sym():
            return True
        case App("+" | "*" | "/" | "neg", parts):
            return all(_is_rational(p, var) for p in parts)
        case App("^", (u, Num(n))) if n.denominator == 1:
            return _is_rational(u, var)
    return False


def _parted(basis: Basis, t: Bind, ratio: Term) -> Ratio | None:
    """A ratio by its factors, which must be of degree one."""
    inner = Basis(_generic(basis, t).known, {}, basis.limits)
    content, factors = inner.factors(ratio)
    lead: Term = number(content)
    places: dict[bool, list[Term]] = {True: [], False: []}
    for factor, power in factors:
        base = factor
        if t.var in free_names(factor):
            origin = substitute(factor, {t.var: ZERO})
            base = inner.normal(substitute(factor, {t.var: ONE}) - origin)
            place = inner.normal(origin / base)
            if t.var in free_names(place) or not inner.equal(factor, base * (Sym(t.var) + place)):
                return None
            places[power > 0] += [place] * abs(power)
        lead = lead * base ** number(power)
    return Ratio(inner.normal(lead), tuple(places[True]), tuple(places[False]))


def lead(basis: Basis, t: Bind) -> Term | None:
    """What the ratio of neighbouring terms of a sum tends to, if it is a number times factors."""
    ratio = _ratio(basis, t, t.body)
    parts = None if ratio is None else _parted(basis, t, ratio)
    level = parts is not None and len(parts.above) == len(parts.below)
    return parts.lead if parts is not None and level else None


# --- known series --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """A known series: the row, what stands for its letters, its sum, moved by some steps."""

    row: str
    bindings: tuple[tuple[str, Term], ...]
    moved: int

    @property
    def sum(self) -> Bind:
        """As it stands in the row."""
        statement, _ = instance(AXIOMS[self.row], self.bindings)
        assert isinstance(statement, App) and isinstance(statement.args[0], Bind)
        return statement.args[0]

    def term(self, var: str) -> Term:
        """Its term in a variable, moved."""
        at = Sym(var) + self.moved if self.moved else Sym(var)
        return substitute(self.sum.body, {self.sum.var: at})


def _rows(basis: Basis, t: Bind, ratio: Term | None) -> Iterator[Known]:
    """Known series whose terms may be rational multiples of those of a sum."""
    found = basis.field.constant(t.args[0])
    start = None if found is None or found.denominator != 1 else int(found)
    if ratio is not None:
        parts = _parted(basis, t, ratio)
        if parts is None:
            return
        for row, proposed in LETTERS.items():
            for letters in proposed(basis, parts):
                if _converges(basis, row, letters):
                    yield from _moved(row, letters, start, parts)
        return
    for exponent in dict.fromkeys(_exponents(basis, t)):
        for sign in (-ONE, ONE):
            letters = {"u": basis.normal(sign * exponent)}
            for row in POWERS:
                if _converges(basis, row, letters):
                    yield from _moved(row, letters, start, None)


def _converges(basis: Basis, row: str, letters: dict[str, Term]) -> bool:
    """Learns that a known series has a value, if the conditions of its row hold."""
    return basis.known.learn(Axiom(f"{row}_exists", tuple(letters.items())))


def _exponents(basis: Basis, t: Bind) -> Iterator[Term]:
    """The exponents of powers of what moves, as they stand or as exponentials of logarithms."""
    for u in subterms(t.body):
        match u:
            case App("^", (v, e)) if t.var in free_names(v) and t.var not in free_names(e):
                yield e
            case App("exp", (e,)):
                for v in (v for v in subterms(e) if isinstance(v, App) and v.head == "log"):
                    found = basis.normal(e / v)
                    if t.var in free_names(v) and t.var not in free_names(found):
                        yield found


def _moved(
    row: str, letters: dict[str, Term], start: int | None, parts: Ratio | None
) -> Iterator[Known]:
    """A known series where the sum begins, and where its terms have the poles of the sum's."""
    first, bindings = _FIRST[row], tuple(letters.items())
    steps = [0] if start is None else [first - start, 0]
    places = (*parts.above, *parts.below) if parts else ()
    for place in places:
        if isinstance(place, Num) and place.value.denominator in (1, 2):
            steps += [int(place.value // 1) + k for k in (-1, 0)]
    for step in dict.fromkeys(steps):
        if abs(step) <= MAX_OFFSET:
            yield Known(row, bindings, step)


def _beside(basis: Basis, t: Bind, row: Known) -> bool:
    """A sum by a known series and differences."""
    g = row.term(t.var)
    r = _quotient(basis, t, t.body, g)
    if r is None:
        return False
    if t.var not in free_names(r):
        return _used(basis, t, row, r, ZERO)
    generic = _generic(basis, t)
    v = generic.value(r)
    p, q = generic.polynomial(v.top), generic.polynomial(v.bottom)
    unit = g / q
    ratio = _ratio(basis, t, unit)
    if ratio is None:
        return False
    found = reduced(generic, ratio, t.var, p, q)
    if found is None or found[0] == ZERO:
        return False
    multiple, y = found
    return _used(basis, t, row, multiple, y * unit if y != ZERO else ZERO)


def _used(basis: Basis, t: Bind, row: Known, multiple: Term, f: Term) -> bool:
    """A sum as a multiple of a known series, and differences."""
    begun = _begun(basis, row, t)
    if begun is None:
        return False
    rest = Bind("sum", t.var, t.body - multiple * begun.body, t.args)
    basis.leave(begun, rest)
    if not by_differences(basis, rest, f):
        return False
    apart = Linearity(t, ((multiple, begun.body), (ONE, rest.body)))
    return basis.known.learn(Lemma(App("defined", (t,)), apart)) and basis.propose(apart)


def _begun(basis: Basis, row: Known, t: Bind) -> Bind | None:
    """A known series moved to begin where a sum does, its value being proposed."""
    if not basis.propose(Axiom(row.row, row.bindings)):
        return None
    whole = _shifted(basis, row, t.var)
    if whole is None:
        return None
    here, there = whole.args[0], t.args[0]
    gap = basis.field.constant(there - here)
    if gap is None or gap.denominator != 1 or abs(gap) > MAX_OFFSET:
        return None
    return _cut(basis, whole, there, int(gap))


def _shifted(basis: Basis, row: Known, var: str) -> Bind | None:
    old = row.sum
    body = row.term(var)
    if not row.moved:
        return Bind("sum", var, body, old.args)
    f, c = Bind("lambda", old.var, old.body, ()), number(row.moved)
    letters = (("f", f), ("a", old.args[0]), ("c", c))
    start = basis.normal(old.args[0] - c)
    new = Bind("sum", var, body, (start, INFINITY))
    basis.leave(new)
    moved = Axiom("series_shift", letters)
    if not basis.known.learn(Axiom("series_shift_exists", letters)):
        return None
    found = basis.known.inferred(moved)
    if not isinstance(found, App):
        return None
    return new if basis.propose(Chain((moved, Arithmetic(found.args[1], new)))) else None


def _cut(basis: Basis, t: Bind, start: Term, terms: int) -> Bind | None:
    """A series without its first terms, or with some more in front."""
    f = Bind("lambda", t.var, t.body, ())
    new = Bind("sum", t.var, t.body, (start, INFINITY))
    low, high = (t.args[0], start) if terms >= 0 else (start, t.args[0])
    at = [basis.normal(low + number(k)) for k in range(abs(terms))]
    basis.leave(*(replace(t, args=(place + 1, INFINITY)) for place in at))
    if terms > 0:
        letters = (("f", f), ("a", low), ("c", high))
        if not basis.known.learn(Axiom("series_rest_exists", letters)):
            return None
    for place in reversed(at) if terms < 0 else ():
        if not basis.known.learn(Axiom("series_first_exists", (("f", f), ("a", place)))):
            return None
    if all(basis.axiom("sum_first", f=f, a=place, b=INFINITY) for place in at):
        return new
    return None


# --- what stands for the letters of a row --------------------------------------------------------


def _root(basis: Basis, u: Term) -> Term | None:
    """A square root, if it is seen to have one."""
    content, factors = basis.factors(u)
    if content <= 0 or any(e % 2 for p, e in factors if free_names(p)):
        return None
    root = root_term(content)
    for p, e in factors:
        root = root * (p ** number(e // 2) if e % 2 == 0 else call("sqrt", p ** number(e)))
    return basis.normal(root)


Letters = Callable[[Basis, Ratio], Iterator[dict[str, Term]]]


def _by_lead(scale: int = 1, degree: int = 0) -> Letters:
    """u by the factor of the ratio, for ratios that fall by a degree."""

    def letters(basis: Basis, r: Ratio) -> Iterator[dict[str, Term]]:
        if len(r.below) - len(r.above) == degree:
            yield {"u": basis.normal(r.lead * number(scale))}

    return letters


def _by_square(scale: int = 1, degree: int = 0) -> Letters:
    """u by its square."""

    def letters(basis: Basis, r: Ratio) -> Iterator[dict[str, Term]]:
        if len(r.below) - len(r.above) == degree:
            root = _root(basis, basis.normal(r.lead * number(scale)))
            if root is not None:
                yield {"u": root}

    return letters


def _by_power(lead: int) -> Letters:
    """u by how often a place occurs, for ratios with a given factor."""

    def letters(basis: Basis, r: Ratio) -> Iterator[dict[str, Term]]:
        if len(r.below) == len(r.above) and r.lead == number(lead):
            for order in range(min(len(r.below), MAX_ORDER), 0, -1):
                yield {"u": number(order)}

    return letters


def _rising(basis: Basis, r: Ratio) -> Iterator[dict[str, Term]]:
    """u by the factor and v by a place above."""
    if len(r.below) == len(r.above):
        for place in dict.fromkeys(r.above):
            yield {"u": r.lead, "v": place}


LETTERS: dict[str, Letters] = {
    "exp_series":   _by_lead(1, 1),
    "cos_series":   _by_square(-4, 2),
    "sin_series":   _by_square(-4, 2),
    "cosh_series":  _by_square(4, 2),
    "sinh_series":  _by_square(4, 2),
    "log_series":   _by_lead(),
    "atan_series":  _by_square(-1),
    "atanh_series": _by_square(),
    "asin_series":  _by_square(),
    "zeta_series":  _by_power(1),
    "eta_series":   _by_power(-1),
    "odd_series":   _by_power(1),
    "power_series": _rising,
}  # fmt: skip
"""Row -> what may stand for its letters, by the ratio of neighbouring terms."""
PARTIAL, COUNTED = "series_of_sums_exists", "partial_sums_counted"
POWERS = ("zeta_series", "eta_series", "odd_series")
_FIRST = {name: int(name in ("log_series", "zeta_series", "eta_series")) for name in LETTERS}
"""Row -> where its sum begins."""
