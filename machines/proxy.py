"""The CPD Proxy Server, as OCS sees it: what stands between OCS and several CPD Servers."""

from statemachine import State

from dialonce import Machine


class ProxyRelay(Machine):
    """One record's request at the proxies: handed on to a CPD Server at once, and never kept.

    Assumes: which CPD Server gets it does not matter here; POOL says more.
    Source: PRX-5.
    """

    outputs = frozenset({"call.dial"})

    passing = State(initial=True)

    request = passing.to(None, on="hand_on")  # PRX-5
    """OCS's request arrives, and is handed on."""

    def hand_on(self):
        self.emit("call.dial")
