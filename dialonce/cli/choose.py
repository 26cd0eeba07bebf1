"""Which system a command is about: by name, or by a wrong design of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialonce import catalog
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.system import System
    from dialonce.variant import Mutant


def chosen_mutant(name: str | None) -> Mutant | None:
    """The mutant of that name. Errors: UsageError with the nearest names."""
    return catalog.mutant(name) if name else None


def chosen_systems(names: tuple[str, ...], mutant: Mutant | None) -> list[System]:
    """The named systems, or the mutant's, or all that are checked by default."""
    named = {name: catalog.system(name) for name in names}
    if mutant is not None:
        for system in named.values():
            if system.name != mutant.system.name:
                raise UsageError(
                    f"mutant {mutant.name} is a wrong design of {mutant.system.name}, "
                    f"not of {system.name}"
                )
        return [mutant.build()]
    if named:
        return list({system.name: system for system in named.values()}.values())
    return [system for system in catalog.systems().values() if system.default]
