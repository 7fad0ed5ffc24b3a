"""Inference: what evidence proves.  One function for each kind; nothing here searches.

infer(evidence, facts)        the statement that evidence proves, wherever its sides have values
certain(evidence, facts)      the same, its sides having values
prove(goal, evidence, facts)  whether it proves the goal, its sides having values; else Rejected

The two strengths are two types.  `Agreement`: equal wherever both sides have a value; it says
nothing where one has none.  `Equality`: both sides have a value and are equal.  A rule that needs
an `Equality` cannot be handed an `Agreement`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import prod
from typing import Any, TypeVar

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.radicals import vanishes
from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.axioms import AXIOMS, Kind, Row, instance, letters
from derivcheck.kernel.checker.convergence import directions, valueless
from derivcheck.kernel.checker.facts import LIMITS, Facts, bare, negation
from derivcheck.kernel.checker.scale import Unexpanded
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.checker.unbounded import line
from derivcheck.kernel.checker.wellformed import meaningful, opened_by, own_terms
from derivcheck.kernel.language.claims import integral, range_of
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.definedness import (
    by_table,
    definedness,
    is_statement,
    needed,
)  # fmt: skip
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import (
    Absurd,
    Along,
    Arithmetic,
    Asymptotics,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Continuity,
    Derivative,
    Each,
    Either,
    Enclosure,
    Entries,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Induction,
    Lemma,
    Linearity,
    NewtonLeibniz,
    Separation,
    Sign,
    Substitution,
    Suppose,
    Symmetry,
    Tail,
    ZeroDerivative,
)  # fmt: skip
from derivcheck.kernel.language.shapes import bound_sort, shape_of
from derivcheck.kernel.language.sorts import INTEGER, REAL, Shape
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    BoundSort,
    Num,
    Sym,
    Term,
    alpha_equal,
    between_weakly,
    call,
    children,
    free_names,
    fresh,
    is_infinite,
    number,
    numeral,
    strictly_between,
    substitute,
    whole,
)  # fmt: skip

T = TypeVar("T")
MAX_ENTRIES = 64
"""How many entries of an array may be shown one by one."""
ORDERS = range(1, 13)
"""How many terms of an expansion may be kept."""
LINEAR = LIMITS | {"sum", "int", "diff"}
OPENED = LINEAR | {"prod", "antiderivative"}
"""Binders under which equal bodies make equal wholes."""
CONVERGING = OPENED - {"antiderivative"}
"""Binders that have a value wherever a binder of the same kind with an equal body has."""


@dataclass(frozen=True, slots=True)
class Rejected(Exception):  # an answer of the kernel, not an error
    """Evidence does not prove what it is meant to; says what is missing."""

    reason: str
    needs: Term | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """A statement that holds wherever its sides have values."""

    statement: Term


class Certain(Guarded):
    """A statement that holds, its sides having values."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two terms that are equal wherever both have a value."""

    left: Term
    right: Term


class Equality(Agreement):
    """Two terms that have a value, the same one."""

    __slots__ = ()


def infer(evidence: Evidence | None, facts: Facts) -> Guarded:
    """The statement that evidence proves, wherever its sides have values.

    Arguments:
        evidence: of a kind that carries its conclusion.
        facts: what may be used; evidence speaks of the names declared there, or opens its own.

    Raises:
        Rejected: if a premise does not hold or cannot be seen to hold.
    """
    rule = _RULES.get(type(evidence))
    if rule is None:
        raise Rejected(f"{type(evidence).__name__} needs a goal")
    _require_declared(evidence, facts)
    return Guarded(rule(evidence, facts))


def certain(evidence: Evidence | None, facts: Facts) -> Certain:
    """The statement that evidence proves, its sides having values.  Raises: Rejected."""
    found = infer(evidence, facts).statement
    require_defined(facts, found)
    return Certain(found)


