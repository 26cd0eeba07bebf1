"""A record in one OCS of a pair while its call goes on, and what agents say of it."""

from statemachine import State

from dialonce import Machine, Read


def make_called_record(dbid):
    """A record in the OCS with this DBID, which it puts into the attached data of its calls."""

    class CalledRecord(Machine):
        """A record in one OCS: not there, held, called, updated by the agent.

        Assumes: an update names the attempt that it belongs to, not only the record (D-32).
        Source: HA-28, HA-30, HA-31.
        """

        outputs = frozenset({f"call.request_{dbid}", "way.write"})
        spontaneous = frozenset({"dial"})
        is_primary = Read("this OCS takes itself for the primary")

        absent = State(initial=True)
        held = State()
        called = State()
        updated = State()

        arrived = absent.to(held)
        """The row has been retrieved."""
        dial = held.to(called, cond="is_primary", on="request_call")  # HA-31
        """OCS requests the call, and names itself in the attached data."""
        update = (
            called.to(updated, on="write_outcome")
            | absent.to(None)  # HA-30
            | held.to(None)
            | updated.to(None)
        )
        """An agent updates the record."""
        old_update = (
            absent.to(None) | held.to(None) | called.to(None) | updated.to(None)  # HA-30
        )  # fmt: skip
        """An agent updates a record of an earlier term of this OCS, which it has lost."""
        promoted = absent.from_(absent, held, called, updated)  # HA-28
        """This OCS is the primary now: it knows of no record."""
        forgotten = absent.from_(absent, held, called, updated)  # HA-28
        """This OCS has stopped or stepped down."""

        def request_call(self):
            self.emit(f"call.request_{dbid}")

        def write_outcome(self):
            self.emit("way.write")

    return CalledRecord
