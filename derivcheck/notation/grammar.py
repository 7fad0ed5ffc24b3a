"""Tokens to syntax: operator precedence, brackets, arguments; knows no name's meaning.

Method: top down operator precedence (V. Pratt, POPL 1973).  `^` binds tighter than unary minus,
`a - b + c` is one sum of three, `a*b*c` one product of three, `/` associates to the left.
"""

from __future__ import annotations

from derivcheck.notation.brackets import is_interval, is_norm
from derivcheck.notation.quantifiers import for_all, sorted_name
from derivcheck.notation.remainders import LEVELS, congruence, in_words, is_word, opens_modulus
from derivcheck.notation.spellings import (
    AND,
    ARROW,
    ATOM,
    HEAD_OF,
    IFF,
    IMPLIES,
    INFIX,
    LOWEST,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RANGE,
    SUM,
    XOR,
)
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.syntax_errors import (
    juxtaposed,
    missing,
    several,
    too_deep,
    twice,
    unclosed,
    unexpected,
)
from derivcheck.notation.tokens import MAX_DEPTH, Token, fail, tokenize

OPERANDS, OPENING = frozenset(("number", "name")), frozenset("([{√")
ATTACHED = frozenset(("[", ".T", ".H", "!"))
ATTACHING = {".T": "transpose", ".H": "adjoint", "!": "factorial"}
CLOSING = {"(": ")", ".(": ")", "[": "]", "|": "|", "{": "}"}
SIGNS = frozenset("+-±∓")
RELATIONS = frozenset(["=", "!=", "<", "<=", ">", ">=", "in", "≡"])
NARY = {"*": PRODUCT, "@": PRODUCT, ".*": PRODUCT, "and": AND, "or": OR}
RIGHT = {
    "/": PRODUCT + 1, "./": PRODUCT + 1, "^": POWER, ".^": POWER,
    "=>": IMPLIES + 1, "<=>": IFF + 1, "xor": XOR + 1,
}  # fmt: skip
LINKS = frozenset(("=>", "<=>"))
"""Signs that stand once: in a row each could be about its neighbours or about all before it."""


def parse(text: str) -> Syntax:
    """The syntax of a whole text.

    Raises:
        Diagnosis: DC101 to DC107.
    """
    parser = _Parser(text)
    try:
        syntax = parser.expression(LOWEST)
    except RecursionError:  # levels of ranges take more of the stack than others
        too_deep(0, len(text))
    if parser.token.kind != "end":
        unexpected(parser.tokens, parser.at)
    return syntax


JOINING = {"..": ("range", SUM), "->": ("arrow", ARROW)}
"""Signs between two expressions that are no operands: what they make, and how tightly they bind."""


