"""The Do Not Call tables of several Tenants, and what one OCS reads and sends for each."""

from statemachine import State

from dialonce import Machine, Read


class TenantWay(Machine):
    """What one OCS reads, writes and requests for one Tenant.

    Assumes: what is read and written arrives; how it is lost is told with the list of one Tenant.
    Source: HA-10, HA-23.
    """

    outputs = frozenset({"table.store", "number.learn", "list.answered", "switch.placed"})
    spontaneous = frozenset({"answer"})
    optional = frozenset({"read", "drop", "add"})
    admitted = Read("the servers accept the requests of this OCS")
    entry_there = Read("the number is in the Tenant's table")

    idle = State(initial=True)
    reading = State()

    read = reading.from_(idle, reading)  # HA-23
    """OCS asks for the entries of the Tenant."""
    answer = (
        reading.to(idle, cond="entry_there", on=["tell_number", "tell_end"])  # HA-23
        | reading.to(idle, unless="entry_there", on="tell_end")  # HA-23
    )
    """The entries are read to their end."""
    drop = reading.to(idle) | idle.to(None)
    """OCS gives its question up."""
    add = (
        idle.to(None, cond="admitted", on="store")
        | reading.to(None, cond="admitted", on="store")
    )  # fmt: skip
    """OCS adds the number to the table; an OCS without the role is refused."""
    request = (
        idle.to(None, cond="admitted", on="place")  # HA-10
        | reading.to(None, cond="admitted", on="place")  # HA-10
    )
    """OCS requests a call; an OCS without the role is refused."""
    refused = reading.to(None) | idle.to(None)  # HA-10
    """Another OCS has got the role; to read needs no role."""
    closed = reading.to(None) | idle.to(None)
    """This OCS is gone, or begins anew: then it drops its question, or asks once more."""

    def tell_number(self):
        self.emit("number.learn")

    def tell_end(self):
        self.emit("list.answered")

    def store(self):
        self.emit("table.store")

    def place(self):
        self.emit("switch.placed")


class TenantTable(Machine):
    """A Tenant's Do Not Call table, with one number of interest.

    Source: HA-23.
    """

    missing = State(initial=True)
    there = State()
    validate_trap_states = False

    store = missing.to(there) | there.to(None)  # HA-23
    """The number is added."""


class TenantLine(Machine):
    """The switch, as far as it places calls for one Tenant.

    Source: HA-24, HA-32.
    """

    quiet = State(initial=True)
    called = State()

    placed = quiet.to(called) | called.to(None)  # HA-24, HA-32
    """A call is placed."""
    abandoned = called.to(quiet) | quiet.to(None)
    """Another order is given, or the OCS with the role is gone: calls are looked for anew."""
