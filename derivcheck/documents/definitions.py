"""Definitions: `S`, `yhat[j]`, `f(x, y)` before the colon, and what the name stands for then.

What is defined whole may be an array, `H: X @ inv(X.T @ X) @ X.T`, and so may the values of a
function, `R(t): [[cos(t), -sin(t)], [sin(t), cos(t)]]`.  The parameter of a function is a number;
where the body makes sense for no number, it is an array as the one of its name that is declared, as
that of `f(x): x @ A @ x`.  Where none is declared, the shapes of other declared arrays are tried,
vectors before matrices; the body must make sense for one of them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.kernel.language.sorts import INTEGER, Axis, Shape, Sort
from derivcheck.kernel.language.terms import App, Sym, Term, free_names, subterms
from derivcheck.notation.check import check
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import UNKNOWN_AXIS, Scope
from derivcheck.notation.sizes import DECLARED, depends, kept_apart, resized
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail

MAX_SHAPES = 16
"""How many shapes of parameters are tried."""


class Head(NamedTuple):
    """What stands before the colon: a name, its parameters, and what kind of thing it is."""

    name: str
    parameters: tuple[str, ...]
    kind: str
    """`name`, `index` for a family, `call` for a function."""
    whole: frozenset[str] = frozenset()
    """Parameters of a function that are integers, as they are indices in its body."""
    shapes: tuple[Shape, ...] = ()
    """Of the parameters of a function of arrays."""

    def over(self, body: str) -> Head:
        """The same, and which parameters are indices in the body."""
        if self.kind != "call":
            return self
        try:
            return self._replace(whole=frozenset(_indices(parse(body))) & {*self.parameters})
        except Diagnosis:  # it is told where the body is read
            return self

    def of_arrays(self, scope: Scope) -> Head | None:
        """The same with parameters that are arrays where arrays of their names are declared."""
        known = (scope.names.get(parameter) for parameter in self.parameters)
        shapes = tuple(() if sort is None else sort.shape for sort in known)
        return self._replace(shapes=shapes) if self.kind == "call" and any(shapes) else None

    def of_some_arrays(self, scope: Scope) -> Iterator[Head]:
        """The same with parameters of the shapes of declared arrays, or numbers, but not all."""
        if self.kind != "call" or any(parameter in scope.names for parameter in self.parameters):
            return
        shapes = {sort.shape: None for sort in scope.names.values() if sort.base != "function"}
        ways = product({(): None, **shapes}, repeat=len(self.parameters))
        for some in islice(ways, MAX_SHAPES):
            if any(some) and not any(UNKNOWN_AXIS in shape for shape in some):
                yield self._replace(shapes=some)

    def inside(self, scope: Scope) -> Scope:
        """The scope of the body, which knows the parameters; a size is none of them."""
        apart: dict[str, Term] = {p: Sym(DECLARED.format(p)) for p in self.parameters}
        for parameter in self.parameters:
            scope = replace(scope, names=kept_apart(scope.names, parameter))
        shapes = self.shapes or ((),) * len(self.parameters)
        for parameter, shape in zip(self.parameters, shapes, strict=True):
            whole = self.kind == "index" or parameter in self.whole
            sort = INTEGER if whole and not shape else resized(Sort(scope.field, shape), apart)
            scope = scope.declare(parameter, sort)
        return scope

    def outside(self, body: Term, scope: Scope) -> Scope:
        """The scope of what follows, which knows the name.

        Arguments:
            body: of the definition.
            scope: without its parameters.
        """
        sort = check(body, self.inside(scope))
        for parameter in self.parameters:
            if depends(sort.shape, parameter):
                message = f"the size of this array changes with `{parameter}`"
                hint = f"give it a size without `{parameter}`"
                fail("DC204", message, hint, 0, 0)
            sort = resized(sort, {DECLARED.format(parameter): Sym(parameter)})
        return scope.define(self.name, self._sort(body, scope, sort))

    def _sort(self, body: Term, scope: Scope, sort: Sort) -> Sort:
        if self.kind == "name":
            return sort
        if self.kind == "call":
            arity = len(self.parameters)
            gives, takes = sort.shape, self.shapes
            return Sort("function", arity=arity, codomain=sort.base, takes=takes, gives=gives)
        axes = tuple(_axis(parameter, body, scope) for parameter in self.parameters)
        return Sort(sort.base, (*axes, *sort.shape))


def read_head(text: str) -> Head:
    """What a text defines.

    Raises:
        Diagnosis: as `parse`; DC209 for what cannot be defined.
    """
    syntax = parse(text)
    if syntax.kind == "name":
        return Head(syntax.text, (), "name")
    if syntax.kind in ("index", "call") and all(part.kind == "name" for part in syntax.parts):
        stem, *parameters = (part.text for part in syntax.parts)
        if len({stem, *parameters}) == len(syntax.parts):
            return Head(stem, tuple(parameters), syntax.kind)
    hint = "write `S: ...`, `yhat[j]: ...` or `f(x): ...`, with different names"
    raise Diagnosis(Diagnostic("DC209", f"`{text}` cannot be defined", hint))


def in_its_scope(head: Head, scope: Scope, read: Callable[[Scope], Term]) -> tuple[Head, Term]:
    """A head and its body; parameters are numbers, or arrays where the body cannot be read so.

    Raises:
        Diagnosis: of the body, with arrays where there are some.
    """
    try:
        return head, read(head.inside(scope))
    except Diagnosis as diagnosis:
        other = head.of_arrays(scope) or _only_one(head, scope, read)
        if other is None:
            raise _asked_for(head, diagnosis) from None
    return other, read(other.inside(scope))


def _only_one(head: Head, scope: Scope, read: Callable[[Scope], Term]) -> Head | None:
    """The head with the only shapes of least rank for which the body can be read."""
    found: list[Head] = []
    for other in sorted(head.of_some_arrays(scope), key=_rank):
        if found and _rank(found[0]) < _rank(other):
            break
        try:
            read(other.inside(scope))
        except Diagnosis:
            continue
        found.append(other)
    return found[0] if len(found) == 1 else None


def _rank(head: Head) -> int:
    return sum(map(len, head.shapes))


def _asked_for(head: Head, diagnosis: Diagnosis) -> Diagnosis:
    """What is wrong with a body, and how arrays are told from numbers."""
    if head.kind != "call" or diagnosis.diagnostic.code != "DC204":
        return diagnosis
    stands = f"a parameter of `{head.name}` is a number"
    hint = f"{stands}; for arrays declare it, `{head.parameters[0]}: real[n]` under `symbols:`"
    return Diagnosis(replace(diagnosis.diagnostic, hint=hint))


def _indices(s: Syntax) -> Iterator[str]:
    """The names that stand alone as an index."""
    if s.kind == "index":
        yield from (part.text for part in s.parts[1:] if part.kind == "name")
    for part in s.parts:
        yield from _indices(part)


def _axis(parameter: str, body: Term, scope: Scope) -> Axis:
    """The bounds of the arrays that a parameter indexes, if they all agree."""
    found = set()
    for t in subterms(body):
        match t:
            case App("index", (array, *indices)) if free_names(array) <= scope.names.keys():
                shape = check(array, scope).shape
                found |= {s for s, i in zip(shape, indices, strict=False) if i == Sym(parameter)}
    return found.pop() if len(found) == 1 else UNKNOWN_AXIS
