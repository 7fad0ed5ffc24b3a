r"""LaTeX to syntax: sums, products, powers and brackets, as authors mean them.

Juxtaposition multiplies.  A big operator, a limit and a derivative take the rest of their product
and end at the next plus or minus.  What could be read in two ways is refused, and the message
names both.
"""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.commands import (
    ADDING,
    CLOSING,
    DOTS,
    INFIX_FRACTIONS,
    LOGIC,
    NEGATIONS,
)
from derivcheck.notation.tex.congruences import (
    CONGRUENT,
    DIVIDES,
    HINT,
    congruence,
    divides,
    moduli,
    of_one,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.dots import dotted
from derivcheck.notation.tex.operands import primary
from derivcheck.notation.tex.powers import scripted
from derivcheck.notation.tex.products import product, signed_group, span
from derivcheck.notation.tex.reaches import variables_end
from derivcheck.notation.tex.relations import LINKS, joint_at
from derivcheck.notation.tex.sets import for_all, member
from derivcheck.notation.tex.tokens import Token, refuse
from derivcheck.notation.tex.trees import known, number, operator


class Parser(Reader):
    """A cursor that reads expressions; every method stands behind what it read."""

    __slots__ = ()

    # --- statements --------------------------------------------------------------------------

    def statement(self) -> Syntax:
        """A relation, a chain of them, or several with connectives between."""
        left, linked = self.disjunction(), False
        while (found := joint_at(self.tokens, self.at)) and found.joint in LINKS:
            if linked:
                message = "the links could follow each other or one could be about another"
                self.here("DC124", message, "put brackets around one of them, or state each apart")
            linked = True
            self.go(found.stop)
            right = self.disjunction()
            sides = (right, left) if found.joint == "<==" else (left, right)
            left = operator("iff" if found.joint == "<=>" else "implies", span(self, left), *sides)
        return left

    def disjunction(self) -> Syntax:
        r"""Statements with `\lor` between."""
        parts = [self.conjunction()]
        while LOGIC.get(self.token.text) == "or":
            self.advance()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else operator("or", span(self, parts[0]), *parts)

    def conjunction(self) -> Syntax:
        r"""Relations with `\land` between."""
        parts = [self.relation()]
        while LOGIC.get(self.token.text) == "and":
            self.advance()
            parts.append(self.relation())
        return parts[0] if len(parts) == 1 else operator("and", span(self, parts[0]), *parts)

    def relation(self) -> Syntax:
        """An expression, or a chain of relations."""
        if self.token.text in NEGATIONS:
            first = self.advance()
            self.deepen()
            inner = self.relation()
            self.within -= 1
            return operator("not", (first.start, inner.stop), inner)
        if self.token.text in (r"\forall", r"\exists"):
            self.deepen()
            made = for_all(self)
            self.within -= 1
            return made
        first, parts, signs = self.token, [self.expression()], list[str]()
        if self.token.text in DIVIDES:
            return divides(self, parts[0])
        given = moduli(self)
        while sign := self.related():
            first = self.last if sign == CONGRUENT and CONGRUENT not in signs else first
            if sign == "in":
                if signs:
                    self.here("DC126", "a chain does not end with membership", "state it apart")
                return member(self, parts[-1])
            signs.append(sign)
            parts.append(self.expression())
            last = moduli(self)
            if given and not last:
                refuse("DC124", "it is not clear what is modulo this", HINT, *first[2:4])
            given += last
        if given or CONGRUENT in signs:
            return congruence(self, signs, parts, given, first)
        if not signs:
            return parts[0]
        of_one(self, parts)
        if {*signs} <= {"=", "!="}:
            parts = [p._replace(kind="zero") if _is_zero(p) else p for p in parts]
        return Syntax("relation", parts[0].start, parts[-1].stop, " ".join(signs), tuple(parts))

    def related(self) -> str:
        """Passes a relation; nothing if none stands here."""
        found = joint_at(self.tokens, self.at)
        if found is None or found.joint in LINKS:
            return ""
        if self.token.text == CONGRUENT:
            return self.advance().text
        if found.joint == "~":
            message = f"the relation {self.token.text} is not read"
            self.here("DC126", message, "state an equation or an inequality")
        self.go(found.stop)
        return "=" if found.joint == ":=" else found.joint

    # --- sums and products -------------------------------------------------------------------

    def expression(self) -> Syntax:
        """A sum."""
        grouped = self.at > 0 and self.tokens[self.at - 1].kind == "{"
        parts = [self.term()]
        while self.opened_sign() and not self.integrated_now():
            sign = self.advance()
            if self.token.text in DOTS:
                parts = self.continued(parts)
                continue
            if self.token.text in ADDING:
                self.here("DC101", "two signs follow each other", "put the second in brackets")
            parts.append(self.signed(sign, product(self, first=False)))
        variables_end(self, parts)
        made = parts[0] if len(parts) == 1 else operator("+", span(self, parts[0]), *parts)
        if self.token.text in INFIX_FRACTIONS and (grouped or len(parts) == 1):
            return self.infix_fraction(made)
        return made

    def opened_sign(self) -> bool:
        """Whether a sign follows; braces that begin with one, and print nothing, are taken off."""
        if group := signed_group(self):
            start, stop = group
            self.tokens[self.at : stop] = self.tokens[start + 1 : stop - 1]
            self.token = self.tokens[self.at]
        return self.token.text in ADDING

    def continued(self, before: list[Syntax]) -> list[Syntax]:
        r"""A sum with `\cdots` and the term behind them."""
        dots = self.advance()
        if self.token.text not in ADDING:
            message = "a sum that never ends is not read from dots"
            refuse("DC126", message, r"write it as \sum_{j=0}^{\infty}", dots.start, dots.stop)
        last = self.signed(self.advance(), product(self, first=False))
        return dotted(self, before, last, "sum")

    def integrated_now(self) -> bool:
        """Whether the differential of the integral around has been read."""
        return bool(self.integrals) and isinstance(self.integrals[-1], Syntax)

    def infix_fraction(self, top: Syntax) -> Syntax:
        r"""`{a \over b}`, `{n \choose k}`."""
        sign = self.advance()
        below = self.expression()
        if INFIX_FRACTIONS[sign.text] == "/":
            return operator("/", span(self, top), top, below)
        return known("binomial", span(self, top), top, below)

    def product(self, first: bool, takes_bar: bool = True) -> Syntax:
        """Factors side by side or with signs between."""
        return product(self, first=first, takes_bar=takes_bar)

    def term(self) -> Syntax:
        """A product, perhaps with a sign before it."""
        if self.token.text not in ADDING:
            return product(self, first=True)
        sign = self.advance()
        if self.token.text in ADDING:
            self.here("DC101", "two signs follow each other", "put the second in brackets")
        return self.signed(sign, product(self, first=True))

    @staticmethod
    def signed(sign: Token, part: Syntax) -> Syntax:
        """A summand with the sign before it."""
        kind = ADDING[sign.text]
        if kind == "+":
            return part
        return operator("neg" if kind == "-" else kind, (sign.start, part.stop), part)

    # --- operands ----------------------------------------------------------------------------

    def factor(self) -> Syntax:
        """An operand with its powers."""
        self.deepen()
        made = scripted(self, primary(self))
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
        made = primary(self)
        self.within -= 1
        return made


def _is_zero(s: Syntax) -> bool:
    """Whether a side is 0, which beside an array is that of its shape."""
    return s.kind == "number" and s.text == "0"
