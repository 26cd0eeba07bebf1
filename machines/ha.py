"""One OCS of a pair: whether it runs, and in which role."""

from statemachine import State

from dialonce import AnyOf, Machine


class OcsMember(Machine):
    """An OCS of a pair, or a lone one: down, backup or primary, and maybe frozen.

    Assumes: it is told what its host does with it, and every order of the Management Layer.
    Source: HA-7 to HA-10, HA-15.
    """

    outputs = frozenset({
        "layer.taken", "own_door.admit", "other_door.shut", "client.accepted", "client.dropped",
        "pair_link.close", "memory.promoted", "memory.forgotten",
    })  # fmt: skip
    optional = frozenset({"client_asks", "demote", "peer_lost"})
    believing = AnyOf("primary", "frozen_primary")

    down = State(initial=True)
    backup = State()
    primary = State()
    frozen_backup = State()
    frozen_primary = State()

    started = down.to(backup)  # HA-9, HA-18
    """OCS starts."""
    stopped = down.from_(
        backup, primary, frozen_backup, frozen_primary, on="forget"
    )  # HA-7, HA-17, HA-28
    """OCS stops, with all that it has in memory."""
    frozen = backup.to(frozen_backup) | primary.to(frozen_primary)
    """OCS stands still: its host gives it no time, or its memory is swapped out."""
    thawed = frozen_backup.to(backup) | frozen_primary.to(primary)  # HA-10
    """OCS goes on as if nothing had happened."""
    promote = (
        backup.to(primary, on="take_role")  # HA-7, HA-8, HA-16
        | primary.to(None, on="take_role")  # HA-8
    )
    """The Management Layer orders OCS to be the primary."""
    demote = primary.to(backup, on=["forget", "leave_role"])  # HA-10, HA-15, HA-28
    """The Management Layer tells OCS that another one is the primary."""
    peer_lost = backup.to(None) | primary.to(None)  # HA-8
    """The connection to the other OCS is lost, which says nothing about the other OCS."""
    client_asks = (
        primary.to(None, on="accept_client")  # HA-15
        | backup.to(None)  # HA-15
    )
    """A client application tries to connect; a backup declines."""

    def take_role(self):
        self.emit("layer.taken")
        self.emit("other_door.shut")
        self.emit("own_door.admit")
        self.emit("memory.promoted")

    def forget(self):
        self.emit("memory.forgotten")

    def leave_role(self):
        self.emit("client.dropped")
        self.emit("pair_link.close")

    def accept_client(self):
        self.emit("client.accepted")
