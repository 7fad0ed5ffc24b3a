"""The places of the proof checker that a mutant changes, one at a time.

Code is changed in its text: a `raise` or a call of `require` is dropped, the condition of an `if`
or of a case is negated or decided, a part of an `and` or `or` is left out.  Rows of tables are
changed as data: a condition of an axiom is dropped, a row of definedness asks nothing, a sign is
another.
"""

from __future__ import annotations

import ast
import dataclasses
import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from derivcheck import kernel
from derivcheck.kernel.language.terms import number

KERNEL = Path(kernel.__file__ or "").parent
"""Of the package that is imported, be it installed or not."""

CHECKER = (
    "judge proof point inference deduction theorems requirements suppositions calculation "
    "instances equality linearity entries logic primitives limits "
    "existence facts wellformed definedness signs guards exceptional regular "
    "unbounded continuity partials claims shapes atoms closure field letters array_field "
    "components differentials derivatives terms elementary functions values words asymptotics "
    "scale writing antiderivatives constancy kinks pieces loose definite "
    "orders order alone conditions"
).split()
"""The modules whose code is changed: what can answer Proved."""


REBUILT = ("wellformed",)
"""Modules whose tables are made by their own functions when they are imported."""


def source(file: str) -> Path:
    """Where a module of the kernel stands."""
    return next(KERNEL.glob(f"**/{file}.py"))


