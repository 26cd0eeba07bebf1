"""Several Tenants in one OCS of a pair: whose lists are read, and who waits for that."""

from statemachine import State

from dialonce import Machine, Read


class TenantSession(Machine):
    """Whether a Tenant has an active session, as this OCS knows it.

    Assumes: at the backup it changes at any time, as the primary's news arrive (HA-12, D-292).
    Source: HA-23.
    """

    outputs = frozenset({"list.wanted", "list.unwanted"})
    spontaneous = frozenset({"start", "stop"})
    works = Read("this OCS runs")

    inactive = State(initial=True)
    active = State()

    start = inactive.to(active, cond="works", on="want")  # HA-23
    """A session of the Tenant is started, or the backup is told so."""
    stop = active.to(inactive, on="want_no_more")  # HA-23
    """The last session of the Tenant is stopped, or the backup is told so."""
    promoted = inactive.to(None) | active.to(None)  # HA-16
    """This OCS is the primary now: the session goes on."""
    forgotten = inactive.from_(inactive, active)  # HA-17
    """This OCS has stopped or stepped down."""

    def want(self):
        self.emit("list.wanted")

    def want_no_more(self):
        self.emit("list.unwanted")


class TenantList(Machine):
    """One Tenant's Do Not Call list: not needed, to be read, to be read for a new session, read.

    Source: HA-23, HA-24, HA-32.
    """

    outputs = frozenset({"way.read", "way.drop"})
    optional = frozenset({"wanted", "unwanted"})
    is_primary = Read("this OCS takes itself for the primary")
    session_active = Read("the Tenant has an active session")

    unneeded = State(initial=True)
    unread = State()
    due = State()
    complete = State()

    promoted = unread.from_(
        unneeded, unread, due, complete, cond="session_active", on="read"
    ) | unneeded.from_(unneeded, complete, unless="session_active", on="drop")  # HA-23
    """This OCS is the primary now: it reads the list of a Tenant with active sessions."""
    answered = complete.from_(unread, due)  # HA-24
    """Every entry of the Tenant is read."""
    wanted = unneeded.to(due, cond="is_primary", on="read")  # HA-32
    """The first session of the Tenant starts: its list was not read when OCS took over."""
    unwanted = unneeded.from_(unread, due, on="drop")  # HA-23
    """The last session of the Tenant is stopped: its list is not needed any more."""
    forgotten = unneeded.from_(unneeded, unread, due, complete, on="drop")  # HA-28
    """This OCS has stopped or stepped down."""

    def read(self):
        self.emit("way.read")

    def drop(self):
        self.emit("way.drop")


class TenantNumber(Machine):
    """Whether this OCS knows that a number of a Tenant is listed.

    Source: HA-23, HA-25.
    """

    outputs = frozenset({"way.add"})
    spontaneous = frozenset({"add"})
    is_primary = Read("this OCS takes itself for the primary")

    unknown = State(initial=True)
    known = State()

    add = unknown.to(known, cond="is_primary", on="tell_database")  # HA-25
    """The person asks not to be called: OCS knows it, and tells the database."""
    learn = unknown.to(known) | known.to(None)  # HA-23
    """OCS reads the entry."""
    promoted = unknown.to(None) | known.to(None)  # HA-23
    """This OCS is the primary now: it keeps what it knows."""
    forgotten = unknown.from_(unknown, known)  # HA-28
    """This OCS has stopped or stepped down."""

    def tell_database(self):
        self.emit("way.add")


class TenantDialer(Machine):
    """The dialing of one number for one Tenant.

    Source: HA-24, HA-25, HA-32.
    """

    outputs = frozenset({"way.request"})
    spontaneous = frozenset({"dial"})
    is_primary = Read("this OCS takes itself for the primary")
    session_active = Read("the Tenant has an active session")
    lists_unread = Read("entries of some Tenant are not read since OCS took over")
    own_list_open = Read("the Tenant's list is read, or it has none")
    listed = Read("this OCS knows that the number is listed")

    working = State(initial=True)

    dial = working.to(
        None,
        cond="is_primary and session_active and own_list_open and not lists_unread and not listed",
        on="request_call",
    )  # HA-24, HA-25, HA-32
    """OCS sends a request for the Tenant's number."""

    def request_call(self):
        self.emit("way.request")
