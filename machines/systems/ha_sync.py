"""What the two OCS of a pair synchronise: sessions, sequences and predictive data."""

from dialonce import ENVIRONMENT, System
from machines.environment.pair_link import FlagWay, StatusWay
from machines.environment.status_dn import StatusDn, ThirdParty
from machines.ha_sequence import PairedEstimate, PairedSequence
from machines.ha_sync import PairedSession
from machines.systems.ha import ENDS, pair, unstarted


def _ways(kind, holder, way):
    """What both OCS hold of a kind, and the two ways between them, with their roles and reads."""
    memory, environment, roles, reads = [], {}, {}, {}
    for end, other in (ENDS, ENDS[::-1]):
        name, carrier = f"{end}_{kind}", f"{kind}_to_{other}"
        memory.append({name: holder})
        environment[carrier] = way
        roles |= {f"{name}.way": carrier, f"{carrier}.copy": f"{other}_{kind}"}
        reads |= {
            f"{name}.is_backup": f"{end}.backup",
            f"{carrier}.connected": "pair_link.made",
            f"{carrier}.hears": "pair_link.open",
            f"{carrier}.listens": f"{other}_host.running",
        }
    roles |= {
        "pair_link.memory": " ".join([*memory[0], *memory[1]]),
        "pair_link.ways": " ".join(environment),
    }
    return memory, environment, roles, reads


def _paired(name, mode, kind, parts, topics, dn=None, members=2):
    """A pair of OCS that synchronises one kind of data; `parts`: its holder and its way."""
    memory, ways, heard, looks = _ways(kind, *parts)
    processes, environment, roles, reads, fair = pair(memory, clients=False, doors=False)
    per_member = [*memory[0], *memory[1], *ways]
    if dn:
        environment |= {"third_party": ThirdParty}
        ways |= {"dn": dn}
        per_member.append("dn")
        roles |= {"dn.copies": f"first_{kind} second_{kind}", "dn.others": "third_party"}
    elif kind == "session":
        roles |= {f"{machine}.dn": "" for machine in per_member}
    return System(
        name=name,
        client="OCS",
        server="OCS",
        mode=mode,
        processes=processes | {ENVIRONMENT: environment | ways},
        roles=roles | heard,
        reads=reads | looks,
        fair=(*unstarted(fair), *(f"{kind}_to_{end}.deliver" for end in ENDS)),
        group=tuple(per_member),
        members=members,
        topics=topics,
    )


ha_sync = _paired(
    "ha_sync",
    "warm standby, from 7.5: sessions",
    "session",
    (PairedSession, StatusWay),
    ("ha_sync", "ha_session"),
)
ha_dn = _paired(
    "ha_dn",
    "warm standby, from 7.5: a session, Communication DN",
    "session",
    (PairedSession, StatusWay),
    ("ha_sync", "ha_session", "ha_dn"),
    StatusDn,
    1,
)
ha_sequence = _paired(
    "ha_sequence",
    "warm standby, from 7.5: sequences",
    "sequence",
    (PairedSequence, FlagWay),
    ("ha_sequence",),
)
ha_predictive = _paired(
    "ha_predictive",
    "warm standby, from 7.5: predictive data",
    "estimate",
    (PairedEstimate, FlagWay),
    ("ha_predictive",),
)
