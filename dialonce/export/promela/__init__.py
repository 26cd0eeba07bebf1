"""Promela: a model that Spin explores by itself, written from the tables of the machines.

It shares with the engine of this package what a table, a wire and a predicate is, and nothing of
how states are composed and searched.
"""

from __future__ import annotations

from dialonce.export.promela.model import Model
from dialonce.machine import Machine
from dialonce.system import System


def text(subject: System | type[Machine], members: int | None = None) -> str:
    """The Promela model of a system with its properties, or of a machine alone."""
    return model(subject, members).text


def model(subject: System | type[Machine], members: int | None = None) -> Model:
    """The model, and how its claims are called. Errors: UsageError where Promela has no room."""
    from dialonce import catalog

    if not isinstance(subject, System):
        return Model(subject, [], 0)
    claims = [c for c in catalog.properties_of([subject]) if c.concerns(subject)]
    count = subject.members if members is None else members
    return Model(subject, claims, count if subject.group else 0)