def prove(goal: Term, evidence: Evidence | None, facts: Facts) -> None:
    """Requires that evidence proves a statement; None that it follows as a side condition.

    Raises: Rejected.
    """
    match goal, evidence:
        case _, None:
            require(facts, goal)
        case _, Absurd(of):
            require(facts, negation(infer(of, facts).statement))
        case _, Have(lemmas, of):
            prove(goal, of, having(lemmas, facts))
        case _, Cases(statement, yes, no):
            _require_declared(evidence, facts)
            require_defined(facts, statement)
            prove(goal, yes, facts.knowing(statement))
            prove(goal, no, facts.knowing(negation(statement)))
        case _, Either(App("or", choices) as statement, parts) if len(choices) == len(parts):
            _require_declared(evidence, facts)
            require(facts, statement)
            for one, part in zip(choices, parts, strict=True):
                prove(goal, part, facts.knowing(one, *assured(one, facts)))
        case App("iff", (p, q)), Each((forward, backward)):
            prove(App("implies", (p, q)), forward, facts)
            prove(App("implies", (q, p)), backward, facts)
        case App("and", goals), Each(parts) if len(goals) == len(parts):
            for one, part in zip(goals, parts, strict=True):
                prove(one, part, facts)
        case App("implies", (p, q)), Suppose(of):
            prove(q, of, facts.knowing(p, *assured(p, facts)))
        case Bind("forall", name, body, bounds), Generalise(var, of):
            require_fresh(var, facts, goal)
            require_defined(facts, *(u for u in bounds if u not in INFINITE))
            prove(substitute(body, {name: Sym(var)}), of, inside(goal, var, facts))
        case App(rel, (a, b)), Sign(of) if rel in ALLOWED:
            require_defined(facts, goal)
            _sign(rel, a, b, of, facts)
        case App("defined", (Bind(head) as t,)), Congruence() | Linearity() if head in CONVERGING:
            _require_bounds(t, facts)
            _exists(t, evidence, facts)
        case App("defined", (Bind() as t,)), Asymptotics():
            if not alpha_equal(t, evidence.term):
                raise Rejected("the evidence is of something else")
            infer(evidence, facts)
        case App("defined", (Bind() as t,)), NewtonLeibniz() | Substitution():
            _require_bounds(t, facts)
            _converges(t, evidence, facts)
        case _:
            require_defined(facts, goal)
            if not alpha_equal(infer(evidence, facts).statement, goal):
                raise Rejected("the evidence proves something else", goal)


def having(lemmas: Sequence[Evidence], facts: Facts) -> Facts:
    """The facts with what lemmas prove, one after the other.  Raises: Rejected."""
    for lemma in lemmas:
        facts = _learned(certain(lemma, facts), facts)
    return facts


def _learned(found: Certain, facts: Facts) -> Facts:
    return facts.knowing(found.statement)


def _sign(rel: str, a: Term, b: Term, of: Evidence, facts: Facts) -> None:
    found = _equality(_agreement(of, facts), facts)
    if not alpha_equal(found.left, a if b == ZERO else a - b):
        raise Rejected("the evidence rewrites something else")
    if not within(facts.signs.sign(found.right), ALLOWED[rel]):
        raise Rejected("the sign is not known", call(rel, found.right, ZERO))


def _require_bounds(t: Bind, facts: Facts) -> None:
    """What a binder reaches to must mean something, whatever its body is.  Raises: Rejected."""
    for condition in definedness(t, facts.context):
        if condition != App("defined", (t,)):
            require(facts, condition)


def _exists(t: Bind, of: Congruence | Linearity, facts: Facts) -> None:
    """A binder has a value because others have whose bodies make up its own, wherever they have.

    A limit is taken along the points at which its body has a value: these must be the same.
    """
    match of:
        case Congruence(Bind() as old, new, (_, *rest)) if not any(rest):
            wholes, factors = [old], []
        case Linearity(new, pieces):
            wholes = [replace(t, body=g) for _, g in pieces]
            factors = [c for c, _ in pieces]
        case _:
            raise Rejected("the evidence is of something else")
    if not alpha_equal(new, t):
        raise Rejected("the evidence proves something else")
    infer(of, facts)
    require_defined(facts, *factors, *wholes)
    under, body, *bodies = _opened(facts, t, *wholes)
    require_defined(knowing_defined(under, *bodies), body)
    if t.head in LIMITS:
        require_defined(knowing_defined(under, body), *bodies)


def _opened(facts: Facts, t: Bind, *others: Bind) -> tuple[Any, ...]:
    """What is known inside a binder; its body and those of others under one fresh name."""
    wholes = (t, *others)
    var = fresh(t.var, taken_by(facts, *wholes))
    return (inside(t, var, facts), *(substitute(w.body, {w.var: Sym(var)}) for w in wholes))


def _converges(t: Bind, of: NewtonLeibniz | Substitution, facts: Facts) -> None:
    """An integral converges if its primitive does at both ends; so does that at one end with both.

    For the first the integrand must be continuous between the ends.  By a change of variables one
    integral converges if the other does.
    """
    found = _agreement(of, facts)
    whole, other = found.left, found.right
    related = [whole, other]
    if isinstance(of, NewtonLeibniz):
        ends = children(other)
        related[1:] = [u.args[0] if isinstance(u, App) and u.head == "neg" else u for u in ends]
        if t.head != "sum" and whole.head == "sum":  # type: ignore[union-attr]  # a binder
            raise Rejected("a sum tells nothing of what lies between whole numbers")
        if alpha_equal(whole, t) and t.head == "int":
            between = having(of.inside, inside(t, of.var, facts))
            body = substitute(t.body, {t.var: Sym(of.var)})
            require_defined(between, body)
            if not continuous(body, of.var, between.holds, facts.context):
                raise Rejected("the integrand may not be continuous", App("defined", (t,)))
    if not any(alpha_equal(u, t) for u in related):
        raise Rejected("the evidence is of something else")
    require_defined(facts, *(u for u in related if not alpha_equal(u, t)))


