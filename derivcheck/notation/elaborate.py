"""Syntax to terms: what names, calls and operators mean in a scope.

Declared and bound names shadow built-in ones.  Nothing is simplified: every node of the term is
something that was written, or what a short form such as a chain abbreviates.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from derivcheck.kernel.language.terms import (
    ONE,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    fresh,
)  # fmt: skip
from derivcheck.notation.array_forms import ArrayForms
from derivcheck.notation.binders import (
    BINDERS,
    GRADIENTS,
    Binding,
    at_once,
    bindings,
    evaluated,
    for_all_bindings,
    gradient,
    is_extreme,
)
from derivcheck.notation.bound_variables import bound_variable, taken_by
from derivcheck.notation.builtin_calls import builtin
from derivcheck.notation.entries import OPERATORS, of_field
from derivcheck.notation.index_ranges import range_of, runs_over_array
from derivcheck.notation.matrix_products import arrays_joined
from derivcheck.notation.orders import SPELLINGS as ORDERS
from derivcheck.notation.orders import order
from derivcheck.notation.reading import Node, application
from derivcheck.notation.scope import Scope
from derivcheck.notation.short_statements import MARKS, for_some, is_short, written_out
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


class _Elaborator(ArrayForms):
    """The names bound around the place being read, and counters for the limits."""

    __slots__ = ("depth", "nodes")

    def __init__(self, scope: Scope, bound: tuple[str, ...]) -> None:
        super().__init__(scope, bound)
        self.depth = self.nodes = 0

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
            case "number" | "zero":
                made = Node(_numeral(s.text) or _bad_numeral(s), s.start, s.stop)
            case "call":
                made = self.call(s)
            case "known":
                made = self.known(s)
            case "constant":
                made = Node(App(s.text, ()), s.start, s.stop)
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
            return application("abs", (application("abs", parts, s),), s)
        if s.text == "transposed":
            return self.transposed(parts[0], s)
        if s.text == "*" and self.arrays:
            parts = arrays_joined(parts, self.is_array, s)
        if s.text == "*" and len(parts) == 1:
            return parts[0]
        of_matrix = s.text == "^" and self.arrays and self.rank(parts[0]) == 2
        return self.matrix_power(parts, s) if of_matrix else application(s.text, parts, s)

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
        if is_short(s):
            return self.node(written_out(s))
        links = zip(s.text.split(), pairwise(s.parts), strict=True)
        made = tuple([self.link(sign, left, right) for sign, (left, right) in links])
        return made[0] if len(made) == 1 else application("and", made, s)

    def link(self, sign: str, left: Syntax, right: Syntax) -> Node:
        if sign == "in":
            if right.kind != "range":
                hint = "write x in 1..k, x in [0, 1) or x in {-1, 1}"
                fail("DC105", "`in` needs a range of integers", hint, right.start, right.stop)
            parts = tuple(map(self.node, (left, *right.parts)))
        else:
            one, other = map(self.node, (left, right))
            parts = self.nothing(left, one, other), self.nothing(right, other, one)
        start, stop = left.start, right.stop
        return Node(App(sign, tuple([p.term for p in parts])), start, stop, parts)

    def bracket(self, s: Syntax) -> Node:
        """The less frequent kinds."""
        match s.kind:
            case "index":
                return self.index(s)
            case "each":
                return self.by_entries(s, tuple(map(self.node, s.parts[1:])))
            case "spread":
                return self.spread(s)
            case "list":
                self.arrays = True
                return application("vector", tuple(map(self.node, s.parts)), s)
            case "forsome":
                return self.node(for_some(s))
            case "forall":
                last = s.parts[-1]
                *conditions, whole = last.parts if last.kind == "restricted" else (last,)
                return self.bind(for_all_bindings(s), whole, tuple(conditions), s)
            case "arrow" if s.parts[0].kind == "name":
                var = s.parts[0].text
                body = self.under(var, s.parts[1])
                return Node(Bind("lambda", var, body.term, ()), s.start, s.stop, (body,))
        message, hint = MISPLACED[s.kind]
        return fail("DC105", message, hint, s.start, s.stop)

    def call(self, s: Syntax) -> Node:
        """An application of a declared function, a binder, or a built-in function."""
        name = s.text
        if self.is_prime(name):
            return self.derivative(s, *map(self.node, s.parts[1:]))
        if name in self.names or name in self.bound:
            return application("apply", self.applied(s), s)
        return self.known(s)

    def known(self, s: Syntax) -> Node:
        """An application of a binder or a function as it is built in, whatever is declared."""
        name = s.text
        if name in GRADIENTS:
            return self.known(gradient(s, self.is_function))
        if name == "at":
            return self.node(evaluated(s))
        if name in BINDERS or is_extreme(s):
            s = at_once(s, (self.names, self.bound))
            found, condition = bindings(s)
            return self.bind(found, s.parts[1], condition, s)
        match name:
            case "dot" | "inner" | "outer" | "cross" if len(s.parts) == 3:
                return self.dotted(s)
            case "block" | "BlockMatrix" | "BlockDiagMatrix" if len(s.parts) == 2:
                return self.blocks(s)
            case "Piecewise" | "piecewise":
                return application("piecewise", self.pieces(s), s)
            case "KroneckerDelta":
                return self.kronecker(s)
            case "Matrix" | "ImmutableMatrix" | "ImmutableDenseMatrix":
                return self.matrix(s)
        if name in ORDERS:
            return order(s, self.node, self.numbers(), self.counts)
        if name in FUNCTIONS:
            parts = tuple(map(self.node, s.parts[1:]))
            if name == "each" and parts:
                parts = (of_field(parts[0], self.number), *parts[1:])
            return builtin(FUNCTIONS[name], parts, s)
        return application("apply", self.applied(s), s)

    def applied(self, s: Syntax) -> tuple[Node, ...]:
        return (self.called(s), *map(self.node, s.parts[1:]))

    def kronecker(self, s: Syntax) -> Node:
        if len(s.parts) != 3:
            hint = "write KroneckerDelta(i, j) or 1{i = j}"
            fail("DC205", "KroneckerDelta takes 2 arguments", hint, s.start, s.stop)
        return application("indicator", (self.link("=", *s.parts[1:]),), s)

    def derivative(self, s: Syntax, *given: Node) -> Node:
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
        (at,) = given
        sort = taken_by(at.term, self.scope, self.sorts)
        made = Bind("diff", var, body.term, (at.term, order.term), sort)
        return Node(made, s.start, s.stop, (body, at, order))

    def under(self, var: str, body: Syntax) -> Node:
        with self.binding(var, "real"):
            return self.node(body)

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
        of_place = binding.head in ("diff", "subs")
        shape = self.shape(ends[0]) if of_place else ()
        indexing = self.arrays and runs_over_array(binding, (*condition, body), self.hidden)
        for kind in ("integer", sort) if indexing else (sort,):
            with self.binding(binding.var, kind, shape):
                if rest:
                    inner = self.bind(tuple(rest), body, condition, s)
                else:
                    inner = self.restricted(binding.head, self.node(body), condition, s)
            axis = range_of(binding.var, inner.term, self.names, self.bound) if indexing else None
            if axis:
                made = Bind("forall", binding.var, inner.term, axis, "integer")
                return Node(made, s.start, s.stop, (inner, *_implied(axis, s)))
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
    "sided": ("the side of a limit stands here", "write lim(f, x -> a+)"),
    "interval": ("an interval stands here by itself", "write x in [a, b)"),
    "set": ("a set stands here by itself", "write x in {a, b, c}"),
    "slice": ("a colon stands here by itself", "write A[:, j] for a column"),
    "arrow": ("an arrow stands here", "arrows belong to limits, lim(f, x -> a)"),
}


def _implied(ends: tuple[Term, ...], s: Syntax) -> tuple[Node, ...]:
    """The ends of a range that is not written."""
    return tuple([Node(end, s.start, s.stop) for end in ends])


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
