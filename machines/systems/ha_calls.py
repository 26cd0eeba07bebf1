"""A failover of OCS while people talk: calls that go on, and what agents send about them."""

from dialonce import ENVIRONMENT, System
from machines.environment.ha_calls import AgentCall
from machines.environment.ha_records import Phone
from machines.environment.ha_updates import OutcomeWay, ServedRow
from machines.ha_calls import make_called_record
from machines.systems.ha_records import ENDS, FAIR, takers


def _calls():
    """Two OCS, their calls for the same record, and agents."""
    memory = tuple({f"{end}_record": make_called_record(n)} for n, end in enumerate(ENDS, 1))
    wires = tuple({f"{end}_call": AgentCall, f"{end}_way": OutcomeWay} for end in ENDS)
    processes, environment, roles, reads = takers(memory, wires, "row")
    for end in ENDS:
        roles |= {
            f"{end}_record.call": f"{end}_call",
            f"{end}_record.way": f"{end}_way",
            f"{end}_call.ocs_1": "first_record",
            f"{end}_call.ocs_2": "second_record",
            f"row.{end}": f"{end}_record",
        }
        reads[f"row.{end}_admitted"] = f"takeover.{end}_accepted"
    outside = wires[0] | wires[1] | {"row": ServedRow, "phone": Phone}
    steps = ("record.dial", "call.answer", "call.bring_update", "call.end")
    return System(
        name="ha_calls",
        client="OCS",
        server="OCS",
        mode="warm standby, failover: calls and agents",
        processes=processes | {ENVIRONMENT: environment | outside},
        roles=roles,
        reads=reads,
        fair=(
            *FAIR, "row.serve_first", "row.serve_second",
            *(f"{end}_{step}" for end in ENDS for step in steps),
        ),
        topics=("ha_calls",),
    )  # fmt: skip


ha_calls = _calls()
