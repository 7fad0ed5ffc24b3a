"""The order of the layers, written once, what each file may import, and how long things may be."""

from __future__ import annotations

import ast
import io
import math
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutation import CHECKER

from derivcheck.provers.order import PROVERS
from derivcheck.reporters.registry import REPORTERS

PACKAGE = Path(__file__).parent.parent / "derivcheck"
FILES = {p.relative_to(PACKAGE).as_posix(): p for p in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}

LAYERS: tuple[frozenset[str], ...] = (
    frozenset(["__main__", "__init__"]),
    frozenset(["cli", "api", "pytest_plugin"]),
    frozenset(["configuration"]),
    frozenset(["reporters"]),
    frozenset(["exporters"]),
    frozenset(["cache"]),
    frozenset(["checking"]),
    frozenset(["rules", "repair"]),            # siblings: neither imports the other
    frozenset(["verdicts"]),
    frozenset(["counterexamples", "obligations"]),
    frozenset(["provers"]),
    frozenset(["provers/statements"]),
    frozenset(["provers/equations"]),
    frozenset(["provers/sampling"]),
    frozenset(["provers/discharge"]),
    frozenset(["provers/normalforms"]),
    frozenset(["provers/antiderivatives"]),
    frozenset(["provers/sideconditions"]),
    frozenset(["provers/foundations"]),
    frozenset(["documents"]),
    frozenset(["notation"]),
    frozenset(["diagnostics", "codes", "version"]),
    frozenset(["kernel/judge"]),
    frozenset(["kernel/refutation"]),
    frozenset(["kernel/enclosures"]),
    frozenset(["kernel/checker"]),
    frozenset(["kernel/algebra"]),
    frozenset(["kernel/language"]),
    frozenset(["kernel/counting"]),
    frozenset(["kernel/work"]),
    frozenset(["kernel"]),
)  # fmt: skip
"""From the top: a layer may import those below it, never itself (but for its own package)."""

LEVEL = {part: n for n, layer in enumerate(LAYERS) for part in layer}

LIBRARIES: dict[str, tuple[str, ...]] = {
    "sympy": ("notation/sympy_library.py",),
    "flint": ("kernel/", "provers/", "repair/", "counterexamples/", "notation/values.py"),
    "yaml":  ("documents/",),
    "click": ("cli/",),
    "rich":  ("reporters/", "cli/"),
    "pytest": ("pytest_plugin/",),
    "watchfiles": ("cli/watching.py",),
    "distributed": ("checking/cluster.py",),
}  # fmt: skip
"""Third-party library -> where it may be imported."""

LAZY = {"sympy", "rich", "watchfiles", "distributed"}
"""Libraries that may be imported inside a function: they cost much, or may be missing."""

IDLE_CACHES = {
    "kernel/algebra/atoms.py _ring", "verdicts/decide.py _cached",
    "verdicts/differing.py agree",
}  # fmt: skip
"""What is remembered for good: no work, the verdict itself, or within one function only."""

FORBIDDEN_NAMES = {"utils", "helpers", "core", "base", "misc"}
FORBIDDEN_CALLS = {"eval", "exec", "sympify", "parse_expr", "lambdify", "compile", "__import__"}

CLOSURES: dict[str, int] = {
    "checker/proof": 4_446,
    "refutation/point": 6_310,
}  # fmt: skip
"""What makes a verdict -> how many lines of code it may have with all that it imports.

`proof.py` makes Proved, `refutation.py` Refuted.  docs/trust.md says how many there are.
"""

DATA = frozenset("axioms evidence handbook heads sorts work".split())
"""What is in the closure of proofs and holds rows or words; axioms and handbook mutate as rows."""

ENCLOSURES = frozenset(
    "valuation evaluation monomials series expansions improper integration comparison "
    "families".split()
)
"""Values of cases, binders, limits and integrals, truths, and what is made of them."""


MOST_LINES = {"file": 500, "class": 250, "function": 40}
"""How long a file, a class and a function may be: what is longer holds more than one idea."""

