"""The two plots of docs/performance.md, as SVG files that come out the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Data = Mapping[str, Any]

INK, GUIDE, FAINT = "#24292f", "#6e7781", "#d0d7de"
FIRST, LAST = 1e-3, 1e6
"""Milliseconds at which the curves begin and end, outside of the plot."""
NOTE = "thick: the right answers within a time;  thin: all answers within it"
FLOOR = 1.5
"""Milliseconds at which the lines to compare with begin."""
COLOURS = {
    "derivcheck": "#0072b2", "SymPy simplify": "#e69f00", "SymPy equals": "#d55e00",
    "Maxima": "#777777", "SymPy doit": "#009e73",
}  # fmt: skip
"""System -> its colour, from Okabe and Ito's palette for colour-blind readers."""
LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
STYLES: tuple[Any, ...] = ("-", "--", "-.", (0, (5, 1, 1, 1, 1, 1)))
BOX = {"facecolor": "white", "edgecolor": "none", "pad": 1}
PANELS = {
    "degree": ("degree",), "symbols": ("symbols",), "terms or factors": ("terms", "factors"),
    "depth": ("depth",), "matrices": ("matrices",), "sums or indices": ("sums", "indices"),
}  # fmt: skip
"""Label of a panel -> the sizes of the families in it."""

SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "derivcheck", "font.family": "DejaVu Sans", "font.size": 9,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": INK, "axes.titlesize": 10,
    "xtick.color": INK, "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False,
    "figure.facecolor": "white", "axes.facecolor": "white", "legend.frameon": False,
    "axes.grid": True, "grid.color": FAINT, "grid.linewidth": 0.6, "axes.axisbelow": True,
}  # fmt: skip
"""A white ground of its own keeps the plots readable on a dark page."""


def draw(data: Data, folder: Path) -> None:
    """Write performance-growth.svg and performance-steps.svg.

    Raises:
        ModuleNotFoundError: without matplotlib, which the extra `bench` installs.
    """
    matplotlib = library()
    with matplotlib.rc_context(SETTINGS):
        save(steps(data["compare"]), folder / "performance-steps.svg")
        save(growth(data["growth"]["families"]), folder / "performance-growth.svg")


def library() -> Any:
    """Matplotlib, which only who draws needs."""
    import matplotlib.figure  # type: ignore[import-not-found,unused-ignore]

    return matplotlib


def save(figure: Any, path: Path) -> None:
    """Write a figure without the date."""
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")


def steps(sections: Sequence[Data]) -> Any:
    """One panel for each set of rows, with a thick and a thin curve for each system."""
    lines = (len(sections) + 1) // 2
    figure, panels = _panels(lines, 2, (8.6, 0.6 + 3.6 * lines))
    for axes, found in zip(panels, sections, strict=True):
        axes.set_xscale("log")
        for name, times in found["times"].items():
            _cumulative(axes, name, times, found["rows"])
        axes.set(title=f"{found['title']} ({found['rows']} rows)", xlabel="time for a step")
        axes.set(xlim=(0.1, 1e3 * found["limit"]), ylim=(0, 1.02))
        axes.xaxis.set_major_formatter(_time)
    for axes in panels[::2]:
        axes.set_ylabel("share of the rows")
    panels[0].yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    drawn = [axes.get_legend_handles_labels() for axes in panels]
    by_label = {
        label: handle
        for handles, texts in drawn
        for handle, label in zip(handles, texts, strict=True)
    }
    handles, labels = list(by_label.values()), list(by_label)
    place: dict[str, Any] = {"loc": "outside lower center", "alignment": "center"}
    figure.legend(handles, labels, ncols=len(labels), title=NOTE, title_fontsize=9, **place)
    return figure


def _cumulative(axes: Any, name: str, times: Data, rows: int) -> None:
    """The share of the rows that were answered within a time, rightly and at all."""
    for kind, width, label in (("answered", 0.8, None), ("right", 2.2, name)):
        at = [FIRST, *times[kind], LAST]
        share = [*(n / rows for n in range(len(times[kind]) + 1)), len(times[kind]) / rows]
        axes.step(at, share, where="post", color=COLOURS[name], linewidth=width, label=label)


def growth(families: Data) -> Any:
    """One panel for each kind of size, with dotted lines of slope 1 and 2."""
    figure, panels = _panels(3, 2, (8.6, 10.2))
    for axes, (label, kinds) in zip(panels, PANELS.items(), strict=True):
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        chosen = {name: row for name, row in families.items() if row["size"] in kinds}
        for number, (name, row) in enumerate(chosen.items()):
            _curve(axes, name, row, number)
        _guides(axes)
        axes.set(xlabel=label, ylim=(1, 1e5))
        axes.xaxis.set_major_formatter(lambda size, _: f"{size:g}")
        axes.yaxis.set_major_formatter(_time)
        axes.legend(loc="upper left", fontsize=8)
    for axes in panels[::2]:
        axes.set_ylabel("time for a step")
    return figure


def _curve(axes: Any, name: str, row: Data, number: int) -> None:
    """A family; a size that was not proved is a cross."""
    proved, lost = _points(row, True), _points(row, False)
    slope = "" if row["exponent"] is None else f", exponent {row['exponent']:.1f}"
    label = f"{name}{slope}" + (" (cross: not proved)" if lost[0] else "")
    look: dict[str, Any] = {"color": LINES[number], "linestyle": STYLES[number], "label": label}
    axes.plot(*proved, marker="o", markersize=4, **look)
    axes.plot(*lost, marker="x", markersize=7, color=LINES[number], linestyle="")


def _points(row: Data, proved: bool) -> tuple[list[int], list[float]]:
    """Sizes and milliseconds of a family, of what was proved or of what was not."""
    points = [p for p in row["points"] if (p["verdict"] == "proved") == proved]
    return [p["size"] for p in points], [1e3 * p["seconds"] for p in points]


def _guides(axes: Any) -> None:
    """Dotted lines of slope 1 and 2, to compare with."""
    low, high = axes.get_xlim()
    look: dict[str, Any] = {"color": GUIDE, "zorder": 1}
    middle: dict[str, Any] = {"fontsize": 8, "bbox": BOX, "ha": "center", "va": "center"}
    for slope in (1, 2):
        axes.plot([low, high], [FLOOR, FLOOR * (high / low) ** slope], ":", linewidth=1.2, **look)
        at = (low * high * high) ** (1 / 3)  # a third from the right
        axes.text(at, FLOOR * (at / low) ** slope, f"slope {slope}", **middle, **look)
    axes.set_xlim(low, high)


def _panels(rows: int, columns: int, size: tuple[float, float]) -> tuple[Any, list[Any]]:
    figure = library().figure.Figure(figsize=size, layout="constrained")
    return figure, list(figure.subplots(rows, columns, sharey=True, squeeze=False).flat)


def _time(milliseconds: float, _: int) -> str:
    """A mark on an axis of time."""
    if milliseconds < 1000:
        return f"{milliseconds:g} ms"
    return f"{milliseconds / 1000:g} s"
