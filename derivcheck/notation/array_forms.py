"""Array forms: entries, rows and columns, blocks, powers, and functions of entries, as terms.

What reads all of the syntax inherits from this, and brings `node`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import Shape, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    BoundSort,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
)
from derivcheck.notation.builtin_calls import builtin
from derivcheck.notation.entries import names_in, over_entries, scalar_form
from derivcheck.notation.reading import Node, application
from derivcheck.notation.scope import Scope
from derivcheck.notation.spellings import FUNCTIONS
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail


class ArrayForms(ABC):
    """The names in force around the place being read, and what is read there of arrays.

    Arguments:
        scope: the declared names.
        bound: names bound outside.
    """

    __slots__ = ("arrays", "bound", "names", "scope", "sorts")

    def __init__(self, scope: Scope, bound: tuple[str, ...]) -> None:
        self.scope, self.names = scope, scope.names
        self.bound = list(bound)
        self.sorts: dict[str, Sort] = {}
        self.arrays = any(sort.shape or sort.gives for sort in scope.names.values())

    @abstractmethod
    def node(self, s: Syntax) -> Node:
        """The node of any syntax that means something by itself."""

    @abstractmethod
    def call(self, s: Syntax) -> Node:
        """An application of a declared function, a binder, or a built-in function."""

    @abstractmethod
    def known(self, s: Syntax) -> Node:
        """An application of a binder or a function as it is built in, whatever is declared."""

    @abstractmethod
    def derivative(self, s: Syntax, *given: Node) -> Node:
        """`f'(x)`, of a node of its argument."""

    @contextmanager
    def binding(self, name: str, sort: BoundSort, shape: Shape = ()) -> Iterator[None]:
        """Reads what is bound by a name of some sort; by an array what is differentiated by it."""
        before = self.sorts.get(name)
        self.sorts[name] = Sort(sort, shape)
        self.bound.append(name)
        yield
        self.bound.pop()
        del self.sorts[name]
        if before is not None:
            self.sorts[name] = before

    def numbers(self) -> list[str]:
        """The names of numbers, bound ones included."""
        return [*self.bound, *(n for n, sort in self.names.items() if sort.is_scalar)]

    def counts(self, name: str) -> bool:
        """Whether a name is that of a whole number."""
        sort = self.sorts.get(name) or self.names.get(name)
        return sort is not None and sort.base == "integer" and name not in self.bound

    @property
    def hidden(self) -> set[str]:
        """The names that are declared or bound."""
        return {*self.names, *self.bound}

    def pieces(self, s: Syntax) -> tuple[Node, ...]:
        """The values and conditions of `Piecewise`."""
        hint = "write Piecewise((x, x > 0), (-x, True))"
        made: list[Node] = []
        for pair in s.parts[1:]:
            if pair.kind != "tuple" or len(pair.parts) != 2:
                fail("DC105", "a piece is a pair (value, condition)", hint, pair.start, pair.stop)
            made.extend(tuple(map(self.node, pair.parts)))
        return tuple(made)

    def matrix_power(self, parts: tuple[Node, ...], s: Syntax) -> Node:
        """A power of a matrix; one with a minus is of the inverse."""
        match parts[1].term:
            case App("neg", (Num(power) as positive,)) if power >= 1:
                inner = application("inv", parts[:1], s)
                exponent = Node(positive, parts[1].start, parts[1].stop)
                return inner if power == 1 else application("matpow", (inner, exponent), s)
        return application("matpow", parts, s)

    def by_entries(self, s: Syntax, parts: tuple[Node, ...]) -> Node:
        """`f.(v)`, `A ./ B`: an operation on the entries of arrays, `parts` its operands."""
        flags = [self.is_array(p.term) for p in parts]
        if not any(flags):
            hint = "write f(x), x/y and x^y of numbers, without the dot"
            fail("DC204", "the dot is for the entries of arrays", hint, s.start, s.stop)
        taken = names_in(s).union(self.names, self.bound)
        inner, names = scalar_form(s, flags, taken)
        with ExitStack() as bindings:
            for name in names:
                bindings.enter_context(self.binding(name, self.number))
            body = self.node(inner)
        arrays = tuple(p for p, flag in zip(parts, flags, strict=True) if flag)
        return over_entries(names, body, arrays, self.number, s)

    def spread(self, s: Syntax) -> Node:
        """A call as mathematicians write it: of numbers, or at the entries of an array."""
        if not self.arrays or not self.takes_numbers(s):
            return self.known(s) if s.parts[0].kind == "known" else self.call(s)
        parts = tuple(map(self.node, s.parts[1:]))
        ranks = list(map(self.rank, parts))
        built_in = s.parts[0].kind == "known"
        if any(ranks) and not (built_in and max(ranks) > 1):  # exp(A) is the series
            return self.by_entries(s, parts)
        if built_in:
            return builtin(FUNCTIONS[s.text], parts, s)
        if self.is_prime(s.text):
            return self.derivative(s, *parts)
        return application("apply", (self.called(s), *parts), s)

    def takes_numbers(self, s: Syntax) -> bool:
        """Whether what is called is a function of numbers."""
        if s.parts[0].kind == "known":
            return s.text in FUNCTIONS
        name = s.text.rstrip("'") if self.is_prime(s.text) else s.text
        return self.is_function(name) and not any(self.names[name].takes)

    @staticmethod
    def called(s: Syntax) -> Node:
        """The function of a call."""
        function = s.parts[0]
        return Node(Sym(function.text), function.start, function.stop)

    def is_prime(self, name: str) -> bool:
        """Whether a name is that of a function with primes."""
        return name.endswith("'") and self.is_function(name.rstrip("'"))

    def is_function(self, name: str) -> bool:
        """Whether a name is declared as a function."""
        return name in self.names and self.names[name].base == "function"

    @property
    def number(self) -> BoundSort:
        """What the entries of arrays are."""
        return "complex" if self.scope.field == "complex" else "real"

    def shape(self, t: Term) -> Shape:
        """The shape of a term, as far as that is seen."""
        return shape_of(t, Context({**self.names, **self.sorts})) or ()

    def rank(self, node: Node) -> int:
        """How many axes a term has, as far as that is seen."""
        return len(self.shape(node.term))

    def nothing(self, s: Syntax, node: Node, other: Node) -> Node:
        """A side of an equation: a 0 beside an array is the array of zeros."""
        is_nought = s.kind == "zero" or (s.kind == "number" and s.text == "0")
        shape = self.shape(other.term) if is_nought else ()
        if not shape or any(low != ONE for low, _ in shape):
            return node
        sizes = tuple([Node(high, s.start, s.stop) for _, high in shape])
        return application("zeros", sizes, s)

    def is_array(self, t: Term) -> bool:
        """Whether a term is seen to be an array."""
        return bool(self.shape(t))

    def transposed(self, of: Node, s: Syntax) -> Node:
        r"""A transpose in LaTeX: that of a number made of arrays, `(u^T A v)^T`, is the number."""
        made_of_arrays = any(self.is_array(Sym(name)) for name in free_names(of.term))
        number = s.parts[0].kind != "name" and not self.rank(of) and made_of_arrays
        return of if number else application("transpose", (of,), s)

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

    def dotted(self, s: Syntax) -> Node:
        """`dot(u, v)`, `outer(u, v)`, `cross(u, v)`."""
        one, other = map(self.node, s.parts[1:])
        if s.text == "cross":
            return self.crossed(s, (one, other))
        if s.text == "outer":
            other = application("transpose", (other,), s.parts[2])
        return application("matmul", (one, other), s)

    def crossed(self, s: Syntax, pair: tuple[Node, Node]) -> Node:
        """`cross(u, v)` of two vectors of three entries, by its entries."""
        for part, node in zip(s.parts[1:], pair, strict=True):
            if self.shape(node.term) != ((ONE, number(3)),):
                hint = "declare its vectors as real[3], or write them out, [a, b, c]"
                message = "a cross product is of two vectors of three entries"
                fail("DC204", message, hint, part.start, part.stop)
        u, v = (node.term for node in pair)

        def entry(i: int, j: int) -> Node:
            one, other = (call("index", u, i) * call("index", v, j) for i, j in ((i, j), (j, i)))
            return Node(one - other, s.start, s.stop)

        return application("vector", (entry(2, 3), entry(3, 1), entry(1, 2)), s)

    def matrix(self, s: Syntax) -> Node:
        """`Matrix([[a, b], [c, d]])`."""
        if len(s.parts) != 2 or s.parts[1].kind != "list":
            hint = "write Matrix([[a, b], [c, d]])"
            fail("DC105", "a matrix is a list of rows", hint, s.start, s.stop)
        return self.node(s.parts[1])._replace(start=s.start, stop=s.stop)

    def blocks(self, s: Syntax) -> Node:
        """`block([[A, B], [C, D]])`, or one row, `block([A, B])`."""
        rows = s.parts[1].parts
        if s.parts[1].kind != "list" or len({row.kind == "list" for row in rows}) != 1:
            hint = "write block([[A, B], [C, D]])"
            fail("DC105", "a block matrix is a list of rows", hint, s.start, s.stop)
        self.arrays = True
        rows = rows if rows[0].kind == "list" else (s.parts[1],)
        return application("block", tuple(map(self.node, rows)), s)