# --- one function for each kind ------------------------------------------------------------------


def _agreement(evidence: Evidence, facts: Facts) -> Agreement:
    match infer(evidence, facts).statement:
        case App("=", (left, right)):
            return Agreement(left, right)
    raise Rejected("an equation is needed")


def _equality(found: Agreement, facts: Facts) -> Equality:
    """An agreement of two sides that have values.  Raises: Rejected."""
    require_defined(facts, found.left, found.right)
    return Equality(found.left, found.right)


def _equal(left: Term, right: Term) -> Term:
    return App("=", (left, right))


def _arithmetic(e: Arithmetic, facts: Facts) -> Term:
    # Lemmas stay out of the facts' own field, and relations that came into it stay out of here.
    field = Field(facts.context) if e.lemmas or facts.field.bound else facts.field
    known = knowing_defined(facts, e.left, e.right)
    lemmas = [_equality(_agreement(lemma, known), known) for lemma in e.lemmas]
    for lemma in lemmas:
        since = len(field.terms)
        _require_harmless(lemma, field, known)
        field.assume(lemma.left, lemma.right, since)
    for lemma in lemmas:  # as they look now that others have been assumed
        _require_harmless(lemma, field, known)
    if not field.equal(e.left, e.right, known.holds):
        raise Rejected("the two sides are not equal by exact arithmetic")
    return _equal(e.left, e.right)


def _require_harmless(found: Equality, field: Field, facts: Facts) -> None:
    if not all(field.harmless(t, facts.holds, alone=True) for t in (found.left, found.right)):
        raise Rejected("a lemma may divide by zero where an indicator hides it")


def _axiom(e: Axiom, facts: Facts) -> Term:
    row = AXIOMS.get(e.name)
    if row is None:
        raise Rejected(f"there is no axiom {e.name!r}")
    if row.field not in ("both", facts.context.field):
        raise Rejected(f"{e.name} holds over the {row.field} field only")
    values = dict(e.bindings)
    _require_fitting(row, values, facts)
    statement, conditions = instance(row, e.bindings)
    _require_meaningful(facts, statement, *conditions)
    if any(kind in ("array", "definite") for _, kind in letters(row)):
        for t in (statement, *conditions):
            if not facts.field.fits(t):
                raise Rejected(f"{row.name} needs shapes that fit")
    if isinstance(statement, App) and statement.head == "defined":
        numbers = (values[letter] for letter, kind in letters(row) if kind == 0)
        require_defined(facts, *(t for t in numbers if t not in INFINITE))
    for condition in conditions:
        require(facts, condition)
    return statement


def _require_fitting(row: Row, values: Mapping[str, Term], facts: Facts) -> None:
    """Every letter of a row needs a number, a statement or a function, as it stands in the row."""
    for letter, kind in letters(row):
        t = values.get(letter)
        if t is None:
            raise Rejected(f"{row.name} leaves {letter} open")
        if kind != (found := _kind(t, facts)) and (kind, found) != ("array", "definite"):
            raise Rejected(f"{row.name} is not about such a {letter}", t)


def _kind(t: Term, facts: Facts) -> Kind:
    """What a term may stand for in a row: the arity of a function of numbers, or its kind."""
    arity = 0
    while isinstance(t, Bind) and t.head == "lambda":
        arity, t = arity + 1, t.body
    sort = facts.context.sorts.get(t.name) if isinstance(t, Sym) else None
    if is_statement(t) or (sort is not None and sort.base == "boolean"):
        return "statement"
    if sort is not None and sort.base == "function" and sort.codomain != "boolean":
        return arity + (sort.arity or 1)
    if not facts.field.is_array(t):
        return arity
    definite = sort is not None and "positive definite" in sort.traits
    return "other" if arity else "definite" if definite else "array"


