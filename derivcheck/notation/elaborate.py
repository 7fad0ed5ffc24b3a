"""Syntax to terms: what names, calls and operators mean in a scope.

Declared and bound names shadow built-in ones.  Nothing is simplified: every node of the term is
something that was written, or what a short form such as a chain abbreviates.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    TRUE,
    App,
    Bind,
    BoundSort,
    Num,
    Sym,
    Term,
    children,
    fresh,
    number,
)  # fmt: skip
from derivcheck.notation.binders import (
    BINDERS,
    GRADIENTS,
    Binding,
    bindings,
    for_all_bindings,
    is_extreme,
)
from derivcheck.notation.bound_variables import bound_variable, taken_by
from derivcheck.notation.builtin_calls import builtin
from derivcheck.notation.entries import OPERATORS, names_in, over_entries, scalar_form
from derivcheck.notation.matrix_products import arrays_joined
from derivcheck.notation.reading import Node, application
from derivcheck.notation.scope import Scope
from derivcheck.notation.signs import MARKS, marked, of_signs
from derivcheck.notation.spellings import CONSTANTS, FUNCTIONS
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.syntax_errors import too_deep
from derivcheck.notation.tokens import MAX_DEPTH, MAX_DIGITS, MAX_EXPONENT, MAX_NODES, fail

TRANSPOSES = {
    **dict.fromkeys(("T", "t", "top", "transpose", "⊤"), "T"),
    **dict.fromkeys(("H", "dagger", "†"), "H"),
}
"""Exponents that mark a transpose elsewhere -> what is attached here."""


def elaborate(syntax: Syntax, scope: Scope, bound: tuple[str, ...] = ()) -> Node:
    """The term of some syntax, with places.

    Arguments:
        syntax: of an expression or a statement.
        scope: the declared names.
        bound: names bound outside.

    Raises:
        Diagnosis: DC101 to DC108, DC205 for a built-in function with the wrong arguments.
    """
    return _Elaborator(scope, bound).node(syntax)


class _Elaborator:
    """The names bound around the place being read, and counters for the limits."""

    __slots__ = ("arrays", "bound", "depth", "names", "nodes", "scope", "sorts")

    def __init__(self, scope: Scope, bound: tuple[str, ...]) -> None:
        self.scope, self.names = scope, scope.names
        self.bound = list(bound)
        self.sorts: dict[str, Sort] = {}
        self.depth = self.nodes = 0
        self.arrays = any(sort.shape for sort in scope.names.values())

    def node(self, s: Syntax) -> Node:
        """The node of any syntax that means something by itself."""
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH or self.nodes > MAX_NODES:
            _too_large(s, self.depth)
        match s.kind:
            case "operator":
                made = self.operator(s)
            case "name":
                made = self.name(s)
            case "number":
                made = Node(_numeral(s.text) or _bad_numeral(s), s.start, s.stop)
            case "call":
                made = self.call(s)
            case "relation":
                made = self.relation(s)
            case _:
                made = self.bracket(s)
        self.depth -= 1
        return made

    def operator(self, s: Syntax) -> Node:
        if s.text == "^" and s.parts[1].kind == "name" and self.is_transpose(s.parts[1].text):
            base = s.parts[0].text if s.parts[0].kind == "name" else "A"
            message = f"`{s.parts[1].text}` as an exponent is no transpose here"
            mark = TRANSPOSES[s.parts[1].text]
            fail("DC101", message, f"write {base}.{mark}", s.start, s.stop)
        if s.text in MARKS:
            hint = "write it in an equation, x = ±a, or write both cases"
            fail("DC105", f"`{s.text}` stands for two cases here", hint, s.start, s.stop)
        parts = tuple(map(self.node, s.parts))
        if s.text in OPERATORS:
            return self.by_entries(s, parts)
        if s.text == "norm" and not self.rank(parts[0]):
            inner = application("abs", parts, s)
            return application("abs", (inner,), s)
        if s.text == "*" and self.arrays:
            parts = arrays_joined(parts, self.is_array, s)
            if len(parts) == 1:
                return parts[0]
        if s.text == "^" and self.arrays and self.rank(parts[0]) == 2:
            return self.matrix_power(parts, s)
        return application(s.text, parts, s)

    def matrix_power(self, parts: tuple[Node, ...], s: Syntax) -> Node:
        """A power of a matrix; the power -1 is the inverse."""
        if parts[1].term == number(-1):
            return application("inv", parts[:1], s)
        return application("matpow", parts, s)

    def by_entries(self, s: Syntax, parts: tuple[Node, ...]) -> Node:
        """`f.(v)`, `A ./ B`: an operation on the entries of arrays, `parts` its operands."""
        flags = [self.is_array(p.term) for p in parts]
        if not any(flags):
            hint = "write f(x), x/y and x^y of numbers, without the dot"
            fail("DC204", "the dot is for the entries of arrays", hint, s.start, s.stop)
        taken = names_in(s).union(self.names, self.bound)
        inner, names = scalar_form(s, flags, taken)
        sort: BoundSort = "complex" if self.scope.field == "complex" else "real"
        with ExitStack() as bindings:
            for name in names:
                bindings.enter_context(self.binding(name, sort))
            body = self.node(inner)
        arrays = tuple(p for p, flag in zip(parts, flags, strict=True) if flag)
        return over_entries(names, body, arrays, sort, s)

    def rank(self, node: Node) -> int:
        """How many axes a term has, as far as that is seen."""
        return len(shape_of(node.term, Context({**self.names, **self.sorts})) or ())

    def is_array(self, t: Term) -> bool:
        """Whether a term is seen to be an array."""
        return bool(shape_of(t, Context({**self.names, **self.sorts})))

    def name(self, s: Syntax) -> Node:
        name = s.text
        if name not in self.names and name not in self.bound:
            if name in CONSTANTS:
                return Node(App(CONSTANTS[name], ()), s.start, s.stop)
            if name in FUNCTIONS or name in BINDERS:
                hint = f"write {name}(...) with its arguments, or declare {name} under symbols:"
                fail(
                    "DC205", f"`{name}` is a function and is used without arguments", hint, *s[1:3]
                )
        return Node(Sym(name), s.start, s.stop)

    def is_transpose(self, name: str) -> bool:
        """Whether an exponent is meant as the mark of a transpose."""
        return name in TRANSPOSES and name not in self.names and name not in self.bound

    def relation(self, s: Syntax) -> Node:
        """One relation, or a chain as the conjunction of its links."""
        signs = s.text.split()
        links = zip(signs, pairwise(s.parts), strict=True)
        made = tuple([self.cases(sign, sides, s) for sign, sides in links])
        return made[0] if len(made) == 1 else application("and", made, s)

    def cases(self, sign: str, sides: tuple[Syntax, Syntax], s: Syntax) -> Node:
        """One relation, or the two that `±` stands for."""
        if not any(map(marked, sides)):
            return self.link(sign, *sides)
        joint, both = of_signs(sides)
        return application(joint, tuple([self.link(sign, *case) for case in both]), s)

    def link(self, sign: str, left: Syntax, right: Syntax) -> Node:
        if sign == "in":
            if right.kind in ("interval", "set"):
                return self.member(left, right)
            if right.kind != "range":
                hint = "write x in 1..k, x in [0, 1) or x in {-1, 1}"
                fail("DC105", "`in` needs a range of integers", hint, right.start, right.stop)
            parts = tuple(map(self.node, (left, *right.parts)))
        else:
            parts = tuple(map(self.node, (left, right)))
        start, stop = left.start, right.stop
        return Node(App(sign, tuple([p.term for p in parts])), start, stop, parts)

    def member(self, left: Syntax, right: Syntax) -> Node:
        """`x in [0, 1)`, `x in {-1, 1}`."""
        s = Syntax("relation", left.start, right.stop, "in", (left, right))
        if right.kind == "set":
            equal = tuple([self.link("=", left, one) for one in right.parts])
            return equal[0] if len(equal) == 1 else application("or", equal, s)
        strict = ("<" if right.text[0] == "(" else "<=", "<" if right.text[1] == ")" else "<=")
        ends = ((strict[0], right.parts[0], left), (strict[1], left, right.parts[1]))
        made = [self.link(*end) for end in ends]
        kept = tuple(m for m in made if not any(u in INFINITE for u in children(m.term)))
        if not kept:
            return Node(TRUE, s.start, s.stop)
        return kept[0] if len(kept) == 1 else application("and", kept, s)

    def index(self, s: Syntax) -> Node:
        """An entry, a row `A[i]` or `A[i, :]`, a column `A[:, j]`."""
        whole = [part.kind == "slice" for part in s.parts]
        if not any(whole):
            return application("index", tuple(map(self.node, s.parts)), s)
        if all(whole[1:]):
            return self.node(s.parts[0])._replace(start=s.start, stop=s.stop)
        kept = tuple([self.node(p) for p, all_of in zip(s.parts, whole, strict=True) if not all_of])
        if whole not in ([False, True, False], [False, False, True]):
            hint = "write A[i] for a row, A[:, j] for a column, and A[i, j] for an entry"
            fail("DC105", "only rows and columns are taken out of a matrix", hint, s.start, s.stop)
        return application("column" if whole[1] else "index", kept, s)

    def bracket(self, s: Syntax) -> Node:
        """The less frequent kinds."""
        match s.kind:
            case "index":
                return self.index(s)
            case "each":
                return self.by_entries(s, tuple(map(self.node, s.parts[1:])))
            case "list":
                self.arrays = True
                return application("vector", tuple(map(self.node, s.parts)), s)
            case "forall" | "forsome":
                return self.quantified(s)
            case "arrow" if s.parts[0].kind == "name":
                var = s.parts[0].text
                body = self.under(var, s.parts[1])
                return Node(Bind("lambda", var, body.term, ()), s.start, s.stop, (body,))
        message, hint = MISPLACED[s.kind]
        return fail("DC105", message, hint, s.start, s.stop)

    def quantified(self, s: Syntax) -> Node:
        """`for all x: P`; `for some x: P` says that not for all x P is false."""
        last = s.parts[-1]
        *conditions, whole = last.parts if last.kind == "restricted" else (last,)
        if s.kind == "forall":
            return self.bind(for_all_bindings(s), whole, tuple(conditions), s)
        met = whole
        if conditions:
            met = Syntax("operator", whole.start, whole.stop, "and", (*conditions, whole))
        fails = Syntax("operator", whole.start, whole.stop, "not", (met,))
        return application("not", (self.bind(for_all_bindings(s), fails, (), s),), s)

    def call(self, s: Syntax) -> Node:
        """An application of a declared function, a binder, or a built-in function."""
        name = s.text
        if self.is_prime(name):
            return self.derivative(s)
        if name in self.names or name in self.bound:
            return application("apply", self.applied(s), s)
        if name in GRADIENTS:
            return self.call(self.gradient(s))
        if name in BINDERS or is_extreme(s):
            found, condition = bindings(s)
            return self.bind(found, s.parts[1], condition, s)
        match name:
            case "dot" | "inner" | "outer" if len(s.parts) == 3:
                one, other = map(self.node, s.parts[1:])
                if name == "outer":
                    other = application("transpose", (other,), s.parts[2])
                return application("matmul", (one, other), s)
            case "block" | "BlockMatrix" | "BlockDiagMatrix" if len(s.parts) == 2:
                return self.blocks(s)
            case "Piecewise" | "piecewise":
                return application("piecewise", self.pieces(s), s)
            case "KroneckerDelta":
                return self.kronecker(s)
            case "Matrix" | "ImmutableMatrix" | "ImmutableDenseMatrix":
                if len(s.parts) != 2 or s.parts[1].kind != "list":
                    hint = "write Matrix([[a, b], [c, d]])"
                    fail("DC105", "a matrix is a list of rows", hint, s.start, s.stop)
                return self.node(s.parts[1])._replace(start=s.start, stop=s.stop)
        if name in FUNCTIONS:
            return builtin(FUNCTIONS[name], tuple(map(self.node, s.parts[1:])), s)
        return application("apply", self.applied(s), s)

    def gradient(self, s: Syntax) -> Syntax:
        """`grad(f, x)`, `jac(f, x)`, `hess(f, x)` as `diff(f, x)` or `diff(f, x, x)`."""
        if len(s.parts) != 3:
            hint = f"write {s.text}(f, x)"
            fail("DC205", f"`{s.text}` takes an expression and a name", hint, s.start, s.stop)
        _, of, by = s.parts
        sort = self.names.get(of.text) if of.kind == "name" else None
        if sort is not None and sort.base == "function":
            of = Syntax("call", of.start, of.stop, of.text, (of, by))
        return s._replace(text="diff", parts=(s.parts[0], of, *(by,) * GRADIENTS[s.text]))

    def blocks(self, s: Syntax) -> Node:
        """`block([[A, B], [C, D]])`, or one row, `block([A, B])`."""
        rows = s.parts[1].parts
        if s.parts[1].kind != "list" or len({row.kind == "list" for row in rows}) != 1:
            hint = "write block([[A, B], [C, D]])"
            fail("DC105", "a block matrix is a list of rows", hint, s.start, s.stop)
        self.arrays = True
        rows = rows if rows[0].kind == "list" else (s.parts[1],)
        return application("block", tuple(map(self.node, rows)), s)

    def applied(self, s: Syntax) -> tuple[Node, ...]:
        function = s.parts[0]
        return (
            Node(Sym(function.text), function.start, function.stop),
            *tuple(map(self.node, s.parts[1:])),
        )

    def pieces(self, s: Syntax) -> tuple[Node, ...]:
        hint = "write Piecewise((x, x > 0), (-x, True))"
        made: list[Node] = []
        for pair in s.parts[1:]:
            if pair.kind != "tuple" or len(pair.parts) != 2:
                fail("DC105", "a piece is a pair (value, condition)", hint, pair.start, pair.stop)
            made.extend(tuple(map(self.node, pair.parts)))
        return tuple(made)

    def kronecker(self, s: Syntax) -> Node:
        if len(s.parts) != 3:
            hint = "write KroneckerDelta(i, j) or 1{i = j}"
            fail("DC205", "KroneckerDelta takes 2 arguments", hint, s.start, s.stop)
        return application("indicator", (self.link("=", *s.parts[1:]),), s)

    def is_prime(self, name: str) -> bool:
        if not name.endswith("'"):
            return False
        sort = self.names.get(name.rstrip("'"))
        return sort is not None and sort.base == "function"

    def derivative(self, s: Syntax) -> Node:
        """`f'(x)` is the derivative of `f` at `x`."""
        name = s.text.rstrip("'")
        if len(s.parts) != 2:
            hint = f"write diff({name}(x, y), x)"
            fail("DC205", "a prime needs a function of one argument", hint, s.start, s.stop)
        var = fresh("t", {name})
        function = s.parts[0]
        places = function.start, function.stop
        parts = (Node(Sym(name), *places), Node(Sym(var), *places))
        body = Node(App("apply", (Sym(name), Sym(var))), *places, parts)
        order = Node(Num(Fraction(len(s.text) - len(name))), *places)
        at = self.node(s.parts[1])
        sort = taken_by(at.term, self.scope, self.sorts)
        made = Bind("diff", var, body.term, (at.term, order.term), sort)
        return Node(made, s.start, s.stop, (body, at, order))

    def under(self, var: str, body: Syntax) -> Node:
        with self.binding(var, "real"):
            return self.node(body)

    @contextmanager
    def binding(self, name: str, sort: BoundSort) -> Iterator[None]:
        """Reads what is bound by a name of some sort."""
        before = self.sorts.get(name)
        self.sorts[name] = Sort(sort)
        self.bound.append(name)
        yield
        self.bound.pop()
        del self.sorts[name]
        if before is not None:
            self.sorts[name] = before

    def bind(
        self,
        found: tuple[Binding, ...],
        body: Syntax,
        condition: tuple[Syntax, ...],
        s: Syntax,
    ) -> Node:
        """Binders from the outermost inwards around a body, which a condition may restrict."""
        binding, *rest = found
        args = tuple(
            [
                Node(arg.made, arg.start, arg.stop) if arg.made else self.node(arg.syntax)
                for arg in binding.args
            ]
        )
        self.nodes += 1
        ends = tuple([a.term for a in args])
        sort, stated = bound_variable(binding, ends, self.scope, self.sorts, s)
        with self.binding(binding.var, sort):
            if rest:
                inner = self.bind(tuple(rest), body, condition, s)
            else:
                inner = self.restricted(binding.head, self.node(body), condition, s)
        inner = _only_where(stated, inner, s)
        made = Bind(binding.head, binding.var, inner.term, ends, sort)
        node = Node(made, s.start, s.stop, (inner, *args))
        if self.scope.columns and binding.head == "diff" and self.rank(node) == 2:
            return node if self.rank(inner) != 1 else application("transpose", (node,), s)
        return node

    def restricted(self, head: str, body: Node, condition: tuple[Syntax, ...], s: Syntax) -> Node:
        """The body of a binder as its condition leaves it: elsewhere it adds 0, multiplies by 1."""
        if not condition:
            return body
        parts = tuple(map(self.node, condition))
        where = parts[0] if len(parts) == 1 else application("and", parts, s)
        match head:
            case "prod":
                one, always = (Node(t, s.start, s.stop) for t in (ONE, TRUE))
                return application("piecewise", (body, where, one, always), s)
            case "forall":
                return application("implies", (where, body), s)
            case "greatest" | "least":
                hint = "write the range such that it holds only what is meant"
                fail("DC105", f"`{s.text}` takes no condition", hint, s.start, s.stop)
        return application("where", (body, where), s)


MISPLACED = {
    "range": ("a range stands here by itself", "ranges belong to sum, prod, int, in and for all"),
    "tuple": ("a list in parentheses stands here by itself", "write [a, b, c] for a vector"),
    "string": ("the side of a limit stands here", "write lim(f, x -> a, +)"),
    "slice": ("a colon stands here by itself", "write A[:, j] for a column"),
    "arrow": ("an arrow stands here", "arrows belong to limits, lim(f, x -> a)"),
}


def _only_where(stated: tuple[Term, ...], body: Node, s: Syntax) -> Node:
    """`P` as `stated implies P`, unless that is what it says."""
    if not stated:
        return body
    given = stated[0] if len(stated) == 1 else App("and", stated)
    match body.term:
        case App("implies", (p, _)) if p == given:
            return body
    return application("implies", (Node(given, s.start, s.stop), body), s)


@lru_cache(maxsize=4096)
def _numeral(text: str) -> Term | None:
    """The number of a numeral, or None if it is over the limits."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > MAX_DIGITS or len(exponent) > 6 or abs(int(exponent or 0)) > MAX_EXPONENT:
        return None
    return Num(Fraction(text))


def _bad_numeral(s: Syntax) -> Term:
    message = f"a numeral has at most {MAX_DIGITS} digits and exponents up to {MAX_EXPONENT}"
    fail("DC108", message, "write it as a power, 10^n", s.start, s.stop)


def _too_large(s: Syntax, depth: int) -> None:
    if depth > MAX_DEPTH:
        too_deep(s.start, s.stop)
    message = f"the expression has more than {MAX_NODES} parts"
    fail("DC106", message, "name its parts under define:", s.start, s.stop)