def module_of(file: str) -> ModuleType:
    """A module of the kernel, imported."""
    path = source(file).relative_to(KERNEL).with_suffix("")
    return import_module(".".join(("derivcheck.kernel", *path.parts)))


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of the proof checker.

    Arguments:
        file: a module of the kernel, without its suffix.
        line: where the change is.
        kind: what sort of change it is.
        name: the function and the change, the same wherever the function stands in its file.
        apply: makes the change in the modules of this process.
        early: whether it changes what happens when the module is imported.
    """

    file: str
    line: int
    kind: str
    name: str
    apply: Callable[[], None] = dataclasses.field(compare=False, repr=False)
    early: bool = False

    @property
    def key(self) -> str:
        """What it is called in the report and in the list of those that change nothing."""
        return f"{self.file}: {self.name}"

    @property
    def place(self) -> str:
        """The function or the row in which it is."""
        return ": ".join(self.key.split(": ", 2)[:2])


def mutants(only: Collection[str] = ()) -> list[Mutant]:
    """All changes, of some modules or all, in the order of the files and lines."""
    found = [m for file in CHECKER if file in (only or CHECKER) for m in _of_code(file)]
    found += [m for m in _of_tables() if not only or m.file in only]
    return sorted(_numbered(found), key=lambda m: (m.file, m.line))


def _numbered(found: list[Mutant]) -> Iterator[Mutant]:
    """Changes that read alike get numbers."""
    seen: Counter[str] = Counter()
    for m in found:
        seen[m.key] += 1
        n = seen[m.key]
        yield m if n == 1 else dataclasses.replace(m, name=f"{m.name} ({n})")


# --- code ----------------------------------------------------------------------------------------

Edit = tuple[str, str, ast.AST, str]
"""Kind, wording, the node that is replaced and the text that replaces it."""


def _of_code(file: str) -> Iterator[Mutant]:
    path = source(file)
    text = path.read_text(encoding="utf-8")
    for where, node in _nodes(ast.parse(text), ()):
        for kind, wording, place, new in _edits(node):
            early = file in REBUILT or where == "module"
            swap = _swap(file, str(path), _replaced(text, place, new), early)
            yield Mutant(file, _line(place), kind, f"{where}: {wording}", swap, early)


def _nodes(tree: ast.AST, path: tuple[str, ...]) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        yield ".".join(path) or "module", node
        named = isinstance(node, ast.FunctionDef | ast.ClassDef)
        yield from _nodes(node, (*path, node.name) if named else path)


def _edits(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.Raise():
            yield "raise", f"drops {_short(node)}", node, "pass"
        case ast.Expr(ast.Call(func)) if "require" in _called(func):
            yield "require", f"drops {_short(node)}", node, "pass"
        case ast.If(test, body, _):
            yield "if", f"negates if {_short(test)}", test, f"not ({ast.unparse(test)})"
            if not isinstance(body[0], ast.Raise):
                yield "if", f"never if {_short(test)}", test, "False"
        case ast.IfExp(test):
            yield "choice", f"negates choice {_short(test)}", test, f"(not ({ast.unparse(test)}))"
        case ast.match_case(_, ast.expr() as guard, _):
            yield "guard", f"negates guard {_short(guard)}", guard, f"not ({ast.unparse(guard)})"
            yield "guard", f"drops guard {_short(guard)}", guard, _always_true(guard)
        case ast.comprehension(_, _, tests, _):
            for test in tests:
                yield "filter", f"drops filter {_short(test)}", test, _always_true(test)
        case ast.BoolOp(op, parts):
            for n, part in enumerate(parts):
                rest = [*parts[:n], *parts[n + 1 :]]
                left = ast.unparse(rest[0] if len(rest) == 1 else ast.BoolOp(op, rest))
                yield "part", f"drops {_short(part)} of {_short(node)}", node, f"({left})"


def _always_true(test: ast.expr) -> str:
    """A condition that is met whatever it finds; what it binds stays bound."""
    return f"(({ast.unparse(test)}) or True)"


def _called(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return f"`{text}`"


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))


def _replaced(text: str, node: Any, new: str) -> str:
    """The text with another in place of a node; later lines keep their numbers."""
    lines = text.encode().splitlines(keepends=True)
    first, last = node.lineno - 1, node.end_lineno - 1
    kept = b"\n" * (last - first)
    if isinstance(node, ast.expr):
        new = f"({new}{kept.decode()})"
        kept = b""
    head, tail = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    lines[first : last + 1] = [head + new.encode() + kept + tail]
    return b"".join(lines).decode()


def _swap(file: str, path: str, changed: str, rebuilt: bool) -> Callable[[], None]:
    """Puts the code of a changed module into the functions that live."""

    def swap() -> None:
        whole, module = compile(changed, path, "exec"), module_of(file)
        codes = {_place(code): code for code in _codes(whole)}
        for function in _functions(module):
            code = codes.get(_place(function.__code__))
            if code is not None and code.co_freevars == function.__code__.co_freevars:
                function.__code__ = code
        if rebuilt:
            _rebuild(module, whole)
        forget()

    return swap


def _rebuild(module: ModuleType, changed: CodeType) -> None:
    """Fills the tables of a module with what its changed text makes of them."""
    made: dict[str, Any] = {"__name__": module.__name__}
    exec(changed, made)  # the text of a module, as importing it would
    for name, table in vars(module).items():
        if isinstance(table, dict) and not name.startswith("__"):
            table.clear()
            table.update(made[name])


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__globals__ is module.__dict__:
            yield found


def forget() -> None:
    """Clears what the functions of the kernel remember."""
    for remembered in _caches():
        remembered.cache_clear()


@cache
def _caches() -> tuple[Any, ...]:
    return tuple(
        found
        for found in gc.get_objects()
        if isinstance(found, _lru_cache_wrapper) and found.__module__.startswith("derivcheck.")
    )


# --- tables --------------------------------------------------------------------------------------


def _of_tables() -> Iterator[Mutant]:
    axioms, domains, handbook = map(module_of, ("axioms", "definedness", "handbook"))
    yield from _of_axioms(axioms.AXIOMS)
    for title in ("REAL", "COMPLEX"):
        table = getattr(domains, title)
        for head in [head for head, row in table.items() if row != ()]:
            change = _item(table, head, ())
            yield _row("definedness", title, head, f"{title} asks nothing", change)
    yield from _of_handbook(handbook.HANDBOOK)


def _of_axioms(rows: dict[str, Any]) -> Iterator[Mutant]:
    for name, row in rows.items():
        for n in range(len(row.conditions)):
            rest = (*row.conditions[:n], *row.conditions[n + 1 :])
            change = _put(row, "conditions", rest)
            yield _row("axioms", "", name, f"drops condition {n + 1}", change)


def _of_handbook(rows: dict[str, Any]) -> Iterator[Mutant]:
    for head, row in rows.items():
        for column in ("smooth", "holomorphic"):
            if row.derivative is not None and getattr(row, column):
                wording = f"{column} everywhere"
                yield _row("handbook", "HANDBOOK", head, wording, _put(row, column, ()))
        for sign in (1, -1):
            if head != "I" and (sign == -1 or row.range != "positive"):
                wording = f"always {'positive' if sign == 1 else 'negative'}"
                yield _row("handbook", "HANDBOOK", head, wording, _signed(row, sign))


def _signed(row: Any, sign: int) -> Callable[[], None]:
    def put() -> None:
        _put(row, "range", "any")()
        _put(row, "sign", number(sign))()

    return put


def _row(file: str, table: str, row: str, wording: str, change: Callable[[], None]) -> Mutant:
    """A change of a row, which stands in the first line with its name after that of its table."""
    lines = source(file).read_text(encoding="utf-8").splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith(table)), 0)
    line = next((n for n, s in enumerate(lines) if n >= start and f'"{row}"' in s), start) + 1
    return Mutant(file, line, "row", f"{row}: {wording}", change)


def _put(row: Any, name: str, value: Any) -> Callable[[], None]:
    def put() -> None:
        object.__setattr__(row, name, value)
        forget()

    return put


def _item(table: dict[str, Any], key: str, value: Any) -> Callable[[], None]:
    def put() -> None:
        table[key] = value
        forget()

    return put