def _congruence(e: Congruence, facts: Facts) -> Term:
    left, right = e.left, e.right
    olds, news = children(left), children(right)
    if is_statement(left):
        raise Rejected("statements are not equal to one another")
    if _shape(left) != _shape(right) or len(olds) != len(news) or len(e.parts) != len(olds):
        raise Rejected("congruence needs two terms of one shape")
    if any(part is not None and _stated(left, n) for n, part in enumerate(e.parts)):
        raise Rejected("statements are not rewritten by equations")
    start = 0
    if isinstance(left, Bind) and isinstance(right, Bind):
        _under(e, left, right, facts)
        start = 1
    for part, old, new in zip(e.parts[start:], olds[start:], news[start:], strict=True):
        _part(part, old, new, facts)
    return _equal(left, right)


def _stated(t: Term, n: int) -> bool:
    """Whether a part of a term is a statement, by its head or by its place."""
    match t:
        case App("indicator" | "where" | "piecewise" as head, _):
            return head == "indicator" or n % 2 == 1
    return is_statement(children(t)[n])


def _part(part: Evidence | None, old: Term, new: Term, facts: Facts) -> None:
    found = Agreement(old, old) if part is None else _agreement(part, facts)
    if not (alpha_equal(found.left, old) and alpha_equal(found.right, new)):
        raise Rejected("the evidence of a part proves something else")


def _under(e: Congruence, left: Bind, right: Bind, facts: Facts) -> None:
    if left.head not in OPENED:
        raise Rejected(f"no congruence under {left.head}")
    part = e.parts[0]
    if part is None:
        if not alpha_equal(replace(left, args=()), replace(right, args=())):
            raise Rejected("bodies without evidence differ")
        return
    require_fresh(e.var, facts, left, right)
    old, new = (substitute(t.body, {t.var: Sym(e.var)}) for t in (left, right))
    under = inside(left, e.var, facts)
    if left.head in LIMITS:
        _require_accumulating(under, old, new)
    # a whole is defined only where its body is
    _part(part, old, new, knowing_defined(under, old, new))


def _require_accumulating(under: Facts, *bodies: Term) -> None:
    """One of two bodies of limits has values wherever the other has.  Raises: Rejected.

    Else the points at which they agree need not come near to where the limits lead.
    """
    old, new = bodies
    try:
        require_defined(knowing_defined(under, old), new)
    except Rejected:
        require_defined(knowing_defined(under, new), old)


def inside(t: Bind, name: str, facts: Facts) -> Facts:
    """The facts under a binder whose variable is called `name`: the range, and no more about it."""
    sort = bound_sort(t, facts.context)
    return facts.entering(name, sort, *range_of(t, Sym(name), facts.statements))


def _entries(e: Entries, facts: Facts) -> Term:
    sides = (e.left, e.right)
    shapes = [shape_of(t, facts.context) for t in sides]
    axes = [[facts.field.key(u) for axis in s or () for u in axis] for s in shapes]
    if not shapes[0] or axes[0] != axes[1] or not all(map(facts.field.fits, sides)):
        raise Rejected("entries are of two arrays of one shape")
    known = knowing_defined(facts, *sides)
    places = _places(shapes[0])
    if e.names:
        places = [tuple(map(Sym, e.names))]
        for name, bounds in zip(e.names, shapes[0], strict=False):
            require_fresh(name, known, *sides)
            known = known.entering(name, INTEGER, *between_weakly(Sym(name), bounds))
    whole = places and all(len(at) == len(shapes[0]) for at in places)
    if not whole or len(places) != len(e.of):
        raise Rejected("not every entry is shown")
    for at, of in zip(places, e.of, strict=True):
        left, right = (App("index", (t, *at)) for t in sides)
        _require_sides(_agreement(of, known), left, right)
    return _equal(*sides)


def _places(shape: Shape) -> list[tuple[Term, ...]]:
    """The indices of all entries of an array of a small numeral shape, row by row; else none."""
    ends = [numeral(u) for axis in shape for u in axis]
    whole = [int(q) for q in ends if q is not None and q.denominator == 1]
    runs = [range(low, high + 1) for low, high in zip(whole[::2], whole[1::2], strict=False)]
    if len(whole) < len(ends) or prod(map(len, runs)) > MAX_ENTRIES:
        return []
    return [tuple(map(number, at)) for at in product(*runs)]


def _derivative(e: Derivative, facts: Facts) -> Term:
    found = derivative(e.term, facts.context)
    if found is None:
        raise Rejected("the table of derivatives does not cover this term")
    if isinstance(e.term, Bind) and not by_table(e.term, facts.context):
        for condition in found[1]:  # it may exist elsewhere, where the table says nothing
            require(facts, condition)
    return _equal(e.term, found[0])


def _separation(e: Separation, facts: Facts) -> Term:
    if not vanishes(e.left - e.right, facts.context):
        raise Rejected("the two numbers are not seen to be equal")
    return _equal(e.left, e.right)


