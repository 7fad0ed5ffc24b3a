"""Names, shapes, kinds and declarations: refusals first."""

from __future__ import annotations

import pytest

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.sorts import BOOLEAN, COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, Sym
from derivcheck.notation import plain
from derivcheck.notation.scope import UNKNOWN_AXIS, Scope
from derivcheck.notation.sorts import read_declaration

K, N, M = Sym("k"), Sym("n"), Sym("m")
SCOPE = Scope(
    {
        **dict.fromkeys(("k", "n", "m", "i", "l"), INTEGER),
        "x": REAL,
        "z": COMPLEX,
        "p": BOOLEAN,
        "a": Sort("real", ((ONE, K),)),
        "yhat": Sort("real", (UNKNOWN_AXIS,)),
        "c": Sort("real", ((ONE, M),)),
        "d": Sort("real", ((ZERO, N - ONE),)),
        "A": Sort("real", ((ONE, N), (ONE, M))),
        "S": Sort("real", ((ONE, N), (ONE, N))),
        "f": Sort("function", arity=1),
        "F": Sort("function", arity=2, codomain="complex"),
        "g": Sort("function"),
    }
)

REFUSED = [
    ("unknown name", "x + yhatt[i]", "DC201", "yhatt", "yhat"),
    ("unknown function", "sinn(x)", "DC201", "sinn", "sin"),
    ("unknown name under a binder", "sum(a[l'], q' = 1..k)", "DC201", "l'", "q'"),
    ("bound name outside its binder", "sum(j, j = 1..k) + j", "DC201", "j", "symbols:"),
    ("bound name in its own range", "sum(x, j = 1..j)", "DC201", "j", "symbols:"),
    ("too many indices", "a[1, 2]", "DC202", "a[1, 2]", "a[i]"),
    ("too many indices", "A[1, 2, 3]", "DC202", "A[1, 2, 3]", "A[i, j]"),
    ("index of a number", "x[1]", "DC202", "x[1]", "real[n]"),
    ("index of a function", "f[1]", "DC202", "f[1]", "f(x)"),
    ("derivative by too few indices", "diff(x, A[1])", "DC202", "A", "2 indices"),
    ("index below", "a[0]", "DC203", "0", ""),
    ("negative index", "a[-1]", "DC203", "-1", ""),
    ("index above by an offset", "a[k+1]", "DC203", "k+1", ""),
    ("index above, other base", "d[n]", "DC203", "n", ""),
    ("vector plus number", "a + x", "DC204", "x", "a*ones(k)"),
    ("vectors of different sizes", "a + c", "DC204", "c", "size"),
    ("matrices that do not chain", "A @ A", "DC204", "A", "size"),
    ("product of matrices as numbers", "A*2*A", "DC204", "A*2*A", "2*A*B"),
    ("power of a rectangle", "A^2", "DC204", "A", "as many rows"),
    ("function of a vector", "exp(a)", "DC204", "a", "a[j]"),
    ("order of vectors", "a > 0", "DC204", "a", "for all"),
    ("trace of a rectangle", "tr(A)", "DC204", "A", ""),
    ("inner product of other sizes", "a @ c", "DC204", "c", "u @ v.T"),
    ("ragged rows", "[1, [2]]", "DC204", "[2]", "same shape"),
    ("function without arguments", "f + 1", "DC205", "f", "f(x)"),
    ("function with two arguments", "f(x, x)", "DC205", "f(x, x)", "1 argument"),
    ("number used as a function", "x(x + 1)", "DC205", "x(x + 1)", "x*(...)"),
    ("prime of a function of two", "diff(F(x), x)", "DC205", "F(x)", "2 arguments"),
    ("statement as a number", "x + p", "DC206", "p", "1{P}"),
    ("number as a statement", "x and p", "DC206", "x", "relation"),
    ("number in an indicator", "1{x}", "DC206", "x", "relation"),
    ("derivative by an integer", "diff(n^2, n)", "DC207", "n", "real"),
    ("derivative by a summation index", "sum(diff(j^2, j), j = 1..k)", "DC207", "j", "real"),
    ("order of complex numbers", "z < 1", "DC208", "z", "abs(z)"),
    ("order of complex values", "F(x, x) > 0", "DC208", "F(x, x)", "abs(z)"),
    ("maximum of complex numbers", "max(z, 1)", "DC208", "z", "abs(z)"),
    ("real index", "a[x]", "DC210", "x", "integer"),
]


