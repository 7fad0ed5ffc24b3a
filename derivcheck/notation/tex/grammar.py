r"""LaTeX to syntax: sums, products, powers and brackets, as authors mean them.

Juxtaposition multiplies.  A big operator, a limit and a derivative take the rest of their product
and end at the next plus or minus.  What could be read in two ways is refused, and the message
names both.
"""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex import environments
from derivcheck.notation.tex.atoms import name, starts_name
from derivcheck.notation.tex.binders import differential, extreme, limit, summation
from derivcheck.notation.tex.brackets import closed, listed, opened, sign_at
from derivcheck.notation.tex.calculus import derivative, evaluated, evaluation_at, integral
from derivcheck.notation.tex.commands import (
    ADDING,
    BARS,
    BINOMIALS,
    BRACED_NOTES,
    DOTS,
    EXTREMES,
    FENCES,
    FRACTIONS,
    GREEK_COMMANDS,
    INFIX_FRACTIONS,
    INTEGRALS,
    LOGIC,
    NEGATIONS,
    OPAQUE,
    PRODUCTS,
    QUOTIENTS,
    SUMS,
    UPRIGHT,
)
from derivcheck.notation.tex.cursor import CLOSING, Reader
from derivcheck.notation.tex.differentials import is_derivative, is_differential, sign_end
from derivcheck.notation.tex.functions import function, function_at
from derivcheck.notation.tex.powers import indicator_of, scripted
from derivcheck.notation.tex.relations import joint_at
from derivcheck.notation.tex.sets import member
from derivcheck.notation.tex.tokens import NO_GAP, WIDE, Token, refuse
from derivcheck.notation.tex.trees import constant, is_number, is_sum, known, number, operator

STARTING = frozenset((
    *FRACTIONS, *BINOMIALS, *SUMS, *EXTREMES, *INTEGRALS, *OPAQUE, *BRACED_NOTES, r"\sqrt", r"\lim",
    r"\infty", r"\begin", r"\nabla", r"\langle",
    r"\operatorname*", r"\abs", r"\norm",
))  # fmt: skip
"""Commands with which an operand starts, beside names and functions."""
BIG = frozenset((*SUMS, *INTEGRALS, r"\lim"))
"""Commands that take what follows, and never stand below a slash without brackets."""