def _enclosure(e: Enclosure, facts: Facts) -> Term:
    if free_names(e.term) or not facts.encloses(e.term, facts.context.field):
        raise Rejected("no value is seen to be enclosed", e.term)
    return App("defined", (e.term,))


def _linearity(e: Linearity, facts: Facts) -> Term:
    t = e.term
    if not isinstance(t, Bind) or t.head not in LINEAR:
        raise Rejected("linearity is about sums, integrals, derivatives and limits")
    if any(t.var in free_names(c) for c, _ in e.pieces):
        raise Rejected("a factor contains the bound variable")
    sorts = {**facts.context.sorts, t.var: bound_sort(t, facts.context)}
    field = Field(replace(bare(facts.context), sorts=sorts))
    if not field.equal(t.body, _combination(e.pieces)):
        raise Rejected("the pieces do not make up the body")
    wholes = [replace(t, body=g) for _, g in e.pieces]
    if t.head in LIMITS:  # where the body has values the pieces must, else they never meet
        under, body, *pieces = _opened(facts, t, *wholes)
        require_defined(knowing_defined(under, body), *pieces)
    return _equal(t, _combination([(c, w) for (c, _), w in zip(e.pieces, wholes, strict=True)]))


def _combination(pieces: Sequence[tuple[Term, Term]]) -> Term:
    terms = tuple(g if c == ONE else App("*", (c, g)) for c, g in pieces)
    return ZERO if not terms else terms[0] if len(terms) == 1 else App("+", terms)


def _cases(e: Cases, facts: Facts) -> Term:
    require_defined(facts, e.statement)
    found = infer(e.yes, facts.knowing(e.statement)).statement
    other = infer(e.no, facts.knowing(negation(e.statement))).statement
    if not alpha_equal(found, other):
        raise Rejected("the two cases prove different statements")
    return found


def _hypothesis(e: Hypothesis, facts: Facts) -> Term:
    if not facts.holds(found := e.statement):
        raise Rejected("a side condition is not known", found)
    for value in e.at:
        match found:
            case Bind("forall", var, body, bounds, sort):
                _require_in_range(value, bounds, sort, facts)
                found = substitute(body, {var: value})
            case _:
                raise Rejected("only `for all` has instances", found)
    return found


def _require_in_range(value: Term, bounds: tuple[Term, ...], sort: BoundSort, facts: Facts) -> None:
    """A value must be one that a `for all` speaks of.  Raises: Rejected."""
    require_defined(facts, value)
    if not _scalar(value, facts):
        raise Rejected("not a number", value)
    match sort:
        case "integer":
            require(facts, whole(value))
        case "real":
            require(facts, call("=", call("im", value), ZERO))
        case "rational" | "boolean":
            raise Rejected(f"not seen to be {sort}", value)
    for condition in between_weakly(value, bounds):
        require(facts, condition)


def _scalar(value: Term, facts: Facts) -> bool:
    if isinstance(value, Sym):
        sorts = facts.context.sorts
        return value.name in sorts and sorts[value.name].is_number
    return not is_statement(value) and not facts.field.is_array(value)


def _chain(e: Chain, facts: Facts) -> Term:
    if not e.links:
        raise Rejected("an empty chain proves nothing")
    links = [_agreement(link, facts) for link in e.links]
    known = knowing_defined(facts, links[0].left, links[-1].right)
    for one, other in pairwise(links):
        if not alpha_equal(one.right, other.left):
            raise Rejected("a chain is broken")
        require_defined(known, one.right)
    return _equal(links[0].left, links[-1].right)


def _symmetry(e: Symmetry, facts: Facts) -> Term:
    found = _agreement(e.of, facts)
    return _equal(found.right, found.left)


def _lemma(e: Lemma, facts: Facts) -> Term:
    prove(e.statement, e.of, facts)
    return e.statement


def _have(e: Have, facts: Facts) -> Term:
    return infer(e.of, having(e.lemmas, facts)).statement


def _zero_derivative(e: ZeroDerivative, facts: Facts) -> Term:
    known = knowing_defined(facts, e.left, e.right)
    sort = facts.context.sorts.get(e.var)
    if sort is None or sort.base != "real" or sort.shape or facts.context.field != "real":
        raise Rejected("a zero derivative needs a real variable")
    if e.var in free_names(e.point):
        raise Rejected("the point must not depend on the variable")
    gap = Bind("diff", e.var, e.left - e.right, (Sym(e.var), ONE))
    inside = _on_interval(e.var, known, e.interval)
    require_defined(inside, gap)
    _require_sides(_agreement(e.derivative, inside), gap, ZERO)
    at = {e.var: e.point}
    elsewhere = [s for s in known.statements if e.var not in free_names(s)]
    there = facts.about(bare(known.context), elsewhere)
    _require_in_range(e.point, (), "real", there)
    for statement in known.statements:
        require(there, substitute(statement, at))
    found = _equality(_agreement(e.at_point, there), there)
    _require_sides(found, substitute(e.left, at), substitute(e.right, at))
    return _equal(e.left, e.right)


