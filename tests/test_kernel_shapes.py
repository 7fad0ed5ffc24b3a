"""Shapes by the form of a term: what has none first, then what has one."""

from __future__ import annotations

import pytest

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Arithmetic
from derivcheck.kernel.language.shapes import SHAPES, entered, shape_of
from derivcheck.kernel.language.sorts import INTEGER, REAL, Shape, Sort
from derivcheck.kernel.language.terms import ONE, TWO, App, Bind, Num, Sym, Term, call, number

n, m, x, y, A, B, a, j = map(Sym, ("n", "m", "x", "y", "A", "B", "a", "j"))
N, M = (ONE, n), (ONE, m)
ROW = (ONE, ONE)
CONTEXT = Context({
    "n": INTEGER, "m": INTEGER, "a": REAL, "x": Sort("real", (N,)), "y": Sort("real", (N,)),
    "A": Sort("real", (N, N)), "B": Sort("real", (N, M)), "r": Sort("real", (ROW, N)),
    "b": Sort("real", ((number(0), n),)), "T": Sort("real", (N, N, M)),
    "g": Sort("function", arity=1, takes=((N,),), gives=(M,)), "f": Sort("function", arity=1),
})  # fmt: skip
T, r, b = Sym("T"), Sym("r"), Sym("b")


def blocks(*rows: tuple[Term, ...]) -> Term:
    return App("block", tuple(App("vector", row) for row in rows))


def each(*arrays: Term) -> Term:
    return call("each", Bind("lambda", "t", call("exp", Sym("t")), ()), *arrays)


NONE: dict[str, Term] = {
    "a name that is not declared": Sym("unknown"),
    "a product with a number": call("matmul", A, a),
    "a product with three axes": call("matmul", A, T),
    "a product with what is not known": call("matmul", A, Sym("unknown")),
    "the transpose of a number": call("transpose", a),
    "the transpose of three axes": call("transpose", T),
    "the inverse of a vector": call("inv", x),
    "the trace of a vector": call("tr", x),
    "the determinant of a number": call("det", a),
    "the norm of a number": call("norm", a),
    "the power of a vector": call("matpow", x, 2),
    "a power with a vector": call("matpow", A, x),
    "a Kronecker product of vectors": call("kron", x, y),
    "a stacked vector": call("vec", x),
    "the diagonal of a number": call("diag", a),
    "a column of a vector": call("column", x, 1),
    "too many indices": call("index", x, 1, 1),
    "an entry of what is not known": call("index", Sym("unknown"), 1),
    "blocks of vectors": blocks((x, x)),
    "blocks of numbers": blocks((a,)),
    "blocks that are no rows": call("block", A, A),
    "a function that is not known": call("apply", Sym("unknown"), x),
    "a derivative of what is not known": Bind("diff", "x", Sym("unknown"), (x, ONE)),
    "a derivative at what is not known": Bind("diff", "u", a, (Sym("unknown"), ONE)),
}

SHAPED: dict[str, tuple[Term, Shape]] = {
    "a number": (Num(3), ()),
    "a function of numbers": (call("exp", a), ()),
    "a statement": (call("=", A, A), ()),
    "a matrix": (B, (N, M)),
    "a transpose": (call("transpose", B), (M, N)),
    "an adjoint": (call("adjoint", B), (M, N)),
    "a row": (call("transpose", x), (ROW, N)),
    "a row turned": (call("transpose", call("transpose", x)), (N,)),
    "a declared row turned": (call("transpose", r), (N,)),
    "an inner product": (call("matmul", call("transpose", x), y), ()),
    "an inner product of vectors": (call("matmul", x, y), ()),
    "a declared row times a vector": (call("matmul", r, x), ()),
    "an outer product": (call("matmul", x, call("transpose", y)), (N, N)),
    "a quadratic form": (call("matmul", call("transpose", x), A, x), ()),
    "a quadratic form of vectors": (call("matmul", x, A, x), ()),
    "a row times a matrix": (call("matmul", call("transpose", x), B), (ROW, M)),
    "a matrix times a vector": (call("matmul", A, x), (N,)),
    "a matrix times a matrix": (call("matmul", A, B), (N, M)),
    "a matrix times a row": (call("matmul", A, x, call("transpose", x)), (N, N)),
    "a sum": (a * x + x, (N,)),
    "cases": (call("piecewise", x, call("<", a, 1), y, call("true")), (N,)),
    "an inverse": (call("inv", A), (N, N)),
    "a power": (call("matpow", A, 2), (N, N)),
    "a diagonal": (call("diag", A), (N,)),
    "a diagonal matrix": (call("diag", x), (N, N)),
    "a column": (call("column", B, 1), (N,)),
    "a row of a matrix": (call("index", B, 1), (M,)),
    "an entry": (call("index", B, 1, 1), ()),
    "a matrix of three axes": (call("index", T, 1), (N, M)),
    "a unit matrix": (call("eye", n), (N, N)),
    "zeros": (call("zeros", n, m), (N, M)),
    "ones": (call("ones", n), (N,)),
    "a Kronecker product": (call("kron", A, B), ((ONE, n * n), (ONE, n * m))),
    "a stacked matrix": (call("vec", B), ((ONE, m * n),)),
    "other bases": (call("kron", call("matmul", b, call("transpose", b)), A),
                    ((ONE, (n - number(0) + 1) * n), (ONE, (n - number(0) + 1) * n))),
    "blocks": (blocks((A, B), (A, B)), ((ONE, n + n), (ONE, n + m))),
    "a vector of numbers": (call("vector", a, a), ((ONE, TWO),)),
    "a vector of vectors": (call("vector", x, y, x), ((ONE, number(3)), N)),
    "entries": (each(B), (N, M)),
    "a trace": (call("tr", A), ()),
    "the trace of a number": (call("tr", a), ()),
    "a norm": (call("norm", B), ()),
    "a value of a function": (call("apply", Sym("g"), x), (M,)),
    "a value of a function of numbers": (call("apply", Sym("f"), a), ()),
    "a gradient": (Bind("diff", "x", call("matmul", x, x), (x, ONE)), (N,)),
    "a Jacobian": (Bind("diff", "x", call("matmul", A, x), (x, ONE)), (N, N)),
    "a derivative by an entry": (Bind("diff", "x", call("matmul", A, x), (x, ONE, ONE)), (N,)),
    "a sum of matrices": (Bind("sum", "j", j * A, (ONE, n)), (N, N)),
    "a name bound as a number": (Bind("sum", "x", x, (ONE, n)), ()),
}  # fmt: skip