LONGER = {
    "codes.py":                          "a table: one row a code",
    "kernel/checker/axioms.py":          "a table: one row an axiom, with its source",
}  # fmt: skip
"""What is longer all the same -> why; a line goes when it is not needed any more."""


def part(name: str) -> str:
    """The layer's part of a file: its package, the room of a prover, or its own name at the top."""
    own = Path(name).with_suffix("")
    return next(p.as_posix() for p in (own, *own.parents) if p.as_posix() in LEVEL)


def module_of(name: str) -> str:
    return "derivcheck." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = {module_of(name): name for name in FILES if name != "__init__.py"} | {
    "derivcheck": "__init__.py"
}


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, inside functions too; of packages the submodules."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(str(module), names):
                below = [f"{module}.{alias.name}" for alias in names]
                inner = [m for m in below if m in MODULES]
                yield from inner
                if len(inner) < len(below):
                    yield module


def inside_functions(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from imports(node)


def own(name: str) -> set[str]:
    """The files of the package that a file imports."""
    return {MODULES[m] for m in imports(TREES[name]) if m in MODULES}


@pytest.mark.parametrize("name", FILES)
def test_imports_point_down(name: str) -> None:
    here = part(name)
    assert here in LEVEL, "a new part needs its line in LAYERS"
    up = {n for n in own(name) if part(n) != here and LEVEL[part(n)] <= LEVEL[here]}
    assert not up


def test_there_are_no_import_cycles() -> None:
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> None:
        assert name not in path, f"cycle: {' -> '.join([*path[path.index(name) :], name])}"
        if name in done:
            return
        path.append(name)
        for other in sorted(own(name)):
            visit(other)
        path.pop()
        done.add(name)

    for name in FILES:
        visit(name)


@pytest.mark.parametrize("name", [n for n in FILES if n.startswith("kernel/")])
def test_the_kernel_imports_the_standard_library_and_flint(name: str) -> None:
    allowed = {*sys.stdlib_module_names, "flint", "derivcheck"}
    assert {m.split(".")[0] for m in imports(TREES[name])} <= allowed


@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_are_imported_at_their_places(library: str) -> None:
    users = [n for n in FILES if library in {m.split(".")[0] for m in imports(TREES[n])}]
    assert [n for n in users if not n.startswith(LIBRARIES[library])] == []


def test_what_is_remembered_is_forgotten_before_work_is_counted() -> None:
    """Else a count, and with it a verdict, would depend on what was judged before."""
    kept = {
        f"{name} {node.name}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and not name.startswith(("notation/", "documents/", "reporters/", "cli/", "pytest_"))
        for decorator in node.decorator_list
        if "cache" in ast.unparse(decorator)
    }
    assert kept == IDLE_CACHES


@pytest.mark.parametrize("name", FILES)
def test_imports_stand_on_top(name: str) -> None:
    assert {m.split(".")[0] for m in inside_functions(TREES[name])} <= LAZY


def test_sympy_is_never_imported_on_top() -> None:
    for name, tree in TREES.items():
        lazy = list(inside_functions(tree))
        for module in imports(tree):
            assert module.split(".")[0] != "sympy" or module in lazy, name


@pytest.mark.parametrize("name", FILES)
def test_files_are_named_by_their_idea(name: str) -> None:
    assert Path(name).stem.strip("_") not in FORBIDDEN_NAMES


@pytest.mark.parametrize("name", FILES)
def test_text_is_never_run(name: str) -> None:
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    methods = {"compile"} if "re" in imports(TREES[name]) else set()  # re.compile
    assert not (called - methods) & FORBIDDEN_CALLS


def test_every_prover_is_in_the_order() -> None:
    written = {n for n, tree in TREES.items() if n.startswith("provers/") and _defines_prove(tree)}
    ordered = {MODULES[entry.prover.__module__] for entry in PROVERS}
    given = (
        "absolute_values", "conclusions", "induction", "known_values", "orders", "power_orders",
    )  # fmt: skip
    asking = (
        {"provers/order.py"},
        {f"provers/statements/{name}.py" for name in given},
    )  # are given the others
    assert written == ordered - asking[0] | asking[1]
    assert all(entry.remark for entry in PROVERS)


def _defines_prove(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef) and node.name == "prove" for node in tree.body)