def _require_sides(found: Agreement, left: Term, right: Term) -> None:
    """What has been found must be about two terms.  Raises: Rejected."""
    if not (alpha_equal(found.left, left) and alpha_equal(found.right, right)):
        raise Rejected("a part of the evidence proves something else")


def _on_interval(var: str, facts: Facts, lemmas: Sequence[Evidence]) -> Facts:
    """What is known on the interval to which the facts must confine a variable.

    Comparisons that are affine in the variable do; so does what follows from them, by lemmas.
    """
    confined = having(lemmas, facts.about(bare(facts.context), bounds_of(var, facts)))
    for statement in facts.statements:
        if not confined.holds(statement):
            raise Rejected("the allowed values need not form an interval", statement)
    return confined


def bounds_of(var: str, facts: Facts) -> list[Term]:
    """The facts that do not mention a variable, and those that confine it to an interval."""
    return [s for s in facts.statements if var not in free_names(s) or _cuts(s, var, facts)]


def _cuts(statement: Term, var: str, facts: Facts) -> bool:
    """Whether a statement confines a variable to a half-line or a point, being affine in it."""
    match statement:
        case App("<" | "<=" | ">" | ">=" | "=", (a, b)):
            t = a - b
            defined = all(map(facts.holds, definedness(t, facts.context)))
            return defined and line(t, var, Field(facts.context)) is not None
    return False


def _newton_leibniz(e: NewtonLeibniz, facts: Facts) -> Term:
    t, at = e.term, Sym(e.var)
    if isinstance(t, Bind) and t.head == "sum":
        return _telescoped(e, t, facts)
    if not isinstance(t, Bind) or t.head != "int" or facts.context.field != "real":
        raise Rejected("a primitive gives a real integral")
    require_fresh(e.var, facts, t)
    rate = Bind("diff", e.var, e.primitive, (at, ONE))
    between = having(e.inside, inside(t, e.var, facts))
    require_defined(between, rate)
    _require_sides(_agreement(e.derivative, between), rate, substitute(t.body, {t.var: at}))
    a, b = t.args
    low, high = (substitute(e.primitive, {e.var: bound}) for bound in (a, b))
    at_ends = (c for u in (low, high) for c in definedness(u, facts.context))
    closed = not is_infinite(t) and continuous(e.primitive, e.var, facts.holds, facts.context)
    if closed and all(map(facts.holds, at_ends)):
        return _equal(t, high - low)
    require(facts, call("<", a, b))
    low, high = Bind("lim+", e.var, e.primitive, (a,)), Bind("lim-", e.var, e.primitive, (b,))
    return _equal(t, high - low)


def _telescoped(e: NewtonLeibniz, t: Bind, facts: Facts) -> Term:
    """An infinite sum by what it is the difference of: its partial sums are F(n + 1) - F(a)."""
    (a, b), f, at = t.args, e.primitive, Sym(e.var)
    if b != INFINITY or a in INFINITE:
        raise Rejected("a limit gives a sum to infinity")
    require_fresh(e.var, facts, t)
    body, gap = substitute(t.body, {t.var: at}), substitute(f, {e.var: at + 1}) - f
    under = having(e.inside, knowing_defined(inside(t, e.var, facts), body))
    require_defined(under, gap)
    _require_sides(_agreement(e.derivative, under), gap, body)
    return _equal(t, Bind("lim-", e.var, f, (b,)) - substitute(f, {e.var: a}))


def _substitution(e: Substitution, facts: Facts) -> Term:
    t, x, a, b = e.term, Sym(e.var), e.low, e.high
    if not isinstance(t, Bind) or t.head != "int" or facts.context.field != "real":
        raise Rejected("a change of variables is of a real integral")
    require_fresh(e.var, facts, t, a, b)
    require(facts, call("<", a, b))
    between = having(e.inside, facts.entering(e.var, REAL, *strictly_between(x, a, b)))
    rate = Bind("diff", e.var, e.inner, (x, ONE))
    require_defined(between, rate)
    require(between, call("!=", rate, ZERO))
    for head, end, evidence, bound in (
        ("lim+", a, e.first, t.args[0]), ("lim-", b, e.last, t.args[1])
    ):  # fmt: skip
        _require_reached(Bind(head, e.var, e.inner, (end,)), bound, evidence, facts)
    return _equal(t, Bind("int", e.var, substitute(t.body, {t.var: e.inner}) * rate, (a, b)))


