"""What a restart and an OCS pair need beforehand."""

from dialonce.rule import Remark, rule
from spec.site import GA, IXN, OCM, OCS, THIRD

AGENT = "Local Control Agent"
CLIENTS = (OCM, GA, IXN, THIRD)
CONTROL = ("Solution Control Server", "Solution Control Interface")


@rule("C010")
def clients_list_the_primary_ocs(site):
    """An application that lists the backup OCS lists its primary, too."""
    for app in site.of(*CLIENTS):
        listed = {entry.to for entry in app.connections}
        for entry in app.connections:
            primary = site.primaries.get(entry.to)
            if primary and primary.type == OCS and primary.name not in listed:
                text = f"{app.name} lists {entry.to}, the backup, and not {primary.name}."
                yield Remark(entry, "to", text, f'set to = "{primary.name}"')


@rule("C143")
def auto_restart_has_its_management_layer(site):
    """An OCS that restarts automatically has LCA on its host, and SCS and SCI."""
    agents = {app.host.casefold() for app in site.of(AGENT)}
    for ocs in site.of(OCS):
        if ocs.auto_restart:
            there = agents and (not ocs.host or agents & {ocs.host.casefold(), ""})
            lacking = [kind for kind in CONTROL if not site.of(kind)]
            lacking += [] if there else [f"{AGENT} on its host"]
            if lacking:
                text = f"{ocs.name} restarts automatically without {', '.join(lacking)}."
                mend = "describe what is lacking, or set auto_restart = false"
                yield Remark(ocs, "auto_restart", text, mend)


@rule("C168")
def the_backup_ocs_has_the_connections_of_its_primary(site):
    """What is in the list of the primary OCS is in that of its backup, too."""
    for ocs in site.heads(OCS):
        if ocs.backup:
            backup = site.apps[ocs.backup]
            known = site.peers(backup)
            peers = [p for p in site.peers(ocs) if p.type not in CLIENTS and p is not ocs]
            lacking = [peer.name for peer in peers if peer not in known]
            if lacking:
                names = ", ".join(lacking)
                text = f"{backup.name} has no connection to {names}, as {ocs.name} has."
                yield Remark(backup, "connections", text, "add it to its connections")
