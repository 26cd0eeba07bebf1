"""A failover of OCS in the middle of retrieving, dialing and storing records."""

from dialonce import ENVIRONMENT, Refinement, System
from machines.environment.ha_records import ListRow, Phone, RowKeeper
from machines.environment.ha_requests import DialWire, RowExchange
from machines.environment.takeover import Takeover
from machines.ha_records import HeldRecord
from machines.ha_role import OcsRole
from machines.systems.ha import pair

ENDS = ("first", "second")
FAIR = (
    "takeover.start_first", "takeover.start_second", "takeover.give_first", "takeover.give_second",
)  # fmt: skip


def takers(memory, wires, rows=""):
    """Two OCS under the contract of the pair: processes, environment, roles, reads.

    `memory`: for each end the machines in its process; `wires`: those that carry its requests.
    """
    processes = {f"ocs_{n}": {end: OcsRole} | memory[n - 1] for n, end in enumerate(ENDS, 1)}
    roles, reads = {"takeover.rows": rows}, {}
    for end, own, carriers in zip(ENDS, memory, wires, strict=True):
        hearers = [name for name, machine in own.items() if hasattr(machine, "promoted")]
        roles[f"{end}.memory"] = " ".join(hearers)
        roles[f"takeover.{end}_wires"] = " ".join(carriers)
        asking = [name for name, machine in own.items() if hasattr(machine, "is_primary")]
        reads |= {f"{name}.is_primary": f"{end}.primary" for name in asking}
        reads |= {f"{wire}.admitted": f"takeover.{end}_accepted" for wire in carriers}
    return processes, {"takeover": Takeover}, roles, reads


def _records():
    """Two OCS, the rows of a calling list, and the person who looks after them."""
    memory = tuple({f"{end}_record": HeldRecord} for end in ENDS)
    wires = tuple({f"{end}_wire": RowExchange, f"{end}_line": DialWire} for end in ENDS)
    processes, environment, roles, reads = takers(memory, wires, "row")
    for end in ENDS:
        for name in ("wire", "line"):
            roles |= {f"{end}_record.{name}": f"{end}_{name}"}
            roles |= {f"{end}_{name}.record": f"{end}_record"}
        reads[f"{end}_wire.row_open"] = "row.open"
    reads["keeper.row_left"] = "row.left"
    steps = ("record.retrieve", "record.dial", "record.expire", "record.write", "wire.serve",
             "wire.apply", "wire.deliver", "line.place", "line.report")  # fmt: skip
    outside = wires[0] | wires[1] | {"row": ListRow, "phone": Phone, "keeper": RowKeeper}
    return System(
        name="ha_records",
        client="OCS",
        server="OCS",
        mode="warm standby, failover: rows and records",
        processes=processes | {ENVIRONMENT: environment | outside},
        group=(*memory[0], *memory[1], *outside),
        members=2,
        roles=roles,
        reads=reads,
        fair=(*FAIR, *(f"{end}_{step}" for end in ENDS for step in steps)),
        topics=("ha_records",),
    )


def _roles():
    """The pair itself, with nothing in memory: it justifies the contract."""
    processes, environment, roles, reads, fair = pair(({}, {}), clients=False)
    return System(
        name="ha_roles",
        client="OCS",
        server="OCS",
        mode="warm standby: the roles alone",
        processes=processes | {ENVIRONMENT: environment},
        roles=roles | {"pair_link.memory": "", "pair_link.ways": ""},
        reads=reads,
        fair=fair,
        refines=Refinement(
            contract=Takeover,
            inputs={
                "first_host.start": ("start_first",),
                "first_host.crash": ("stop_first",),
                "second_host.start": ("start_second",),
                "second_host.crash": ("stop_second",),
                "layer.deliver": (
                    *(f"{way}_{end}" for way in ("give", "pass_to", "repeat") for end in ENDS),
                ),
                "layer.correct": ("tell_first", "tell_second"),
            },
            answer="layer.first_holds",
            output="first.promote",
        ),
        topics=("ha_roles",),
    )


ha_records = _records()
ha_roles = _roles()
