"""Inference: what evidence proves.  One function for each kind; nothing here searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from derivcheck.kernel.axioms import AXIOMS, instance
from derivcheck.kernel.claims import Claim, Context, bound_sort, range_of
from derivcheck.kernel.definedness import STATEMENTS, definedness, needed
from derivcheck.kernel.derivatives import derivative
from derivcheck.kernel.evidence import (
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Derivative,
    Evidence,
    Hypothesis,
    Induction,
    Linearity,
    Symmetry,
    ZeroDerivative,
)  # fmt: skip
from derivcheck.kernel.facts import Facts, bare
from derivcheck.kernel.field import Field
from derivcheck.kernel.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    alpha_equal,
    call,
    children,
    free_names,
    substitute,
    subterms,
)  # fmt: skip

LINEAR = frozenset({"sum", "int", "diff", "lim", "lim+", "lim-"})
OPENED = LINEAR | {"prod", "antiderivative"}
"""Binders under which equal bodies make equal wholes."""


@dataclass(frozen=True, slots=True)
class Rejected(Exception):  # an answer of the kernel, not an error
    """Evidence does not prove what it is meant to; says what is missing."""

    reason: str
    needs: Term | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """left ~ right: equal wherever the facts hold and both sides are defined."""

    left: Term
    right: Term


def infer(evidence: Evidence, facts: Facts) -> Equation:
    """The equation that evidence proves.

    Arguments:
        evidence: any kind that concludes an equation.
        facts: what may be used.

    Raises:
        Rejected: if a premise does not hold or cannot be seen to hold.
    """
    rule = _RULES.get(type(evidence))
    if rule is None:
        raise Rejected(f"{type(evidence).__name__} does not prove an equation")
    return rule(evidence, facts)


def _arithmetic(e: Arithmetic, facts: Facts) -> Equation:
    field, known = Field(facts.context), knowing_defined(facts, e.left, e.right)
    if e.lemmas:
        for lemma in e.lemmas:
            equation = infer(lemma, known)
            require_defined(known, equation.left, equation.right)
            field.assume(equation.left, equation.right, lambda t: known.holds(call("!=", t, 0)))
    if not field.equal(e.left, e.right, known.holds):
        raise Rejected("the two sides are not equal by exact arithmetic")
    return Equation(e.left, e.right)


def _axiom(e: Axiom, facts: Facts) -> Equation:
    row = AXIOMS.get(e.name)
    if row is None:
        raise Rejected(f"there is no axiom {e.name!r}")
    if row.field not in ("both", facts.context.field):
        raise Rejected(f"{e.name} holds over the {row.field} field only")
    found = instance(row, dict(e.bindings))
    for condition in found.conditions:
        require(facts, condition)
    return Equation(found.left, found.right)


def _congruence(e: Congruence, facts: Facts) -> Equation:
    left, right = e.left, e.right
    olds, news = children(left), children(right)
    if _shape(left) != _shape(right) or len(olds) != len(news) or len(e.parts) != len(olds):
        raise Rejected("congruence needs two terms of one shape")
    start = 0
    if isinstance(left, Bind) and isinstance(right, Bind):
        _under(e, left, right, facts)
        start = 1
    for part, old, new in zip(e.parts[start:], olds[start:], news[start:], strict=True):
        _part(part, old, new, facts)
    return Equation(left, right)


def _part(part: Evidence | None, old: Term, new: Term, facts: Facts) -> None:
    if part is None:
        if not alpha_equal(old, new):
            raise Rejected("a part without evidence differs")
        return
    if is_statement(old):
        raise Rejected("statements are not rewritten by equations")
    found = infer(part, facts)
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
    taken = set(facts.context.sorts).union(*map(free_names, (left, right, *facts.statements)))
    if e.var in taken or not e.var:
        raise Rejected(f"the name {e.var!r} is not fresh")
    old, new = (substitute(t.body, {t.var: Sym(e.var)}) for t in (left, right))
    _part(part, old, new, inside(left, e.var, facts))


def inside(t: Bind, name: str, facts: Facts) -> Facts:
    """The facts under a binder whose variable is called `name`: the range, and no more about it."""
    sort = bound_sort(t, facts.context)
    return facts.entering(name, sort, *range_of(t, Sym(name), facts.statements))


def _derivative(e: Derivative, facts: Facts) -> Equation:
    found = derivative(e.term, facts.context)
    if found is None:
        raise Rejected("the table of derivatives does not cover this term")
    return Equation(e.term, found[0])


def _linearity(e: Linearity, facts: Facts) -> Equation:
    t = e.term
    if not isinstance(t, Bind) or t.head not in LINEAR:
        raise Rejected("linearity is about sums, integrals, derivatives and limits")
    if any(t.var in free_names(c) for c, _ in e.pieces):
        raise Rejected("a factor contains the bound variable")
    sorts = {**facts.context.sorts, t.var: bound_sort(t, facts.context)}
    field = Field(replace(bare(facts.context), sorts=sorts))
    if not field.equal(t.body, _combination(e.pieces), facts.holds):
        raise Rejected("the pieces do not make up the body")
    whole = [(c, Bind(t.head, t.var, g, t.args)) for c, g in e.pieces]
    return Equation(t, _combination(whole))


def _combination(pieces: Sequence[tuple[Term, Term]]) -> Term:
    terms = tuple(g if c == ONE else App("*", (c, g)) for c, g in pieces)
    return ZERO if not terms else terms[0] if len(terms) == 1 else App("+", terms)


def _cases(e: Cases, facts: Facts) -> Equation:
    if not is_statement(e.statement):
        raise Rejected("a case split needs a statement")
    require_defined(facts, e.statement)
    yes = infer(e.yes, facts.knowing(e.statement))
    no = infer(e.no, facts.knowing(App("not", (e.statement,))))
    if not (alpha_equal(yes.left, no.left) and alpha_equal(yes.right, no.right)):
        raise Rejected("the two cases prove different equations")
    return yes


def _hypothesis(e: Hypothesis, facts: Facts) -> Equation:
    statement = substitute(e.statement, dict(e.bindings))
    match statement:
        case App("=", (left, right)) if facts.holds(statement):
            return Equation(left, right)
    raise Rejected("not an equation that is known", statement)


def _chain(e: Chain, facts: Facts) -> Equation:
    if not e.links:
        raise Rejected("an empty chain proves nothing")
    links = [infer(link, facts) for link in e.links]
    known = knowing_defined(facts, links[0].left, links[-1].right)
    for one, two in pairwise(links):
        if not alpha_equal(one.right, two.left):
            raise Rejected("a chain is broken")
        require_defined(known, one.right)
    return Equation(links[0].left, links[-1].right)


def _symmetry(e: Symmetry, facts: Facts) -> Equation:
    found = infer(e.of, facts)
    return Equation(found.right, found.left)


def _zero_derivative(e: ZeroDerivative, facts: Facts) -> Equation:
    known = knowing_defined(facts, e.left, e.right)
    sort = facts.context.sorts.get(e.var)
    if sort is None or sort.base != "real" or sort.shape or facts.context.field != "real":
        raise Rejected("a zero derivative needs a real variable")
    if e.var in free_names(e.point):
        raise Rejected("the point must not depend on the variable")
    gap = Bind("diff", e.var, e.left - e.right, (Sym(e.var), ONE))
    _interval(e.var, known)
    require_defined(known, gap)
    found = infer(e.derivative, known)
    if not (alpha_equal(found.left, gap) and alpha_equal(found.right, ZERO)):
        raise Rejected("the derivative is not shown to be zero")
    at = {e.var: e.point}
    elsewhere = [s for s in known.statements if e.var not in free_names(s)]
    there = Facts(bare(known.context), elsewhere)
    for statement in known.statements:
        require(there, substitute(statement, at))
    value = infer(e.at_point, there)
    ends = substitute(e.left, at), substitute(e.right, at)
    if not (alpha_equal(value.left, ends[0]) and alpha_equal(value.right, ends[1])):
        raise Rejected("the value at the point is that of something else")
    return Equation(e.left, e.right)


def _interval(var: str, facts: Facts) -> None:
    """Requires that what is known about a variable confines it to an interval.

    Comparisons that are affine in the variable do; so does what follows from them.
    """
    enough = [s for s in facts.statements if var not in free_names(s) or _cuts(s, var, facts)]
    confined = Facts(bare(facts.context), enough)
    for statement in facts.statements:
        if statement not in enough and not confined.holds(statement):
            raise Rejected("the allowed values need not form an interval", statement)


def _cuts(statement: Term, var: str, facts: Facts) -> bool:
    """Whether a statement confines a variable to a half-line or a point."""
    match statement:
        case App("<" | "<=" | ">" | ">=" | "=", (a, b)):
            return _affine(a - b, var, facts)
    return False


def _affine(t: Term, var: str, facts: Facts) -> bool:
    field = Field(facts.context)
    x = Sym(var)
    offset = substitute(t, {var: ZERO})
    slope = substitute(t, {var: ONE}) - offset
    return field.equal(t, offset + slope * x) and not definedness(t, facts.context)


def _induction(e: Induction, facts: Facts) -> Equation:
    sort, n = facts.context.sorts.get(e.var), Sym(e.var)
    if sort is None or sort.base != "integer" or sort.shape:
        raise Rejected("induction needs an integer variable")
    start = call("<=", e.base, n)
    rest = [s for s in facts.statements if e.var not in free_names(s)]
    without = Facts(bare(facts.context), rest)
    if e.var in free_names(e.base) or not without.signs.whole(e.base):
        raise Rejected("induction starts at an integer that does not depend on the variable")
    require(facts, start)
    above = without.knowing(start)
    require_defined(above, e.left, e.right)
    _at(e, infer(e.first, without), {e.var: e.base})
    _at(e, infer(e.step, above.knowing(call("=", e.left, e.right))), {e.var: n + 1})
    return Equation(e.left, e.right)


def _at(e: Induction, found: Equation, value: dict[str, Term]) -> None:
    left, right = substitute(e.left, value), substitute(e.right, value)
    if not (alpha_equal(found.left, left) and alpha_equal(found.right, right)):
        raise Rejected("a part of the induction proves something else")


# --- side conditions -----------------------------------------------------------------------------


def require(facts: Facts, statement: Term) -> None:
    """A statement must follow from the facts, its sides being defined.  Raises: Rejected."""
    if not facts.holds(statement):
        raise Rejected("a side condition is not known", statement)
    require_defined(facts, statement)


def require_defined(facts: Facts, *terms: Term) -> None:
    """Terms, and the sides of statements, must be defined by the facts.  Raises: Rejected."""
    for t in terms:
        for condition in needed(t, facts.context):
            if not facts.holds(condition):
                raise Rejected("a definedness condition is not known", condition)


MAX_CACHED = 8
"""How many claims' facts are remembered, so that a judge need not work out again what its prover
asked of the same facts a moment ago; they are a function of the claim."""


def facts_of(claim: Claim) -> Facts:
    """What is known where both sides of a claim are defined."""
    context = claim.context
    sorts = tuple(sorted(context.sorts.items(), key=lambda entry: entry[0]))
    stated = (context.assumptions, context.field, context.facts)
    return _facts_of(sorts, stated, claim.before, claim.after)


@lru_cache(MAX_CACHED)
def _facts_of(sorts: Any, stated: Any, before: Term, after: Term) -> Facts:
    return knowing_defined(Facts(Context(dict(sorts), *stated)), before, after)


def knowing_defined(facts: Facts, *terms: Term) -> Facts:
    """The facts with the definedness of terms; the same object if that is nothing new."""
    known = set(facts.statements)
    more = [c for t in terms for c in definedness(t, facts.context) if c not in known]
    return facts.knowing(*more) if more else facts


def is_statement(t: Term) -> bool:
    """Whether a term is a statement by its head."""
    match t:
        case App(head, _):
            return head in STATEMENTS
        case Bind("forall"):
            return True
    return False


def _shape(t: Term) -> tuple[Any, ...]:
    match t:
        case App(head, args):
            return ("app", head, len(args))
        case Bind(head, _, _, args):
            return ("bind", head, len(args))
    return (t,)


def mentions(t: Term, head: str) -> bool:
    """Whether a head occurs in a term."""
    return any(isinstance(s, App | Bind) and s.head == head for s in subterms(t))


_RULES: dict[type, Callable[[Any, Facts], Equation]] = {
    Arithmetic:     _arithmetic,
    Axiom:          _axiom,
    Congruence:     _congruence,
    Derivative:     _derivative,
    Linearity:      _linearity,
    Cases:          _cases,
    Hypothesis:     _hypothesis,
    Chain:          _chain,
    Symmetry:       _symmetry,
    ZeroDerivative: _zero_derivative,
    Induction:      _induction,
}  # fmt: skip
