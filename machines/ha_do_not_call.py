"""Do Not Call in one OCS of a pair: reading the list, adding to it, and looking numbers up."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class DoNotCallReading(Machine):
    """The reading of Do Not Call entries: from the start of OCS, and again when it is promoted.

    Assumes: answers come in the order of the questions.
    Source: HA-23, HA-24.
    """

    outputs = frozenset({"list.ask", "list.drop"})
    spontaneous = frozenset({"ask"})
    works = Read("this OCS runs")
    incomplete = AnyOf("unread", "asked")

    unread = State(initial=True)
    asked = State()
    complete = State()

    ask = unread.to(asked, cond="works", on="send_question")  # HA-23
    """OCS asks for the entries that it does not have, all of them after a start."""
    promoted = asked.from_(unread, asked, complete, on="send_question")  # HA-23
    """This OCS is the primary now: it asks for what was added since it read the list."""
    answered = asked.to(complete)  # HA-24
    """The last entry is read."""
    answered_before = asked.to(None)  # HA-24
    """The answer to a question from before the order is there: it may lack entries."""
    unanswered = asked.to(unread)  # HA-24
    """The connection is lost in the middle of the reading, which starts over."""
    forgotten = unread.from_(unread, asked, complete, on="drop_question")  # HA-28
    """This OCS has stopped or stepped down."""

    def send_question(self):
        self.emit("list.ask")

    def drop_question(self):
        self.emit("list.drop")


class KnownNumber(Machine):
    """Whether this OCS knows that a number is listed.

    Assumes: entries are added through the primary, which tells the database (D-284).
    Source: HA-6, HA-25.
    """

    outputs = frozenset({"entry.write"})
    spontaneous = frozenset({"add", "write_again"})
    is_primary = Read("this OCS takes itself for the primary")
    listed = AnyOf("adding", "known")

    unknown = State(initial=True)
    adding = State()
    known = State()

    add = unknown.to(adding, cond="is_primary", on="write")  # HA-25
    """The person asks not to be called: OCS knows it from now on, and tells the database."""
    write_again = adding.to(None, cond="is_primary", on="write")
    """OCS tells the database again, since it has no acknowledgement."""
    saved = adding.to(known)
    """The database has acknowledged the entry."""
    learn = unknown.to(known) | adding.to(None)  # HA-23
    """OCS reads the entry."""
    promoted = unknown.to(None) | adding.to(None) | known.to(None)  # HA-23
    """This OCS is the primary now: it keeps what it knows of the list."""
    forgotten = unknown.from_(unknown, adding, known)  # HA-28
    """This OCS has stopped or stepped down."""

    def write(self):
        self.emit("entry.write")


class CheckedRecord(Machine):
    """A record in one OCS: retrieved, claimed, and then requested or closed without a call.

    Source: HA-22, HA-24, HA-25.
    """

    outputs = frozenset({"line.request"})
    spontaneous = frozenset({"claim", "dial"})
    list_read = Read("every Do Not Call entry is read")
    listed = Read("this OCS knows that the number is listed")

    absent = State(initial=True)
    held = State()
    claimed = State()
    requested = State()
    closed = State()

    arrived = absent.to(held)  # HA-22
    """The row has been retrieved, and is in the buffer."""
    claim = held.to(claimed)  # HA-25
    """A dialing pass claims the record."""
    dial = (
        claimed.to(
            requested, cond="list_read and not listed", on="request_call"
        )  # HA-24, HA-25, LES-18
        | claimed.to(closed, cond="list_read and listed")  # HA-24, HA-25, LES-18
    )
    """OCS looks the number up, and sends the request or closes the record."""
    promoted = absent.from_(absent, held, claimed, requested, closed)  # HA-28
    """This OCS is the primary now: it knows of no record."""
    forgotten = absent.from_(absent, held, claimed, requested, closed)  # HA-28
    """This OCS has stopped or stepped down."""

    def request_call(self):
        self.emit("line.request")
