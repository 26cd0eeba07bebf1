"""Everything that is proved is checked with 1 to 6 members, as far as it fits: `make agreement`.

A search ends after MAX_STATES states, an environment variable; what is not done then is skipped.
"""

import os

import pytest
from proofs import disagreements

from dialonce import catalog
from dialonce.prove import prove

MAX_STATES = int(os.environ.get("MAX_STATES", "5_000_000"))
PROPERTIES = list(catalog.properties().values())
GROUPED = {name: system for name, system in catalog.systems().items() if system.group}


@pytest.mark.parametrize("name", GROUPED)
def test_what_is_proved_is_found_with_1_to_6_members(name):
    """No number of members violates what is proved, or reaches a pair outside of the set."""
    proof = prove(GROUPED[name], PROPERTIES, tried=())

    against, too_many = disagreements(proof, range(1, 7), MAX_STATES)

    assert against == []
    if too_many:
        pytest.skip(f"{too_many} members have more than {MAX_STATES:,} states")
