"""The forms of `derivcheck export --to`, in one table."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivcheck.exporters.manuscript import Chapter, Shape

Document = Callable[[Sequence[Chapter], Shape], str]


@dataclass(frozen=True, slots=True)
class Form:
    """The module that writes documents in a form, which is imported when it is asked for.

    Arguments:
        ending: of a file in this form.
    """

    module: str
    ending: str

    def __call__(self, chapters: Sequence[Chapter], shape: Shape) -> str:
        """The document."""
        document: Document = importlib.import_module(f"{__package__}.{self.module}").document
        return document(chapters, shape)


FORMS: dict[str, Form] = {
    "latex":    Form("latex", "tex"),       # for papers and lecture notes
    "pdf":      Form("latex", "pdf"),       # the same, typeset
    "markdown": Form("markdown", "md"),     # for GitHub
    "mathml":   Form("mathml", "html"),     # for any page
    "typst":    Form("typst", "typ"),       # for papers as well
    "html":     Form("html", "html"),       # a page that stands by itself
}  # fmt: skip
