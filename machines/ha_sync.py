"""What one OCS of a pair holds of a dialing session."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class PairedSession(Machine):
    """The status of one session in one OCS: set by persons at the primary, copied at the backup.

    Assumes: it is told what happens to its OCS; clients ask the primary only.
    Source: HA-12 to HA-14, HA-16 to HA-18.
    """

    outputs = frozenset({
        "way.send_unloaded", "way.send_loaded", "way.send_running",
        "dn.put_unloaded", "dn.put_loaded", "dn.put_running",
    })  # fmt: skip
    spontaneous = frozenset({"load", "start", "stop", "unload"})
    optional = frozenset({
        "heard_unloaded", "heard_loaded", "heard_running", "dn_unloaded", "dn_loaded",
        "dn_running", "late_unloaded", "late_loaded", "late_running", "peer_found",
    })  # fmt: skip
    is_primary = Read("this OCS works as the primary")
    is_backup = Read("this OCS works as the backup")
    told = AnyOf("unloaded", "loaded", "running")

    blank = State(initial=True)
    unloaded = State()
    loaded = State()
    running = State()

    load = unloaded.to(
        loaded, cond="is_primary", on=["tell_loaded", "put_loaded"]
    )  # HA-12, HA-13, HA-18
    """A person loads the session."""
    start = loaded.to(
        running, cond="is_primary", on=["tell_running", "put_running"]
    )  # HA-12, HA-13, HA-18
    """A person starts the session."""
    stop = running.to(loaded, cond="is_primary", on=["tell_loaded", "put_loaded"])  # HA-12, HA-13
    """A person stops the session."""
    unload = loaded.to(
        unloaded, cond="is_primary", on=["tell_unloaded", "put_unloaded"]
    )  # HA-12, HA-13
    """A person unloads the session."""
    promoted = (
        blank.to(unloaded, on="tell_unloaded")  # HA-17, HA-18
        | unloaded.to(None, on="tell_unloaded")  # HA-16
        | loaded.to(None, on="tell_loaded")  # HA-16
        | running.to(None, on="tell_running")  # HA-16
    )
    """This OCS is the primary now: it goes on with what it was told."""
    peer_found = (
        unloaded.to(None, cond="is_primary", on="tell_unloaded")  # HA-12
        | loaded.to(None, cond="is_primary", on="tell_loaded")  # HA-12
        | running.to(None, cond="is_primary", on="tell_running")  # HA-12
    )
    """The other OCS has connected: the primary tells it the whole status."""
    forgotten = blank.to(None) | blank.from_(unloaded, loaded, running)  # HA-17, HA-18
    """This OCS has stopped or stepped down."""
    heard_unloaded = unloaded.from_(blank, unloaded, loaded, running, cond="is_backup")  # HA-12
    """The primary says that the session is unloaded."""
    heard_loaded = loaded.from_(blank, unloaded, loaded, running, cond="is_backup")  # HA-12
    """The primary says that the session is loaded."""
    heard_running = running.from_(blank, unloaded, loaded, running, cond="is_backup")  # HA-12
    """The primary says that the session runs."""
    dn_unloaded = unloaded.from_(unloaded, loaded, running, cond="is_backup")  # HA-13
    """The Communication DN brings a newer status: unloaded."""
    dn_loaded = loaded.from_(unloaded, loaded, running, cond="is_backup")  # HA-13
    """The Communication DN brings a newer status: loaded."""
    dn_running = running.from_(unloaded, loaded, running, cond="is_backup")  # HA-13
    """The Communication DN brings a newer status: running."""
    late_unloaded = loaded.to(None) | running.to(None)  # HA-14
    """The Communication DN brings a status that is not newer: unloaded."""
    late_loaded = unloaded.to(None) | running.to(None)  # HA-14
    """The Communication DN brings a status that is not newer: loaded."""
    late_running = unloaded.to(None) | loaded.to(None)  # HA-14
    """The Communication DN brings a status that is not newer: running."""

    def tell_unloaded(self):
        self.emit("way.send_unloaded")

    def tell_loaded(self):
        self.emit("way.send_loaded")

    def tell_running(self):
        self.emit("way.send_running")

    def put_unloaded(self):
        self.emit("dn.put_unloaded")

    def put_loaded(self):
        self.emit("dn.put_loaded")

    def put_running(self):
        self.emit("dn.put_running")
