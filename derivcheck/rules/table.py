"""The named rules of `by:`: one row each, with pattern, result and conditions.

Letters stand for terms, `f(x)`, `g(x)` for terms that may contain x; c is free of x.  A row of the
kind `rewrite` has a function that applies it at the root of a term (`redexes.py` for derivatives,
`sum_redexes.py` for sums); the others are confirmed as a whole: `arithmetic` by exact arithmetic
alone, `definition` by unfolding, `substitution` by the equations the step may use.  A `method`
(`methods.py`) is never confirmed, it fits or not.  Every row with a pattern is itself proved in the
tests.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal
from unicodedata import combining, normalize

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
from derivcheck.rules.methods import INTEGRAL, LIMIT, METHODS, SUM
from derivcheck.rules.redexes import Rewrite

Kind = Literal["arithmetic", "definition", "substitution", "rewrite", "method"]


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
        subject: heads; the rule fits a step that changes something with one of them, though it is
            no instance.  Of a method without heads: every step.
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
    subject: tuple[str, ...] = ()


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
                     " | complete the square | partial fractions | partial fraction decomposition"
                     " | difference of squares | difference of cubes | sum of cubes"
                     " | polynomial division | long division | tidying | tidying up"
                     " | algebraic manipulation | rewriting",
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

_LINEAR = (*SUM, *INTEGRAL, *LIMIT, "tr")
"""What is linear besides derivatives."""
_BOUND = (*SUM, *INTEGRAL, *LIMIT)
"""Where a name may be substituted."""
_ALGEBRA = "exact arithmetic, nothing else"
_DEFINING = "a name for what defines it, or back"
_EQUALS = "equals for equals, by an equation the step may use"
_RATES = "lim(f/g) as lim(f'/g'), where both go to 0 or to infinity"
_ALL = "the derivative by the table, all rules at once"

RULES: tuple[Rule, ...] = (
    *(Rule(n, s, "arithmetic", p, r, remark="" if p else _ALGEBRA) for n, s, p, r in _ARITHMETIC),
    Rule("definition", "definitions | by definition | unfolding", "definition", remark=_DEFINING),
    *(Rule(n, s, "rewrite", p, r, (), w, subject=_LINEAR * (n == "sum rule"))
      for n, s, p, r, w in _CALCULUS),
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
         remark=_EQUALS, subject=_BOUND),
    *(Rule(n, s, "method", remark=remark, subject=heads) for n, s, heads, remark in METHODS),
)  # fmt: skip
"""In the order in which an explanation is looked for."""

ALWAYS = ("constant rule", "identity rule", "constant factor", "sum rule")
"""Linearity is part of exact arithmetic here; it needs no name."""

_NAMES = {s: r for r in RULES for s in (r.name, *r.aliases.split(" | ")) if s}
_DEFINITION = ("definition of ", "definitions of ", "def. of ", "def of ", "by definition of ")
_BEFORE = re.compile(r"^(?:(?:by|the|using|from|via|apply|applying|use|with|an?) )+")
_AFTER = re.compile(r" (?:twice|again|once|repeatedly|(?:two|three|\d+) times)$")
_ARTICLE = re.compile(r" (?:the|an?)(?= )")
_GENERIC = re.compile(
    r" (?:rules?|theorems?|formulas?|formulae|identit(?:y|ies)|laws?|test|method|principle"
    r"|inequality|trick|argument)$"
)
_BETWEEN = re.compile(r"\s*(?:,|;|\+|&|\band\b|\bthen\b|\bwith\b)\s*")


def rule_named(name: str) -> Rule | None:
    """The rule that a name of `by:` means; `definition of S` is the rule `definition`."""
    if defined_name(name):
        return _NAMES["definition"]
    return next((_NAMES[s] for s in _spellings(name) if s in _NAMES), _LOOSE.get(_loose(name)))


def parts_of(name: str) -> tuple[str, ...]:
    """The names of several rules in one text, as `product and chain rule`."""
    parts = tuple(part for part in _BETWEEN.split(" ".join(name.split())) if part)
    one = len(parts) < 2 or rule_named(name) is not None
    return (name,) if one or not all(map(rule_named, parts)) else parts


def defined_name(name: str) -> str:
    """The S of `definition of S`, or an empty string."""
    words = " ".join(name.split())
    for start in _DEFINITION:
        if words.lower().startswith(start):
            return words[len(start) :].split("[")[0].split("(")[0]
    return ""


def _spellings(name: str) -> Iterator[str]:
    """A name in lower case with single spaces; without accents; without words around it."""
    words = " ".join(name.lower().replace("-", " ").replace("\u2019", "'").split())
    bare = "".join(c for c in normalize("NFKD", words) if not combining(c))
    for spelled in dict.fromkeys((words, bare)):
        yield spelled
        inner = _AFTER.sub("", _BEFORE.sub("", spelled))
        yield inner
        yield _ARTICLE.sub("", inner.replace("'s ", " ").replace("'", ""))


def _loose(name: str) -> str:
    """A name without what names of rules have in common."""
    return _GENERIC.sub("", list(_spellings(name))[-1])


def _unambiguous() -> dict[str, Rule]:
    found = defaultdict(set)
    for name, rule in _NAMES.items():
        found[_loose(name)].add(rule.name)
    return {name: _NAMES[rules.pop()] for name, rules in found.items() if len(rules) == 1}


_LOOSE = _unambiguous()


def spelling(name: str) -> str:
    """A name in lower case with single spaces, without `by` and `the` in front."""
    return next((s for s in _spellings(name) if s in _NAMES), list(_spellings(name))[1])


def nearest(name: str) -> str:
    """The known name nearest to a misspelt one, or an empty string."""
    close = get_close_matches(spelling(name), _NAMES, n=1, cutoff=0.7)
    return close[0] if close else ""