class Parser(Reader):
    """A cursor that reads expressions; every method stands behind what it read."""

    __slots__ = ()

    # --- statements --------------------------------------------------------------------------

    def statement(self) -> Syntax:
        """A relation, a chain of them, or several with connectives between."""
        left = self.disjunction()
        while (found := joint_at(self.tokens, self.at)) and found.joint in ("=>", "<==", "<=>"):
            self.go(found.stop)
            right = self.disjunction()
            sides = (right, left) if found.joint == "<==" else (left, right)
            left = operator("iff" if found.joint == "<=>" else "implies", self.span(left), *sides)
        return left

    def disjunction(self) -> Syntax:
        parts = [self.conjunction()]
        while LOGIC.get(self.token.text) == "or":
            self.advance()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else operator("or", self.span(parts[0]), *parts)

    def conjunction(self) -> Syntax:
        parts = [self.relation()]
        while LOGIC.get(self.token.text) == "and":
            self.advance()
            parts.append(self.relation())
        return parts[0] if len(parts) == 1 else operator("and", self.span(parts[0]), *parts)

    def relation(self) -> Syntax:
        """An expression, or a chain of relations."""
        if self.token.text in NEGATIONS:
            first = self.advance()
            self.deepen()
            inner = self.relation()
            self.within -= 1
            return operator("not", (first.start, inner.stop), inner)
        if self.token.text == r"\forall":
            self.here("DC126", "quantifiers are not read", "write for all x: P in plain notation")
        parts, signs = [self.expression()], list[str]()
        while sign := self.related():
            if sign == "in":
                if signs:
                    self.here("DC126", "a chain does not end with membership", "state it apart")
                return member(self, parts[-1])
            signs.append(sign)
            parts.append(self.expression())
        if not signs:
            return parts[0]
        return Syntax("relation", parts[0].start, parts[-1].stop, " ".join(signs), tuple(parts))

    def related(self) -> str:
        """Passes a relation; nothing if none stands here."""
        found = joint_at(self.tokens, self.at)
        if found is None or found.joint in ("=>", "<==", "<=>"):
            return ""
        if found.joint == "~":
            message = f"the relation {self.token.text} is not read"
            self.here("DC126", message, "state an equation or an inequality")
        self.go(found.stop)
        return "=" if found.joint == ":=" else found.joint

    # --- sums and products -------------------------------------------------------------------

    def expression(self) -> Syntax:
        parts = [self.term()]
        while self.token.text in ADDING and not self.integrated_now():
            self.after_dots()
            sign = self.advance()
            if self.token.text in ADDING:
                self.here("DC101", "two signs follow each other", "put the second in brackets")
            parts.append(self.signed(sign, self.product(first=False)))
        if self.token.text in INFIX_FRACTIONS and len(parts) == 1:
            return self.infix_fraction(parts[0])
        if len(parts) == 1:
            return parts[0]
        return operator("+", self.span(parts[0]), *parts)

    def integrated_now(self) -> bool:
        """Whether the differential of the integral around has been read."""
        return bool(self.integrals) and isinstance(self.integrals[-1], Syntax)

    def infix_fraction(self, top: Syntax) -> Syntax:
        r"""`{a \over b}`, `{n \choose k}`."""
        sign = self.advance()
        below = self.expression()
        if INFIX_FRACTIONS[sign.text] == "/":
            return operator("/", self.span(top), top, below)
        return known("binomial", self.span(top), top, below)

    def term(self) -> Syntax:
        """A product, perhaps with a sign before it."""
        if self.token.text not in ADDING:
            return self.product(first=True)
        sign = self.advance()
        if self.token.text in ADDING:
            self.here("DC101", "two signs follow each other", "put the second in brackets")
        return self.signed(sign, self.product(first=True))

    def signed(self, sign: Token, part: Syntax) -> Syntax:
        kind = ADDING[sign.text]
        if kind == "+":
            return part
        return operator("neg" if kind == "-" else kind, (sign.start, part.stop), part)

    def product(self, first: bool) -> Syntax:
        """Factors side by side or with signs between; a slash divides what stands before it."""
        if is_differential(self):
            made = number("1", (self.token.start, self.token.stop))
            differential(self)
            return made
        parts = [self.factor()]
        explicit = True
        while True:
            if evaluation_at(self):
                whole = self.joined(parts)
                parts = [evaluated(self, whole, alone=first)]
            elif self.token.text in PRODUCTS:
                explicit = self.multiplied(parts)
            elif self.token.text in (r"\bmod", r"\mod"):
                parts = [self.modulo(self.joined(parts))]
            elif self.token.text in QUOTIENTS:
                self.divided(parts)
                explicit = True
            elif is_differential(self):
                differential(self)
                return self.joined(parts)
            elif self.starts():
                self.side_by_side(parts, explicit)
                explicit = False
            else:
                return self.joined(parts)

    def joined(self, parts: list[Syntax]) -> Syntax:
        return parts[0] if len(parts) == 1 else operator("*", self.span(parts[0]), *parts)

    def span(self, first: Syntax) -> tuple[int, int]:
        return first.start, max(first.stop, self.last.stop)

    def multiplied(self, parts: list[Syntax]) -> bool:
        r"""A factor behind `\cdot` and its kin."""
        sign = self.advance()
        if sign.text == r"\times" and any(map(self.is_vector, parts[-1:])):
            message = r"\times of arrays could be the cross product, which is not read"
            refuse("DC126", message, r"write \odot for entries, \cdot for numbers", *sign[2:4])
        self.after_dots()
        factor = self.signed_factor()
        self.not_bare(factor)
        match PRODUCTS[sign.text]:
            case "*":
                parts.append(factor)
            case ".*":
                left = self.joined(parts)
                parts[:] = [operator("hadamard", (left.start, factor.stop), left, factor)]
            case _:
                left = parts.pop()
                parts.append(known("kron", (left.start, factor.stop), left, factor))
        return True

    def is_vector(self, s: Syntax) -> bool:
        return s.kind == "name" and self.is_array(s.text)

    def signed_factor(self) -> Syntax:
        if self.token.text in ADDING:
            self.here("DC101", "two signs follow each other", "put the second in brackets")
        return self.factor()

    def divided(self, parts: list[Syntax]) -> None:
        """A factor behind a slash; what follows it side by side has two readings."""
        sign = self.advance()
        below = self.signed_factor()
        self.not_bare(below)
        above = self.joined(parts)
        parts[:] = [operator("/", (above.start, below.stop), above, below)]
        if is_differential(self) or evaluation_at(self) or self.token.text in BIG:
            return
        if self.starts() and not (is_number(parts[0]) and function_at(self)):
            message = "what follows could stand below the slash or behind the fraction"
            hint = r"write \frac{a}{b}c or \frac{a}{bc}"
            refuse("DC124", message, hint, sign.start, self.token.stop)

    def modulo(self, left: Syntax) -> Syntax:
        r"""`a \bmod b`."""
        sign = self.advance()
        if left.kind == "operator" and left.text == "*":
            message = r"\bmod could take the whole product or its last factor"
            refuse("DC124", message, "write brackets, (2n) \\bmod 3", left.start, sign.stop)
        right = self.factor()
        return known("mod", (left.start, right.stop), left, right)

    def side_by_side(self, parts: list[Syntax], explicit: bool) -> None:
        """One more factor without a sign."""
        before, token = parts[-1], self.token
        self.after_dots()
        if token.gap == WIDE:
            message = "a wide space could separate two formulas or two factors"
            self.here("DC124", message, "write one formula a step, or a dot between factors")
        factor = self.factor()
        self.not_bare(before)
        self.not_bare(factor)
        self.bars_apart(parts, factor)
        if token.kind == "digit":
            self.number_behind(before, token)
        if before.kind == "number" and self.is_part(factor) and explicit:
            message = "a number and a fraction could be a mixed number or a product"
            hint = r"write 2 + \frac{1}{2} or 2 \cdot \frac{1}{2}"
            refuse("DC124", message, hint, before.start, factor.stop)
        parts.append(factor)

    @staticmethod
    def is_part(s: Syntax) -> bool:
        """Whether it is a proper fraction of numerals."""
        if s.kind != "operator" or s.text != "/" or not all(p.kind == "number" for p in s.parts):
            return False
        above, below = s.parts
        return len(above.text) <= 6 >= len(below.text) and float(above.text) < float(below.text)

    def number_behind(self, before: Syntax, token: Token) -> None:
        if before.kind == "number":
            message = "two numbers stand side by side: one number or a product?"
            hint = r"write 1000 without the gap, or 1 \cdot 000"
            refuse("DC124", message, hint, before.start, token.stop)
        if before.kind == "name" and before.stop == token.start:
            message = f"`{before.text}{token.text}` could be a name or a product"
            hint = rf"write {before.text}_{token.text} or {before.text} \cdot {token.text}"
            refuse("DC124", message, hint, before.start, token.stop)

    def not_bare(self, s: Syntax) -> None:
        if (s.start, s.stop) in self.bare:
            self.loose(s)

    def bars_apart(self, parts: list[Syntax], factor: Syntax) -> None:
        """`|a|b|c|` could be two absolute values or one with another in it."""
        if (factor.start, factor.stop) not in self.barred:
            return
        if self.barred & {(s.start, s.stop) for s in parts[:-1]}:
            message = "these bars pair in two ways"
            hint = r"write \lvert and \rvert"
            refuse("DC124", message, hint, parts[0].start, factor.stop)

    def loose(self, s: Syntax) -> None:
        """A sum in braces, which print no brackets, beside something."""
        message = "these braces print nothing, so that the sum in them falls apart"
        refuse("DC127", message, "write brackets, (a + b)", s.start, s.stop)

    def after_dots(self) -> None:
        if self.ahead(1).text in DOTS or self.token.text in DOTS:
            while self.token.text not in DOTS:
                self.advance()
            message = "what the dots stand for is not read"
            self.here("DC126", message, r"write the sum as \sum_{j=1}^{n}, a product as \prod")

    # --- operands ----------------------------------------------------------------------------

    def starts(self) -> bool:
        """Whether an operand starts here."""
        token = self.token
        if token.kind in ("letter", "digit", "{"):
            return True
        if token.kind in ("end", "}"):
            return False
        if token.text in BARS or (sign := sign_at(self)) in BARS:
            return self.bar_opens()
        if self.names.at(self.tokens, self.at):
            return True
        if token.text in UPRIGHT and environments.is_remark(self):
            return False
        if sign or token.text in STARTING or token.text in DOTS:
            return True
        return starts_name(self) or bool(function_at(self))

    def bar_opens(self) -> bool:
        """Whether a bar opens, where an operand has just ended."""
        if self.token.text == r"\left":
            return True
        return not (self.bars and self.bars[-1] == self.token.text)

    def factor(self) -> Syntax:
        """An operand with its powers."""
        self.deepen()
        made = scripted(self, self.primary())
        self.within -= 1
        return made

    def single(self) -> Syntax:
        """One token as an argument, as in `x^2y`."""
        token = self.token
        if token.kind == "digit":
            self.advance()
            return number(token.text, (token.start, token.stop))
        if token.text in ("_", "^", "&") or token.text in CLOSING:
            self.unexpected()
        if token.kind == "sign" and token.text not in "(|[":
            self.unexpected()
        self.deepen()
        made = self.primary()
        self.within -= 1
        return made

    def primary(self) -> Syntax:
        """An operand without powers."""
        token = self.token
        if token.kind == "digit" or (token.text == "." and self.ahead(1).kind == "digit"):
            return self.numeral()
        if token.kind != "letter" and self.names.at(self.tokens, self.at):
            return name(self)
        if token.kind == "{":
            return self.group() if not self.unbraced() else self.primary()
        if found := function_at(self):
            return function(self, found)
        if sign := sign_at(self):
            return self.bracket(sign)
        if (found_ := indicator_of(self)) is not None:
            return found_
        if starts_name(self):
            return name(self)
        if token.kind == "command":
            return self.command()
        self.unexpected()
        raise AssertionError(token)

    def numeral(self) -> Syntax:
        start, text = self.token.start, ""
        while self.token.kind == "digit" and (not text or self.token.gap == NO_GAP):
            text += self.advance().text
        if self.token.text == "." and self.ahead(1).kind == "digit":
            self.advance()
            text = (text or "0") + "."
            while self.token.kind == "digit" and self.token.gap == NO_GAP:
                text += self.advance().text
        stop = self.last.stop
        self.no_thousands(start)
        if self.token.text == "_":
            message = f"a number with a subscript could be to the base {self.ahead(1).text}"
            self.here("DC124", message, "write the number out, or declare a name for it")
        return number(text, (start, stop))

    def no_thousands(self, start: int) -> None:
        r"""`50,000` and `50{,}000` could be one number or two."""
        braced = self.token.kind == "{" and self.ahead(1).text == "," and self.ahead(2).kind == "}"
        after = [self.ahead(n) for n in range(3 if braced else 1, 7 if braced else 5)]
        three = all(t.kind == "digit" for t in after[:3])
        grouped = three and after[3].kind != "digit" and after[0].gap == NO_GAP
        if braced or (self.token.text == "," and grouped):
            message = "the comma could group thousands, be a decimal point or separate two numbers"
            hint = "write 50000 without it, 50.000 with a point, or a blank behind the comma"
            refuse("DC124", message, hint, start, after[2].stop)

    def unbraced(self) -> bool:
        """Takes the braces off a single letter, `{x}_1`; whether they stood there."""
        inner = self.ahead(1)
        letter = inner.kind == "letter" or inner.text in GREEK_COMMANDS
        if self.ahead(2).kind != "}" or not letter:
            return False
        self.tokens[self.at : self.at + 3] = [inner._replace(gap=self.token.gap)]
        self.token = self.tokens[self.at]
        return True

    def group(self) -> Syntax:
        """Braces, which print nothing."""
        opening = self.advance()
        if self.token.kind == "}":
            self.here("DC104", "the braces are empty", "leave them out, or fill them")
        with self.inside("{"):
            made = self.statement()
            self.close("}", opening)
        bracketed = (made.start, made.stop) in self.bracketed
        made = made._replace(start=opening.start, stop=self.last.stop)
        if is_sum(made) and not bracketed:
            if self.token.text in ("^", "_", *PRODUCTS, *QUOTIENTS):
                self.loose(made)
            self.bare.add((made.start, made.stop))
        return made

    def bracket(self, sign: str) -> Syntax:
        """What stands in brackets or between bars."""
        if sign == "|" and self.token.text == "|" and self.doubled():
            return self.norm()
        opening = opened(self)
        kind = FENCES.get(sign, "")
        with self.inside(sign if kind and not opening.left else "("):
            parts = listed(self)
            closing = closed(self, opening)
        span = opening.first.start, self.last.stop
        if opening.sign == ".":
            return environments.bar_behind(self, parts, closing, span)
        self.bracketed.add(span)
        if opening.first.text == "|":
            self.barred.add(span)
        return environments.fenced(self, opening.sign, closing, parts, span)

    def doubled(self) -> bool:
        """Whether two bars open that two bars close: `||x||`, not `||x| - 1|`."""
        depth, n = 0, self.at + 2
        if self.ahead(1).text != "|" or self.ahead(1).gap:
            return False
        while self.tokens[n].kind != "end" and depth >= 0:
            text = self.tokens[n].text
            if text == "|" and not depth:
                return self.tokens[n + 1].text == "|" and not self.tokens[n + 1].gap
            depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
            n += 1
        return False

    def norm(self) -> Syntax:
        """`||x||`."""
        first = self.advance()
        self.advance()
        with self.inside("|"):
            part = self.statement()
            self.close("|", first)
            self.close("|", first)
        return environments.fenced(self, r"\|", r"\|", [part], (first.start, self.last.stop))

    def command(self) -> Syntax:
        """An operand that begins with a command."""
        token = self.token
        word = token.text
        if word in FRACTIONS:
            return derivative(self) if is_derivative(self) else self.fraction()
        if word in SUMS:
            return summation(self)
        if word in EXTREMES:
            return extreme(self)
        if word in INTEGRALS:
            return integral(self)
        if word == r"\lim":
            return limit(self)
        if word == r"\begin":
            return environments.environment(self)
        if word in OPAQUE or word in BRACED_NOTES:
            return environments.opaque(self)
        if word == r"\sqrt":
            return self.root()
        self.advance()
        if word == r"\infty":
            return constant("oo", token[2:4])
        if word in BINOMIALS:
            parts = (self.argument(), self.argument())
            return known("binomial", (token.start, self.last.stop), *parts)
        if word in (r"\abs", r"\norm"):
            self.take("*")
            return known(word[1:], (token.start, self.last.stop), self.argument())
        if word == r"\nabla":
            hint = "write the partial derivatives, or grad(f, x) in plain notation"
            refuse("DC126", r"\nabla does not say by what it differentiates", hint, *token[2:4])
        if sign_end(self, self.at - 1, True):
            message = r"\partial stands outside of a derivative"
            refuse("DC126", message, r"write \frac{\partial f}{\partial x}", *token[2:4])
        self.go(self.at - 1)
        self.unexpected()
        raise AssertionError(token)

    def fraction(self) -> Syntax:
        token = self.advance()
        above = self.numerator()
        below = self.argument()
        return operator("/", (token.start, self.last.stop), above, below)

    def numerator(self) -> Syntax:
        """What stands above a line, where the differential of an integral may be."""
        if not self.waits() or self.token.kind != "{":
            return self.argument()
        opening = self.advance()
        with self.inside("{"):
            self.integrals[-1] = ""
            made = self.statement()
            found = self.integrals[-1]
            self.close("}", opening)
        self.integrals[-1] = found
        return made

    def root(self) -> Syntax:
        r"""`\sqrt{x}`, `\sqrt[3]{x}`."""
        token = self.advance()
        degree = None
        if self.token.text == "[":
            opening = self.advance()
            with self.inside("["):
                degree = self.statement()
                self.close("]", opening)
        part = self.argument()
        span = token.start, self.last.stop
        if degree is None:
            return operator("sqrt", span, part)
        if self.scope.field == "complex":
            one = number("1", (degree.start, degree.stop))
            power = operator("/", (degree.start, degree.stop), one, degree)
            return operator("^", span, part, power)
        if degree.kind == "number" and degree.text in ("2", "3"):
            return operator("sqrt" if degree.text == "2" else "cbrt", span, part)
        return known("root", span, part, degree)


__all__ = ["Parser", "is_number"]
