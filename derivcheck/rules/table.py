"""The named rules of `by:`: one row each, with pattern, result and conditions.

Letters stand for terms, `f(x)`, `g(x)` for terms that may contain x; c is free of x.  A row of the
kind `rewrite` has a function that applies it at the root of a term (`redexes.py` for derivatives,
`sum_redexes.py` for sums); the others are confirmed as a whole: `arithmetic` by exact arithmetic
alone, `definition` by unfolding, `substitution` by the equations the step may use.  Every row with
a pattern is itself proved in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from derivcheck.kernel.checker.axioms import a, b, c, f, g, i, j, le, one, total, u, v, w
from derivcheck.kernel.language.derivatives import DERIVATIVES
from derivcheck.kernel.language.handbook import HANDBOOK, conditions_at, filled
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    whole,
)
from derivcheck.rules import limit_redexes, redexes, sum_redexes
from derivcheck.rules.redexes import Rewrite

Kind = Literal["arithmetic", "definition", "substitution", "rewrite"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    Arguments:
        name: as `by:` gives it.
        aliases: other spellings, separated by ` | `.
        kind: how a step is confirmed to be an instance.
        pattern, result: what it turns into what; None for a rule that is no single equation.
        conditions: statements on the letters.
        rewrite: the rule at the root of a term, for the kind `rewrite`.
        remark: what it does, where there is no pattern.
        leaves: what of the derivatives it leaves may be looked up in passing.
    """

    name: str
    aliases: str
    kind: Kind
    pattern: Term | None = None
    result: Term | None = None
    conditions: tuple[Term, ...] = ()
    rewrite: Rewrite | None = None
    remark: str = ""
    leaves: tuple[Rewrite, ...] = (redexes.plain,)


x, n, array = Sym("x"), Sym("n"), Sym("a")
fx, gx = f(x), g(x)


def d(body: Term, at: Term = x, *indices: Term) -> Term:
    """diff(body, x), or by an entry of the array at."""
    return Bind("diff", at.name if isinstance(at, Sym) else "x", body, (at, ONE, *indices))


def entry(array: Term, *indices: Term) -> Term:
    """array[indices]."""
    return App("index", (array, *indices))


a_j = entry(array, j)
_OUTER = Bind("diff", "t", f(Sym("t")), (gx, ONE))

_ARITHMETIC: tuple[tuple[str, str, Term | None, Term | None], ...] = (
    ("algebra",      "arithmetic | simplification | simplify | rearranging | completing the square"
                     " | complete the square | partial fractions | partial fraction decomposition",
                                            None,                None),
    ("expand",       "expanding | expansion | distributivity | multiplying out",
                                            u * (v + w),         u * v + u * w),
    ("factor",       "factoring | factorization | factorize | factorise | factoring out",
                                            u * v + u * w,       u * (v + w)),
    ("collect",      "collecting | collecting terms | collecting like terms",
                                            u * x + v * x,       (u + v) * x),
    ("common denominator", "common denominators | adding fractions",
                                            u / v + w / x,       (u * x + w * v) / (v * x)),
    ("cancellation", "cancel | cancelling | canceling | reducing | reduce",
                                            (u * v) / (w * v),   u / w),
)  # fmt: skip

_CALCULUS: tuple[tuple[str, str, Term | None, Term | None, Rewrite], ...] = (
    ("constant rule",   "derivative of a constant",
                        d(c),             ZERO,                              redexes.fixed),
    ("identity rule",   "derivative of x | derivative of the variable",
                        d(x),             ONE,                               redexes.itself),
    ("constant factor", "constant multiple | constant factor rule | constant multiple rule",
                        d(c * fx),        c * d(fx),                         redexes.pulled_out),
    ("sum rule",        "linearity | difference rule | term by term | linearity of the derivative",
                        d(fx + gx),       d(fx) + d(gx),                     redexes.summed),
    ("product rule",    "leibniz rule",
                        d(fx * gx),       d(fx) * gx + fx * d(gx),           redexes.multiplied),
    ("quotient rule",   "derivative of a quotient",
                        d(fx / gx),       (d(fx) * gx - fx * d(gx)) / gx**2, redexes.divided),
    ("chain rule",      "outer times inner derivative",
                        d(f(gx)),         _OUTER * d(gx),                    redexes.chained),
    ("power rule",      "general power rule | reciprocal rule",
                        d(x**n),          n * x ** (n - 1),                  redexes.powered),
    ("indicator",       "kronecker delta | kronecker | derivative of an entry | indicator rule",
                        d(a_j, array, i), one(call("=", j, i)),              redexes.entered),
)  # fmt: skip