class _Parser:
    """A cursor over tokens; every method reads one construction and stands behind it."""

    __slots__ = ("at", "depth", "leads", "source", "token", "tokens")

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.at = self.depth = 0
        self.leads = False
        self.token: Token = self.tokens[0]

    def advance(self) -> Token:
        token = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        return token

    def ahead(self, count: int) -> Token:
        """The token so many places further on; behind the last one there is but the end."""
        return self.tokens[min(self.at + count, len(self.tokens) - 1)]

    def sees(self, *words: str) -> bool:
        return self.token.kind == "operator" and self.token.text in words

    def deepen(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            too_deep(self.token.start, self.token.stop)

    def expression(self, level: int) -> Syntax:
        """An expression whose operators bind at least as tightly as `level`."""
        self.deepen()
        left = self.operand(level) if self.token.kind == "operator" else self.primary()
        left = self.onward(left, level)
        while is_word(self.token) and LEVELS[self.token.text] >= level:
            left = self.onward(in_words(self, left), level)
        operand = self.token.kind in OPERANDS or self.token.text in OPENING
        if operand and not is_word(self.token) and not opens_modulus(self):
            juxtaposed(self.source, self.tokens, self.at, left)
        self.depth -= 1
        return left

    def onward(self, left: Syntax, level: int) -> Syntax:
        """An operand with the operators behind it that bind at least so tightly."""
        while self.token.kind == "operator" and INFIX.get(self.token.text, -1) >= level:
            if self.is_side():
                break
            left = self.infix(left)
        return left

    def is_side(self) -> bool:
        """Whether the sign of `x -> 0+` stands here."""
        return self.leads and self.sees("+", "-") and self.ahead(1).text in (")", ",")

    def infix(self, left: Syntax) -> Syntax:
        """The operators of one level that follow `left`."""
        sign = self.token.text
        if sign in SIGNS:
            return self.sum(left)
        if sign in RELATIONS:
            return self.chain(left)
        if sign in NARY:
            return self.many(left, sign, NARY[sign] + 1)
        self.advance()
        if sign in JOINING:
            kind, level = JOINING[sign]
            self.leads, before = sign == "->", self.leads
            right = self.expression(level)
            joined = Syntax(kind, left.start, right.stop, sign, (left, right))
            if self.is_side():
                side = self.argument()
                joined = Syntax("sided", left.start, side.stop, side.text, (joined, side))
            self.leads = before
            return joined
        right = self.expression(RIGHT[sign])
        if sign in LINKS and self.sees(sign):
            message = f"`{sign}` after `{sign}` could join two statements or be about the first two"
            hint = "put brackets around one of them, or state each apart"
            fail("DC101", message, hint, self.token.start, self.token.stop)
        head = HEAD_OF.get(sign, sign)
        return Syntax("operator", left.start, right.stop, head, (left, right))

    def many(self, left: Syntax, sign: str, level: int) -> Syntax:
        parts = [left]
        while self.sees(sign):
            self.advance()
            parts.append(self.expression(level))
        return Syntax("operator", left.start, parts[-1].stop, HEAD_OF.get(sign, sign), tuple(parts))

    def sum(self, left: Syntax) -> Syntax:
        parts = [left]
        while self.sees(*SIGNS) and not self.is_side():
            sign = self.advance()
            part = self.expression(SUM + 1)
            parts.append(_signed(sign, part))
        return Syntax("operator", left.start, parts[-1].stop, "+", tuple(parts))

    def chain(self, left: Syntax) -> Syntax:
        parts, signs = [left], []
        while self.token.kind == "operator" and self.token.text in RELATIONS:
            signs.append(self.advance().text)
            of_many = signs[-1] == "in" and (self.sees("{") or is_interval(self.tokens, self.at))
            parts.append(self.many_numbers() if of_many else self.expression(RANGE))
        if found := congruence(self, left.start, signs, parts):
            return found
        return Syntax("relation", left.start, parts[-1].stop, " ".join(signs), tuple(parts))

    def many_numbers(self) -> Syntax:
        """`[0, 1)`, `{-1, 1}`: what a number may be in."""
        opening = self.token
        parts = self.bracketed(*("}" if opening.text == "{" else ")]"))
        last = self.tokens[self.at - 1]
        if opening.text != "{" and len(parts) != 2:
            hint = "write x in [a, b), or x in {a, b, c} for some numbers"
            fail("DC105", "an interval has two ends", hint, opening.start, last.stop)
        kind = "set" if opening.text == "{" else "interval"
        return Syntax(kind, opening.start, last.stop, opening.text + last.text, parts)

    def operand(self, level: int) -> Syntax:
        """A prefix operator with its operand, or something in brackets."""
        sign = self.token
        match sign.text:
            case "+" | "-" | "±" | "∓":
                self.advance()
                return _signed(sign, self.expression(max(level, PRODUCT)))
            case "not":
                self.advance()
                part = self.expression(NOT)
                return Syntax("operator", sign.start, part.stop, "not", (part,))
            case "for" | "exists":
                return for_all(self)
            case "(" | "[" | "|":
                return self.attached(self.enclosed())
            case "√":
                return self.root()
        return missing(self.tokens, self.at)

    def root(self) -> Syntax:
        start = self.advance().start
        self.deepen()
        part = self.operand(ATOM) if self.token.kind == "operator" else self.primary()
        self.depth -= 1
        return Syntax("operator", start, part.stop, "sqrt", (part,))

    def bound_name(self) -> Syntax | None:
        """`integer n`, `n in Z`: a bound name with what it is; None if something else is here."""
        found = sorted_name(*map(self.ahead, range(4)))
        while found and self.token.start < found.stop:
            self.advance()
        return found

    def primary(self) -> Syntax:
        """A number, a name or a call, and what is attached behind it."""
        kind, text, start, stop = self.token
        if kind == "number":
            self.advance()
            if text == "1" and self.sees("{"):
                parts = self.bracketed()
                left = Syntax("operator", start, self.tokens[self.at - 1].stop, "indicator", parts)
                if len(parts) != 1:
                    several(left)
            else:
                left = Syntax("number", start, stop, text)
        elif text == "exists" and self.ahead(1).kind == "name":
            return for_all(self)
        elif kind == "name":
            self.advance()
            left = Syntax("name", start, stop, text)
            if self.sees("(", ".(") and not opens_modulus(self):
                called = "call" if self.token.text == "(" else "each"
                parts = (left, *self.bracketed())
                left = Syntax(called, start, self.tokens[self.at - 1].stop, text, parts)
        else:
            missing(self.tokens, self.at)
        return self.attached(left) if self.token.text in ATTACHED else left

    def attached(self, left: Syntax) -> Syntax:
        """Indices, `.T`, `.H` and `!` behind a primary."""
        depth = 0
        while self.sees(*ATTACHED):
            depth += 1
            if depth > MAX_DEPTH:
                too_deep(left.start, left.stop)
            if self.token.text == "[":
                parts = self.bracketed()
                stop = self.tokens[self.at - 1].stop
                left = Syntax("index", left.start, stop, "", (left, *parts))
            else:
                head = ATTACHING[self.token.text]
                if head == "factorial" and self.tokens[self.at - 1].text == "!":
                    twice(left)
                left = Syntax("operator", left.start, self.advance().stop, head, (left,))
        return left

    def enclosed(self) -> Syntax:
        """`(x)`, `(x, 1, k)`, `[a, b]`, `|x|`."""
        opening = self.token
        if is_norm(self.tokens, self.at):
            self.deepen()
            self.advance()
            bars = self.enclosed()
            if not self.sees("|"):
                unclosed(self.tokens, self.at, opening, "|")
            self.depth -= 1
            return Syntax("operator", opening.start, self.advance().stop, "norm", bars.parts)
        parts = self.bracketed()
        stop = self.tokens[self.at - 1].stop
        if opening.text == "[":
            return Syntax("list", opening.start, stop, "[", parts)
        if opening.text == "|":
            bars = Syntax("operator", opening.start, stop, "abs", parts)
            if len(parts) != 1:
                several(bars)
            return bars
        if len(parts) > 1:
            return Syntax("tuple", opening.start, stop, "(", parts)
        return parts[0]._replace(start=opening.start, stop=stop)

    def bracketed(self, *allowed: str) -> tuple[Syntax, ...]:
        """The arguments between an opening bracket and its closing one, or one of those allowed."""
        opening = self.advance()
        closing, parts = allowed or (CLOSING[opening.text],), []
        self.leads = False
        while True:
            plain = self.token.kind == "number" or self.token.text in "(["
            parts.append(self.expression(LOWEST) if plain else self.argument())
            if self.sees(*closing):
                self.advance()
                return tuple(parts)
            if not self.sees(","):
                unclosed(self.tokens, self.at, opening, closing[0])
            self.advance()

    def argument(self) -> Syntax:
        """An expression, `integer n -> oo`, the side of a limit, or the colon of `A[:, j]`."""
        kind, text, start, stop = self.token
        bare = self.sees("+", "-", ":") and self.ahead(1).text in (")", ",", "]")
        if bare or kind == "string":
            self.advance()
            return Syntax("slice" if text == ":" else "string", start, stop, text.strip("'\""))
        if kind == "name" and text == "dir" and self.ahead(2).kind == "string":
            self.advance()
            self.advance()
            return self.argument()
        name = self.bound_name() if self.ahead(2).text == "->" else None
        return self.infix(name) if name else self.expression(LOWEST)


def _signed(sign: Token, part: Syntax) -> Syntax:
    """An operand with the sign before it; a plus says nothing."""
    if sign.text == "+":
        return part
    head = "neg" if sign.text == "-" else sign.text
    return Syntax("operator", sign.start, part.stop, head, (part,))
