"""JSON objects by tables of their entries: written as data, and described as JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

Data = dict[str, Any]

When = Literal["always", "if any", "timed"]
"""Whether an entry always stands there, only if it holds something, or only with timings."""


@dataclass(frozen=True, slots=True)
class Form:
    """What may stand in an entry.

    Arguments:
        schema: in JSON Schema.
        write: from what an entry holds to data; by default that is data.
        part: the kind of object that what it holds is written as, one or a list of them.
    """

    schema: Data
    write: Callable[[Any], Any] | None = None
    part: Part | None = None

    def data(self, held: Any, timings: bool) -> Any:
        """What an entry holds, as data."""
        if self.part is None or held is None:
            return self.write(held) if self.write else held
        if isinstance(held, tuple | list):
            return [self.part.data(one, timings) for one in held]
        return self.part.data(held, timings)


def maybe(what: Form | Part) -> Form:
    """The same, or null."""
    form = what if isinstance(what, Form) else what.form
    if "type" in form.schema:
        return replace(form, schema=form.schema | {"type": [form.schema["type"], "null"]})
    return replace(form, schema={"anyOf": [form.schema, {"type": "null"}]})


def many(what: Form | Part, least: int = 0) -> Form:
    """A list.  Arguments: least: how many there are at least."""
    form = what if isinstance(what, Form) else what.form
    bound = {"minItems": least} if least else {}
    return replace(form, schema={"type": "array", **bound, "items": form.schema})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an object.

    Arguments:
        of: what it holds of the thing that the object is about: attributes of attributes, `a.b`, as
            far as there are any; or a function of the thing.
        about: what it means, where its name says too little.
    """

    name: str
    form: Form
    of: str | Callable[[Any], Any]
    about: str = ""
    when: When = "always"

    def held(self, thing: Any) -> Any:
        """What it holds of a thing."""
        if not isinstance(self.of, str):
            return self.of(thing)
        for name in self.of.split("."):
            thing = None if thing is None else getattr(thing, name)
        return thing

    @property
    def schema(self) -> Data:
        """Its JSON Schema."""
        return ({"description": self.about} if self.about else {}) | self.form.schema


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of object.

    Arguments:
        name: under which it stands in a schema.
        about: what its objects are about.
    """

    name: str
    about: str
    entries: tuple[Entry, ...]

    def data(self, thing: Any, timings: bool = False) -> Data:
        """The object about a thing.

        Arguments:
            timings: whether it holds what is timed.
        """
        found = ((f, f.form.data(f.held(thing), timings)) for f in self.entries)
        stands = {"always": True, "timed": timings}
        return {f.name: value for f, value in found if stands.get(f.when, bool(value))}

    @property
    def required(self) -> list[str]:
        """The keys that always stand there."""
        return [f.name for f in self.entries if f.when == "always"]

    @property
    def form(self) -> Form:
        """An entry that holds one of these objects."""
        return Form({"$ref": f"#/$defs/{self.name}"}, part=self)

    @property
    def inside(self) -> Form:
        """The same, described where it stands."""
        return Form(self.schema, part=self)

    @property
    def schema(self) -> Data:
        """Its JSON Schema."""
        return {
            "description": self.about,
            "type": "object",
            "additionalProperties": False,
            "required": self.required,
            "properties": {f.name: f.schema for f in self.entries},
        }
