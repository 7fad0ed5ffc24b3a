"""Unfolding definitions: every defined name replaced by what it stands for.  TRUSTED.

    S: sum(exp(a[m]), m = 1..k)     S        ->  sum(exp(a[m]), m = 1..k)
    yhat[j]: exp(a[j]) / S          yhat[l]  ->  exp(a[l]) / sum(exp(a[m]), m = 1..k)
    f(x): x^2                       f(3)     ->  3^2

Names that a definition binds never capture what is put in.  The other way round, a definition that
speaks of a declared number depends on it: where `x` is bound, `L` stands for its value at that `x`,
as in `diff(L, x)`, `int(L, x = 0..1)`, `lim(L, x -> 0)` and `sum(L, x = 1..k)`.  What is declared
an array or a function is no number that could vary there, so the author is asked what is meant.
A family without its indices stands for the array of its entries (`families.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.families import as_array
from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, children, free_names, substitute

MAX_NODES = 20_000
"""How large a term may become by unfolding, by an estimate made before it is done."""
MAX_DEPTH = 200
"""How deep it may become."""

ABOUT_DECLARED = frozenset(("diff", "subs", "antiderivative"))
"""Binders whose variable is a declared name, when it is one."""


Measure = tuple[int, int]
"""How many subterms, and how deeply nested."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a defined name stands for: its parameters and its body, definitions unfolded.

    Arguments:
        measure: a bound on the size and depth of the body.
        problem: why the body could not be unfolded; told where the name is used.
        rigid: names in it that no binder varies.
        sizes: names in the sizes of arrays in it, which nothing varies.
        array: what the name of a family stands for without its indices, where that is seen.
    """

    parameters: tuple[str, ...]
    body: Term
    measure: Measure = (1, 1)
    problem: Diagnostic | None = None
    rigid: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    array: Term | None = None

    @property
    def free(self) -> frozenset[str]:
        """The declared names on which it depends, the sizes that stand in it among them."""
        whole = frozenset[str]() if self.array is None else free_names(self.array)
        return free_names(self.body) - set(self.parameters) | whole


@dataclass(frozen=True, slots=True)
class Meanings:
    """The defined names in force."""

    of: Mapping[str, Meaning] = field(default_factory=dict)


def define(
    meanings: Meanings,
    name: str,
    parameters: tuple[str, ...],
    body: Term,
    sorts: Mapping[str, Sort],
    number: Field = "real",
) -> Meanings:
    """The meanings with one more name.

    Arguments:
        body: may use the names defined before.
        sorts: of the declared names.
        number: what a number is.
    """
    inner = Meanings({n: m for n, m in meanings.of.items() if n not in parameters})
    try:
        whole = unfold(body, inner)
        rigid = {n for n in free_names(whole) if n not in sorts or not _may_vary(sorts[n])}
        sizes = (sorts[n].sizes for n in free_names(whole) if n in sorts)
        fixed = frozenset[str]().union(*sizes)
        known = Context({n: s for n, s in sorts.items() if n not in parameters}, (), number)
        array = as_array(whole, parameters, known) if parameters else None
        measure = _measure(body if array is None else App("*", (body, array)), inner)
        meaning = Meaning(parameters, whole, measure, None, frozenset(rigid), fixed, array)
    except Diagnosis as error:
        meaning = Meaning(parameters, body, problem=error.diagnostic)
    return Meanings({**meanings.of, name: meaning})


def _may_vary(sort: Sort) -> bool:
    """Whether a binder may let a name of this sort run through numbers."""
    return not sort.shape and not sort.traits and sort.base not in ("boolean", "function")


def unfold(t: Term, meanings: Meanings) -> Term:
    """The term without defined names.

    Arguments:
        t: any term.
        meanings: of the defined names.

    Raises:
        Diagnosis: DC105 if a binder and a definition are at odds, DC106 or DC107 if the result
            would be too large, DC202 or DC205 for a family or function without its arguments.
    """
    size, depth = _measure(t, meanings)
    if size > MAX_NODES:
        _refuse_size("DC106", f"more than {MAX_NODES} parts")
    if depth > MAX_DEPTH:
        _refuse_size("DC107", f"more than {MAX_DEPTH} levels")
    return _unfolded(t, meanings)


def _measure(t: Term, meanings: Meanings) -> Measure:
    """A bound on the size and depth of what a term unfolds to."""
    parts = [_measure(part, meanings) for part in children(t)]
    size, depth = sum(s for s, _ in parts), max((d for _, d in parts), default=0)
    match t:
        case Sym(name) if name in meanings.of:
            return meanings.of[name].measure
        case App("index" | "apply", (Sym(name), *_)) if _takes(name, meanings):
            own_size, own_depth = meanings.of[name].measure
            return own_size * (size - own_size), own_depth + max(d for _, d in parts[1:])
    return size + 1, depth + 1


def _unfolded(t: Term, meanings: Meanings) -> Term:
    if free_names(t).isdisjoint(meanings.of):
        return t
    match t:
        case Sym(name):
            return _instance(name, meanings.of[name], (), "name")
        case App("index" | "apply", (Sym(name), *actual)) if _takes(name, meanings):
            parts = tuple(_unfolded(a, meanings) for a in actual)
            return _instance(name, meanings.of[name], parts, t.head)
        case App(head, args):
            return App(head, tuple(_unfolded(a, meanings) for a in args))
        case Bind():
            return _under(t, meanings)
    return t


def _takes(name: str, meanings: Meanings) -> bool:
    return name in meanings.of and bool(meanings.of[name].parameters)


def _instance(name: str, meaning: Meaning, actual: tuple[Term, ...], head: str) -> Term:
    if meaning.problem:
        raise Diagnosis(meaning.problem)
    missing = len(meaning.parameters) - len(actual)
    if missing > 0:
        if meaning.array is not None and head != "apply":
            return App("index", (meaning.array, *actual)) if actual else meaning.array
        code, wanted = ("DC205", "arguments") if head == "apply" else ("DC202", "indices")
        entry = ", ".join("1" for _ in meaning.parameters)
        hint = f"`{name}` stands for a family; write an entry, such as {name}[{entry}]"
        if head == "apply":
            hint = f"write {name}({', '.join(meaning.parameters)}) with all its arguments"
        raise Diagnosis(Diagnostic(code, f"`{name}` is used without its {wanted}", hint))
    count = len(meaning.parameters)
    made = substitute(meaning.body, dict(zip(meaning.parameters, actual[:count], strict=True)))
    return App(head, (made, *actual[count:])) if len(actual) > count else made


def _under(t: Bind, meanings: Meanings) -> Term:
    """A binder: its arguments outside, its body with the variable no longer a defined name."""
    if t.var in meanings.of and t.head in ABOUT_DECLARED:
        _refuse_defined(t)
    args = tuple(_unfolded(a, meanings) for a in t.args)
    inner = {n: m for n, m in meanings.of.items() if n != t.var}
    for name in sorted(free_names(t.body) & inner.keys()):
        if t.var in inner[name].free and (_is_rigid(t, inner[name]) or _is_prime(t, name)):
            _refuse_capture(t, name)
    return replace(t, body=_unfolded(t.body, Meanings(inner)), args=args)


def _is_rigid(t: Bind, meaning: Meaning) -> bool:
    """Whether the bound name stands in a definition for what cannot vary as it does here."""
    varied = t.head not in ABOUT_DECLARED and t.var in meaning.rigid
    return varied or t.var in meaning.sizes


def _is_prime(t: Bind, name: str) -> bool:
    """Whether this may stand for `f'(x)`, whose bound name is not the author's."""
    return t.head == "diff" and t.body == App("apply", (Sym(name), Sym(t.var)))


def _refuse_defined(t: Bind) -> NoReturn:
    message = f"`{t.var}` is defined, so nothing else can be said to vary with it"
    hint = f"declare `{t.var}` under symbols: and bring its equation in as a fact"
    raise Diagnosis(Diagnostic("DC105", message, hint))


def _refuse_capture(t: Bind, name: str) -> NoReturn:
    message = f"the definition of `{name}` speaks of another `{t.var}` than the one bound here"
    hint = f"define it with a parameter, {name}({t.var}), or rename the bound name"
    raise Diagnosis(Diagnostic("DC105", message, hint))


def _refuse_size(code: str, what: str) -> NoReturn:
    message = f"with its definitions written out, this has {what}"
    raise Diagnosis(Diagnostic(code, message, "declare a name and bring its equation in as a fact"))
