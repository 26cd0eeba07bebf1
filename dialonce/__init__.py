"""dialonce: verify systems of explicit state machines. It knows statecharts, and no telephony."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dialonce.data import AnyOf, Data, Read
    from dialonce.errors import SpecificationError
    from dialonce.machine import Machine
    from dialonce.property import invariant, leads_to, reachable, step, within
    from dialonce.refine import Refinement
    from dialonce.system import ENVIRONMENT, System
    from dialonce.variant import Mutant, fresh, without

__version__ = "0.1.0"
__all__ = [
    "ENVIRONMENT", "AnyOf", "Data", "Machine", "Mutant", "Read", "Refinement", "SpecificationError",
    "System", "fresh", "invariant", "leads_to", "reachable", "step", "within", "without",
]  # fmt: skip
HOMES = {
    "data": ("AnyOf", "Data", "Read"),
    "errors": ("SpecificationError",),
    "machine": ("Machine",),
    "property": ("invariant", "leads_to", "reachable", "step", "within"),
    "refine": ("Refinement",),
    "system": ("ENVIRONMENT", "System"),
    "variant": ("Mutant", "fresh", "without"),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Load a name when it is first used: the command line's help needs none of them."""
        for home, names in HOMES.items():
            if name in names:
                globals().update({n: getattr(import_module(f"dialonce.{home}"), n) for n in names})
                return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
