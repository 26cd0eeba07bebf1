"""dialonce: verify systems of explicit state machines. It knows statecharts, and no telephony."""

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
