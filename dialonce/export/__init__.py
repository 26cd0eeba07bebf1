"""Export: a machine or a system in the notation of another tool, written from its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Form(NamedTuple):
    """A notation: the module with `text(machine or system) -> str`, and how its files end.

    `sized`: a text is for so many members of the group, and `text` takes their number.
    """

    module: str
    suffix: str
    sized: bool = False


FORMS = {
    "promela": Form("dialonce.export.promela", ".pml", sized=True),
    "json": Form("dialonce.export.json_form", ".json"),
    "scxml": Form("dialonce.export.scxml", ".scxml", sized=True),
}


def writer(name: str) -> Callable[..., str]:
    """The function that writes a subject in the notation of that name; loads only its module."""
    from importlib import import_module

    found: Any = import_module(FORMS[name].module)
    return found.text
