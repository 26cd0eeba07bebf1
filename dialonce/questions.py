"""Questions: what is asked of a system, in order; two of them are asked of every system."""

from __future__ import annotations

from collections.abc import Iterable

from dialonce.property import Property
from dialonce.refine import Refinement
from dialonce.system import System

DEADLOCK = Property(
    "something_can_always_happen", "invariant", (), lambda s: True,
    "In every reachable state some step changes the state.", "",
)  # fmt: skip


def questions(system: System, properties: Iterable[Property]) -> list[Property]:
    """No deadlock, the contract that the system justifies, and the properties about it."""
    contracts = [refinement_claim(system.refines)] if system.refines else []
    return [DEADLOCK, *contracts, *(claim for claim in properties if claim.concerns(system))]


def refinement_claim(refinement: Refinement) -> Property:
    """That a contract allows every run, as a property with the clauses of the contract."""
    from dialonce.clauses import marks_of

    lines = marks_of(refinement.contract).lines.values()
    clauses = {clause for each in lines for found, _ in each for clause in found}
    name = f"{refinement.contract.__name__}_allows_every_run_of_it"
    sentence = "The contract of larger systems allows every run of this one."
    return Property(name, "refinement", tuple(sorted(clauses)), lambda s: True, sentence, "")
