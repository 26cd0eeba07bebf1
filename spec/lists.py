"""Who lists whom in an installation, and which applications are a pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spec.installation import Application, CampaignGroup, Connection, Installation


@dataclass(frozen=True)
class Link:
    """An entry of a Connections list, with both of its ends."""

    client: Application
    server: Application
    entry: Connection


@dataclass(frozen=True)
class Lists:
    """The lists of an installation; a pair counts once, by its primary, where not said else."""

    data: Installation

    @cached_property
    def apps(self) -> dict[str, Application]:
        """The applications by name."""
        return {app.name: app for app in self.data.application}

    @cached_property
    def links(self) -> list[Link]:
        """Every entry of every application's Connections list."""
        return [
            Link(app, self.apps[entry.to], entry)
            for app in self.data.application
            for entry in app.connections
            if entry.to in self.apps
        ]

    @cached_property
    def primaries(self) -> dict[str, Application]:
        """The name of each backup to its primary."""
        return {app.backup: app for app in self.data.application if app.backup}

    def of(self, *kinds: str) -> list[Application]:
        """The applications of these types."""
        return [app for app in self.data.application if app.type in kinds]

    def heads(self, *kinds: str) -> list[Application]:
        """The applications of these types that are nobody's backup."""
        return [app for app in self.of(*kinds) if app.name not in self.primaries]

    def head(self, app: Application) -> Application:
        """The primary of a pair; an application that is no backup is its own."""
        return self.primaries.get(app.name, app)

    def named(self, name: str) -> Application:
        """The application of that name, or its primary."""
        return self.head(self.apps[name])

    def pair(self, app: Application) -> list[Application]:
        """The application, and its backup if it has one."""
        return [app, self.apps[app.backup]] if app.backup else [app]

    def between(self, client: str, *servers: str) -> Iterator[Link]:
        """The entries in lists of one type of application that name one of the others."""
        return (e for e in self.links if e.client.type == client and e.server.type in servers)

    def entries(self, owner: Application | CampaignGroup) -> list[tuple[Connection, Application]]:
        """The entries of a list with the primaries of what they name, if it is in the file."""
        return self._entries[id(owner)]

    @cached_property
    def _entries(self) -> dict[int, list[tuple[Connection, Application]]]:
        return {
            id(owner): [(e, self.named(e.to)) for e in owner.connections if e.to in self.apps]
            for owner in (*self.data.application, *self.data.campaign_group)
        }

    def peers(self, *owners: Application | CampaignGroup) -> list[Application]:
        """What these list, once each; what is not in the file is left out."""
        found = (peer for owner in owners for _, peer in self.entries(owner))
        return list({peer.name: peer for peer in found}.values())

    def groups(self, ocs: Application) -> list[CampaignGroup]:
        """The campaign groups that an OCS, or its primary, dials."""
        return [g for g in self.data.campaign_group if self.named(g.ocs) is self.head(ocs)]

    def reached(self, ocs: Application) -> list[Application]:
        """What an OCS is connected to by its own list and by those of its campaign groups."""
        return self.peers(ocs, *self.groups(ocs))
