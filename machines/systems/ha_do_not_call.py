"""A failover of OCS and the Do Not Call list: what is read before the first request."""

from dialonce import ENVIRONMENT, System
from machines.environment.ha_do_not_call import EntryWire, ListEntry, ListWire
from machines.environment.ha_records import OfferedRow
from machines.environment.ha_requests import AcceptedRequest
from machines.ha_do_not_call import CheckedRecord, DoNotCallReading, KnownNumber
from machines.systems.ha_records import ENDS, FAIR, takers

STEPS = ("reader.ask", "list.answer", "record.claim", "record.dial", "number.write_again",
         "entry_wire.commit")  # fmt: skip


def _do_not_call():
    """Two OCS, one number, its entry in the table, and a record with that number."""
    kinds = {"reader": DoNotCallReading, "number": KnownNumber, "record": CheckedRecord}
    carriers = {"entry_wire": EntryWire, "line": AcceptedRequest}
    memory = tuple({f"{end}_{n}": cls for n, cls in kinds.items()} for end in ENDS)
    wires = tuple({f"{end}_{n}": cls for n, cls in carriers.items()} for end in ENDS)
    processes, environment, roles, reads = takers(memory, wires)
    environment |= wires[0] | wires[1] | {"entry": ListEntry, "row": OfferedRow}
    for end in ENDS:
        environment[f"{end}_list"] = ListWire
        roles[f"takeover.{end}_wires"] += f" {end}_list"
        roles |= _roles_of(end)
        reads |= {
            f"{end}_reader.works": f"{end}.backup | {end}.primary",
            f"{end}_record.list_read": f"{end}_reader.complete",
            f"{end}_record.listed": f"{end}_number.listed",
            f"{end}_entry_wire.entry_there": "entry.there",
            f"row.{end}_admitted": f"takeover.{end}_accepted",
        }
    return System(
        name="ha_do_not_call",
        client="OCS",
        server="OCS",
        mode="warm standby, failover: Do Not Call",
        processes=processes | {ENVIRONMENT: environment},
        roles=roles,
        reads=reads,
        fair=(
            *FAIR,
            *(f"row.serve_{end}" for end in ENDS),
            *(f"{end}_{step}" for end in ENDS for step in STEPS),
        ),
        topics=("ha_do_not_call", "ha_entries"),
    )


def _roles_of(end):
    """Who hears whom around one OCS and the Do Not Call table."""
    return {
        f"{end}_reader.list": f"{end}_list",
        f"{end}_number.entry": f"{end}_entry_wire",
        f"{end}_record.line": f"{end}_line",
        f"{end}_list.reader": f"{end}_reader",
        f"{end}_list.entries": f"{end}_entry_wire",
        f"{end}_entry_wire.number": f"{end}_number",
        f"row.{end}": f"{end}_record",
    }


ha_do_not_call = _do_not_call()
