"""OCM and the DB Servers of two calling lists: one list has a pair of them, the other one alone."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.ocm_list import OcmListConnection
from machines.systems.ui_parts import ends, fairness

PAIR = ("primary", "backup")


def _lists():
    machines, roles, reads = ends(PAIR, ("other",), "ocm", "detector")
    return System(
        name="ocm_db",
        client="OCM",
        server="DB Server",
        mode="two lists, with and without a backup",
        processes={
            "ocm": {"ocm": OcmListConnection},
            ENVIRONMENT: machines | {"detector": AddpContract, "clock": Clock},
        },
        roles=roles
        | {
            "detector.wire": "primary_wire backup_wire other_wire",
            "clock.timer": "detector",
        },
        reads=reads | {"clock.held": ""},
        fair=("clock.tick", "ocm.retry", *fairness(PAIR, ("other",))),
        topics=("ocm_list",),
    )


ocm_db = _lists()
