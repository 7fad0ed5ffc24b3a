"""One recipe for each kind of evidence: trees of it that look plausible and are hostile.

A recipe returns evidence, or a goal with evidence for it.  What a tree needs on the way, that two
terms are equal or a statement holds under some facts, tactics look for; where they find nothing
they return something that looks like it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.checker.axioms import instance as put_in
from derivcheck.kernel.checker.facts import Facts, negation
from derivcheck.kernel.checker.suppositions import inside
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
    Lemma,
    Linearity,
    NewtonLeibniz,
    Sign,
    Suppose,
    Symmetry,
    Tail,
)
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    between,
    call,
    children,
    number,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.inductions import induction as one_by_one
from forging import asked
from forging.grow import NAMES, Nursery, arity, letters, matched, rewriting
from forging.material import CLOSED, FOREIGN, HALF, ODD, RELATIONS
from forging.sequences import ROWS as ALONG
from forging.sequences import by_rows
from forging.trees import replaced

Goal = tuple[Term, Evidence]
Made = Evidence | Goal


def equal(left: Term, right: Term) -> Term:
    return App("=", (left, right))


def exists(t: Term) -> Term:
    return App("defined", (t,))


# --- tactics -------------------------------------------------------------------------------------


def equality(n: Nursery, left: Term, right: Term, facts: Facts, depth: int = 1) -> Evidence:
    """Evidence that two terms are equal under some facts, or something that looks like it."""
    hopeless = any(u in NEVER for t in (left, right) for u in subterms(t))
    for way in (_by_arithmetic, _by_absurdity) if hopeless else _ways(n, depth):
        found = way(n, left, right, facts)
        if found is not None and asked.concluded(found, facts) is not None:
            return found
    return Arithmetic(left, right)


NEVER = frozenset(CLOSED)


def _ways(n: Nursery, depth: int) -> list[Callable[..., Evidence | None]]:
    ways = [_by_arithmetic, n.pick(WAYS), n.pick(WAYS)]
    return ways if depth else ways[:1]


def _by_arithmetic(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence:
    return Arithmetic(left, right)


def _by_pieces(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence:
    return Arithmetic(
        left, right, tuple(n.equation().evidence for _ in range(n.rng.randrange(1, 3)))
    )


def _by_axiom(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence | None:
    found = rewritten(n, left)
    return None if found is None else Arithmetic(left, right, (found,))


def rewritten(n: Nursery, t: Term) -> Axiom | None:
    """A row that rewrites some part of a term."""
    parts = [u for u in subterms(t) if isinstance(u, App) and u.head in rewriting()]
    for _ in range(3 if parts else 0):
        u = n.pick(parts)
        name, values = n.pick(rewriting()[u.head]), {}
        if matched(AXIOMS[name].statement.args[0], u, values):
            return Axiom(name, tuple(values.items()))
    return None


def _by_absurdity(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence | None:
    contradiction = absurdity(n, facts)
    if contradiction is None:  # what has no value makes the facts contradict each other
        lemma = Lemma(equal(left, right), Absurd(Arithmetic(ZERO, ZERO)))
        return Arithmetic(left, right, (lemma,))
    return Lemma(equal(left, right), Absurd(contradiction))


def _by_derivative(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence | None:
    found = derivative(left, facts.context) if isinstance(left, Bind) else None
    if found is None:
        return None
    if alpha_equal(found[0], right):
        return Derivative(left)
    return Chain((Derivative(left), equality(n, found[0], right, facts, 0)))


def _by_continuity(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence | None:
    return Continuity(left) if isinstance(left, Bind) and left.head.startswith("lim") else None


def _by_expansion(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence | None:
    if isinstance(left, Bind) and left.head.startswith("lim"):
        return Asymptotics(left, right, n.pick((ONE, TWO, Num(6))))
    return None


def _by_lemma(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence:
    return Lemma(equal(left, right))


def _by_cases(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence:
    statement = n.material.comparison(0)
    yes, no = facts.knowing(statement), facts.knowing(negation(statement))
    return Cases(statement, equality(n, left, right, yes, 0), equality(n, left, right, no, 0))


def _by_piece(n: Nursery, left: Term, right: Term, facts: Facts) -> Evidence | None:
    for piece in n.pieces:
        if piece.is_equation and piece.statement.args == (left, right):
            return piece.evidence
        if piece.is_equation and piece.statement.args == (right, left):
            return Symmetry(piece.evidence)
    return None


WAYS = (
    _by_axiom, _by_axiom, _by_pieces, _by_absurdity, _by_derivative, _by_continuity, _by_expansion,
    _by_lemma,
    _by_cases, _by_piece,
    _by_absurdity, _by_derivative,
)  # fmt: skip


def absurdity(n: Nursery, facts: Facts) -> Evidence | None:
    """Evidence of a statement whose contrary is known under the facts."""
    for s in reversed(facts.statements[-4:]):
        if isinstance(s, App) and s.head in RELATIONS and facts.holds(negation(s)):
            return Lemma(negation(s))
    return None


def shown(n: Nursery, statement: Term, facts: Facts) -> Evidence:
    """Evidence for a statement under some facts, or something that looks like it."""
    ways: list[Evidence] = [Lemma(statement), _by_sign(n, statement, facts)]
    if (found := absurdity(n, facts)) is not None:
        ways.append(Lemma(statement, Absurd(found)))
    for way in ways:
        if asked.concluded(way, facts) is not None:
            return way
    return n.pick(ways)


def _by_sign(n: Nursery, statement: Term, facts: Facts) -> Evidence:
    match statement:
        case App(rel, (Bind() as a, b)) if rel in RELATIONS and b == ZERO:
            return Lemma(statement, Sign(Derivative(a)))
        case App(rel, (a, b)) if rel in RELATIONS:
            gap = a if b == ZERO else a - b
            return Lemma(statement, Sign(Arithmetic(gap, gap)))
        case App("defined", (Bind() as t,)):
            return Lemma(statement, Congruence(t, t, (None,) * len(children(t))))
    return Lemma(statement, n.piece().evidence)


def lemmas(n: Nursery, facts: Facts, *wanted: Term) -> tuple[Evidence, ...]:
    """Lemmas for statements that the facts do not hold, as far as tactics find them."""
    return tuple(shown(n, s, facts) for s in wanted if not facts.holds(s))


def confined(n: Nursery, var: str, low: Term, high: Term, *wanted: Term) -> tuple[Evidence, ...]:
    """Lemmas for statements about a name between two ends, by the ways to lie between them."""
    statements = between(Sym(var), low, high)
    if len(statements) != 1 or statements[0].head != "or":
        return tuple(Lemma(s) for s in wanted)
    return tuple(Lemma(s, Either(statements[0], (None, None))) for s in wanted)


# --- equations -----------------------------------------------------------------------------------


def arithmetic(n: Nursery) -> Made:
    if n.chance(0.1):
        return by_factor(n)
    t = n.material.term(2)
    if n.chance(0.5):
        return Arithmetic(t, n.material.inside(t))
    piece = n.equation()
    left, right = piece.statement.args
    around = n.pick(
        (lambda u: u, lambda u: u + t, lambda u: u * t, lambda u: t / u, lambda u: 0 * u)
    )
    found = tuple({piece.evidence, *(n.equation().evidence for _ in range(n.rng.randrange(2)))})
    other = around(n.material.inside(right)) if n.chance(0.4) else around(right)
    return Arithmetic(around(left), n.pick((other, ZERO, n.material.leaf())), found)


def by_factor(n: Nursery) -> Made:
    """Two numbers written with roots, whose difference times another number is 0."""
    r2, r3 = call("sqrt", 2), call("sqrt", 3)
    nested = call("sqrt", 5 + 2 * r2 * r3)
    left = n.pick((nested, r2, r2 + r3, call("root", 8, 6), n.material.leaf()))
    right = n.pick((r2 + r3, r3 - r2, -r2, n.material.inside(left), call("sqrt", number(-1))))
    other = n.pick((left + right, left + right, left - right, ZERO, n.material.leaf()))
    lemma = Arithmetic((left - right) * other, ZERO)
    row = Axiom("zero_product", (("u", left - right), ("v", other)))
    return Have((lemma,), Arithmetic(left, right, (row,)))


def axiom(n: Nursery) -> Made:
    """An instance of a row; one whose conditions hold, if a few tries find one, or are shown."""
    if n.chance(0.1):
        return substitution(n)
    if n.chance(0.05):
        return induction(n)
    if n.chance(0.05):
        return handed_on(n)
    if n.chance(0.1) and n.facts.context.field == "real":
        return by_rows(n)
    name = n.pick(EXISTENCE if n.chance(0.1) else _rows(n))
    for _ in range(3):
        made = instance(n, name)
        if asked.concluded(made, n.facts) is not None:
            break
    return made


def _rows(n: Nursery) -> tuple[str, ...]:
    """Rows of the field, mostly."""
    if n.chance(0.05):
        return NAMES
    field = n.world.context.field
    return PLANE if field == "complex" and n.chance(0.5) else OF_FIELD[field]


OF_FIELD = {
    field: tuple(
        name
        for name in NAMES
        if AXIOMS[name].field in (field, "both") and AXIOMS[name] not in ALONG
    )
    for field in ("real", "complex")
}
PLANE = tuple(name for name in NAMES if AXIOMS[name].field == "complex")
EXISTENCE = tuple(name for name in NAMES if name.endswith(("exists", "needed")))
"""Rows that say that something has a value."""


def instance(n: Nursery, name: str) -> Axiom:
    """An instance of a row at hostile terms, most of them small."""
    plain, called = letters(name)
    bindings = [(letter, binding(n, letter)) for letter in plain if n.chance(0.98)]
    bindings += [(f, function(n, arity(name, f))) for f in called if n.chance(0.98)]
    return Axiom(name, tuple(bindings))


def binding(n: Nursery, letter: str) -> Term:
    if n.chance(0.9 if letter in "pq" else 0.03):
        return n.material.statement(0)
    return n.material.number() if n.chance(0.7) else n.material.term(1)


def function(n: Nursery, count: int) -> Term:
    names = [n.material.variable() for _ in range(count)]
    if n.chance(0.1):
        return n.pick((Sym("f"), *ODD))
    body = n.material.body(names[-1])
    for name in reversed(names):
        body = n.material.sorted(Bind("lambda", name, body, ()))
    return body


def congruence(n: Nursery) -> Made:
    if n.chance(0.5):
        made = under(n)
        return made if n.chance(0.6) else (exists(made.right), made)
    piece = n.equation()
    left, right = piece.statement.args
    t = n.material.term(1)
    whole = n.pick((left + t, call("exp", left), left / t, App("^", (t, left)), call("abs", left)))
    other = rebuild(whole, tuple(right if u == left else u for u in children(whole)))
    parts = tuple(piece.evidence if u == left else None for u in children(whole))
    return Congruence(whole, other, parts)


def under(n: Nursery) -> Congruence:
    """Congruence under a binder, the bodies being equal where both are defined."""
    t = n.material.bind(
        n.pick(("sum", "prod", "int", "lim", "lim+", "lim-", "diff", "antiderivative"))
    )
    other = replace(t, body=_other_body(n, t))
    var = n.material.fresh()
    old, new = (substitute(u.body, {u.var: Sym(var)}) for u in (t, other))
    facts = inside(t, var, n.facts)
    known = facts.knowing(*_domains(facts, old, new))
    return Congruence(t, other, (equality(n, old, new, known), *(None for _ in t.args)), var)


def _other_body(n: Nursery, t: Bind) -> Term:
    """A body that is equal by arithmetic or by a row, or another one."""
    if n.chance(0.4):
        return n.material.inside(t.body)
    found = rewritten(n, t.body) if n.chance(0.6) else None
    if found is None:
        return n.material.body(t.var)
    left, right = (substitute(u, dict(found.bindings)) for u in AXIOMS[found.name].statement.args)
    return replaced(t.body, left, right)


def _domains(facts: Facts, *terms: Term) -> tuple[Term, ...]:
    return tuple(s for t in terms for s in asked.needed(t, facts.context))


def derivative_of(n: Nursery) -> Made:
    var = n.material.variable()
    order = n.pick((ONE, ONE, ONE, TWO, ZERO, HALF, INFINITY))
    at = n.pick((Sym(var), n.material.number(), n.material.symbol()))
    body = n.material.body(var) if n.chance(0.5) else n.material.term(2)
    t = n.material.sorted(Bind("diff", var, body, (at, order)))
    return Derivative(t) if n.chance(0.7) else (exists(t), Derivative(t))


def linearity(n: Nursery) -> Made:
    t = n.material.bind(n.pick(("sum", "int", "lim", "lim+", "lim-", "diff")))
    pieces = tuple((n.material.leaf(), n.material.body(t.var)) for _ in range(n.rng.randrange(3)))
    if n.chance(0.4):
        pieces = ((ONE, t.body), (ONE, pieces[0][1]), (number(-1), pieces[0][1])) if pieces else ()
    terms = tuple(c * g for c, g in pieces)
    body = ZERO if not terms else terms[0] if len(terms) == 1 else App("+", terms)
    made = Linearity(replace(t, body=n.pick((body, n.material.inside(body)))), pieces)
    return made if n.chance(0.6) else (exists(made.term), made)


def chain(n: Nursery) -> Made:
    links = [n.equation()]
    for _ in range(n.rng.randrange(1, 3)):
        links.append(_link(n, links[-1].statement.args[1]))
    return Chain(tuple(link.evidence for link in links))


def _link(n: Nursery, end: Term) -> Any:
    for piece in n.pieces:
        if piece.is_equation and end in piece.statement.args:
            if piece.statement.args[0] == end:
                return piece
            turned = equal(*reversed(piece.statement.args))
            return replace(piece, evidence=Symmetry(piece.evidence), statement=turned)
    other = n.material.inside(end) if n.chance(0.5) else n.pick(CLOSED)
    evidence = equality(n, end, other, n.facts)
    return replace(n.equation(), evidence=evidence, statement=equal(end, other))


def symmetry(n: Nursery) -> Made:
    return Symmetry(n.equation().evidence)


PRIMITIVES = (
    lambda v: v, lambda v: v**2 / 2, lambda v: call("log", v), lambda v: call("log", -v),
    lambda v: -(1 / v), lambda v: 2 * call("sqrt", v), lambda v: call("atan", v),
    lambda v: call("sin", v),
    lambda v: -call("exp", -v), lambda v: call("abs", v), lambda v: call("atan", 1 / v),
    lambda v: call("log", call("abs", v)),
    lambda v: call("sign", v) + v, lambda v: call("floor", v), lambda v: call("asin", v),
    lambda v: 3 * call("cbrt", v),
    lambda v: call("tan", v), lambda v: v**3 / 3 + 1 / v - 1 / v,
)  # fmt: skip


def newton_leibniz(n: Nursery) -> Made:
    var, name = n.material.fresh(), n.pick(("t", n.material.variable()))
    low, high = n.material.bounds("int")
    primitive = n.pick(PRIMITIVES)(Sym(var))
    rate = Bind("diff", var, primitive, (Sym(var), ONE))
    found = derivative(rate, n.facts.context)
    body = found[0] if found and n.chance(0.8) else n.material.body(var)
    t = Bind("int", name, substitute(body, {var: Sym(name)}), (low, high))
    known = n.facts.entering(var, REAL, *between(Sym(var), low, high))
    wanted = [s for s in _domains(known, rate, body) if not known.holds(s)][:3]
    evidence = Derivative(rate) if found and body == found[0] else equality(n, rate, body, known)
    made = NewtonLeibniz(t, primitive, var, evidence, confined(n, var, low, high, *wanted))
    return made if n.chance(0.5) else (exists(t), made)


INNER = (
    lambda v: v, lambda v: -v, lambda v: 2 * v, lambda v: v / 2, lambda v: v + 1, lambda v: v**2,
    lambda v: 1 / v,
    lambda v: call("exp", v), lambda v: call("log", v), lambda v: call("tan", v), lambda v: v**3,
    lambda v: call("abs", v),
    lambda v: call("sign", v) + v, lambda v: call("sqrt", v), lambda v: v + ONE / ZERO,
)  # fmt: skip


def substitution(n: Nursery) -> Made:
    var, name = n.material.fresh(), n.pick(("t", n.material.variable()))
    v = Sym(var)
    inner = n.pick(INNER)(v) if n.chance(0.7) else n.pick((v, v + 1))
    low, high = n.pick(
        ((ZERO, ONE), (ONE, TWO), (HALF, ONE), (number(-1), -HALF), n.material.bounds("int"))
    )
    starts, ends = (substitute(inner, {var: u}) for u in (low, high))
    first, last = (n.pick((u, u, w, n.material.number())) for u, w in ((starts, low), (ends, high)))
    t = Bind("int", name, n.material.body(name), (first, last))
    known = n.facts.entering(var, REAL, call("<", low, v), call("<", v, high))
    rate = Bind("diff", var, inner, (v, ONE))
    made = _changed(n, t, inner, var, (low, high), known)
    other = Bind("int", var, substitute(t.body, {name: inner}) * rate, (low, high))
    if n.chance(0.5):
        return made
    known_too = _as_rate_is(n, other, rate, var) if n.chance(0.7) else ()
    return Have(known_too, made) if known_too else made


def _changed(
    n: Nursery, t: Bind, inner: Term, var: str, ends: tuple[Term, Term], known: Facts
) -> Have:
    """A row of changes of variables, with what it asks shown as far as tactics find it."""
    far = {INFINITY: "_infinity", MINUS_INFINITY: "_minus_infinity"}
    ways = [f"_{way}{far[u]}" for way, u in zip(("from", "to"), t.args, strict=True) if u in far]
    row = f"change{''.join(ways)}{n.pick(('', '', '_exists', '_back_exists'))}"
    if row not in AXIOMS:
        row = "change"
    lambdas = ("f", Bind("lambda", t.var, t.body, ())), ("g", Bind("lambda", var, inner, ()))
    bounds = zip("abuv", (*ends, *t.args), strict=True)
    of = Axiom(row, (*lambdas, *(one for one in bounds if one[1] not in far or one[0] in "ab")))
    conditions = put_in(AXIOMS[row], of.bindings)[1]
    shown_too = list[Evidence]()
    for s in conditions:
        match s:
            case Bind("forall"):
                wanted = substitute(s.body, {s.var: Sym(var)}).args[1]
                inside = lemmas(n, known, *_domains(known, wanted), wanted)
                shown_too += [Lemma(s, Generalise(var, Suppose(Have(inside, Lemma(wanted)))))]
            case App("=", (limit, to)):
                here = substitute(limit.body, {limit.var: limit.args[0]})
                found = equality(n, here, to, n.facts)
                shown_too += [Lemma(s, Arithmetic(limit, to, (Continuity(limit), found)))]
    return Have(tuple(shown_too), of)


def _as_rate_is(n: Nursery, other: Bind, rate: Bind, var: str) -> tuple[Evidence, ...]:
    """That the integral after a change of variables exists, from one with its rate worked out."""
    found = derivative(rate, n.facts.context)
    if found is None:
        return ()
    body = other.body.args[0] * found[0] if found[0] != ONE else other.body.args[0]
    plain = Bind("int", var, body, other.args)
    name = "s" if var != "s" else "w"
    ends = (substitute(u, {var: Sym(name)}) for u in (body, other.body, rate))
    old, new, moved = ends
    part = Arithmetic(old, new, (Derivative(moved),))
    return (
        Lemma(exists(plain)),
        Lemma(exists(other), Congruence(plain, other, (part, None, None), name)),
    )


def continuity(n: Nursery) -> Made:
    t = n.material.bind(n.pick(("lim", "lim+", "lim-")))
    return Continuity(t) if n.chance(0.6) else (exists(t), Continuity(t))


def asymptotics(n: Nursery) -> Made:
    """A limit and what it might be: where its kind leads, what it is at the point, a number."""
    t = n.material.bind(n.pick(("lim", "lim+", "lim-")))
    here = substitute(t.body, {t.var: t.args[0]})
    value = n.pick((ZERO, ONE, n.material.number(), here, t.args[0]))
    evidence = Asymptotics(t, value, n.pick((ONE, TWO, Num(4), Num(6))))
    return evidence if n.chance(0.6) else (Lemma(exists(t), evidence), evidence)


GROWING: tuple[Callable[[Term], Term], ...] = (
    lambda v: 1 / v**2, lambda v: 1 / v, lambda v: HALF**v, lambda v: number(-1) ** v / v**2,
    lambda v: v, lambda v: 1 / (v - 3), lambda v: call("log", v), lambda v: 1 / call("sqrt", v),
)  # fmt: skip


def tail(n: Nursery) -> Made:
    """That a sum or an integral converges, or not, cut at points that may be the wrong ones."""
    name, var = n.material.variable(), n.material.fresh()
    body = n.pick(GROWING)(Sym(name)) if n.chance(0.7) else n.material.body(name)
    if n.chance(0.5):
        low = n.pick((ZERO, ONE, TWO, n.material.number()))
        t, points = Bind("sum", name, body, (low, INFINITY)), ()
    else:
        ends = n.pick(((ZERO, ONE), (ONE, INFINITY), (number(-1), ONE), n.material.bounds("int")))
        t, points = Bind("int", name, body, ends), n.pick(((), (ZERO,), (n.material.number(),)))
    inside = ((),) * (len(points) + n.pick((1, 1, 1, 2))) if t.head == "int" else ()
    evidence = Tail(t, n.pick((ONE, TWO, Num(4))), points, var, inside)
    goal = n.pick((exists(t), App("not", (exists(t),))))
    return evidence if n.chance(0.5) else (goal, Lemma(goal, evidence))


def along(n: Nursery) -> Made:
    """That a limit or a sum has no value, by sequences that may lead elsewhere."""
    name, var = n.material.variable(), n.material.fresh()
    v, k = Sym(name), Sym(var)
    body = n.pick((number(-1) ** v, 1 / v, v, v**2, n.material.body(name)))
    t = n.pick((Bind("sum", name, body, (ZERO, INFINITY)), Bind("lim", name, body, (INFINITY,))))
    even = Axiom("minus_one_even", (("n", k),))
    ways = []
    for _ in range(n.pick((1, 2))):
        at = n.pick((k, 2 * k, 2 * k + 1, -k, 1 / k))
        here = substitute(body, {name: at})
        ways.append((at, n.pick((Arithmetic(here, here), even))))
    evidence = Along(t, var, tuple(ways), Num(3))
    goal = App("not", (exists(t),))
    return evidence if n.chance(0.5) else (goal, Lemma(goal, evidence))


def entries(n: Nursery) -> Made:
    """Two arrays that may have one shape and the same entries, some of which may be left out."""
    p, q = (n.pick((n.material.number(), Sym(n.material.name()))) for _ in "pq")
    left = call("vector", p, q)
    right = n.pick((left, call("vector", q, p), call("vector", p, q, p), left * ONE, left + left))
    names = n.pick(((), (), (n.material.fresh(),)))
    places = [Sym(names[0])] if names else [ONE, TWO][: n.pick((2, 2, 1))]
    pairs = [(App("index", (left, i)), App("index", (right, i))) for i in places]
    return Entries(left, right, names, tuple(Arithmetic(a, b) for a, b in pairs))


def induction(n: Nursery) -> Made:
    """A sum or product and its closed form, at bases that may be none."""
    sorts = n.world.context.sorts
    whole = [name for name, sort in sorts.items() if sort.base == "integer" and not sort.shape]
    var = n.pick((*whole, *whole, n.material.name()))
    name = n.pick(("t", "t", n.material.variable()))
    v, j, base = Sym(var), Sym(name), n.pick((ONE, ONE, ZERO, n.material.number()))
    head, body, right = n.pick((
        ("sum", ONE, v), ("sum", j, v * (v + 1) / 2), ("prod", TWO, TWO**v),
        ("sum", 2 * j, v**2 + v),
        ("prod", j, call("factorial", v)), ("sum", n.material.body(name), n.material.body(var)),
    ))  # fmt: skip
    left = Bind(head, name, body, (ONE, v))
    right = right if n.chance(0.8) else n.material.inside(right)
    f = ("f", Bind("lambda", name, body, ()))
    starts = n.pick(("one", "one", "empty", "last"))
    ends = {"one": (f, ("a", base)), "empty": (f, ("a", ONE), ("b", base))}
    first = Axiom(f"{head}_{starts}", ends.get(starts, (f, ("a", ONE), ("b", base))))
    step = Axiom(f"{head}_last", (f, ("a", ONE), ("b", v + 1)))
    sides = [[substitute(u, {var: at}) for u in (left, right)] for at in (base, v + 1)]
    known = Hypothesis(equal(left, right))
    return one_by_one(
        equal(left, right), var, base,
        Arithmetic(*sides[0], (first,) if n.chance(0.8) else ()),
        Arithmetic(*sides[1], n.pick(((step, known), (step, known), (step,), (known,)))),
    )  # fmt: skip


def handed_on(n: Nursery) -> Made:
    """A statement about whole numbers, which may be none, that is handed on or not."""
    name = n.pick(("j", n.material.variable()))
    v, a, b, c = Sym(name), n.material.number(), n.material.number(), n.material.number()
    about = n.pick((
        App(n.pick(RELATIONS), (v, c)), App(n.pick(RELATIONS), (1 / (v - c), ZERO)),
        App(n.pick(RELATIONS), (n.material.body(name), c)), exists(n.material.body(name)),
        call("=", call("floor", v / 2), v / 2), call("or", call("<", v, c), call(">", v, c)),
        n.material.law(), n.material.statement(1),
    ))  # fmt: skip
    about = negation(about) if n.chance(0.2) else about
    about = App("implies", (n.material.statement(0), about)) if n.chance(0.1) else about
    last = n.pick((a, a + 1, b, b, a + 3, v))
    bindings = ("a", a), ("b", last), ("r", Bind("lambda", name, about, ()))
    first, steps, *_ = put_in(AXIOMS["induction"], bindings)[1]
    step = Suppose(n.pick((None, None, Have((), None), n.piece().evidence)))
    known = Lemma(first, n.pick((None, None, n.piece().evidence)))
    step = n.pick((Generalise(n.material.fresh(), step), None))
    return Have((known, Lemma(steps, step)), Axiom("induction", bindings))


def enclosure(n: Nursery) -> Made:
    t = n.material.binder() if n.chance(0.7) else n.material.term(2)
    return Enclosure(t) if n.chance(0.7) else (exists(t), Enclosure(t))


# --- statements ----------------------------------------------------------------------------------


def hypothesis(n: Nursery) -> Made:
    statements = [s for s in n.facts.statements if isinstance(s, App | Bind)]
    if statements and n.chance(0.5):
        statement = n.pick(statements)
    else:
        statement = n.material.law() if n.chance(0.6) else n.material.statement()
    law = isinstance(statement, Bind)
    at = (
        (n.pick((n.material.number(), n.material.term(1), *ODD[:3])),)
        if law and n.chance(0.9)
        else ()
    )
    return Hypothesis(statement, at)


def cases(n: Nursery) -> Made:
    statement = n.material.statement(0) if n.chance(0.5) else _split(n)
    if n.chance(0.3):
        goal = n.material.comparison(1) if n.chance(0.5) else exists(n.material.binder())
        return goal, Cases(statement, Have((), None), Have((), None))
    sides = [_under_case(n, statement, s) for s in (statement, negation(statement))]
    goal = App("or", tuple(goal for goal, _ in sides))
    return goal, Cases(statement, *(Have((lemma,), None) for _, lemma in sides))


def _split(n: Nursery) -> Term:
    """A case split on a name that may mean nothing."""
    value = n.pick((ZERO, ONE, HALF, n.material.leaf()))
    return call(n.pick(("!=", "=", "<", ">")), Sym(n.pick((*FOREIGN, n.material.name()))), value)


def _under_case(n: Nursery, statement: Term, case: Term) -> Goal:
    """Something about the names of a case that holds there."""
    facts = n.facts.knowing(case)
    name = next(iter(sorted(asked.names(statement))), "zz")
    for _ in range(3):
        goal = n.pick((_about(n, name), _about(n, name), n.material.statement()))
        lemma = Lemma(goal)
        if asked.concluded(lemma, facts) is not None:
            return goal, lemma
    return TRUE, Lemma(TRUE)


def _about(n: Nursery, name: str) -> Term:
    """That something exists that a binder makes, its variable being called as the name."""
    if n.chance(0.5):
        return exists(_singular(n, name))
    head = n.pick(("int", "int", "lim", "lim+", "sum"))
    return exists(Bind(head, name, n.material.body(name), n.material.bounds(head)))


def _singular(n: Nursery, name: str) -> Bind:
    """What does not exist, because of one value of its variable."""
    c = n.pick((0, 1, -1))
    gap = Sym(name) if c == 0 else Sym(name) - c
    if n.chance(0.3):
        return Bind(n.pick(("lim", "lim+", "lim-")), name, 1 / gap, (number(c),))
    body = n.pick((1 / gap, 1 / gap**2, call("log", gap)))
    return Bind(n.pick(("int", "int", "sum")), name, body, (number(c - 1), number(c + 1)))


def either(n: Nursery) -> Made:
    known = [s for s in n.facts.statements if isinstance(s, App) and s.head == "or"]
    found = [p for p in n.pieces if isinstance(p.statement, App) and p.statement.head == "or"]
    statement = (
        n.pick(known) if known else n.pick(found).statement if found else n.material.statement()
    )
    if not isinstance(statement, App) or statement.head != "or":
        statement = App("or", (statement, n.material.statement(0)))
    goal = n.material.statement()
    parts = tuple(
        None if n.chance(0.5) else shown(n, goal, n.facts.knowing(s)) for s in statement.args
    )
    return goal, Either(statement, parts)


def sign(n: Nursery) -> Made:
    a, rel = n.material.term(2), n.pick(RELATIONS)
    piece = n.equation()
    if n.chance(0.4):
        return App(rel, (piece.statement.args[0], ZERO)), Sign(piece.evidence)
    other = n.material.inside(a) if n.chance(0.5) else a
    return App(rel, (a, ZERO)), Sign(equality(n, a, other, n.facts))


def lemma(n: Nursery) -> Made:
    if n.pieces and n.chance(0.3):
        return _as_statement(n)
    return Lemma(n.material.statement(2))


def _as_statement(n: Nursery) -> Evidence:
    """What was accepted, as something true; or that a side of it is defined."""
    piece = n.piece()
    statement = n.pick((piece.statement, exists(n.pick(children(piece.statement) or (ONE,)))))
    return Lemma(statement, n.pick((piece.evidence, None)))


def absurd(n: Nursery) -> Made:
    """The step from any contradiction to anything; what is accepted is tried."""
    if n.chance(0.4):
        t = n.pick((App("^", (n.pick(ODD), TWO)), n.material.term(2)))
        return FALSITIES[0], Absurd(
            equality(n, t, n.pick((number(-1), n.material.inside(t), ZERO)), n.facts)
        )
    return n.pick(FALSITIES), Absurd(n.piece().evidence)


FALSITIES = (equal(ONE, TWO), FALSE, call("<", ONE, 0))


def have(n: Nursery) -> Made:
    found = tuple(n.piece().evidence for _ in range(n.rng.randrange(1, 3)))
    goal = n.piece().statement if n.chance(0.4) else n.material.statement()
    known = asked.with_lemmas(found, n.facts)
    return goal, Have(found, None if known is None or n.chance(0.6) else shown(n, goal, known))


def each(n: Nursery) -> Made:
    one, two = n.piece(), n.piece()
    p = n.pick((one.statement, n.material.statement()))
    q = n.pick((two.statement, one.statement, n.material.statement()))
    if n.chance(0.5):
        parts = (n.pick((one.evidence, None)), n.pick((two.evidence, None)))
        return App("and", (p, q)), Each(parts)
    forth, back = (
        Suppose(n.pick((None, piece.evidence, shown(n, goal, n.facts.knowing(given)))))
        for given, goal, piece in ((p, q, two), (q, p, one))
    )
    return App("iff", (p, q)), Each((forth, back))


def suppose(n: Nursery) -> Made:
    p = n.material.statement(1)
    q = n.pick(
        (
            n.material.statement(1),
            *(s for s in children(p) if isinstance(s, App) and s.head in RELATIONS),
        )
    )
    known = n.facts.knowing(p)
    return App("implies", (p, q)), Suppose(n.pick((None, shown(n, q, known))))


def generalise(n: Nursery) -> Made:
    goal, var = n.material.law(), n.material.fresh()
    body = substitute(goal.body, {goal.var: Sym(var)})
    known = inside(goal, var, n.facts)
    return goal, Generalise(var, n.pick((None, shown(n, body, known))))


RECIPES: dict[str, Callable[[Nursery], Made]] = {
    "Arithmetic": arithmetic, "Axiom": axiom, "Congruence": congruence, "Entries": entries,
    "Derivative": derivative_of,
    "Linearity": linearity, "Cases": cases, "Either": either, "Hypothesis": hypothesis,
    "Chain": chain,
    "Symmetry": symmetry, "NewtonLeibniz": newton_leibniz,
    "Continuity": continuity, "Asymptotics": asymptotics,
    "Tail": tail, "Along": along, "Sign": sign,
    "Enclosure": enclosure, "Lemma": lemma,
    "Absurd": absurd, "Have": have, "Each": each,
    "Suppose": suppose, "Generalise": generalise,
}  # fmt: skip
"""kind -> its recipe.  Domain and Point are evidence for whole steps: `steps.py`."""
WEIGHTS = {
    "Axiom": 7, "Arithmetic": 3, "Congruence": 3, "Cases": 2, "Lemma": 3,
    "Absurd": 2, "Domain": 3, "Continuity": 2, "NewtonLeibniz": 2,
}  # fmt: skip
"""How often a kind is chosen, once if it is not here."""
