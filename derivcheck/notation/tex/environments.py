r"""Brackets by kind, matrices, cases, and commands that only decorate."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.calculus import taken_at
from derivcheck.notation.tex.commands import BRACED_NOTES, BRACKETS, FENCES, OPAQUE, UPRIGHT
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.indices import axis_of, holds_array, rank_of
from derivcheck.notation.tex.relations import LINKS, joint_at
from derivcheck.notation.tex.tokens import Token, behind, refuse
from derivcheck.notation.tex.trees import is_sum, known, operator

MATRICES = frozenset("matrix pmatrix bmatrix Bmatrix smallmatrix array psmallmatrix".split())
CASES = frozenset("cases dcases rcases cases* dcases*".split())
Span = tuple[int, int]


def fenced(p: Reader, sign: str, closing: str, parts: list[Syntax], span: Span) -> Syntax:
    """What stands between brackets of some kind."""
    system = len(parts) == 1 and (_is_statement(parts[0]) or parts[0].text == "Piecewise")
    if (sign, closing) == (r"\{", ".") and system:
        return parts[0]._replace(start=span[0], stop=span[1])
    if closing != BRACKETS.get(sign, sign):
        message = f"the bracket {sign} is closed by {closing}"
        refuse("DC103", message, f"close it with {BRACKETS.get(sign, sign)}", *span)
    if sign == r"\langle" and len(parts) == 2:
        return _inner_product(p, parts, span)
    if len(parts) == 2 and sign in ("[", r"\{") and all(holds_array(p, part) for part in parts):
        hint = r"write AB - BA or AB + BA, or \begin{bmatrix} A & B \end{bmatrix}"
        refuse("DC124", "the brackets could be a commutator or a list", hint, *span)
    if len(parts) > 1:
        message = "a list stands where a number is expected"
        refuse("DC105", message, r"write a vector as \begin{pmatrix} a \\ b \end{pmatrix}", *span)
    if sign == r"\{":
        _not_fractional(p, span)
    part = parts[0]
    if FENCES.get(sign) == "norm":
        return _norm(p, part, span)
    if FENCES.get(sign) == "abs" and holds_array(p, part):
        return _length(p, part, span)
    if kind := FENCES.get(sign):
        return operator(kind, span, part) if kind in ("abs", "norm") else known(kind, span, part)
    if sign == r"\langle":
        refuse("DC126", "an average in angles is not read", "declare it under names:", *span)
    if sign == "[" and part.kind == "relation":
        return operator("indicator", span, part)
    if sign == "[" and p.token.text in ("_", "^") and _ends_follow(p):
        return taken_at(p, part, span[0])
    return part._replace(start=span[0], stop=span[1])


def _not_fractional(p: Reader, span: Span) -> None:
    r"""Braces are brackets around square ones; `\{x\}` could also be x - floor(x)."""
    if not any(t.text == "[" for t in p.tokens if span[0] < t.start < span[1]):
        message = "the braces could be brackets or stand for a fractional part"
        hint = r"write ( ) for brackets, x - \lfloor x \rfloor for the part"
        refuse("DC124", message, hint, *span)


def _length(p: Reader, part: Syntax, span: Span) -> Syntax:
    r"""`|v|` of a vector is its length; `|A|` has two readings if the entries are not there."""
    rank = rank_of(p, part)
    if rank == 2 and part.kind == "list":
        return known("det", span, part)
    if rank == 2:
        message = "bars around a matrix could be its determinant or its norm"
        refuse("DC124", message, r"write \det A, or \|A\|_F", *span)
    return operator("norm" if rank == 1 else "abs", span, part)


def _norm(p: Reader, part: Syntax, span: Span) -> Syntax:
    r"""`\|v\|`, `\|v\|_2`, `\|v\|_1`, `\|v\|_\infty` of vectors, `\|A\|_F` of matrices."""
    kind = ""
    if p.token.text == "_":
        start, stop = p.inner(p.at + 1)
        kind = p.words(start, stop)
        p.go(p.end_of_group(p.at + 1))
    rank = rank_of(p, part)
    if kind == ("F" if rank == 2 else "2") or (not kind and rank != 2):
        return operator("norm", (span[0], p.last.stop), part)
    if not kind:
        message = "the norm of a matrix could be Frobenius' or the spectral norm"
        refuse("DC124", message, r"write \|A\|_F for Frobenius' norm", *span)
    if rank == 1 and kind in ("1", r"\infty") and (axis := axis_of(p, part, span)):
        index, over = axis
        entry = Syntax("index", *span, "", (part, index))
        head = "sum" if kind == "1" else "max"
        return known(head, (span[0], p.last.stop), operator("abs", span, entry), over)
    message = f"the norm with subscript {kind} is not read"
    return refuse("DC126", message, "write it out, as a sum or a maximum", *span)


def _ends_follow(p: Reader) -> bool:
    """Whether both ends stand behind a square bracket, or a lower one with its variable."""
    n, seen = p.at, ""
    while p.tokens[n].text in ("_", "^"):
        seen += p.tokens[n].text
        low, high = p.inner(n + 1)
        if p.tokens[n].text == "_" and any(t.text == "=" for t in p.tokens[low:high]):
            return True
        n = p.end_of_group(n + 1)
    return "_" in seen and "^" in seen


def bar_behind(p: Reader, parts: list[Syntax], closing: str, span: Span) -> Syntax:
    r"""`\left. F \right|_a^b`."""
    if closing in ("|", r"\rvert", "]") and len(parts) == 1 and p.token.text in ("_", "^"):
        return taken_at(p, parts[0], span[0])
    hint = r"write \left. F \right|_{a}^{b}"
    return refuse("DC105", r"\left. needs a bar with its ends", hint, *span)


def _inner_product(p: Reader, parts: list[Syntax], span: Span) -> Syntax:
    if p.scope.field == "complex":
        message = "the inner product could be conjugate in its first or its second factor"
        refuse("DC124", message, "write it as x^H y, or say what it is under names:", *span)
    return known("dot", span, *parts)


# --- environments --------------------------------------------------------------------------------


def environment(p: Reader) -> Syntax:
    r"""`\begin{pmatrix} ... \end{pmatrix}`, `\begin{cases} ... \end{cases}`."""
    first = p.advance()
    word = _name(p)
    if word in CASES:
        return _cases(p, word, first.start)
    if word in ("vmatrix",):
        rows = _rows(p, word)
        return known("det", (first.start, p.last.stop), _matrix(rows, first.start, p.last.stop))
    if word not in MATRICES:
        message = f"the environment {word} is not read here"
        refuse("DC126", message, "write a matrix or cases", first.start, p.last.stop)
    if word == "array":
        at = p.at - 3 - len(word)
        p.passed()
        if at > 0 and [t.text for t in p.tokens[at - 2 : at]] == [r"\left", r"\{"]:
            return _cases(p, word, first.start)
    _without_alignment(p)
    rows = _rows(p, word)
    if all(len(row) == 1 and _is_statement(row[0]) for row in rows):
        return _system([row[0] for row in rows], first.start, p.last.stop)
    return _matrix(rows, first.start, p.last.stop)


def _name(p: Reader) -> str:
    start, stop = p.passed()
    return "".join(t.text for t in p.tokens[start:stop])


def _rows(p: Reader, word: str) -> list[list[Syntax]]:
    """The rows of a matrix."""
    rows: list[list[Syntax]] = [[]]
    with p.inside("{"):
        while True:
            rows[-1].append(p.statement())
            if p.take("&"):
                continue
            if p.take(r"\\"):
                if p.token.text == r"\end":
                    break
                rows.append([])
                continue
            break
        _end(p, word)
    return rows


def _end(p: Reader, word: str) -> None:
    if not p.take(r"\end"):
        p.unexpected()
    if _name(p) != word:
        p.here("DC103", rf"\begin{{{word}}} is closed by another \end", rf"write \end{{{word}}}")


def _matrix(rows: list[list[Syntax]], start: int, stop: int) -> Syntax:
    """Rows as a matrix; one column is a vector."""
    if len({len(row) for row in rows}) != 1:
        refuse("DC105", "the rows have different lengths", "write every entry", start, stop)
    if len(rows[0]) == 1:
        return Syntax("list", start, stop, "[", tuple(row[0] for row in rows))
    made = tuple(Syntax("list", row[0].start, row[-1].stop, "[", tuple(row)) for row in rows)
    return Syntax("list", start, stop, "[", made)


def _cases(p: Reader, word: str, start: int) -> Syntax:
    """Values with their conditions, or the equations of a system."""
    pieces: list[Syntax] = []
    equations: list[Syntax] = []
    _without_alignment(p)
    with p.inside("{"):
        while True:
            value = p.statement()
            p.take(",", ";", ".")
            stated = _is_statement(value) and not pieces
            if stated and (p.token.text == r"\end" or p.token.text == r"\\"):
                equations.append(value)
            else:
                pieces.append(_piece(p, value, bool(equations)))
            if not p.take(r"\\") or p.token.text == r"\end":
                break
        _end(p, word)
    if equations:
        return _system(equations, start, p.last.stop)
    return known("Piecewise", (start, p.last.stop), *pieces)


def _piece(p: Reader, value: Syntax, within_system: bool) -> Syntax:
    """A value with its condition behind it."""
    if within_system or (not p.take("&") and not is_remark(p)):
        p.here("DC105", "a case has no condition", r"write 0 & \text{if } x < 0")
    condition = _condition(p)
    p.take(",", ".", ";")
    return Syntax("tuple", value.start, condition.stop, "(", (value, condition))


# --- systems -------------------------------------------------------------------------------------


def _is_statement(s: Syntax) -> bool:
    return s.kind == "relation" or (s.kind == "operator" and s.text in ("and", "or", "not"))


def _system(equations: list[Syntax], start: int, stop: int) -> Syntax:
    """Statements below each other, which hold together."""
    if len(equations) == 1:
        return equations[0]._replace(start=start, stop=stop)
    return operator("and", (start, stop), *equations)


def _without_alignment(p: Reader) -> None:
    r"""Takes out the `&` beside the relations of an environment: `x + y &= 3`."""
    depth, n = 0, p.at
    while n + 1 < len(p.tokens) and depth >= 0:  # the last one is the end of the text
        text = p.tokens[n].text
        depth += (text == r"\begin") - (text == r"\end")
        near = (joint_at(p.tokens, n - 1), joint_at(p.tokens, n + 1))
        beside = any(found and found.joint not in LINKS for found in near)
        if text == "&" and not depth and beside:
            del p.tokens[n]
        n += 1
    p.token = p.tokens[p.at]


def is_system(tokens: Sequence[Token], at: int) -> bool:
    r"""Whether equations below each other begin at an index, and no values with conditions."""
    while at < len(tokens) and tokens[at].text in (r"\left", r"\{"):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text != r"\begin":
        return False
    stop = behind(tokens, at + 1)
    word = "".join(t.text for t in tokens[at + 2 : stop - 1])
    if word not in CASES and word != "array":
        return False
    at = behind(tokens, stop) if word == "array" else stop
    while at < len(tokens) and tokens[at].text not in (r"\\", r"\end", r"\begin"):
        aligned = tokens[at].text == "&" and joint_at(tokens, at + 1)
        if tokens[at].text in UPRIGHT or (tokens[at].text == "&" and not aligned):
            return False
        if joint_at(tokens, at):
            return True
        at += 1
    return False


IF = frozenset(("if", "for", "when", "where", "", "if:", "when:", "for:"))
ELSE = frozenset(("otherwise", "else", "otherwise.", "else.", "elsewhere", "elsewhere."))
AND = frozenset(("and", ",and"))
PARITY = {"iseven": "0", "even": "0", "isodd": "1", "odd": "1", "iseven.": "0", "isodd.": "1"}
REMARKS = IF | ELSE | AND | frozenset(PARITY)


def is_remark(p: Reader) -> bool:
    """Whether the words of a condition stand at the cursor."""
    word = _text(p)
    return word in REMARKS and not p.knows(word or "")


def _text(p: Reader) -> str | None:
    """The word of `\\text{...}` at the cursor without blanks; None if none stands here."""
    if p.token.text not in UPRIGHT:
        return None
    start, stop = p.inner(p.at + 1)
    return "".join(t.text for t in p.tokens[start:stop])


def _condition(p: Reader) -> Syntax:
    r"""`\text{if } x < 0`, `n \text{ is even}`, `\text{otherwise}`."""
    start = p.token.start
    if (word := _text(p)) is not None and word in ELSE:
        p.go(p.end_of_group(p.at + 1))
        return Syntax("constant", start, p.last.stop, "true")
    if word in IF:
        p.go(p.end_of_group(p.at + 1))
    parts = [_single(p)]
    while True:
        word = _text(p)
        joined = word in AND or (p.token.text == "," and not _ends(p, p.at + 1))
        if not joined:
            break
        p.go(p.end_of_group(p.at + 1) if word in AND else p.at + 1)
        parts.append(_single(p))
    if len(parts) == 1:
        return parts[0]
    return operator("and", (start, p.last.stop), *parts)


def _ends(p: Reader, n: int) -> bool:
    return p.tokens[n].text in (r"\\", r"\end")


def _single(p: Reader) -> Syntax:
    made = p.statement()
    word = _text(p)
    if word in PARITY:
        p.go(p.end_of_group(p.at + 1))
        span = made.start, p.last.stop
        two, rest = (Syntax("number", *span, text) for text in ("2", PARITY[word]))
        return Syntax("relation", *span, "=", (known("mod", span, made, two), rest))
    return made


# --- decorations ---------------------------------------------------------------------------------


def opaque(p: Reader) -> Syntax:
    r"""`\boxed{x}`, `\cancel{x}`, `\textcolor{red}{x}`, `\underbrace{x}_{\text{why}}`."""
    command = p.advance()
    made: Syntax | None = None
    if command.text in BRACED_NOTES:
        made = p.argument()
        if p.token.text in ("_", "^"):
            p.advance()
            start, stop = p.passed()
            _only_words(p, start, stop)
        _bare(p, made, command.start)
        return made._replace(start=command.start, stop=p.last.stop)
    count, place = OPAQUE[command.text]
    for n in range(count):
        if n == place:
            made = p.argument()
        else:
            p.passed()
    if made is None:
        p.unexpected()
    _bare(p, made, command.start)
    return made._replace(start=command.start, stop=p.last.stop)


def _bare(p: Reader, made: Syntax, start: int) -> None:
    """A sum in a decoration is one in braces that print nothing."""
    inner = made.start + 1, made.stop - 1
    if is_sum(made) and inner not in p.bracketed:
        p.bare.add((start, p.last.stop))


def _only_words(p: Reader, start: int, stop: int) -> None:
    r"""A note at a brace holds words, as `n \text{ times}`; a formula there would be dropped."""
    if any(t.text in UPRIGHT for t in p.tokens[start:stop]) and not any(
        joint_at(p.tokens, n) for n in range(start, stop)
    ):
        return
    n = start
    while n < stop:
        token = p.tokens[n]
        if token.text in UPRIGHT:
            n = p.end_of_group(n + 1)
            continue
        message = "a formula stands in the note at a brace, and would not be read"
        refuse("DC126", message, r"write words, \text{...}, or a step of its own", *token[2:4])
