"""The OCS pair: roles, clients and requests; and an OCS that has no other one."""

from dialonce import ENVIRONMENT, System
from machines.environment.pair import Door, Host, ManagementLayer
from machines.environment.pair_client import ClientConnection, RequestWay, Servers
from machines.environment.pair_link import PairLink
from machines.ha import OcsMember
from machines.ha_queue import RequestQueue
from machines.ha_sync import PairedSession

ENDS = ("first", "second")
FAIR = ("layer.choose_first", "layer.choose_second", "layer.deliver", "layer.correct")


def pair(memory, clients=True, requests=("", ""), doors=True):
    """Two OCS with their hosts and doors: machines a process, roles, reads, fair events.

    `memory`: for each end, the machines in its process; `requests`: what its door guards.
    """
    processes = {f"ocs_{n}": {end: OcsMember} | memory[n - 1] for n, end in enumerate(ENDS, 1)}
    environment = {"layer": ManagementLayer, "pair_link": PairLink}
    roles = {"pair_link.ocs": "first second"}
    reads = {f"layer.{end}_runs": f"{end}_host.up" for end in ENDS}
    reads |= {f"pair_link.{end}_works": f"{end}_host.running" for end in ENDS}
    for (end, other), own, held in zip((ENDS, ENDS[::-1]), memory, requests, strict=True):
        door, other_door = (f"{end}_door", f"{other}_door") if doors else ("", "")
        client = f"{end}_client" if clients else ""
        environment |= {f"{end}_host": Host}
        environment |= {door: Door} if doors else {}
        environment |= {client: ClientConnection} if clients else {}
        roles |= member(end, own, client, held, door, other_door)
        reads |= {f"{machine}.is_primary": f"{end}.primary" for machine in own}
    starts = [f"{end}_host.{way}" for end in ENDS for way in ("start", "thaw")]
    fair = (*FAIR, "pair_link.connect", "pair_link.notice", "pair_link.end", *starts)
    return processes, environment, roles, reads, fair


def member(end, own, client, held, door, other_door):
    """The roles around one OCS: its memory, its host, its clients, and the doors."""
    roles = {
        f"{end}.own_door": door,
        f"{end}.other_door": other_door,
        f"{end}.client": client,
        f"{end}.memory": " ".join(own),
        f"{end}_host.ocs": end,
        f"{end}_host.client": client,
        f"{end}_host.requests": held,
    }
    roles |= {f"{door}.requests": held} if door else {}
    return roles | ({f"{client}.ocs": end} if client else {})


def unstarted(fair):
    """The fair events without the start of an OCS: one that is down may stay down."""
    return tuple(event for event in fair if not event.endswith("_host.start"))


def _pair_with_requests():
    """A pair of OCS, each with a client and a request, made, sent or under way."""
    memory = ({"first_queue": RequestQueue}, {"second_queue": RequestQueue})
    processes, environment, roles, reads, fair = pair(
        memory, requests=("first_request", "second_request")
    )
    environment |= {f"{end}_request": RequestWay for end in ENDS} | {"servers": Servers}
    roles |= {f"{end}_queue.way": f"{end}_request" for end in ENDS}
    roles |= {f"{end}_host.requests": "" for end in ENDS}
    roles |= {"pair_link.memory": "", "pair_link.ways": ""}
    reads |= {f"{end}_request.admitted": f"{end}_door.open" for end in ENDS}
    return System(
        name="ha_pair",
        client="OCS",
        server="OCS",
        mode="warm standby: roles, clients, requests",
        processes=processes | {ENVIRONMENT: environment},
        roles=roles,
        reads=reads,
        fair=(*unstarted(fair), *(f"{end}_client.connect" for end in ENDS)),
        group=tuple(f"{end}_{part}" for part in ("queue", "request") for end in ENDS),
        members=1,
        topics=("ha", "ha_requests"),
    )


ha_pair = _pair_with_requests()
ha_lone = System(
    name="ha_lone",
    client="OCS",
    server="Management Layer",
    mode="no backup: what a restart leaves alone",
    processes={
        "ocs": {"first": OcsMember, "first_session": PairedSession},
        ENVIRONMENT: {
            "first_host": Host,
            "first_door": Door,
            "first_client": ClientConnection,
            "layer": ManagementLayer,
        },
    },
    roles=member("first", ("first_session",), "first_client", "", "first_door", "")
    | {"layer.second": "", "first.pair_link": "", "first_host.pair_link": ""}
    | {"first_session.way": "", "first_session.dn": ""},
    reads={
        "first_session.is_primary": "first.primary",
        "first_session.is_backup": "first.backup",
        "layer.first_runs": "first_host.up",
        "layer.second_runs": "",
    },
    fair=(*FAIR, "first_host.thaw", "first_client.connect"),
    group=("first_session",),
    members=2,
    topics=("ha", "ha_sync", "ha_session"),
)
