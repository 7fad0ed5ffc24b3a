"""Declarations: the right side of `symbols:` to a sort and the assumptions it brings.

positive integer      integer and 1 <= k            real in (0, 1)     0 < p and p < 1
positive real[n, m]   for all entries 0 < A[i, j]   index of k         1 <= i and i <= k
symmetric real[n, n]  a trait of the matrix         index in 0..n-1    0 <= i and i <= n - 1
function real -> real, function: complex -> complex, function C1, constant, boolean
orthogonal real[n, n] Q.T @ Q = eye(n)          function real[n] -> real[m]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import NoReturn, cast

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.sorts import INTEGER, Base, Sort, Trait
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, fresh
from derivcheck.notation.check import check
from derivcheck.notation.elaborate import elaborate
from derivcheck.notation.grammar import parse
from derivcheck.notation.reading import Node, Spans
from derivcheck.notation.scope import Scope
from derivcheck.notation.sizes import difference
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import KEYWORDS, fail

MAX_LENGTH = 1_000  # characters of a declaration
Axis = tuple[Term, Term]
Declaration = tuple[Sort, tuple[Term, ...]]

BASES = ("real", "complex", "integer", "rational", "boolean")
SIGNS: dict[str, Callable[[Term], Term]] = {
    "positive":    lambda x: App("<", (ZERO, x)),
    "nonnegative": lambda x: App("<=", (ZERO, x)),
    "negative":    lambda x: App("<", (x, ZERO)),
    "nonpositive": lambda x: App("<=", (x, ZERO)),
    "nonzero":     lambda x: App("!=", (x, ZERO)),
}  # fmt: skip
TRAITS = ("symmetric", "positive definite", "invertible")


def _is_unit(product: Term, size: Term) -> Term:
    return App("=", (product, App("eye", (size,))))


MATRICES: dict[str, Callable[[Term, Term], Term]] = {
    "hermitian":  lambda a, n: App("=", (App("adjoint", (a,)), a)),
    "orthogonal": lambda a, n: _is_unit(App("matmul", (App("transpose", (a,)), a)), n),
    "unitary":    lambda a, n: _is_unit(App("matmul", (App("adjoint", (a,)), a)), n),
    "diagonal":   lambda a, n: App("=", (App("diag", (App("diag", (a,)),)), a)),
    "projection": lambda a, n: App("=", (App("matmul", (a, a)), a)),
}  # fmt: skip
"""A property of a square matrix of some size -> the equation that says it."""
EXAMPLES = (
    *BASES, *SIGNS, "positive real", "positive integer", "nonnegative integer", "nonzero real",
    "nonzero complex", "real in (0, 1)", "real[n]", "real[n, m]", "symmetric real[n, n]",
    "positive definite real[n, n]", "invertible real[n, n]", "orthogonal real[n, n]",
    "hermitian complex[n, n]", "unitary complex[n, n]", "diagonal real[n, n]",
    "projection real[n, n]", "index of k", "index in 0..n-1", "function", "function real -> real",
    "function real[n] -> real", "function C1", "constant",
)  # fmt: skip

_NONNEGATIVE = "nonnegative integer"
MEANT = {   # words of other places -> the sort
    "vector": "real[n]", "matrix": "real[n, n]", "scalar": "real", "number": "real",
    "float": "real", "double": "real", "real number": "real", "reals": "real",
    "int": "integer", "integers": "integer", "bool": "boolean", "complex number": "complex",
    "natural": _NONNEGATIVE, "natural number": _NONNEGATIVE, "nat": _NONNEGATIVE,
    "sequence": "function integer -> real", "differentiable function": "function C1",
    "whole number": "integer", "R": "real", "ℝ": "real", "C": "complex", "ℂ": "complex",
    "Z": "integer", "ℤ": "integer", "Q": "rational", "ℚ": "rational", "N": _NONNEGATIVE,
    "ℕ": _NONNEGATIVE, "non-negative": "nonnegative real", "non-zero": "nonzero real",
    "non-negative real": "nonnegative real", "non-zero real": "nonzero real",
    "non-positive real": "nonpositive real", "non-negative integer": _NONNEGATIVE,
}  # fmt: skip
SIZED = frozenset(("real[n]", "real[n, n]"))
BY_SIGN = {
    ">": "positive real", "<": "negative real", ">=": "nonnegative real",
    "<=": "nonpositive real", "!=": "nonzero real",
}  # fmt: skip

_NAME = re.compile(r"[^\W\d]\w*'*")
_SIZED = re.compile(r"([\w -]+?)\s*[\[(]([^\[\]()]+)[\])]")
_POWER = re.compile(r"([\w -]+?)\s*\^\s*[({]?([^\^(){}]+)[)}]?")
"""A sort as a power, as mathematics writes `R^n` and `R^(n x m)`."""
_BETWEEN_SIZES = re.compile(r"\s*[×,]\s*|\s+x\s+")
_WORDS = re.compile(
    r"\s*(?P<adjectives>(?:[a-z]+(?:\s+|$|(?=\[)))*?)"
    r"(?P<base>real|complex|integer|rational|boolean|(?=\[)|$)\s*"
    r"(?P<shape>\[.*?\](?=\s*(?:in\b|$)))?\s*(?:in\b\s*(?P<interval>.+))?$"
)
_INTERVAL = re.compile(r"\s*([(\[])(.+),([^,]+)([)\]])\s*$")
_FUNCTION = re.compile(
    r"\s*(?P<kind>smooth|continuous|continuously\s+differentiable)?"
    r"\s*function\s*:?\s*(?P<smooth>C[012])?\s*(?P<type>.*)$"
)
_SMOOTH = {"continuous": "C0", "continuouslydifferentiable": "C1"}
"""What is said of a function -> its trait; by itself a function is smooth."""
_BASE = r"(?:real|complex|integer|rational|boolean)"
_KIND = re.compile(rf"(?P<base>{_BASE})\s*(?P<shape>\[[^\]]*\])?")
_ARROW = re.compile(
    rf"\s*(?P<domain>{_BASE}\s*(?:\[[^\]]*\])?(?:\s*[,*×]\s*{_BASE}\s*(?:\[[^\]]*\])?)*)"
    rf"\s*(?:->|→)\s*(?P<codomain>{_BASE}\s*(?:\[[^\]]*\])?)\s*"
)
_INDEX = re.compile(r"\s*index\s+(?P<word>of|in)\b(?P<range>.*)$")


def read_declaration(name: str, text: str, scope: Scope) -> Declaration:
    """The sort of a declared name, and what the declaration assumes of it.

    Arguments:
        name: the declared name, for the assumptions to speak of.
        text: `positive real[n, m]`, `index of k`, `function real -> real`, ...
        scope: the names declared before, for sizes and bounds.

    Raises:
        Diagnosis: DC209 for an unknown sort or a word that cannot be declared, else as `read`.
    """
    if not _NAME.fullmatch(name) or name in KEYWORDS or name in ("True", "False"):
        hint = "a name is a letter followed by letters, digits, _ and primes"
        fail("DC209", f"`{name}` cannot be declared", hint, 0, len(text))
    if len(text) > MAX_LENGTH:
        message = f"the declaration has more than {MAX_LENGTH} characters"
        fail("DC106", message, "name its parts", 0, MAX_LENGTH)
    if match := _INDEX.match(text):
        return _index(name, text, match, scope)
    if match := _FUNCTION.match(text):
        return _function(text, match, scope), ()
    if text.split() == ["constant"]:
        return Sort("real", traits=frozenset(("constant",))), ()
    match = _WORDS.match(text) if text.strip() else None
    return _number(name, text, match, scope) if match else _refuse(text)


def _refuse(text: str, why: str = "") -> NoReturn:
    """An unknown sort, with the nearest that exists."""
    words = " ".join(text.split())
    near = [MEANT[words]] if words in MEANT else get_close_matches(words, EXAMPLES, 1, 0.5)
    if re.fullmatch(r"real\s*(>|<|>=|<=|!=)\s*0", words):
        near = [BY_SIGN[words[4:].strip(" 0")]]
    elif (array := _SIZED.fullmatch(words)) and array[1] in MEANT:
        near = [f"{MEANT[array[1]].split('[')[0]}[{array[2]}]"]
    elif (power := _POWER.fullmatch(words)) and (base := MEANT.get(power[1], power[1])) in BASES:
        near = [f"{base}[{', '.join(_BETWEEN_SIZES.split(power[2].strip()))}]"]
    elif words.count("[") > words.count("]"):
        near = [f"{words}]"]
    sized = ", with n: positive integer" if near and near[0] in SIZED else ""
    hint = (
        f"did you mean `{near[0]}`{sized}?"
        if near
        else "for example real, positive integer, real[n]"
    )
    message = f"`{text.strip()}` is not a sort" if text.strip() else "the sort is missing"
    fail("DC209", why or message, hint, 0, len(text))


def _number(name: str, text: str, match: re.Match[str], scope: Scope) -> Declaration:
    """Adjectives, a base, a shape, an interval."""
    adjectives = re.sub(r"positive\s+definite", "positive_definite", match["adjectives"]).split()
    words = [word.replace("_", " ") for word in adjectives]
    if not set(words) <= {*SIGNS, *TRAITS, *MATRICES, "constant"} or not (words or match["base"]):
        _refuse(text)
    base = cast(Base, match["base"] or "real")
    shape = _shape(text, *match.span("shape"), scope) if match["shape"] else ()
    sort = Sort(base, shape, _traits(text, words, shape))
    if base == "boolean" and (words or match["interval"]):
        _refuse(text, "a boolean has neither sign nor interval")
    if base == "complex" and (set(words) & set(SIGNS)) - {"nonzero"}:
        _refuse(text, "complex numbers have no sign")
    facts = [_sign(word, base) for word in words if word in SIGNS]
    if match["interval"]:
        if base == "complex":
            _refuse(text, "complex numbers have no order")
        facts.extend(_interval(text, *match.span("interval"), scope))
    stated = (MATRICES[word](Sym(name), shape[0][1]) for word in words if word in MATRICES)
    return sort, (*(_for_entries(name, shape, fact) for fact in facts), *stated)


def _sign(word: str, base: Base) -> Callable[[Term], Term]:
    """The statement of a sign; a positive integer is at least 1."""
    if word == "positive" and base == "integer":
        return lambda x: App("<=", (ONE, x))
    return SIGNS[word]


def _traits(text: str, words: Iterable[str], shape: tuple[Axis, ...]) -> frozenset[Trait]:
    found = {word for word in words if word in (*TRAITS, "constant")}
    special = found & set(TRAITS) | set(words) & MATRICES.keys()
    if special and (len(shape) != 2 or difference(shape[0][1], shape[1][1]) != 0):
        _refuse(text, f"only a square matrix is {sorted(special)[0]}, as in real[n, n]")
    if special & MATRICES.keys() and shape[0][0] != ONE:
        _refuse(text, f"the indices of a matrix that is {sorted(special)[0]} start at 1")
    if "positive definite" in found:
        found.add("symmetric")
    return frozenset(cast(Iterable[Trait], found))


def _for_entries(name: str, shape: tuple[Axis, ...], fact: Callable[[Term], Term]) -> Term:
    """The statement about the name, or about every entry of the array."""
    if not shape:
        return fact(Sym(name))
    taken = {name}
    variables: list[str] = []
    for _ in shape:
        variables.append(fresh("ijlm"[len(variables) % 4], taken))
        taken.add(variables[-1])
    statement = fact(App("index", (Sym(name), *map(Sym, variables))))
    for var, axis in zip(reversed(variables), reversed(shape), strict=True):
        statement = Bind("forall", var, statement, axis)
    return statement


def _shape(text: str, start: int, stop: int, scope: Scope) -> tuple[Axis, ...]:
    """`[n, 0..m-1]`."""
    return tuple(_axis(part, scope) for part in _parse(text, start, stop).parts)


def _axis(part: Syntax, scope: Scope) -> Axis:
    if part.kind == "range":
        return _integer(part.parts[0], scope), _integer(part.parts[1], scope)
    return ONE, _integer(part, scope)


def _integer(part: Syntax, scope: Scope) -> Term:
    node = elaborate(part, scope)
    sort = check(node.term, scope, Spans(node))
    infinite = isinstance(node.term, App) and node.term.head in ("oo", "neg")
    if sort.shape or (sort.base != "integer" and not infinite):
        name = node.term.name if isinstance(node.term, Sym) else "k"
        hint = f"declare it as a whole number, {name}: positive integer"
        fail("DC209", "a size or bound of an index must be an integer", hint, *part[1:3])
    return node.term


def _parse(text: str, start: int, stop: int) -> Syntax:
    """The syntax of a part of the text, places counted in the whole."""
    return parse(" " * start + text[start:stop])


def _interval(text: str, start: int, stop: int, scope: Scope) -> list[Callable[[Term], Term]]:
    """`(0, 1]`, `[0, oo)` or `0..n`: what it says of a name."""
    match = _INTERVAL.match(text, start, stop)
    if not match:
        syntax = _parse(text, start, stop)
        if syntax.kind != "range":
            _refuse(text, "an interval is written (a, b), [a, b) or a..b")
        bounds = [
            (_integer(syntax.parts[0], scope), "<="),
            (_integer(syntax.parts[1], scope), "<="),
        ]
    else:
        bounds = [
            (_bound(text, *match.span(2), scope), "<" if match[1] == "(" else "<="),
            (_bound(text, *match.span(3), scope), "<" if match[4] == ")" else "<="),
        ]
    (lower, below), (upper, above) = bounds
    facts: list[Callable[[Term], Term]] = []
    if not _is_infinite(lower):
        facts.append(lambda x: App(below, (lower, x)))
    if not _is_infinite(upper):
        facts.append(lambda x: App(above, (x, upper)))
    return facts


def _bound(text: str, start: int, stop: int, scope: Scope) -> Term:
    node: Node = elaborate(_parse(text, start, stop), scope)
    sort = check(node.term, scope, Spans(node))
    if sort.shape or sort.base in ("boolean", "function", "complex"):
        _refuse(text, "the ends of an interval are real numbers")
    return node.term


def _is_infinite(t: Term) -> bool:
    return t in (App("oo", ()), App("neg", (App("oo", ()),)))


def _index(name: str, text: str, match: re.Match[str], scope: Scope) -> Declaration:
    """`index of k`, `index in 0..n-1`."""
    try:
        syntax = _parse(text, *match.span("range"))
    except Diagnosis:
        _refuse(text)
    if (syntax.kind == "range") != (match["word"] == "in"):
        _refuse(text, "write `index of k` or `index in 0..n-1`")
    lower, upper = _axis(syntax, scope)
    facts = [App("<=", (lower, Sym(name))), App("<=", (Sym(name), upper))]
    return INTEGER, tuple(f for f in facts if not any(map(_is_infinite, f.args)))


def _function(text: str, match: re.Match[str], scope: Scope) -> Sort:
    """`function`, `function C1`, `function real, real -> real`, `function real[n] -> real`."""
    said = _SMOOTH.get("".join((match["kind"] or "").split())), match["smooth"]
    if match["kind"] and match["smooth"]:
        _refuse(text)
    traits = frozenset(cast(Trait, trait) for trait in said if trait)
    if not match["type"].strip():
        return Sort("function", traits=traits)
    form = _ARROW.fullmatch(text, match.start("type"))
    if not form:
        _refuse(text)
    domain = list(_KIND.finditer(text, *form.span("domain")))
    (codomain,) = _KIND.finditer(text, *form.span("codomain"))
    shapes = [_shape(text, *m.span("shape"), scope) if m["shape"] else () for m in domain]
    gives = _shape(text, *codomain.span("shape"), scope) if codomain["shape"] else ()
    takes = tuple(shapes) if any(shapes) else ()
    base = cast(Base, codomain["base"])
    return Sort("function", (), traits, len(domain), base, takes, gives)
