"""The Do Not Call table in the database, and what two OCS read from it and write to it."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class ListWire(Machine):
    """The question of one OCS for Do Not Call entries, and the answers to it.

    Assumes: to read needs no role; an answer to a question from before an order brings nothing
    that is newer, in the worst case nothing at all.
    Source: HA-23, HA-24.
    """

    outputs = frozenset({
        "reader.answered", "reader.answered_before", "reader.unanswered", "entries.read",
    })  # fmt: skip
    spontaneous = frozenset({"answer", "lose"})
    faults = frozenset({"lose"})

    idle = State(initial=True)
    asking = State()
    outdated = State()
    behind_another = State()
    newest = AnyOf("asking", "behind_another")

    ask = idle.to(asking) | outdated.to(behind_another)  # HA-23
    """OCS asks, perhaps while the answer to a question from before an order is still to come."""
    answer = (
        asking.to(idle, on="hand_entries")  # HA-23, HA-24
        | outdated.to(idle, on="hand_old_answer")  # HA-24
        | behind_another.to(asking, on="hand_old_answer")  # HA-24
    )
    """The oldest answer that is under way has been read to its end."""
    lose = idle.from_(asking, outdated, behind_another, on="tell_lost")
    """The connection to the DB Server is lost in the middle of the reading."""
    drop = idle.from_(asking, outdated, behind_another)
    """OCS gives up its questions."""
    closed = idle.to(None) | outdated.from_(asking, outdated, behind_another)  # HA-24
    """This OCS is gone, or begins anew: what is under way was asked before that."""
    refused = (
        idle.to(None) | asking.to(None) | outdated.to(None) | behind_another.to(None)  # HA-10
    )  # fmt: skip
    """Another OCS has got the role; to read needs no role."""

    def hand_entries(self):
        self.emit("entries.read")
        self.emit("reader.answered")

    def hand_old_answer(self):
        self.emit("reader.answered_before")

    def tell_lost(self):
        self.emit("reader.unanswered")


class EntryWire(Machine):
    """What one OCS writes about a number to the table, and what it reads about it.

    Source: HA-10, HA-23.
    """

    outputs = frozenset({"entry.store", "number.saved", "number.learn"})
    spontaneous = frozenset({"commit", "commit_unanswered", "lose"})
    faults = frozenset({"commit_unanswered", "lose"})
    admitted = Read("the servers accept the requests of this OCS")
    entry_there = Read("the entry is in the table")

    idle = State(initial=True)
    writing = State()

    write = (
        idle.to(writing, cond="admitted")
        | writing.to(None)
        | idle.to(None, unless="admitted")  # HA-10
    )  # fmt: skip
    """OCS writes the entry; that of an OCS without the role is refused."""
    commit = writing.to(idle, on=["store", "acknowledge"])
    """The entry is in the table, and OCS knows that."""
    commit_unanswered = writing.to(idle, on="store")
    """The entry is in the table, and the acknowledgement is lost."""
    lose = writing.to(idle)
    """The entry is lost on its way."""
    refused = writing.to(idle)  # HA-10
    """Another OCS has got the role: what is under way is refused."""
    closed = writing.to(idle)
    """This OCS is gone, or begins anew."""
    read = idle.to(None, cond="entry_there", on="tell") | writing.to(
        None, cond="entry_there", on="tell"
    )  # HA-23
    """An answer is read to its end: it holds the entry, if that is in the table."""

    def store(self):
        self.emit("entry.store")

    def acknowledge(self):
        self.emit("number.saved")

    def tell(self):
        self.emit("number.learn")


class ListEntry(Machine):
    """The entry of a number in the Do Not Call table.

    Source: HA-6, HA-23.
    """

    missing = State(initial=True)
    there = State()
    validate_trap_states = False

    store = missing.to(there) | there.to(None)  # HA-23
    """The primary has written the entry, or has written it again."""
