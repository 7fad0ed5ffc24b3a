r"""Terms as LaTeX, each as its author wrote it: order kept, parentheses where a reader needs them.

`write` needs amsmath and nothing else.  Two conventions keep the formulas unambiguous: Euler's
number, the imaginary unit and the d of derivatives and integrals are upright, so that they differ
from names; and two factors that would read as a function and its argument have a dot between.

Caveat: `write` does not know what else is declared, so `x1` and `x[1]` both print as `x_{1}`;
`latex_names.distinct_spellings` gives spellings that keep the names of a whole document apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from derivcheck.kernel.terms import ONE, TRUE, App, Bind, Num, Sym, Term, free_names
from derivcheck.notation.latex_names import spell, upright
from derivcheck.notation.latex_tables import (
    ATOM,
    CONNECTIVES,
    CONSTANTS,
    EITHER,
    FENCED,
    FUNCTIONS,
    IMPLIED,
    LIMITS,
    NEGATED,
    POWER,
    POWERED,
    PRODUCT,
    QUANTIFIED,
    RELATED,
    RELATIONS,
    SUM,
)

_TALL = re.compile(r"\\(d?frac|sum|prod|int|begin|binom|lim|left|Bigl|biggl|Biggl)(?![a-z])")
_STRUCTURE = re.compile(
    r"\\penalty\d+ |\\(left|right|[Bb]ig+[lr]|frac|mathrm|mathbf|operatorname|text"
    r"|substack|begin|end|biggl|biggr|Biggl|Biggr)(?![a-zA-Z])|[{}^_ &]|\\[,;:!]"
)
LONGEST_EXPONENT = 12
"""How many characters an exponential may have in its exponent before it is written `exp(...)`."""
WIDEST_RIGID = 34
"""How many characters a part may have, in breakable formulas, that TeX cannot break inside."""
SHORT_NUMERATOR = 7
"""How many characters the operand of a derivative may have to stand above the line."""
LINE = r" \\ "


@dataclass(frozen=True, slots=True)
class _Piece:
    """LaTeX with how tightly it holds together; `open` if what follows could be read into it."""

    text: str
    level: int = ATOM
    open: bool = False


def write(
    term: Term, spellings: Mapping[str, str] = MappingProxyType({}), *, breakable: bool = False
) -> str:
    r"""A term as LaTeX for math mode.

    Arguments:
        term: any term.
        spellings: name -> LaTeX, as `print:` gives them; an array spelled `a_{L}` takes its index
            `i` into the subscript, `a_{Li}`.
        breakable: whether wide parts are written such that TeX can break lines inside them, with
            `\bigl(` in place of `\left(` and slashes in place of wide fractions.
    """
    return _Writer(spellings, breakable).piece(term).text


def width(latex: str) -> float:
    """A rough width of a formula, in characters; never far below the truth."""
    return len(re.sub(r"\\[a-zA-Z]+", "x", _STRUCTURE.sub("", latex)))


@dataclass(frozen=True, slots=True)
class _Writer:
    """The options of one call of `write`; every method turns a term into its piece."""

    spellings: Mapping[str, str]
    breakable: bool

    def piece(self, t: Term) -> _Piece:
        match t:
            case Num(value):
                return _Piece(decimal(value))
            case Sym(name):
                return _Piece(self.name(name))
            case Bind():
                return self.binder(t)
            case App("+", args):
                return self.sum(args)
            case App("*" | "matmul", args):
                return self.product(args)
            case App("neg", (arg,)):
                inner = self.piece(arg)
                return _Piece("-" + self.hold(inner, PRODUCT), SUM, inner.open)
            case App("/", (top, bottom)):
                return self.fraction(top, bottom)
            case App("^", (base, exponent)):
                return self.power(base, exponent)
            case App("index", (array, *indices)):
                return _Piece(self.indexed(array, tuple(indices)))
            case App("apply", (function, *args)):
                return _Piece(self.call(self.at_least(function, ATOM), tuple(args)))
        return self.special(t) or self.statement(t) or self.function(t)

    def special(self, t: App) -> _Piece | None:
        """The numbers and arrays that have a shape of their own."""
        match t:
            case App("indicator", (condition,)):
                return self.indicator(self.text(condition))
            case App("where", (value, condition)):
                return self.cases((value, condition), "0")
            case App("piecewise", args):
                return self.cases(args)
            case App("exp", (arg,)):
                return self.exponential(arg)
            case App("sqrt", (arg,)):
                return self.root(arg, "")
            case App("cbrt", (arg,)):
                return self.root(arg, "[3]")
            case App("root", (arg, degree)):
                return self.root(arg, f"[{{{self.text(degree)}}}]")
            case App(head, (arg,)) if head in FENCED:
                return _Piece(self.fence(self.text(arg), *FENCED[head]))
            case App("factorial", (arg,)):
                return _Piece(self.at_least(arg, ATOM) + "!", POWER)
            case App("binomial", (n, k)):
                return _Piece(rf"\binom{{{self.text(n)}}}{{{self.text(k)}}}")
            case App("conjugate", (arg,)):
                return _Piece(rf"\overline{{{self.text(arg)}}}", POWER)
            case App("transpose", (arg,)):
                return _Piece(rf"{self.base(arg)}^{{\top}}", POWER)
            case App("inv", (arg,)):
                return _Piece(f"{self.base(arg)}^{{-1}}", POWER)
            case App("mod", (a, b)):
                text = rf"{self.at_least(a, POWER)} \bmod {self.at_least(b, POWER)}"
                return _Piece(text, SUM, True)
            case App("vector", rows):
                return self.vector(rows)
        return None

    def function(self, t: App) -> _Piece:
        """A named constant or function; its powers need parentheses around it."""
        match t:
            case App(head, ()) if head in CONSTANTS:
                return _Piece(CONSTANTS[head])
            case App("log", (arg, base)):
                return _Piece(self.call(rf"\log_{{{self.text(base)}}}", (arg,)), POWER)
            case App("besselj" | "bessely" as head, (order, arg)):
                name = f"{head[-1].upper()}_{{{self.text(order)}}}"
                return _Piece(self.call(name, (arg,)), POWER)
        return _Piece(self.call(self.function_name(t.head), t.args), POWER)

    def function_name(self, head: str) -> str:
        return FUNCTIONS.get(head) or rf"\operatorname{{{upright(head)}}}"

    # Parts: text at a place that asks for a level

    def text(self, t: Term) -> str:
        return self.piece(t).text

    def at_least(self, t: Term, level: int) -> str:
        return self.hold(self.piece(t), level)

    def hold(self, piece: _Piece, level: int) -> str:
        return piece.text if piece.level >= level else self.fence(piece.text)

    def fence(self, text: str, left: str = "(", right: str = ")") -> str:
        tall = _TALL.search(text)
        if self.breakable and width(text) > WIDEST_RIGID:
            size = "bigg" if tall else "big"
            return rf"\{size}l{left} {text} \{size}r{right}"
        if tall:
            return rf"\left{left} {text} \right{right}"
        gap = " " if left.startswith("\\") else ""
        return f"{left}{gap}{text}{gap}{right}"

    def base(self, t: Term) -> str:
        """`t` where an exponent follows; a spelling that has one already is fenced."""
        piece = self.piece(t)
        exponent = re.search(r"\^|'$", re.sub(r"\{.*\}", "", piece.text))
        named = isinstance(t, Sym) or (isinstance(t, App) and t.head == "index")
        return self.fence(piece.text) if named and exponent else self.hold(piece, ATOM)

    def listed(self, parts: tuple[Term, ...]) -> str:
        return f", {self.pause()}".join(map(self.text, parts))

    def pause(self, penalty: int = 0) -> str:
        """A place where TeX may break a line, the less gladly the greater the penalty."""
        return rf"\penalty{penalty} " if self.breakable else ""

    def call(self, name: str, args: tuple[Term, ...]) -> str:
        return name + self.fence(self.listed(args))

    # Names

    def name(self, name: str) -> str:
        return spell(name, self.spellings)

    def indexed(self, array: Term, indices: tuple[Term, ...]) -> str:
        """`a_{i}`; an index goes inside a subscript that the spelling of the array ends with."""
        inner = ", ".join(map(self.text, indices))
        if not isinstance(array, Sym):
            return f"{self.fence(self.text(array))}_{{{inner}}}"
        spelled = self.name(array.name)
        found = re.fullmatch(r"([^_]*)_(?:\{([^{}]*)\}|([A-Za-z0-9]))('*)", spelled)
        if found:
            before = found[2] or found[3] or ""
            letters = before.isalpha() and all(isinstance(i, Sym) for i in indices)
            return f"{found[1]}_{{{before}{'' if letters else ', '}{inner}}}{found[4]}"
        stem = spelled.rstrip("'")
        return (f"{{{stem}}}" if "_" in stem else stem) + f"_{{{inner}}}" + spelled[len(stem) :]

    # Arithmetic

    def sum(self, args: tuple[Term, ...]) -> _Piece:
        first = self.piece(args[0])
        text = self.fence(first.text) if _splits_in_sum(args[0]) else self.hold(first, SUM)
        last = first
        for arg in args[1:]:
            match arg:
                case App("neg", (inner,)):
                    sign, last = "-", self.piece(inner)
                case _:
                    sign, last = "+", self.piece(arg)
            text += f" {sign} {self.hold(last, PRODUCT)}"
        return _Piece(text, SUM, last.open)

    def product(self, args: tuple[Term, ...]) -> _Piece:
        text, last = "", _Piece("")
        for position, arg in enumerate(args):
            piece = self.piece(arg)
            open_early = piece.open and position < len(args) - 1
            nested = piece.level < POWER and not isinstance(arg, Bind)
            if open_early or nested or piece.level < PRODUCT:
                piece = _Piece(self.fence(piece.text), PRODUCT)
            if position:
                text += self.between(args[position - 1], last, arg, piece) + self.pause(400)
            text, last = text + piece.text, piece
        return _Piece(text, PRODUCT, last.open)

    def between(self, before: Term, left: _Piece, after: Term, right: _Piece) -> str:
        """The sign of a product: none where none is needed, else a space or a dot."""
        bars = _is(before, "abs") or _is(after, "abs")
        callable_ = not (isinstance(before, Num) or _is(before, "/") or left.level == PRODUCT)
        called = callable_ and right.text.startswith(("(", r"\left(", r"\bigl(", r"\biggl("))
        if bars or called or right.text[0].isdigit():
            return r" \cdot "
        word = re.search(r"\\mathrm\{[^{}]*\}'*$", left.text) or right.text.startswith(r"\mathrm")
        return r" \, " if word else " "

    def fraction(self, top: Term, bottom: Term) -> _Piece:
        """A fraction; `a/b*c/d`, which is `(a/b*c)/d`, prints as two of them, as it is written."""
        match top:
            case App("*", (*front, last)) if any(_is(factor, "/") for factor in front):
                return self.product((*front, App("/", (last, bottom))))
        above, below = self.piece(top), self.piece(bottom)
        if self.breakable and max(width(above.text), width(below.text)) > WIDEST_RIGID:
            left, right = self.hold(above, PRODUCT), self.hold(below, ATOM)
            return _Piece(rf"{left} \mathbin{{\big/}} {right}", PRODUCT, above.open)
        return _Piece(rf"\frac{{{above.text}}}{{{below.text}}}", POWER)

    def power(self, base: Term, exponent: Term) -> _Piece:
        match base, exponent:
            case App(head, args), Num(value) if head in POWERED and value > 1 == value.denominator:
                name = f"{FUNCTIONS[head]}^{{{decimal(value)}}}"
                return _Piece(self.call(name, args), POWER)
        return _Piece(f"{self.base(base)}^{{{self.exponent(exponent)}}}", POWER)

    def exponent(self, t: Term) -> str:
        """`t` in small type, where simple fractions read better with a slash."""
        match t:
            case App("neg", (App("/", _) as fraction,)):
                return "-" + self.exponent(fraction)
            case App("/", (top, bottom)):
                above, below = self.piece(top), self.piece(bottom)
                if above.level >= POWER and below.level == ATOM:
                    text = f"{above.text}/{below.text}"
                    return self.text(t) if _TALL.search(text) else text
        return self.text(t)

    def exponential(self, arg: Term) -> _Piece:
        text = self.exponent(arg)
        if width(text) > LONGEST_EXPONENT:
            return _Piece(self.call(r"\exp", (arg,)), POWER)
        return _Piece(rf"\mathrm{{e}}^{{{text}}}", POWER)

    def root(self, arg: Term, degree: str) -> _Piece:
        text = self.text(arg)
        if self.breakable and width(text) > WIDEST_RIGID and not degree:
            return _Piece(self.fence(text) + "^{1/2}", POWER)
        return _Piece(rf"\sqrt{degree}{{{text}}}", POWER)

    def indicator(self, condition: str) -> _Piece:
        if self.breakable and width(condition) > WIDEST_RIGID:
            return _Piece(r"\mathbf{1}" + self.fence(condition, r"\{", r"\}"), POWER)
        return _Piece(rf"\mathbf{{1}}_{{\{{{condition}\}}}}")

    def cases(self, args: tuple[Term, ...], otherwise: str = "") -> _Piece:
        rows = []
        for value, condition in zip(args[::2], args[1::2], strict=False):
            last = condition == TRUE
            rows.append(
                rf"{self.text(value)} & "
                + (r"\text{otherwise}" if last else rf"\text{{if }} {self.text(condition)}")
            )
        if otherwise:
            rows.append(rf"{otherwise} & \text{{otherwise}}")
        return _Piece(rf"\begin{{cases}} {LINE.join(rows)} \end{{cases}}", SUM, True)

    def vector(self, rows: tuple[Term, ...]) -> _Piece:
        entries = [
            row.args if isinstance(row, App) and row.head == "vector" else () for row in rows
        ]
        if len(set(map(len, entries))) != 1 or () in entries:
            entries = [(row,) for row in rows]
        lines = [" & ".join(map(self.text, row)) for row in entries]
        return _Piece(rf"\begin{{pmatrix}} {LINE.join(lines)} \end{{pmatrix}}")

    # Binders

    def binder(self, t: Bind) -> _Piece:
        match t:
            case Bind("sum" | "prod" as head, var, body, (lower, upper)):
                return self.big(head, var, body, lower, upper)
            case Bind("int", var, body, (lower, upper)):
                return self.integral(var, body, f"_{{{self.text(lower)}}}^{{{self.text(upper)}}}")
            case Bind("antiderivative", var, body, (at,)):
                return self.taken_at(self.integral(var, body, ""), var, at)
            case Bind("lim" | "lim+" | "lim-" as head, var, body, (target,)):
                towards = (self.base(target) if LIMITS[head] else self.text(target)) + LIMITS[head]
                under = rf"\lim_{{{self.name(var)} \to {towards}}}"
                return _Piece(f"{under} {self.at_least(body, PRODUCT)}", PRODUCT, True)
            case Bind("diff", var, body, (at, order, *indices)):
                return self.derivative(var, body, at, order, tuple(indices))
            case Bind("subs", var, body, (value,)):
                return self.evaluated(self.text(body), var, value)
            case Bind("forall", var, body, ()):
                return self.quantified(self.name(var) + NUMBERS.get(t.sort, ""), body)
            case Bind("forall", var, body, (lower, upper)):
                return self.quantified(self.range(Sym(var), lower, upper), body)
        arrow = rf"{self.name(t.var)} \mapsto {self.at_least(t.body, SUM)}"
        return _Piece(arrow, QUANTIFIED, True)

    def big(self, head: str, var: str, body: Term, lower: Term, upper: Term) -> _Piece:
        """A sum or product; its condition, if it has one, stands under the sign."""
        under = f"{self.name(var)} = {self.text(lower)}"
        match head, body:
            case ("sum", App("where", (value, condition))) | (
                "prod",
                App("piecewise", (value, condition, Num(Fraction(numerator=1)), App("true", ()))),
            ):
                under, body = rf"\substack{{{under} \\ {self.text(condition)}}}", value
        needed = PRODUCT if head == "sum" else POWER
        text = rf"\{head}_{{{under}}}^{{{self.text(upper)}}} {self.at_least(body, needed)}"
        return _Piece(text, PRODUCT, True)

    def integral(self, var: str, body: Term, limits: str) -> _Piece:
        text = rf"\int{limits} {self.at_least(body, PRODUCT)} \, \mathrm{{d}}{self.name(var)}"
        return _Piece(text, PRODUCT, True)

    def derivative(
        self, var: str, body: Term, at: Term, order: Term, indices: tuple[Term, ...]
    ) -> _Piece:
        if primed := self.primed(var, body, at, order, indices):
            return primed
        inner = self.piece(body)
        alone = not indices and _variables(body) <= {var}
        d = r"\mathrm{d}" if alone else r"\partial "
        by = self.base(App("index", (Sym(var), *indices)) if indices else Sym(var))
        times = "" if order == ONE else f"^{{{self.text(order)}}}"
        above, below = f"{d.strip()}{times}", f"{d}{by}{times}"
        if _is_short_numerator(body, inner.text):
            whole = _Piece(rf"\frac{{{above} {inner.text}}}{{{below}}}", POWER)
        else:
            operand = inner.text if isinstance(body, Bind) else self.hold(inner, POWER)
            whole = _Piece(rf"\frac{{{above}}}{{{below}}} {operand}", PRODUCT, True)
        return self.taken_at(whole, var, at)

    def primed(
        self, var: str, body: Term, at: Term, order: Term, indices: tuple[Term, ...]
    ) -> _Piece | None:
        """`f'(at)`, for the derivative of a declared function in its one argument."""
        match body, order:
            case App("apply", (Sym(f), Sym(argument))), Num(n) if (
                f != var == argument and not indices and n > 0
            ):
                name = self.name(f)
                if n > 3 or n.denominator != 1:
                    return _Piece(self.call(f"{name}^{{({decimal(n)})}}", (at,)))
                return None if "^" in name else _Piece(self.call(name + "'" * int(n), (at,)))
        return None

    def taken_at(self, whole: _Piece, var: str, at: Term) -> _Piece:
        return whole if at == Sym(var) else self.evaluated(whole.text, var, at)

    def evaluated(self, text: str, var: str, value: Term) -> _Piece:
        under = f"{self.name(var)} = {self.text(value)}"
        return _Piece(rf"\left. {text} \right|_{{{under}}}", POWER)

    # Statements

    def statement(self, t: App) -> _Piece | None:
        match t:
            case App(head, (left, right)) if head in RELATIONS:
                return self.chain((left, right), (head,))
            case App("in", (member, lower, upper)):
                return _Piece(self.range(member, lower, upper), RELATED)
            case App("not", (inner,)):
                return _Piece(rf"\lnot {self.at_least(inner, ATOM)}", NEGATED)
            case App("and", parts) if relations := _chained(parts):
                return self.chain(*relations)
            case App(head, parts) if head in CONNECTIVES:
                level, sign = CONNECTIVES[head]
                needed = EITHER if level == IMPLIED else NEGATED
                joint = f" {sign} {self.pause()}"
                return _Piece(joint.join(self.at_least(p, needed) for p in parts), level)
        return None

    def chain(self, sides: tuple[Term, ...], relations: tuple[str, ...]) -> _Piece:
        """`a <= b < c`."""
        text = self.at_least(sides[0], SUM)
        for relation, side in zip(relations, sides[1:], strict=True):
            text += f" {RELATIONS[relation]} {self.at_least(side, SUM)}"
        return _Piece(text, RELATED)

    def range(self, member: Term, lower: Term, upper: Term) -> str:
        ends = rf"{self.text(lower)}, \dots, {self.text(upper)}"
        return rf"{self.at_least(member, SUM)} \in \{{{ends}\}}"

    def quantified(self, over: str, body: Term) -> _Piece:
        text = rf"\forall {over} :\; {self.at_least(body, IMPLIED)}"
        return _Piece(text, QUANTIFIED, True)


NUMBERS = {
    "integer": r" \in \mathbb{Z}",
    "rational": r" \in \mathbb{Q}",
    "complex": r" \in \mathbb{C}",
    "boolean": "",
}
"""What `for all` says of a variable that is not real."""


def decimal(value: int | Fraction) -> str:
    """A terminating decimal in full: `3`, `0.333`."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    if not places:
        return str(value.numerator)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _is(t: Term, head: str) -> bool:
    return isinstance(t, App) and t.head == head


