"""The pace of a session: the dialing resources that OCS knows of, and who holds one."""

from statemachine import State

from dialonce import Data, Machine, Read
from spec.parameters import POOL_RESOURCES_MAX


class Resources(Machine):
    """The dialing resources behind a proxy, as far as OCS has been told of them.

    Data: told, how many there are; used, how many of them have a request under way.
    Source: POOL-5 to POOL-8.
    """

    optional = frozenset({"taken", "left"})
    told = Data(range(POOL_RESOURCES_MAX + 1), unit="resources")
    used = Data(range(POOL_RESOURCES_MAX + 1), unit="resources")

    exhausted = State(initial=True)
    free = State()

    told_0 = exhausted.from_(exhausted, free, on="hear_0")  # POOL-5, POOL-6
    """The proxy has no resource: the session runs, and sends nothing."""
    told_1 = (
        free.from_(exhausted, free, cond="used == 0", on="hear_1")  # POOL-5, POOL-6, POOL-8
        | exhausted.from_(exhausted, free, cond="used > 0", on="hear_1")  # POOL-5, POOL-6
    )
    """The proxy has one resource: the session is slowed down."""
    told_2 = (
        free.from_(exhausted, free, cond="used < 2", on="hear_2")  # POOL-5, POOL-8
        | exhausted.to(exhausted, cond="used == 2", on="hear_2")  # POOL-5
    )
    """The proxy has both resources: the session goes at full speed."""
    taken = (
        free.to(None, unless="last", on="take")  # POOL-7
        | free.to(exhausted, cond="last", on="take")  # POOL-7
    )
    """A request leaves OCS: it holds a resource."""
    left = (
        free.to(None, on="give_back")  # POOL-19
        | exhausted.to(free, cond="enough", on="give_back")  # POOL-19
        | exhausted.to(None, unless="enough", on="give_back")  # POOL-19
    )
    """A request is over: its resource is given back."""
    connection_lost = exhausted.from_(exhausted, free, on="forget")  # POOL-5, POOL-18
    """The proxy is lost, and with it all resources."""

    def last(self):
        return self.used + 1 >= self.told

    def enough(self):
        return max(0, self.used - 1) < self.told

    def take(self):
        self.used = min(POOL_RESOURCES_MAX, self.used + 1)

    def give_back(self):
        self.used = max(0, self.used - 1)

    def hear_0(self):
        self.told = 0

    def hear_1(self):
        self.told = 1

    def hear_2(self):
        self.told = 2

    def forget(self):
        self.told, self.used = 0, 0


class Slot(Machine):
    """One record's hold on a dialing resource, from its request to its end.

    Source: POOL-7, POOL-19.
    """

    outputs = frozenset({"resources.taken", "resources.left"})
    spontaneous = frozenset({"free"})
    record_closed = Read("the record has its outcome")

    empty = State(initial=True)
    held = State()

    sent = empty.to(held, on="take")  # POOL-7
    """The record's request leaves OCS."""
    result = held.to(empty, on="give_back")  # POOL-19
    """The result of the call arrives, in time or late."""
    error = held.to(empty, on="give_back")  # POOL-19
    """The proxy reports an Error for the call."""
    free = held.to(empty, cond="record_closed", on="give_back")  # POOL-19
    """OCS frees the resource of a record that is stale."""
    connection_lost = held.to(empty)  # POOL-18
    """The proxy is lost, and with it all resources."""

    def take(self):
        self.emit("resources.taken")

    def give_back(self):
        self.emit("resources.left")
