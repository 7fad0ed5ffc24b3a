"""`for some`: a number for which a statement holds, and what follows from there being one.

for some integer k: n^2 + n = 2*k        k = (n^2 + n)/2, which is whole
for some integer k: n = 2*k              n^2 = 4*k^2, whatever k is

The statement says that not for all k it fails.  A number refutes that; the other way round, what
follows from the statement about any k is true, or it would fail for all k: G. Gentzen,
Untersuchungen ueber das logische Schliessen, Mathematische Zeitschrift 39 (1935), section II.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, islice

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim, Context, range_of
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Absurd,
    Cases,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
)
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    number,
    substitute,
    subterms,
    whole,
)
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.statements.whole_turns import may_be_whole

Show = Callable[[Term, Context], Evidence | None]
"""Finds evidence for a statement where something is assumed."""
MAX_ENDS, MAX_VALUES = 4, 12
"""Between how many bounds numbers are looked for, and how many numbers are tried."""
USUAL = 0, 1, -1
"""Numbers that are tried where no bound says which."""


def denied(s: Term) -> Bind | None:
    """The `for all` that a `for some` is the contrary of."""
    match s:
        case App("not", (Bind("forall", _, App("not", _)) as every,)):
            return every
    return None


def witnessed(goal: Term, every: Bind, context: Context, show: Show) -> Evidence | None:
    """Evidence for a `for some` by a number for which the statement is true."""
    for value, needs, here in candidates(every, context):
        lemmas = []
        for needed in needs:
            possible = may_be_whole(needed, context.assumptions)
            if not possible or (found := show(needed, context)) is None:
                break
            lemmas.append(Lemma(needed, found))
        else:
            if (held := _true(here, context, show)) is not None:
                learnt = (*lemmas, held, Hypothesis(every, (value,)))
                yes = Have(learnt, Absurd(Lemma(call("not", here))))
                return Cases(every, yes, Lemma(goal))
    return None


def contradicted(goal: Term, every: Bind, context: Context, show: Show) -> Evidence | None:
    """Evidence that something is not so for all numbers, by one for which its contrary is true."""
    contrary = replace(every, body=call("not", negation(every.body)))
    for value, needs, here in candidates(contrary, context):
        shown = [Lemma(needed, found) for needed in needs if (found := show(needed, context))]
        if len(shown) == len(needs) and (held := _true(here, context, show)) is not None:
            learnt = (*shown, held, Hypothesis(every, (value,)))
            said = substitute(every.body, {every.var: value})
            return Cases(every, Have(learnt, Absurd(Lemma(said))), Lemma(goal))
    return None


def candidates(every: Bind, context: Context) -> Iterator[tuple[Term, tuple[Term, ...], Term]]:
    """Numbers for which a `for some` may be true, what they must be, and what is said of them."""
    (statement,) = every.body.args  # type: ignore[union-attr]  # a `not`
    for value in islice(dict.fromkeys(_values(statement, every, context)), MAX_VALUES):
        needs = tuple(_needed(every, value, context))
        yield value, needs, substitute(statement, {every.var: value})


def _needed(every: Bind, value: Term, context: Context) -> Iterator[Term]:
    """What must be known of a value of a bound name."""
    if bound_sort(every, context).base == "integer":
        yield whole(value)
    yield from range_of(every, value, (), context)


def _true(statement: Term, context: Context, show: Show) -> Evidence | None:
    """Evidence for a statement, or for one of its alternatives."""
    match statement:
        case App("or", choices):
            field = Field(context)
            for choice in sorted(choices, key=lambda choice: not _is_identity(choice, field)):
                if found := show(choice, context):
                    return Have((Lemma(choice, found),), Lemma(statement))
            return None
    found = show(statement, context)
    return found and Lemma(statement, found)


def _is_identity(s: Term, field: Field) -> bool:
    """Whether a statement is an equation whose sides are one by arithmetic."""
    match s:
        case App("=", (left, right)) if not field.is_array(left):
            return field.equal(left, right)
    return False


def _values(statement: Term, every: Bind, context: Context) -> Iterator[Term]:
    """What may make a statement true: solutions of its equations, what is between its bounds."""
    name, sort = every.var, bound_sort(every, context)
    field = Field(replace(context, sorts={**context.sorts, name: sort}))
    for fact in conjuncts(context.assumptions):
        match fact:
            case App("=", (left, right)) if not field.is_array(left):
                field.assume(left, right)
    ends = []
    for part in _comparisons(statement):
        known = {name, *context.sorts}
        if name in free_names(part) <= known and not field.is_array(part.args[0]):
            found = list(_roots(field, part, name))
            yield from found
            ends += found if part.head != "=" else []
    for end in ends:
        yield from (end + 1, end - 1)
    yield from ((one + other) / 2 for one, other in combinations(ends[:MAX_ENDS], 2))
    yield from map(number, USUAL)


def instances_of(every: Bind, context: Context) -> Iterator[Hypothesis]:
    """Instances of a `for all`, first where a quadratic polynomial in it is least or greatest."""
    for value in islice(dict.fromkeys(_values(every.body, every, context)), MAX_ENDS):
        yield Hypothesis(every, (value,))


def _comparisons(statement: Term) -> Iterator[App]:
    match statement:
        case App("and" | "or" | "implies" | "iff", parts):
            for part in parts:
                yield from _comparisons(part)
        case App("not", (part,)) | Bind("forall", _, part):
            yield from _comparisons(part)
        case App("=" | "<" | "<=" | ">" | ">="):
            yield statement


def _roots(field: Field, part: App, name: str) -> Iterator[Term]:
    """Where the sides of a comparison that is linear or quadratic in a name are equal."""
    left, right = part.args
    v = field.value(left - right)
    inside = [n for n in field.used(v) if name in free_names(field.terms[n])]
    if len(inside) != 1:
        return
    atom, top = inside[0], field.up(v.top)
    rows = coefficients(top, top.context().nvars() - 1 - atom)
    a, b, c = (written(field, rows.get(d, 0 * top)) for d in (2, 1, 0))
    if any(name in free_names(t) for t in (a, b, c)):
        return
    match field.terms[atom], max(rows):
        case App("exp", (u,)), 1:
            yield from _roots(
                field, App("=", (u, call("log", fraction(field, field.value(-c / b))))), name
            )
        case Sym(), 1:
            yield fraction(field, field.value(-c / b))
        case Sym(), 2:
            yield fraction(field, field.value(-b / (2 * a)))
            root = call("sqrt", fraction(field, field.value(b**2 - 4 * a * c)))
            yield from ((-b + root) / (2 * a), (-b - root) / (2 * a))


def followed(q: Term, every: Bind, context: Context, show: Show) -> Evidence | None:
    """Evidence for what follows from a `for some`, what gives its sides values shown first."""
    facts = facts_of(Claim(context, TRUE, "implies", TRUE))
    needs = [c for c in _conditions(q, context) if c != q and not facts.holds(c)]
    lemmas = list[Lemma]()
    for c in needs:
        if (found := _followed(c, every, context, show)) is None:
            return None
        lemmas.append(Lemma(c, found))
    of = _followed(q, every, context, show)
    return Have(tuple(lemmas), of) if of and lemmas else of


def _conditions(q: Term, context: Context) -> Iterator[Term]:
    """Under which the sides of an equation or a comparison have values."""
    match q:
        case App("=" | "!=" | "<" | "<=" | ">" | ">=", sides):
            for side in sides:
                yield from definedness(side, context)


def _followed(q: Term, every: Bind, context: Context, show: Show) -> Evidence | None:
    """Evidence for a statement whose sides have values, from a `for some`."""
    bound = {t.var for t in subterms(q) if isinstance(t, Bind)}
    name = fresh(every.var, bound | free_names(q) | free_names(every) | context.sorts.keys())
    one = substitute(every.body, {every.var: Sym(name)})
    (statement,) = one.args  # type: ignore[union-attr]  # a `not`
    inner = replace(context, sorts={**context.sorts, name: bound_sort(every, context)})
    premises = (*range_of(every, Sym(name), (), context), statement)
    of = show(q, replace(inner, assumptions=(*inner.assumptions, *premises)))
    if of is None:
        return None
    yes = Have((Lemma(q, of),), Absurd(Lemma(q)))
    never = Generalise(name, Cases(statement, yes, Lemma(one)))
    return Cases(q, Lemma(q), Have((Lemma(every, never),), Absurd(Lemma(every))))
