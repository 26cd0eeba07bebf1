"""The OCS pair: roles and what is synchronised; and an OCS that has no other one."""

from dialonce import ENVIRONMENT, System
from machines.environment.pair import ClientConnection, Door, Host, ManagementLayer
from machines.environment.pair_link import FlagWay, PairLink, StatusWay
from machines.environment.status_dn import StatusDn, ThirdParty
from machines.ha import OcsMember
from machines.ha_sequence import PairedEstimate, PairedSequence
from machines.ha_sync import PairedSession

ENDS = ("first", "second")
FAIR = ("layer.notice_stop", "layer.deliver", "layer.correct")


def pair(memory, clients=True, requests=("", "")):
    """Two OCS with their hosts and doors: machines a process, roles, reads, fair events.

    `memory`: for each end, the machines in its process; `requests`: what its door guards.
    """
    processes = {f"ocs_{n}": {end: OcsMember} | memory[n - 1] for n, end in enumerate(ENDS, 1)}
    environment = {"layer": ManagementLayer, "pair_link": PairLink}
    roles = {"pair_link.ocs": "first second"}
    reads = {f"layer.{end}_runs": f"{end}_host.up" for end in ENDS}
    reads |= {f"pair_link.{end}_works": f"{end}_host.running" for end in ENDS}
    for (end, other), own, held in zip((ENDS, ENDS[::-1]), memory, requests, strict=True):
        client = f"{end}_client" if clients else ""
        environment |= {f"{end}_host": Host, f"{end}_door": Door}
        environment |= {client: ClientConnection} if clients else {}
        roles |= {
            f"{end}.own_door": f"{end}_door",
            f"{end}.other_door": f"{other}_door",
            f"{end}.client": client,
            f"{end}.memory": " ".join(own),
            f"{end}_host.ocs": end,
            f"{end}_host.client": client,
            f"{end}_host.requests": held,
            f"{end}_door.requests": held,
        }
        roles |= {f"{client}.ocs": end} if clients else {}
        for machine in own:
            reads |= {f"{machine}.is_primary": f"{end}.primary"}
    starts = [f"{end}_host.{way}" for end in ENDS for way in ("start", "thaw")]
    fair = (*FAIR, "layer.choose_first", "layer.choose_second", "pair_link.connect",
            "pair_link.notice", "pair_link.end", *starts)  # fmt: skip
    return processes, environment, roles, reads, fair


def synchronise(kinds, dn=False):
    """What both OCS hold, and the ways between them: memory of each, environment, roles, reads.

    `kinds`: name to the machine that holds it and the machine that carries it.
    """
    memory, environment, roles, reads = ({}, {}), {}, {}, {}
    for kind, (holder, way) in kinds.items():
        for n, end in enumerate(ENDS):
            name, carrier = f"{end}_{kind}", f"{kind}_to_{ENDS[1 - n]}"
            memory[n][name] = holder
            environment[carrier] = way
            roles |= {f"{name}.way": carrier, f"{carrier}.copy": f"{ENDS[1 - n]}_{kind}"}
            reads |= {
                f"{name}.is_backup": f"{end}.backup",
                f"{carrier}.connected": "pair_link.made",
                f"{carrier}.hears": "pair_link.open",
                f"{carrier}.listens": f"{ENDS[1 - n]}_host.running",
            }
    roles |= {
        "pair_link.memory": " ".join([*memory[0], *memory[1]]),
        "pair_link.ways": " ".join(environment),
    }
    fair = [f"{carrier}.deliver" for carrier in environment]
    return memory, environment, roles, reads, fair


def _paired(name, mode, kinds, extra, roles, clients, topics):
    """A pair of OCS that synchronises these kinds of data."""
    memory, ways, heard, looks, deliveries = synchronise(kinds)
    processes, environment, wired, reads, fair = pair(memory, clients)
    return System(
        name=name,
        client="OCS",
        server="OCS",
        mode=mode,
        processes=processes | {ENVIRONMENT: environment | ways | extra},
        roles=wired | heard | roles,
        reads=reads | looks,
        fair=(*fair, *deliveries),
        topics=topics,
    )


ha_pair = _paired(
    "ha_pair",
    "warm standby: roles, clients, sequences",
    {"sequence": (PairedSequence, FlagWay)},
    {},
    {},
    True,
    ("ha", "ha_sequence"),
)
ha_sync = _paired(
    "ha_sync",
    "warm standby: sessions, predictive data",
    {"session": (PairedSession, StatusWay), "estimate": (PairedEstimate, FlagWay)},
    {"dn": StatusDn, "third_party": ThirdParty},
    {"dn.copies": "first_session second_session", "dn.others": "third_party"},
    False,
    ("ha", "ha_sync", "ha_sequence"),
)
