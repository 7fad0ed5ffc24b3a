r"""Derivatives, integrals and evaluation bars: where they end, and by which variable they go.

\frac{d}{dx} f g        of the whole product
\frac{d}{dx}[f] g       of f: square brackets end what is differentiated
\int f\,dx, \int \frac{dx}{x}
F\Big|_a^b, \left[F\right]_{x=a}^b
"""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.atoms import name
from derivcheck.notation.tex.binders import variable
from derivcheck.notation.tex.brackets import arguments, opens, sign_at
from derivcheck.notation.tex.commands import (
    ADDING,
    CLOSING,
    CONNECTIVES,
    INTEGRALS,
    LOGIC,
    PRODUCTS,
    RELATIONS,
    SAME_BARS,
    SIZES,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.differentials import is_derivative, is_differential, sign_end
from derivcheck.notation.tex.indices import entry
from derivcheck.notation.tex.placed import function_of
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import (
    alike,
    equation,
    free,
    known,
    mentions,
    operands,
    operator,
    spread_call,
)

ENDING = frozenset((*ADDING, *RELATIONS, *CONNECTIVES, *LOGIC, ",", ";", "&", r"\\", "|"))
"""Tokens that end a product."""
MAX_EVALUATIONS = 4
"""How many evaluation bars may stand in each other; each writes its operand twice."""

# --- integrals -----------------------------------------------------------------------------------


def integral(p: Reader) -> Syntax:
    r"""`\int_a^b f\,dx`, with all that it reaches."""
    sign = p.advance()
    if INTEGRALS[sign.text] != 1:
        hint = r"write one \int with bounds for each variable"
        refuse("DC126", f"the region of {sign.text} is not read", hint, *sign[2:4])
    ends = _ends(p, sign.start)
    mark = len(p.pending)
    p.integrals.append("")
    body = _behind(p, sign.start) if is_differential(p) else p.expression()
    by = p.integrals.pop()
    if not isinstance(by, Syntax):
        message = "the integral has no differential"
        refuse("DC105", message, r"write \,dx at its end", sign.start, sign.stop)
    if by.kind == "weighted":
        by, factor = by.parts
        body = operator("*", (body.start, p.last.stop), body, factor)
    p.settle(mark, by.text)
    p.integrated.add(by.text)
    span = sign.start, p.last.stop
    if ends is None:
        return known("int", span, body, by)
    lower, upper = (_end(end, by) for end in ends)
    over = Syntax("range", by.start, by.stop, "..", (lower, upper))
    return known("int", span, body, equation(by, over))


def _end(end: Syntax, by: Syntax) -> Syntax:
    """`x=0` at a bound of an integral by x as 0."""
    named = end.kind == "relation" and end.text == "=" and end.parts[0].text == by.text
    return end.parts[1] if named else end


def _ends(p: Reader, start: int) -> tuple[Syntax, Syntax] | None:
    """The bounds of an integral, or None if it has none."""
    lower = upper = None
    while p.token.text in ("_", "^"):
        if p.advance().text == "_":
            lower = _bound(p)
        else:
            upper = _bound(p)
    if (lower is None) != (upper is None):
        message = "the integral has one bound"
        refuse("DC105", message, r"write both, \int_{a}^{b}", start, p.last.stop)
    return None if lower is None or upper is None else (lower, upper)


def _bound(p: Reader) -> Syntax:
    """A bound; a letter stands for itself, though a script follows, as in `\\int^b_a`."""
    if p.token.kind != "letter":
        return p.argument()
    made = p.part(p.at, p.at + 1)
    p.advance()
    return made


def _behind(p: Reader, start: int) -> Syntax:
    r"""What an integral is of that begins with its differential, as far as a product reaches.

    Raises:
        Diagnosis: DC124 where the variable is not in what follows, `\int dx\, f`.
    """
    p.leading = p.at
    made, by = p.product(first=True), p.integrals[-1]
    token, outer = p.token, p.integrals[-2:-1] == [""] and sign_end(p, p.at)
    ended = token.kind in ("end", "}") or token.text in CLOSING or token.text in ENDING
    if made.kind != "number" or ended or outer:  # as of `\int dx/x`
        return made
    if isinstance(by, Syntax) and token.text not in PRODUCTS:
        variable = by.parts[0] if by.kind == "weighted" else by
        body = p.product(first=True)
        if variable.text in free(body):
            return body
    message = "what stands behind the differential could be under the integral or a factor"
    return refuse("DC124", message, r"write \int f(x)\,dx", start, token.stop)


# --- derivatives ---------------------------------------------------------------------------------


def derivative(p: Reader) -> Syntax:
    r"""`\frac{dy}{dx}`, `\frac{\partial^2 f}{\partial x \partial y}`, `\frac{d}{dx} f`."""
    sign = p.advance()
    above, end = p.inner(p.at)
    behind = p.end_of_group(p.at)
    start, order = _order(p, sign_end(p, above, True), end)
    operand = _above(p, start, end) if start < end else None
    p.go(behind)
    low, high = p.inner(p.at)
    by = _variables(p, low, high)
    p.go(p.end_of_group(p.at) if p.at < low else p.at)
    _same_order(order, by, sign.start, p.last.stop)
    if operand is None:
        operand = derivative_operand(p, [v for v, _ in by])
    items = [_item(v, times) for v, times in reversed(by)]
    if start < end:
        operand = _at_arguments(p, operand, [v for v, _ in by])
    operand = applied(p, operand, by[0][0])
    if p.tokens[above].text != r"\partial" and len(by) == 1:
        _says_argument(p, operand, by[0][0])
    return known("diff", (sign.start, p.last.stop), operand, *items)


def _at_arguments(p: Reader, operand: Syntax, by: list[Syntax]) -> Syntax:
    r"""`\frac{\partial f}{\partial x}(x, y)`: a function above the line with its arguments behind.

    Raises:
        Diagnosis: DC124 if these are not the variables, for a value elsewhere could be a product.
    """
    whole, operand = operand, function_of(operand)
    if operand.kind != "name" or not p.is_function(operand.text) or not opens(p, "("):
        return whole
    sort, opening = p.sort(operand.text), p.token
    parts = arguments(p)
    names = [part.text for part in parts if part.kind == "name"]
    arity = (sort.arity if sort else None) or 1
    if len(parts) == len(names) == arity and {v.text for v in by} <= {*names}:
        return Syntax("spread", operand.start, p.last.stop, operand.text, (operand, *parts))
    message = "the derivative could be taken at what stands in brackets, or be multiplied by it"
    hint = r"write \left. \frac{df}{dx} \right|_{x=a}, or a dot before the brackets"
    return refuse("DC124", message, hint, opening.start, p.last.stop)


def _order(p: Reader, at: int, end: int) -> tuple[int, Syntax | None]:
    """The order behind a d, and the index behind it."""
    if at < end and p.tokens[at].text == "^":
        low, high = p.inner(at + 1)
        return p.end_of_group(at + 1), p.part(low, high)
    return at, None


def _above(p: Reader, start: int, end: int) -> Syntax:
    return p.part(start, end)


def _variables(p: Reader, start: int, end: int) -> list[tuple[Syntax, Syntax | None]]:
    """The variables below the line, each with its order."""
    found: list[tuple[Syntax, Syntax | None]] = []
    closing = p.tokens[end]
    p.go(start)
    while p.at < end:
        after = sign_end(p, p.at, True)
        if not after:
            p.here("DC105", "a derivative is by a variable", r"write \frac{d}{dx}")
        p.go(after)
        by = _by(p)
        times = None
        if p.token.text == "^" and p.at < end:
            p.advance()
            times = p.argument()
        found.append((by, times))
    p.go(end)
    if p.token is not closing:
        p.unexpected()
    if p.token.kind == "}":
        p.advance()
    return found


def _by(p: Reader) -> Syntax:
    """The variable of a derivative: a name or an entry."""
    back = p.at
    first = variable_or_entry(p)
    if first.kind in ("name", "index"):
        return first
    token = p.tokens[back]
    hint = "declare it as a number, and functions of it as functions"
    return refuse("DC105", "a derivative is by a variable", hint, token.start, p.last.stop)


def variable_or_entry(p: Reader) -> Syntax:
    """`x`, `x_1`, `a_{Li}`, `W_{ij}`: what `names:` says of a bare letter does not count here."""
    match = p.names.at(p.tokens, p.at)
    if match and match.stop > p.at + 1:
        return name(p)
    token = p.token
    if token.kind == "letter" and p.knows(token.text) and p.ahead(1).text not in ("_", "^"):
        p.advance()
        return Syntax("name", token.start, token.stop, token.text)
    if match and p.knows(token.text) and p.is_array(token.text):
        p.advance()
        return entry(p, Syntax("name", token.start, token.stop, token.text))
    if match and p.ahead(1).text != "_":
        return variable(p)
    return name(p)


def _same_order(
    order: Syntax | None, by: list[tuple[Syntax, Syntax | None]], start: int, stop: int
) -> None:
    """The order above the line is that below it."""
    times = [t for _, t in by]
    above = order.text if order is not None and order.kind == "number" else ""
    below = ""
    if all(t is None or t.kind == "number" for t in times):
        below = str(sum(1 if t is None else int(t.text) for t in times))
    one = order is None and below == "1"
    symbolic = order is not None and len(by) == 1 and times[0] is not None
    if one or (above and above == below) or (symbolic and alike(order, times[0])):
        return
    message = "the order above the line is not that below it"
    refuse("DC105", message, r"write \frac{d^2 y}{dx^2}", start, stop)


def _item(by: Syntax, times: Syntax | None) -> Syntax:
    if times is None:
        return by
    return Syntax("tuple", by.start, times.stop, "(", (by, times))


def applied(p: Reader, operand: Syntax, by: Syntax) -> Syntax:
    """A function without arguments stands for its value at the variable."""
    if operand.kind == "name" and p.is_function(operand.text.rstrip("'")):
        sort = p.sort(operand.text.rstrip("'"))
        if sort is not None and sort.arity in (None, 1):
            p.dependent.setdefault(operand.text.rstrip("'"), []).append(by)
            return spread_call(operand, by)
    return operand


def _says_argument(p: Reader, s: Syntax, by: Syntax) -> None:
    r"""`\frac{d}{dt} \cos\theta` says of what theta is a function, as `\dot\theta` does."""
    if s.kind == "name" and p.is_function(s.text.rstrip("'")):
        sort = p.sort(s.text.rstrip("'"))
        if sort is not None and sort.arity in (None, 1):
            p.dependent.setdefault(s.text.rstrip("'"), []).append(by)
    for part in s.parts[s.kind in ("call", "spread", "known", "each") :]:
        _says_argument(p, part, by)


def derivative_operand(p: Reader, by: list[Syntax]) -> Syntax:
    """What a derivative stands before: the rest of the product, or what is in brackets."""
    if p.token.kind in ("end", "}"):
        p.here("DC104", "the derivative has no operand", r"write \frac{dy}{dx} or \frac{d}{dx}(y)")
    sign, first = sign_at(p), p.at
    inside = _behind_bracket(p) if sign in ("[", "(") else 0
    if sign == "[":
        return p.factor()
    # looked up first, since reading takes tokens out
    closed = p.tokens[inside - 1].stop if inside else 0
    made = p.product(first=True, takes_bar=False)
    if not inside or made.stop > closed:
        _one_reading(p, made, by, first, inside)
    return made


def _behind_bracket(p: Reader) -> int:
    """The index behind the bracket that opens at the cursor."""
    depth = 0
    for n in range(p.at, len(p.tokens)):
        depth += (p.tokens[n].text in ("(", "[")) - (p.tokens[n].text in (")", "]"))
        if p.tokens[n].text in (")", "]") and depth == 0:
            return n + 1
    return 0


def _one_reading(p: Reader, made: Syntax, by: list[Syntax], first: int, inside: int) -> None:
    """`\\frac{d}{dx}(x) y` and products with a dot or a second derivative have two readings."""
    _, *rest = operands(made)
    dotted = made.text == "/" or _dotted(p, first, p.at)
    if not rest or (not inside and not dotted):
        return
    names = {v.text or v.parts[0].text for v in by}
    if any(mentions(part, n) for part in rest for n in names) or _primed(tuple(rest)):
        message = "what follows could be differentiated too or be a factor"
        hint = r"write \frac{d}{dx}[f] g or \frac{d}{dx}(f g)"
        refuse("DC124", message, hint, rest[0].start, made.stop)


def _primed(parts: tuple[Syntax, ...]) -> bool:
    """Whether a call stands in some syntax, which may hide what it depends on."""
    return any(s.kind in ("call", "spread") or _primed(s.parts) for s in parts)


def _dotted(p: Reader, start: int, stop: int) -> bool:
    """Whether a dot or a derivative stands in a product, outside of brackets."""
    depth, back = 0, p.at
    for n in range(start, stop):
        text = p.tokens[n].text
        depth += (text in ("(", "[", "{", r"\{")) - (text in (")", "]", "}", r"\}"))
        if depth or n == start:
            continue
        if text in (r"\cdot", r"\times"):
            return True
        p.go(n)
        found = is_derivative(p)
        p.go(back)
        if found:
            return True
    return False


# --- evaluation bars -----------------------------------------------------------------------------


def evaluation_at(p: Reader) -> bool:
    r"""Whether an evaluation bar stands at the cursor: `|_`, `\Big|_`, `\right|_` is none."""
    n = p.at
    sized = p.tokens[n].text in SIZES
    n += sized
    bar = SAME_BARS.get(p.tokens[n].text, p.tokens[n].text)
    if bar not in ("|", r"\rvert"):
        return False
    if p.bars and (p.bars[-1][-1:] == "." or (p.bars[-1] in ("|", r"\lvert") and not sized)):
        return False
    return p.tokens[min(n + 1, len(p.tokens) - 1)].text in ("_", "^")


def evaluated(p: Reader, whole: Syntax, *, alone: bool) -> Syntax:
    """A product with the bar behind it.

    Arguments:
        alone: whether the product is the first of its sum.
    """
    bar = p.token
    p.size()
    p.advance()
    if not alone:
        message = "the bar could belong to the last product or to the whole sum"
        hint = r"write \left[ ... \right]_a^b"
        refuse("DC124", message, hint, whole.start, bar.stop)
    return taken_at(p, whole, whole.start)


def taken_at(p: Reader, whole: Syntax, start: int) -> Syntax:
    """What stands behind a bar or a square bracket: one place, or two."""
    lower = upper = None
    while p.token.text in ("_", "^"):
        sign = p.advance()
        if sign.text == "_" and lower is None:
            lower = p.argument()
        elif sign.text == "^" and upper is None:
            upper = p.argument()
        else:
            refuse("DC125", f"a second {sign.text} follows", "leave it out", *sign[2:4])
    span = start, p.last.stop
    by = None
    if lower is not None and lower.kind == "relation" and lower.text == "=":
        by, lower = lower.parts
        if by.kind != "name":
            refuse("DC105", "a bar takes one variable", "write |_{x=a}", by.start, by.stop)
    if upper is not None and by is not None:
        upper = _end(upper, by)
    if lower is None:
        refuse("DC105", "the bar has no lower end", r"write |_{a}^{b}", *span)
    if by is None:
        by = _inferred(p, whole, [e for e in (lower, upper) if e is not None], span)
    p.pending[:] = [q for q in p.pending if q[0] != by.text or q[1] < start]
    inside = [d for d, low, high in p.evaluations if whole.start <= low and high <= whole.stop]
    p.evaluations.append((1 + max(inside, default=0), whole.start, span[1]))
    if p.evaluations[-1][0] > MAX_EVALUATIONS:
        message = f"more than {MAX_EVALUATIONS} evaluation bars stand in each other"
        refuse("DC107", message, "name the inner ones under define:", *span)
    below = _put(whole, by, lower, span)
    if upper is None:
        _of_one_factor(whole, by, span, outside=_outside(p, whole, start))
        return _at_a_place(whole, by, lower, span) or below
    above = _put(whole, by, upper, span)
    return operator("+", span, above, operator("neg", span, below))


def _put(whole: Syntax, by: Syntax, value: Syntax, span: tuple[int, int]) -> Syntax:
    """The value at a place; the limit where that is infinite."""
    end = value.parts[0] if value.kind == "operator" and value.text == "neg" else value
    if (end.kind, end.text) != ("constant", "oo"):
        return known("subs", span, whole, equation(by, value))
    arrow = Syntax("arrow", by.start, max(by.start, value.stop), "->", (by, value))
    return known("lim", span, whole, arrow)


def _outside(p: Reader, whole: Syntax, start: int) -> bool:
    """Whether a bar stands behind a product that has no brackets around it."""
    return start == whole.start and (whole.start, whole.stop) not in p.bracketed


def _of_one_factor(whole: Syntax, by: Syntax, span: tuple[int, int], *, outside: bool) -> None:
    """`x f(x)|_{x=0}` could be taken at a place as a whole, or in its last factor."""
    if outside and any(mentions(part, by.text) for part in operands(whole)[:-1]):
        message = "the bar could belong to the last factor or to the whole product"
        refuse("DC124", message, r"write \left. ... \right|_{x=a}", *span)


def _at_a_place(whole: Syntax, by: Syntax, value: Syntax, span: tuple[int, int]) -> Syntax | None:
    """A derivative, or an antiderivative, that is taken at a place; None for anything else."""
    if whole.kind != "known" or whole.text not in ("diff", "int") or len(whole.parts) != 3:
        return None
    _, body, item = whole.parts
    bare = item.parts[0] if item.kind == "tuple" else item
    variable = bare.parts[0] if bare.kind == "index" else bare
    if variable.kind != "name" or variable.text != by.text:
        return None
    place = equation(by, value)
    if whole.text == "int":
        return known("int", span, body, place)
    return known("diff", span, body, item, place)


def _inferred(p: Reader, whole: Syntax, ends: list[Syntax], span: tuple[int, int]) -> Syntax:
    """The variable that a bar does not name."""
    used = frozenset[str]().union(*map(free, ends))
    names = [n for n in sorted(free(whole)) if n not in used and _may_vary(p, n)]
    if len(names) > 1 and len(met := [n for n in names if n in p.integrated]) == 1:
        names = met
    if len(names) != 1:
        told = " or ".join(names)
        message = f"the bar could be in {told}" if names else "the bar names no variable"
        hint = f"write _{{{names[0] if names else 'x'}=a}} below it"
        refuse("DC124", message, hint, *span)
    return Syntax("name", *span, names[0])


def _may_vary(p: Reader, name: str) -> bool:
    """Whether a bar may put numbers in place of a name."""
    if name in p.bound:
        return False
    sort = p.scope.names.get(name)
    return sort is None or (sort.is_number and sort.base != "integer")