_DERIVATIVES = tuple(
    Rule(
        f"derivative of {head}",
        f"{head} rule" + " | derivative of an exponential | exponential rule" * (head == "exp"),
        "rewrite",
        d(call(head, x)),
        filled(rate, x),
        conditions_at(HANDBOOK[head].smooth, x),
        redexes.by_row(head),
    )
    for head, rate in DERIVATIVES.items()
)

_ALGEBRA = "exact arithmetic, nothing else"
_DEFINING = "a name for what defines it, or back"
_EQUALS = "equals for equals, by an equation the step may use"
_RATES = "lim(f/g) as lim(f'/g'), where both go to 0 or to infinity"
_ALL = "the derivative by the table, all rules at once"

RULES: tuple[Rule, ...] = (
    *(Rule(n, s, "arithmetic", p, r, remark="" if p else _ALGEBRA) for n, s, p, r in _ARITHMETIC),
    Rule("definition", "definitions | by definition | unfolding", "definition", remark=_DEFINING),
    *(Rule(n, s, "rewrite", p, r, (), w) for n, s, p, r, w in _CALCULUS),
    *_DERIVATIVES,
    Rule("collapse of a sum", "collapse | collapsing the sum | collapse the sum", "rewrite",
         total(one(call("=", j, c)) * f(j)), f(c), (le(a, c), le(c, b), whole(c)),
         sum_redexes.collapsed, leaves=(redexes.plain, redexes.entered)),
    Rule("linearity of sums", "linearity of the sum | splitting the sum", "rewrite",
         total(c * f(j) + g(j)), c * total(f(j)) + total(g(j)), (), sum_redexes.separated),
    Rule("l'hopital", "l'hospital | lhopital | l'hôpital | l'hopital's rule | de l'hopital",
         "rewrite", rewrite=limit_redexes.by_rates, remark=_RATES),
    Rule("differentiation", "derivative | differentiate | table of derivatives", "rewrite",
         rewrite=redexes.differentiated, remark=_ALL),
    Rule("substitution", "substitute | substituting | inserting | plugging in", "substitution",
         remark=_EQUALS),
)  # fmt: skip
"""In the order in which an explanation is looked for."""

ALWAYS = ("constant rule", "identity rule", "constant factor", "sum rule")
"""Linearity is part of exact arithmetic here; it needs no name."""

_NAMES = {s: r for r in RULES for s in (r.name, *r.aliases.split(" | ")) if s}
_DEFINITION = ("definition of ", "definitions of ", "def. of ", "def of ", "by definition of ")


def rule_named(name: str) -> Rule | None:
    """The rule that a name of `by:` means; `definition of S` is the rule `definition`."""
    spelled = spelling(name)
    return _NAMES["definition"] if defined_name(name) else _NAMES.get(spelled)


def defined_name(name: str) -> str:
    """The S of `definition of S`, or an empty string."""
    words = " ".join(name.split())
    for start in _DEFINITION:
        if words.lower().startswith(start):
            return words[len(start) :].split("[")[0].split("(")[0]
    return ""


def spelling(name: str) -> str:
    """A name in lower case with single spaces, without `by` and `the` in front."""
    words = " ".join(name.lower().replace("-", " ").split())
    return words if words in _NAMES else words.removeprefix("by ").removeprefix("the ")


def nearest(name: str) -> str:
    """The known name nearest to a misspelt one, or an empty string."""
    close = get_close_matches(spelling(name), _NAMES, n=1, cutoff=0.7)
    return close[0] if close else ""