def test_every_reporter_is_registered() -> None:
    written = {n for n, t in TREES.items() if n.startswith("reporters/") and _is_reporter(t)}
    assert written == {f"reporters/{loaded.module}.py" for loaded in REPORTERS.values()}


def _is_reporter(tree: ast.Module) -> bool:
    """Whether a file defines `render(report: Report, ...) -> str`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "render":
            return bool(node.args.args) and "Report" in ast.unparse(node.args.args[0])
    return False


# --- sizes ---------------------------------------------------------------------------------------


def code_lines(path: Path) -> int:
    """Lines of code: no blank lines, comments, docstrings, imports and rows of tables."""
    source = path.read_text(encoding="utf-8")
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in (*skipped, tokenize.ENDMARKER):
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in _uncounted(ast.parse(source)):
        computed = {n for part in ast.walk(node) if isinstance(part, CODE) for n in _lines(part)}
        lines -= _lines(node) - computed
    return len(lines)


CODE = (ast.Lambda, ast.IfExp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
"""What makes a row of a table code."""


def _lines(node: ast.stmt | ast.expr) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def _uncounted(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign):
            yield node
    for inner in ast.walk(tree):
        match inner:
            case ast.Expr(ast.Constant(str())):
                yield inner


def closure(name: str) -> set[str]:
    """A file with all that it imports, and that imports."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        top = waiting.pop()
        if top not in found:
            found.add(top)
            waiting.extend(own(top))
    return found


def size_of(start: str) -> dict[str, int]:
    """The lines of code in what makes a verdict, file by file."""
    return {name: code_lines(PACKAGE / name) for name in closure(f"kernel/{start}.py")}


@pytest.mark.parametrize("start", CLOSURES)
def test_what_makes_a_verdict_stays_small(start: str) -> None:
    sizes = size_of(start)
    assert sum(sizes.values()) <= CLOSURES[start], sizes


def test_trust_says_how_much_there_is_to_trust() -> None:
    """To the hundred."""
    said = (PACKAGE.parent / "docs" / "trust.md").read_text(encoding="utf-8")
    for start in CLOSURES:
        lines = sum(size_of(start).values())
        assert (
            f"`kernel/{start}.py` and all that it imports: {math.ceil(lines / 100) * 100:,} lines"
            in said
        )


def test_proofs_look_at_no_enclosures() -> None:
    assert not {Path(name).stem for name in closure("kernel/checker/proof.py")} & ENCLOSURES


def test_all_of_the_kernel_is_in_one_of_the_closures() -> None:
    """But for the judge, who asks both, and the limit on work."""
    files = {name for name in FILES if name.startswith("kernel/")}
    found = closure("kernel/checker/proof.py") | closure("kernel/refutation/point.py")
    others = {name for name in files - found if not name.endswith("__init__.py")}
    assert others == {"kernel/counting.py", "kernel/judge.py"}


def test_all_that_can_answer_proved_is_mutated() -> None:
    """But for data: heads, sorts, the classes of evidence, counted work."""
    stems = {Path(name).stem for name in closure("kernel/checker/proof.py")}
    assert stems - set(CHECKER) == DATA


def lengths(name: str) -> Iterator[tuple[str, str, int]]:
    """The kind, the name and the number of lines of a file and of all classes and functions."""
    yield "file", name, len(FILES[name].read_text(encoding="utf-8").splitlines())
    for node in ast.walk(TREES[name]):
        match node:
            case ast.ClassDef():
                kind = "class"
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                kind = "function"
            case _:
                continue
        yield kind, f"{name} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_classes_and_functions_stay_short() -> None:
    found = {
        where: lines
        for name in FILES
        for kind, where, lines in lengths(name)
        if lines > MOST_LINES[kind]
    }
    assert found.keys() == LONGER.keys(), found
