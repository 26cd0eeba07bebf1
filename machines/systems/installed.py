"""Which systems an installation has: those of its connections and modes, with its detection."""

import re
from dataclasses import replace

from dialonce.installed import Chooser, Connection
from machines.environment.detection import ADDP_CONTRACTS, AddpContract, TcpContract
from machines.installation.parts import outside, parts
from machines.installation.timing import timing_of
from machines.systems.addp import heartbeat, tcp

# Words in the mode of a system that are true of some installations only; all others always fit.
# An operator who resets records is of no installation in particular.
TELLING = {
    "warm standby", "hot standby", "no standby", "no backup", "backup", "from 7.5", "before 7.5",
    "two T-Servers", "Communication DN", "a session bound to each", "every try of a pair",
    "and failover of OCS", "failover", "operator",
}  # fmt: skip
DETECTION = {"ADDP", "TCP only"}
CONTRACTS = (*ADDP_CONTRACTS.values(), TcpContract)


def choose(site, systems):
    """Each connection of the installation, with the systems that stand for it."""
    found = [*parts(site)]
    there = {(part.client, one) for part in found for one in _servers(part.server)}
    for part in found:
        timing = timing_of(part.entry)
        fitting = [system for system in systems if _fits(system, part, there)]
        own = [_counted(system, part) for system in _detecting(fitting, timing.local > 0)]
        if part.timed:
            own += [heartbeat(*timing.ticks) if any(timing) else tcp] if own else []
            told = [*timing.words, *part.settings], timing.noticed, timing.bound
        else:
            told = [], "", None
        yield Connection(part.owner, part.key, *part.names, part.said, *told, tuple(own))
    for link in outside(site, found):
        yield Connection(link.entry, "to", link.client.name, link.server.name, "", outside=True)


def _fits(system, part, there):
    """Whether a system is about this connection, in this mode, and in what else it needs."""
    if part.client not in system.client.split(", "):
        return False
    together = [_servers(each) for each in re.split(r", | and ", system.server)]
    if not any(set(each) & set(_servers(part.server)) for each in together):
        return False
    ends = [any((part.client, one) in there for one in each) for each in together]
    return all(ends) and _words(system) & TELLING <= part.modes


def _words(system):
    return set(re.split(r"[,:] ", system.mode))


def _servers(words):
    """The servers that words such as "two CPD Servers" or "T-Server or SIP Server" name."""
    return [each.removeprefix("two ").removesuffix("s") for each in words.split(" or ")]


def _detecting(systems, addp):
    """The systems with the detection of the installation: as they are, or with it put in.

    Where there is one with that detection, those that differ from it in little else are left out.
    """
    wanted = "ADDP" if addp else "TCP only"
    native = [system for system in systems if _words(system) & DETECTION == {wanted}]
    families = {(system.topics, system.group) for system in native}
    for system in systems:
        if system in native or not _words(system) & DETECTION:
            yield system
        elif (system.topics, system.group) not in families:
            yield from _exchanged(system, addp, wanted)


def _exchanged(system, addp, wanted):
    """The same system with ADDP in the place of TCP alone, or the other way round.

    One in which OCS never sends keeps ADDP: TCP alone would never notice anything there. One in
    which something else listens with the detector has no such twin.
    """
    name = f"{system.topics[0]}_detector"
    name = name if name in system.machines else "detector"
    hearers = {key: system.roles.get(key, key.split(".")[1]) for key in _senders(system)}
    mine = [key for key, heard in hearers.items() if heard in ("", name)]
    if system.other:
        yield system.other()
    elif system.machines.get(name) not in CONTRACTS or (not mine and not addp):
        yield system
    elif all(name not in heard.split() for key, heard in hearers.items() if key not in mine):
        yield _with_detector(system, name, AddpContract if addp else TcpContract, mine, wanted)


def _with_detector(system, name, detector, senders, wanted):
    """The system with this detector, which hears what is sent if it is TCP's."""
    suffix = "addp" if detector is AddpContract else "tcp"
    return replace(
        system,
        name=f"{system.name}_{suffix}",
        mode=system.mode.replace(*_words(system) & DETECTION, wanted),
        processes={
            process: {n: detector if n == name else cls for n, cls in machines.items()}
            for process, machines in system.processes.items()
        },
        roles=system.roles | dict.fromkeys(senders, name if detector is TcpContract else ""),
        tags=tuple(re.sub("_(addp|tcp)$", f"_{suffix}", tag) for tag in system.tags),
    )


def _senders(system):
    """The roles of machines that tell a detector what is sent, and nothing else."""
    for machine, cls in system.machines.items():
        for role, event in (output.split(".") for output in sorted(cls.outputs)):
            if event == "sent" and "detector" in role:
                yield f"{machine}.{role}"


def _counted(system, part):
    """With as many members as the installation has of what they are."""
    if system.counts and system.counts in (part.client, part.server):
        return replace(system, members=part.count)
    return system


installation = Chooser("installation", choose)
