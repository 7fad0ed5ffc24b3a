r"""Derivatives by a subscript: `\nabla_w L`, `\nabla f(x)`, `\partial_x u`, `\partial_{xy} u`.

They reach as far as `\frac{d}{dx}` does.  What could be a Hessian or a Laplacian is refused, and so
are divergence and curl.
"""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.calculus import applied, derivative_operand, variable_or_entry
from derivcheck.notation.tex.commands import PRODUCTS
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import known

ENTRIES = r"write \frac{\partial f}{\partial x_i}"


def gradient(p: Reader) -> Syntax:
    r"""`\nabla_w L` by w, `\nabla f(x)` by the argument of f."""
    sign = p.advance()
    by: list[Syntax] = []
    while p.token.text in ("_", "^"):
        if p.token.text == "^":
            message = "a power of \\nabla could be the Hessian or the Laplacian"
            p.here("DC124", message, r"write \frac{\partial^2 f}{\partial x_i \partial x_j}")
        p.advance()
        by = _subscript(p)
    if p.token.text in PRODUCTS:
        message = f"\\nabla{p.token.text} is not read"
        p.here("DC126", message, r"write a sum of \frac{\partial F_i}{\partial x_i}")
    if by:
        return _made(p, sign.start, derivative_operand(p, by), by)
    operand = p.factor()
    if operand.kind not in ("call", "spread") or len(operand.parts) != 2:
        message = r"\nabla does not say by what it differentiates"
        refuse("DC126", message, r"write \nabla_x f", sign.start, sign.stop)
    return _made(p, sign.start, operand, [operand.parts[1]])


def partial(p: Reader) -> Syntax:
    r"""`\partial_x u`, `\partial_{xy} u`, `\partial_x^2 u`."""
    sign = p.advance()
    if p.token.text != "_":
        message = r"\partial stands outside of a derivative"
        refuse("DC126", message, r"write \frac{\partial f}{\partial x}", sign.start, sign.stop)
    p.advance()
    by = _subscript(p)
    for name in by:
        sort = p.sort(name.text)
        if sort is not None and sort.base == "integer":
            message = f"`{name.text}` is a whole number, and nothing is differentiated by one"
            refuse("DC126", message, ENTRIES, name.start, name.stop)
    if p.token.text == "^":
        p.advance()
        times = p.argument()
        by = [Syntax("tuple", by[0].start, times.stop, "(", (by[0], times))] if len(by) == 1 else by
    return _made(p, sign.start, derivative_operand(p, by), by)


def _subscript(p: Reader) -> list[Syntax]:
    """The variables in a subscript; the cursor behind it."""
    start, stop = p.inner(p.at)
    behind = p.end_of_group(p.at)
    found: list[Syntax] = []
    p.go(start)
    while p.at < stop:
        if not p.take(","):
            token = p.token
            found.append(variable_or_entry(p))
            if found[-1].kind not in ("name", "index"):
                hint = "declare it as a number or an array"
                refuse("DC105", "a derivative is by a variable", hint, token.start, p.last.stop)
    p.go(behind)
    return found


def _made(p: Reader, start: int, operand: Syntax, by: list[Syntax]) -> Syntax:
    first = by[0].parts[0] if by[0].kind == "tuple" else by[0]
    return known("diff", (start, p.last.stop), applied(p, operand, first), *reversed(by))
