"""A picture of a wrong step: both of its sides over the one name in them, the point marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.counting import counted
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import Term, free_names, number
from derivcheck.kernel.work import OutOfWork
from derivcheck.notation.elaborate import elaborate
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import Scope
from derivcheck.obligations.obligation import Obligation

SAMPLES = 96
"""At how many places a side is evaluated."""
WORK = 40_000
"""How much work a picture may take."""
AROUND = Fraction(3)
"""How far the picture reaches to both sides of the point."""
WIDTH, HEIGHT, EDGE = 360, 200, 46
Curve = list[tuple[float, float | None]]


@dataclass(frozen=True, slots=True)
class _Window:
    left: float
    right: float
    low: float
    high: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands in the picture."""
        across = (x - self.left) / (self.right - self.left)
        up = (y - self.low) / (self.high - self.low)
        return (EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE))


def plotted(obligation: Obligation, point: dict[str, str]) -> str:
    """The picture as SVG; nothing if the step is not about numbers and one real name.

    Arguments:
        obligation: the step.
        point: at which it fails, in text.
    """
    goal, context = obligation.goal, obligation.context
    if goal is None or goal[1] not in ("=", "<", "<=", ">", ">=", "!="):
        return ""
    names = free_names(goal[0]) | free_names(goal[2])
    if len(names) != 1 or not set(point) <= names or context.field == "complex":
        return ""
    (name,) = names
    at = _exact(point.get(name, ""))
    if at is None or context.sorts.get(name) not in (Sort("real"),):
        return ""
    places = [at + AROUND * (2 * Fraction(n, SAMPLES) - 1) for n in range(SAMPLES + 1)]
    try:
        with counted(WORK):
            curves = [_curve(side, name, places, context) for side in (goal[0], goal[2])]
            marks = [_number(side, name, at, context) for side in (goal[0], goal[2])]
    except OutOfWork:
        return ""
    return _picture(name, float(at), curves, marks)


def _exact(text: str) -> Fraction | None:
    """The rational number of a text."""
    try:
        term = elaborate(parse(text), Scope()).term
    except Diagnosis:
        return None
    found = evaluate(term, {}, Context())
    try:
        return Fraction(str(found)) if not free_names(term) else None
    except ValueError:
        return None


def _curve(side: Term, name: str, places: Sequence[Fraction], context: Context) -> Curve:
    return [(float(x), _number(side, name, x, context)) for x in places]


def _number(side: Term, name: str, at: Fraction, context: Context) -> float | None:
    return _as_float(evaluate(side, {name: number(at)}, context))


def _as_float(found: object) -> float | None:
    """The middle of what encloses a real value."""
    try:
        if hasattr(found, "mid"):
            return float(found.mid())
        return float(Fraction(str(found)))
    except (ValueError, OverflowError, TypeError):
        return None


def _picture(name: str, at: float, curves: list[Curve], marks: list[float | None]) -> str:
    seen = sorted(y for curve in curves for _, y in curve if y is not None)
    if len(seen) < SAMPLES // 4:
        return ""
    wanted = [y for y in marks if y is not None]
    trimmed = seen[len(seen) // 20 : -(len(seen) // 20) or None]
    low, high = min(trimmed + wanted), max(trimmed + wanted)
    space = (high - low) * 0.08 or 1.0
    window = _Window(curves[0][0][0], curves[0][-1][0], low - space, high + space)
    parts = [_axes(window, name)]
    parts += [f'<path class="side{n}" d="{_path(c, window)}"/>' for n, c in enumerate(curves)]
    bottom, top = window.at(at, window.low)[1], window.at(at, window.high)[1]
    x = window.at(at, 0)[0]
    parts.append(f'<path class="point" d="M{x:.1f} {bottom:.1f}V{top:.1f}"/>')
    for n, y in enumerate(marks):
        if y is not None:
            px, py = window.at(at, y)
            parts.append(f'<circle class="side{n}" cx="{px:.1f}" cy="{py:.1f}" r="4"/>')
    said = f"both sides near {name} = {at:g}"
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(said)}">'
        f"<title>{escape(said)}</title>{''.join(parts)}</svg>"
    )


def _axes(window: _Window, name: str) -> str:
    bottom, left = HEIGHT - EDGE, EDGE
    ticks = (
        f'<text x="{left}" y="{bottom + 16}">{window.left:g}</text>'
        f'<text x="{WIDTH - EDGE}" y="{bottom + 16}" text-anchor="end">{window.right:g}</text>'
        f'<text x="{WIDTH / 2}" y="{bottom + 16}" text-anchor="middle">{escape(name)}</text>'
        f'<text x="{left - 4}" y="{bottom}" text-anchor="end">{window.low:.3g}</text>'
        f'<text x="{left - 4}" y="{EDGE + 8}" text-anchor="end">{window.high:.3g}</text>'
    )
    return f'<path class="axis" d="M{left} {EDGE}V{bottom}H{WIDTH - EDGE}"/>{ticks}'


def _path(curve: Curve, window: _Window) -> str:
    """A line through the places at which there is a value, cut at the edges of the picture."""
    parts, joined = [], False
    for x, y in curve:
        if y is None or not window.low <= y <= window.high:
            joined = False
            continue
        px, py = window.at(x, y)
        parts.append(f"{'L' if joined else 'M'}{px:.1f} {py:.1f}")
        joined = True
    return "".join(parts)
