"""An installation as rules and systems look at it: what belongs together in a deployment file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spec.installation import Application, Kind
from spec.lists import Lists

OCS: Kind = "Outbound Contact Server"
CPD: Kind = "CPD Server"
PROXY: Kind = "CPD Proxy Server"
DB: Kind = "DB Server"
DAP: Kind = "Database Access Point"
CONFIG: Kind = "Configuration Server"
STAT: Kind = "Stat Server"
IXN: Kind = "Interaction Server"
OBN: Kind = "OBN Manager"
OCM: Kind = "Outbound Contact Manager"
GA: Kind = "Genesys Administrator"
WIZARD: Kind = "Outbound Contact Wizard"
CCPULSE: Kind = "CCPulse+"
THIRD: Kind = "Third-Party Application"
T_SERVERS: tuple[Kind, ...] = ("T-Server", "SIP Server")


@dataclass(frozen=True)
class Site(Lists):
    """An installation: its lists, and what they mean for dialing and reporting."""

    @cached_property
    def dialed(self) -> dict[str, Application]:
        """The T-Server of each switch, by the name of the switch."""
        return {switch.name: self.named(switch.t_server) for switch in self.data.switch}

    @cached_property
    def used(self) -> set[str]:
        """The names of all that some OCS is connected to."""
        return {peer.name for ocs in self.of(OCS) for peer in self.reached(ocs)}

    def db_server(self, app: Application) -> Application | None:
        """The DB Server that an application is or, as a DAP, leads to."""
        if app.type == DAP and app.db_server:
            return self.named(app.db_server)
        return app if app.type == DB else None

    def databases(self, ocs: Application) -> list[Application]:
        """The DB Servers of an OCS, by its own list and by the DAPs of its calling lists."""
        daps = {each.name: each.dap for each in self.data.calling_list}
        lists = [self.apps[daps[n]] for g in self.groups(ocs) for n in g.calling_lists]
        found = [self.db_server(app) for app in (*self.reached(ocs), *lists)]
        return list({db.name: db for db in found if db}.values())

    def t_servers(self, cpd: Application) -> list[Application]:
        """The T-Servers that a CPD Server lists."""
        return [peer for peer in self.peers(cpd) if peer.type in T_SERVERS]

    @cached_property
    def switch_names(self) -> dict[str, list[str]]:
        """The switches of each T-Server that has one."""
        found: dict[str, list[str]] = {}
        for switch, t_server in self.dialed.items():
            found.setdefault(t_server.name, []).append(switch)
        return found

    def switches(self, cpd: Application) -> list[str]:
        """The switches of a CPD Server; a T-Server without a described one stands for its own."""
        names = (self.switch_names.get(t.name, [f"of {t.name}"]) for t in self.t_servers(cpd))
        return [name for each in names for name in each]

    def over_dn(self, *names: str) -> list[Application]:
        """The Stat Servers that these OCS, or else all, feed through a Communication DN.

        One whose option names no OCS of the file may be anyone's.
        """
        known = {ocs.name for ocs in self.of(OCS)}
        others = known - set(names) if names else set()
        dns = [(s.name, dn) for s in self.data.switch for dn in s.communication_dns
               if dn.outbound_contact_server not in others]  # fmt: skip
        read = {name for _, dn in dns for name in dn.stat_servers}
        told = {self.dialed[switch].name for switch, _ in dns}
        return [
            app
            for app in self.of(STAT)
            if app.name in read or told & {peer.name for peer in self.peers(app)}
        ]

    @cached_property
    def fed(self) -> list[Application]:
        """The Stat Servers that get statistics: from OCS, or from a Communication DN."""
        over_dn = {app.name for app in self.over_dn()}
        return [app for app in self.of(STAT) if app.name in self.used | over_dn]
