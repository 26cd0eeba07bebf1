"""An agent at the switch, and what a T-Server tells OCS of it."""

from statemachine import State

from dialonce import Data, Machine, Read


class Agent(Machine):
    """An agent, who takes calls and ends them, whether OCS is connected or not."""

    outputs = frozenset({"feed.change"})
    spontaneous = frozenset({"take_call", "end_call"})

    free = State(initial=True)
    busy = State()

    take_call = free.to(busy, on="tell")
    """The agent takes a call, of OCS or of somebody else."""
    end_call = busy.to(free, on="tell")
    """The call of the agent ends."""

    def tell(self):
        self.emit("feed.change")


class AgentFeed(Machine):
    """The T-Server's answer and events about one agent, on their way to OCS.

    Data: news, 1 while an event is under way.
    Assumes: events keep their order; of several under way the last one counts.
    Source: TS-11, LES-5.
    """

    outputs = frozenset({
        "view.listed_free", "view.listed_busy", "view.turned_free", "view.turned_busy",
    })  # fmt: skip
    spontaneous = frozenset({"answer", "deliver"})
    news = Data(range(2))
    connected = Read("OCS and the T-Server hear each other")
    agent_free = Read("the agent is free")

    closed = State(initial=True)
    asked = State()
    live = State()

    ask = closed.to(asked)  # TS-11
    """OCS asks for the status of the agents."""
    answer = asked.to(live, cond="connected", on="tell_list")  # TS-11, LES-5
    """The T-Server answers with the status that the agent has now."""
    change = live.to(None, on="add_news") | asked.to(None) | closed.to(None)
    """The agent has become free or busy: an event is under way, if OCS is informed already."""
    deliver = live.to(None, cond="connected and news", on="tell_event")
    """The event reaches OCS."""
    disconnected = closed.from_(asked, live, on="clear")
    """The connection is gone, and with it what was under way."""

    def add_news(self):
        self.news = 1

    def clear(self):
        self.news = 0

    def tell_list(self):
        self.emit("view.listed_free" if self.agent_free else "view.listed_busy")

    def tell_event(self):
        self.news = 0
        self.emit("view.turned_free" if self.agent_free else "view.turned_busy")
