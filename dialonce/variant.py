"""Wrong variants of right machines: every property needs one that violates it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import Any

from dialonce.errors import SpecificationError
from dialonce.machine import Machine
from dialonce.system import System


def fresh(machine: type[Machine]) -> Any:
    """A new copy of a machine class, made by running its module again; free to derive from.

    A class made in a function is not copied: call the function again.
    """
    if "<locals>" in machine.__qualname__:
        raise SpecificationError(
            machine.__name__, "it was made in a function.", "call that function again for a mutant"
        )
    spec = importlib.util.find_spec(machine.__module__)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, machine.__name__)


@dataclass(frozen=True)
class Mutant:
    """A named wrong design. `violates` names the properties that must fail in `system`.

    `machines` replaces machines of the system; each states in `mutant` what is wrong with it.
    """

    name: str
    violates: tuple[str, ...]
    system: System
    machines: dict[str, type[Machine]]

    @property
    def sentence(self) -> str:
        """What is wrong, in words."""
        return " ".join(dict.fromkeys(machine.mutant for machine in self.machines.values()))

    def build(self) -> System:
        """The system with the wrong machines in it."""
        for name, machine in self.machines.items():
            if not machine.mutant:
                raise SpecificationError(
                    f"mutant {self.name}", f"{name} does not say what is wrong.",
                    'give the class mutant = "..."',
                )  # fmt: skip
        return self.system.variant(self.system.name, self.machines)


