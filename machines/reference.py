"""The yardstick `cpd(K)`: a small model, exactly defined, to compare model checkers on."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class ReferenceServer(Machine):
    """A server of the yardstick that is up or down."""

    outputs = frozenset({"link.server_lost"})
    spontaneous = frozenset({"crash", "recover"})

    up = State(initial=True)
    down = State()

    crash = up.to(down, on="tell_link")
    """The server stops."""
    recover = down.to(up)
    """The server runs again."""

    def tell_link(self):
        self.emit("link.server_lost")


class ReferenceLink(Machine):
    """The yardstick's link, which alternates between the two servers."""

    outputs = frozenset({"session.pause", "session.resume", "record.lose"})
    spontaneous = frozenset({"drop_p", "drop_b", "connect_p", "connect_b", "giveup_p", "giveup_b"})
    p_up = Read("server P is up")
    b_up = Read("server B is up")
    up = AnyOf("on_p", "on_b")

    on_p = State(initial=True)
    seek_b = State()
    on_b = State()
    seek_p = State()

    drop_p = on_p.to(seek_b, on="lose")
    """The connection to P breaks."""
    drop_b = on_b.to(seek_p, on="lose")
    """The connection to B breaks."""
    server_lost = on_p.to(seek_b, unless="p_up", on="lose") | on_b.to(
        seek_p, unless="b_up", on="lose"
    )
    """A server stopped: matters if the link was on it."""
    connect_b = seek_b.to(on_b, cond="b_up", on="resume")
    """B accepts."""
    connect_p = seek_p.to(on_p, cond="p_up", on="resume")
    """P accepts."""
    giveup_b = seek_b.to(seek_p, unless="b_up")
    """B is down: turn to P."""
    giveup_p = seek_p.to(seek_b, unless="p_up")
    """P is down: turn to B."""

    def lose(self):
        self.emit("session.pause")
        self.emit("record.lose")

    def resume(self):
        self.emit("session.resume")


class ReferenceSession(Machine):
    """The yardstick's session."""

    running = State(initial=True)
    paused = State()

    pause = running.to(paused)
    """The link was lost."""
    resume = paused.to(running)
    """The link is back."""


class ReferenceRecord(Machine):
    """A record of the yardstick, with the ghost count of its placed calls."""

    spontaneous = frozenset({"dial", "deliver", "result", "expire"})
    placed = Data(range(3), unit="calls")
    link_up = Read("the link is on a server")
    session_running = Read("the session runs")

    ready = State(initial=True)
    requested = State()
    dialing = State()
    done = State()
    lost_req = State()
    lost_call = State()
    stale = State()
    validate_trap_states = False

    dial = ready.to(requested, cond="session_running")
    """The session requests the call."""
    deliver = requested.to(dialing, cond="link_up", on="place")
    """The request arrives, and the call is placed."""
    result = dialing.to(done, cond="link_up")
    """The result arrives."""
    expire = stale.from_(requested, dialing, lost_req, lost_call)
    """The record's timer runs out."""
    lose = requested.to(lost_req) | dialing.to(lost_call)
    """The link was lost while the record was under way."""

    def place(self):
        self.placed = min(2, self.placed + 1)
