"""A faulty variant."""

from typing import NamedTuple

from ..core.dialer import Parts


class Variant(NamedTuple):
    """A mistake: its name, a system that shows it, its clauses, and the dialer's parts with it.

    A judge must name one of the clauses at least: a mistake often breaks several.
    """

    name: str
    system: str
    clauses: tuple[str, ...]
    parts: Parts

    @property
    def mistake(self) -> str:
        """What is wrong, in one sentence: the first line of the faulty part."""
        parts = [part for part in vars(self.parts).values() if isinstance(part, type)]
        faulty = next(part for part in parts if ".wrong." in part.__module__)
        return (faulty.__doc__ or "").strip().splitlines()[0]
