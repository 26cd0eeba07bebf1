"""Faults of the engine: small wrong edits of it, and for each the test that exists to notice it."""

from faults import cycles, proofs, search, tables, verdicts

FAULTS = [
    fault
    for part in (tables, search, verdicts, cycles, proofs)
    for fault in part.FAULTS
]


def first_of_each_file():
    """One fault in each file of the engine that has any."""
    return list({fault.file: fault for fault in reversed(FAULTS)}.values())[::-1]
