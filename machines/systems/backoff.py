"""A client that slows down, and one server whose connection fails or flaps."""

from dialonce import ENVIRONMENT, System
from machines.backoff import PatientConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.environment.pace import Pace
from machines.systems.parts import server, tries


def _backoff():
    machines, roles, reads = server("primary", "link pace", "detector")
    return System(
        name="backoff",
        client="OCS",
        server="any server",
        mode="a delay that grows, and a flapping connection",
        processes={
            "ocs": {"link": PatientConnection},
            ENVIRONMENT: machines | {"detector": AddpContract, "pace": Pace, "clock": Clock},
        },
        roles=roles
        | {
            "primary_wire.call": "",
            "detector.wire": "primary_wire",
            "link.primary": "primary_wire pace",
            "link.management": "",
            "clock.timer": "link pace detector",
        },
        reads=reads | {"clock.held": ""},
        fair=("clock.tick", *tries("primary")),
        topics=("backoff",),
    )


backoff = _backoff()