def _require_reached(t: Bind, bound: Term, evidence: Evidence, facts: Facts) -> None:
    """Requires that a function leads to a bound: by its value, by a limit, or to infinity."""
    if bound in INFINITE:
        diverges(t, bound, evidence, facts)
        return
    reached = _equality(_agreement(evidence, facts), facts)
    near = substitute(t.body, {t.var: t.args[0]}) if facts.continuous_at(t) else t
    _require_sides(reached, near, bound)


def _continuity(e: Continuity, facts: Facts) -> Term:
    t = e.term
    if not isinstance(t, Bind) or t.head not in LIMITS or not facts.continuous_at(t):
        raise Rejected("not seen to be continuous where the limit leads")
    return _equal(t, substitute(t.body, {t.var: t.args[0]}))


def _asymptotics(e: Asymptotics, facts: Facts) -> Term:
    if e.value in INFINITE:
        raise Rejected("what diverges has no value")
    require_defined(facts, e.value)
    found = tends(e, facts)
    if found in INFINITE or not facts.field.equal(found, e.value):
        raise Rejected("the expansion has another limit", _equal(found, e.value))
    return _equal(e.term, e.value)


def tends(e: Asymptotics, facts: Facts) -> Term:
    """Where the body of a limit goes; infinity included.  Raises: Rejected."""
    t = e.term
    if not isinstance(t, Bind) or t.head not in LIMITS or facts.context.field != "real":
        raise Rejected("an expansion is of a limit over the reals")
    return _expanding(e.order, facts, lambda order: limit_of(t, order, facts))


def _expanding(order: Term, facts: Facts, found: Callable[[int], T]) -> T:
    """What expansions of so many terms over the reals give.  Raises: Rejected."""
    if not isinstance(order, Num) or order.value not in ORDERS:
        raise Rejected("so many terms are not expanded", order)
    if facts.context.field != "real":
        raise Rejected("expansions are over the reals")
    try:
        return found(int(order.value))
    except Unexpanded as missing:
        raise Rejected(missing.reason, missing.needs) from missing


def leads(e: Tail, facts: Facts) -> frozenset[Term]:
    """To which infinities the parts of a sum or an integral go.  Raises: Rejected."""
    t, x = e.term, Sym(e.var)
    if not isinstance(t, Bind) or (t.head == "int" and len(e.inside) != len(e.points) + 1):
        raise Rejected("a sum or an integral is needed, with lemmas for each interval")
    if t.head == "int":
        require_fresh(e.var, facts, t, *e.points)

    def opened(n: int, ends: tuple[Term, Term]) -> Facts:
        return having(e.inside[n], facts.entering(e.var, REAL, *strictly_between(x, *ends)))

    return _expanding(
        e.order, facts, lambda order: directions(t, e.points, e.var, opened, order, facts)
    )


def _tail(e: Tail, facts: Facts) -> Term:
    found = App("defined", (e.term,))
    return App("not", (found,)) if leads(e, facts) else found


def _along(e: Along, facts: Facts) -> Term:
    t, n = e.term, Sym(e.var)
    if not isinstance(t, Bind) or t.head not in LIMITS | {"sum"}:
        raise Rejected("a limit or a sum is needed")
    require_fresh(e.var, facts, t)
    counting = facts.entering(e.var, INTEGER, call("<=", ONE, n))
    ways = []
    for at, of in e.ways:
        found, body = _agreement(of, counting), substitute(t.body, {t.var: at})
        require_defined(counting, at, body, found.right)
        _require_sides(found, body, found.right)
        ways.append((at, found.right))
    if not _expanding(
        e.order, facts, lambda order: valueless(t, e.var, ways, order, counting, facts)
    ):
        raise Rejected("not seen to have no value", App("defined", (t,)))
    return App("not", (App("defined", (t,)),))


def diverges(t: Term, value: Term, evidence: Evidence | None, facts: Facts) -> None:
    """Requires that a whole line goes to plus or minus infinity.  Raises: Rejected."""
    match evidence:
        case Have(lemmas, of):
            diverges(t, value, of, having(lemmas, facts))
        case Asymptotics(term) if alpha_equal(term, t):
            _require_declared(evidence, facts)
            if (found := tends(evidence, facts)) != value:
                raise Rejected("the expansion has another limit", _equal(found, value))
        case Tail(term) if alpha_equal(term, t):
            _require_declared(evidence, facts)
            if leads(evidence, facts) != {value}:
                raise Rejected("it does not go there as a whole")
        case _:
            raise Rejected("the evidence does not show that it diverges")