def _splits_in_sum(first: Term) -> bool:
    """Whether a first summand would fall apart without parentheses."""
    return isinstance(first, App) and first.head in ("+", "piecewise", "where", "mod")


def _variables(t: Term) -> frozenset[str]:
    """The free names that vary: all but the names of applied functions."""
    match t:
        case App("apply", (Sym(), *args)):
            return frozenset().union(*map(_variables, args))
        case App(_, args):
            return frozenset().union(*map(_variables, args))
        case Bind(_, var, body, args):
            return (_variables(body) - {var}).union(*map(_variables, args))
    return free_names(t)


def _is_short_numerator(body: Term, text: str) -> bool:
    """Whether a derivative reads best with its operand above the line, as in dL/dx."""
    match body:
        case Sym() | App("index" | "apply" | "exp", _):
            return width(text) <= SHORT_NUMERATOR and not _TALL.search(text)
    return False


def _chained(parts: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[str, ...]] | None:
    """The sides and relations of a conjunction that can be written `a <= b < c`."""
    sides: list[Term] = []
    relations: list[str] = []
    for part in parts:
        match part:
            case App("=" | "<" | "<=" | ">" | ">=" as head, (left, right)) if (
                not sides or sides[-1] == left
            ):
                sides += [right] if sides else [left, right]
                relations.append(head)
            case _:
                return None
    directions = {head[0] for head in relations} - {"="}
    return (tuple(sides), tuple(relations)) if len(directions) <= 1 else None
