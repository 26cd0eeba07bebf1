"""No promise about what follows is empty: what it waits for can happen."""

import dataclasses

from dialonce import catalog
from dialonce.check import HOLDS, check

SYSTEMS = catalog.systems()
PROMISES = [p for p in catalog.properties().values() if p.kind in ("leads_to", "within")]


def test_every_promise_has_a_beginning_that_is_reached():
    """The trigger of each leads_to and within is true in some reachable state of some system."""
    left = {
        (claim.topic, claim.name): dataclasses.replace(claim, kind="reachable")
        for claim in PROMISES
    }

    for system in SYSTEMS.values():
        asked = [claim for claim in left.values() if claim.concerns(system)]
        if asked:
            report = check(system, asked, 1 if system.group else None)
            for finding in report.findings:
                if finding.verdict == HOLDS:
                    left.pop((finding.property.topic, finding.property.name), None)

    assert list(left) == []