def _induction(e: Induction, facts: Facts) -> Term:
    n = Sym(e.var)
    if not integral(n, facts.context):
        raise Rejected("induction needs an integer variable")
    start = call("<=", e.base, n)
    sorts = (facts.context.sorts.get(name, REAL) for name in free_names(_equal(e.left, e.right)))
    if any(e.var in sort.sizes for sort in sorts):
        raise Rejected("an array grows with the variable of induction")
    rest = [s for s in facts.statements if e.var not in free_names(s)]
    without = Facts(bare(facts.context), rest)
    if e.var in free_names(e.base) or not integral(e.base, facts.context):
        raise Rejected("induction starts at an integer that does not depend on the variable")
    require(facts, start)
    above = without.knowing(start)
    require_defined(above, e.left, e.right)
    _require_sides(_agreement(e.first, without), *_at(e, e.base))
    above = above.knowing(_equal(e.left, e.right))
    _require_sides(_agreement(e.step, above), *_at(e, n + 1))
    return _equal(e.left, e.right)


def _at(e: Induction, value: Term) -> tuple[Term, Term]:
    return substitute(e.left, {e.var: value}), substitute(e.right, {e.var: value})


# --- side conditions -----------------------------------------------------------------------------


def require(facts: Facts, statement: Term) -> None:
    """A statement must follow from the facts, its sides being defined.  Raises: Rejected."""
    if not facts.holds(statement):
        raise Rejected("a side condition is not known", statement)
    if not facts.true(statement):
        require_defined(facts, statement)


def require_defined(facts: Facts, *terms: Term) -> None:
    """Terms, and the sides of statements, must be defined by the facts.  Raises: Rejected."""
    for t in terms:
        for condition in needed(t, facts.context):
            if not facts.holds(condition):
                raise Rejected("a definedness condition is not known", condition)


def _require_declared(evidence: Evidence | None, facts: Facts) -> None:
    """Evidence speaks of declared names, and of the one it opens itself.  Raises: Rejected."""
    sorts, own = facts.context.sorts, opened_by(evidence)
    for t in own_terms(evidence):
        unknown = [name for name in free_names(t) if name not in sorts and name != own]
        if unknown:
            raise Rejected("a name is not declared", Sym(min(unknown)))
        _require_meaningful(facts, t)


def _require_meaningful(facts: Facts, *terms: Term) -> None:
    """Terms keep to the field, and infinity to where it may stand.  Raises: Rejected."""
    for t in terms:
        if not meaningful(t, facts.context.field):
            raise Rejected("it means nothing in this field", t)


def require_fresh(name: str, facts: Facts, *terms: Term) -> None:
    """A name must not occur in the facts or the terms.  Raises: Rejected."""
    if name in taken_by(facts, *terms) or not name:
        raise Rejected(f"the name {name!r} is not fresh")


def taken_by(facts: Facts, *terms: Term) -> set[str]:
    """The names that mean something in the facts or in terms."""
    return set(facts.context.sorts).union(*map(free_names, (*terms, *facts.statements)))


def knowing_defined(facts: Facts, *terms: Term) -> Facts:
    """The facts where terms are defined; the same object if that is nothing new."""
    known = set(facts.statements)
    more = (c for t in terms for c in definedness(t, facts.context) if c not in known)
    return facts.knowing(*more)


def assured(statement: Term, facts: Facts) -> tuple[Term, ...]:
    """What is known when a statement is true: the sides of its conjuncts are defined."""
    match statement:
        case App("and", parts):
            return tuple(c for part in parts for c in assured(part, facts))
        case App(rel, _) if rel in ALLOWED or rel == "in":
            return needed(statement, facts.context)
    return ()


def _shape(t: Term) -> tuple[Any, ...]:
    if isinstance(t, Bind):
        return (Bind, t.head, t.sort, len(children(t)))
    return (App, t.head, len(children(t))) if isinstance(t, App) else (t,)


_RULES: dict[type, Callable[[Any, Facts], Term]] = {
    Arithmetic:     _arithmetic,
    Axiom:          _axiom,
    Congruence:     _congruence,
    Entries:        _entries,
    Derivative:     _derivative,
    Linearity:      _linearity,
    Cases:          _cases,
    Hypothesis:     _hypothesis,
    Chain:          _chain,
    Symmetry:       _symmetry,
    ZeroDerivative: _zero_derivative,
    NewtonLeibniz:  _newton_leibniz,
    Substitution:   _substitution,
    Continuity:     _continuity,
    Asymptotics:    _asymptotics,
    Tail:           _tail,
    Along:          _along,
    Induction:      _induction,
    Separation:     _separation,
    Enclosure:      _enclosure,
    Lemma:          _lemma,
    Have:           _have,
}  # fmt: skip