@pytest.mark.parametrize(
    ("text", "code", "under", "hint"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused(text: str, code: str, under: str, hint: str) -> None:
    with pytest.raises(Diagnosis) as caught:
        plain.read(text, SCOPE)
    found = caught.value.diagnostic
    assert found.code == code
    assert found.span is not None
    assert text[found.span.start : found.span.stop] == under
    assert hint in f"{found.message} {found.hint}"


ACCEPTED = [
    ("index sometimes in range", "a[k - 1] + a[n] + a[2] + a[n + k]"),
    ("index of an unknown range", "yhat[0] + yhat[k + 1]"),
    ("sums of vectors of unknown range", "a + yhat"),
    ("first entry of another base", "d[0] + d[n - 1]"),
    ("bound names need no declaration", "sum(a[q], q = 1..k)"),
    ("bound name over a declared one", "sum(a[x], x = 1..k)"),
    ("declared size with offset", "[1, 2] + [3, x]"),
    ("quadratic form", "c.T @ A.T @ S @ A @ c + 1"),
    ("scalar product", "a @ a"),
    ("absolute value of a complex number", "abs(z) < 1"),
    ("product with a conjugate", "z*conjugate(z) <= 1"),
    ("derivative at an integer", "f'(n) + f'(0)"),
    ("function of any number of arguments", "g(x) + g(x, x)"),
    ("gradient", "diff(a @ a, a) = 2*a"),
    ("statement symbols", "p and x > 0 or not p"),
]


@pytest.mark.parametrize("text", [r[1] for r in ACCEPTED], ids=[r[0] for r in ACCEPTED])
def test_accepted(text: str) -> None:
    term = plain.read(text, SCOPE).term
    assert plain.read(plain.show(term), SCOPE).term == term


RANGES = {  # what `for all` binds as an index -> where it runs
    "for all q, a[q] > 0": "for all q = 1..k, a[q] > 0",
    "for some q: d[q] = 1": "for some q = 0..n - 1, d[q] = 1",
    "for all q, r: A[q, r] = 0": "for all q = 1..n, for all r = 1..m, A[q, r] = 0",
    "for all q > 1: a[q] < a[1]": "for all q = 1..k, q > 1 => a[q] < a[1]",
    "for all q, sum(A[q, j], j = 1..m) = 1": "for all q = 1..n, sum(A[q, j], j = 1..m) = 1",
    "for all x: S[i, l] = x": "for all x: S[i, l] = x",
    "for all q: sum(a[q], q = 1..k) = q": "for all q: sum(a[q], q = 1..k) = q",
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), RANGES.items())
def test_ranges_of_indices(text: str, shown: str) -> None:
    assert plain.show(plain.read(text, SCOPE).term) == shown


NO_RANGE = {
    "two sizes": "for all q, a[q] = c[q]",
    "two axes": "for all q, A[q, q] = 0",
    "beyond the end": "for all q, a[q + 1] >= a[q]",
    "an unknown range": "for all q, yhat[q] > 0",
    "a declared number": "for all x, a[x] > 0",
    "a size that is bound outside": "for all k, q: a[q] > k",
}


@pytest.mark.parametrize("text", NO_RANGE.values(), ids=NO_RANGE)
def test_no_range_is_guessed(text: str) -> None:
    with pytest.raises(Diagnosis) as caught:
        plain.read(text, SCOPE)
    assert caught.value.diagnostic.code == "DC210"
    assert "bind it, for all" in caught.value.diagnostic.hint


def test_declaring_makes_a_new_scope() -> None:
    scope = SCOPE.declare("w", REAL)
    assert plain.read("w", scope).term == Sym("w")
    with pytest.raises(Diagnosis, match="DC201"):
        plain.read("w", SCOPE)


BAD_SORTS = [
    ("nothing", "", "DC209", "real"),
    ("misspelt base", "reel", "DC209", "`real`"),
    ("misspelt sign", "positve real", "DC209", "`positive real`"),
    ("sign of a complex number", "positive complex", "DC209", "real"),
    ("trait of a number", "symmetric real", "DC209", "`symmetric real[n, n]`"),
    ("a shape alone", "[n]", "DC209", "real[n]"),
    ("a matrix with its size", "matrix[n, n]", "DC209", "`real[n, n]`"),
    ("a vector with its size in parentheses", "vector(3)", "DC209", "`real[3]`"),
    ("a vector as a power", "real^3", "DC209", "`real[3]`"),
    ("a vector as mathematics writes it", "ℝ^n", "DC209", "`real[n]`"),
    ("a matrix as a power", "R^{n×m}", "DC209", "`real[n, m]`"),
    ("a power of no numbers", "house^3", "DC209", "for example"),
    ("another word with a size", "table[3]", "DC209", "for example real"),
    ("open bracket", "real[", "DC209", "real"),
    ("size not declared", "real[q]", "DC201", "q"),
    ("size that is real", "real[x]", "DC209", "positive integer"),
    ("interval without ends", "real in", "DC209", "real"),
    ("interval that is a number", "real in 3", "DC209", "(0, 1)"),
    ("index without range", "index", "DC209", "`index of k`"),
    ("codomain misspelt", "function real -> reel", "DC209", "`function real -> real`"),
    ("smoothness unknown", "function C9", "DC209", "`function C1`"),
    ("smoothness said twice", "smooth function C1", "DC209", "function C1"),
    ("not continuously", "differentiable function", "DC209", "`function C1`"),
    ("a sequence", "sequence", "DC209", "`function integer -> real`"),
    ("code", "__import__('os')", "DC209", "real"),
    ("many words", "positive definite " * 50 + "x", "DC209", ""),
]


@pytest.mark.parametrize(
    ("text", "code", "hint"), [r[1:] for r in BAD_SORTS], ids=[r[0] for r in BAD_SORTS]
)
def test_bad_sort(text: str, code: str, hint: str) -> None:
    with pytest.raises(Diagnosis) as caught:
        read_declaration("v", text, SCOPE)
    assert caught.value.diagnostic.code == code
    assert hint in caught.value.diagnostic.hint


@pytest.mark.parametrize("name", ["and", "2x", "x y", "", "a-b", "True"])
def test_bad_name(name: str) -> None:
    with pytest.raises(Diagnosis, match="DC209"):
        read_declaration(name, "real", SCOPE)


AXIS = (ONE, N)
SORTS = [
    ("real", REAL, []),
    ("positive real", REAL, ["0 < v"]),
    ("positive", REAL, ["0 < v"]),
    ("nonnegative", REAL, ["0 <= v"]),
    ("positive integer", INTEGER, ["1 <= v"]),
    ("nonnegative integer", INTEGER, ["0 <= v"]),
    ("nonzero complex", COMPLEX, ["v != 0"]),
    ("rational", Sort("rational"), []),
    ("boolean", BOOLEAN, []),
    ("constant", Sort("real", traits=frozenset(("constant",))), []),
    ("real in (0, 1)", REAL, ["0 < v", "v < 1"]),
    ("real in [0, oo)", REAL, ["0 <= v"]),
    ("integer in 1..n", INTEGER, ["1 <= v", "v <= n"]),
    ("real[n]", Sort("real", (AXIS,)), []),
    ("real[0..n-1]", Sort("real", ((ZERO, N - ONE),)), []),
    (
        "positive real[n, m]",
        Sort("real", (AXIS, (ONE, M))),
        ["for all i = 1..n, for all j = 1..m, 0 < v[i, j]"],
    ),
    ("positive[n]", Sort("real", (AXIS,)), ["for all i = 1..n, 0 < v[i]"]),
    ("symmetric[n, n]", Sort("real", (AXIS, AXIS), frozenset(("symmetric",))), []),
    ("symmetric real[n, n]", Sort("real", (AXIS, AXIS), frozenset(("symmetric",))), []),
    (
        "positive definite real[n, n]",
        Sort("real", (AXIS, AXIS), frozenset(("positive definite", "symmetric"))),
        [],
    ),
    ("index of k", INTEGER, ["1 <= v", "v <= k"]),
    ("index in 0..n-1", INTEGER, ["0 <= v", "v <= n - 1"]),
    ("function", Sort("function"), []),
    ("function C1", Sort("function", traits=frozenset(("C1",))), []),
    ("smooth function", Sort("function"), []),
    ("continuous function", Sort("function", traits=frozenset(("C0",))), []),
    ("continuously differentiable function", Sort("function", traits=frozenset(("C1",))), []),
    ("function real -> real", Sort("function", arity=1), []),
    ("function: complex -> complex", Sort("function", arity=1, codomain="complex"), []),
    ("function real, real -> real", Sort("function", arity=2), []),
]


@pytest.mark.parametrize(("text", "sort", "facts"), SORTS, ids=[r[0] for r in SORTS])
def test_sort(text: str, sort: Sort, facts: list[str]) -> None:
    found, assumptions = read_declaration("v", text, SCOPE)
    assert found == sort
    assert [plain.show(fact) for fact in assumptions] == facts
    scope = SCOPE.declare("v", found)
    assert [plain.read_statement(fact, scope).term for fact in facts] == list(assumptions)
