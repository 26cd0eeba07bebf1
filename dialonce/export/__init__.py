"""Export: a machine or a system in the notation of another tool, written from its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Form(NamedTuple):
    """A notation: the module with `text(machine or system) -> str`, and how its files end."""

    module: str
    suffix: str


FORMS = {
    "promela": Form("dialonce.export.promela", ".pml"),
    "scxml": Form("dialonce.export.scxml", ".scxml"),
    "json": Form("dialonce.export.json_form", ".json"),
}


def writer(name: str) -> Callable[..., str]:
    """The function that writes a subject in the notation of that name; loads only its module."""
    from importlib import import_module

    found: Any = import_module(FORMS[name].module)
    return found.text  # type: ignore[no-any-return]