@pytest.mark.parametrize("case", NONE)
def test_what_does_not_fit_has_no_shape(case: str) -> None:
    assert shape_of(NONE[case], CONTEXT) is None


@pytest.mark.parametrize("case", SHAPED)
def test_what_fits_has_its_shape(case: str) -> None:
    t, shape = SHAPED[case]
    assert shape_of(t, CONTEXT) == shape


def test_each_row_is_looked_at() -> None:
    looked = {t.head for t, _ in SHAPED.values() if isinstance(t, App)}
    assert SHAPES.keys() <= looked | {"det"}


COMMUTING = {
    "numbers from vectors": (call("matmul", x, x), call("matmul", y, y), True),
    "a number and a matrix": (call("matmul", x, x), A, True),
    "matrices": (A, call("eye", n), False),
    "rows of a matrix": (call("index", A, 1), call("index", A, 2), False),
    "a matrix power": (A, call("matpow", A, 2), False),
    "what does not fit": (call("matmul", x, a), call("matmul", y, a), False),
    "gradients": (Bind("diff", "x", call("matmul", x, x), (x, ONE)), y, False),
    "values that are vectors": (call("apply", Sym("g"), x), call("apply", Sym("g"), y), False),
    "entries": (each(x), y, False),
}


@pytest.mark.parametrize("case", COMMUTING)
def test_only_numbers_commute(case: str) -> None:
    one, other, same = COMMUTING[case]
    assert Field(CONTEXT).equal(one * other, other * one) is same


WIDE = Sort("real", (M, (ONE, j)))
"""A matrix with j columns."""
INVERSES = call("each", Bind("lambda", "t", ONE / Sym("t"), ()), Sym("W"))


def test_no_index_is_called_as_a_size() -> None:
    context = Context({"m": INTEGER, "j": INTEGER, "W": WIDE})
    (*_, last) = definedness(INVERSES, context)
    assert isinstance(last, Bind) and isinstance(last.body, Bind)
    assert (last.args, last.body.args) == (M, (ONE, j))
    assert last.var != "j"


def test_a_size_called_as_an_index_keeps_its_range() -> None:
    """Of what is not zero up to the diagonal some columns may be, and here one is."""
    p, q = Sym("p"), Sym("q")
    entry = call("index", Sym("W"), p, q)
    below = Bind("forall", "q", call("!=", entry, 0), (ONE, p))
    last = call("=", call("index", Sym("W"), p, j), 0)
    known = tuple(Bind("forall", "p", s, (ONE, m)) for s in (below, last))
    context = Context({"m": INTEGER, "j": INTEGER, "W": WIDE}, (call("<", m, j), *known))
    after = Sym("W") + 0 * INVERSES
    found = judge(Claim(context, Sym("W"), "=", after), Arithmetic(Sym("W"), after))
    assert isinstance(found, Rejected)
    assert found.reason == "the new side may be undefined where the old one is not"


def test_an_array_is_unknown_where_its_size_is_called_otherwise() -> None:
    """Be the size declared beside it or not."""
    for sorts in ({"W": WIDE}, {"W": WIDE, "j": INTEGER}):
        inside = entered(
            Bind("sum", "j", call("index", Sym("W"), 1, 1), (ONE, TWO)), Context(sorts)
        )
        assert inside.sorts == {"j": INTEGER}
