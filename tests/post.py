"""A post office, whose book shows in which order messages were heard."""

from statemachine import State

from dialonce import Machine, System


class Office(Machine):
    """Sends letters in ways that come out differently if the law of a step is not kept."""

    outputs = frozenset({"desk.ask", "book.y", "book.z", "all.go"})
    spontaneous = frozenset({"reply", "pair", "both"})
    open = State(initial=True)
    reply = open.to(None, on=["send_ask", "send_y"])
    """The desk's answer comes after what waits already."""
    pair = open.to(None, on=["send_y", "send_z"])
    """What is sent first is heard first."""
    both = open.to(None, on="send_all")
    """Hearers hear in the order in which they are named."""

    def send_ask(self):
        self.emit("desk.ask")

    def send_y(self):
        self.emit("book.y")

    def send_z(self):
        self.emit("book.z")

    def send_all(self):
        self.emit("all.go")


class Desk(Machine):
    """Writes z."""

    outputs = frozenset({"book.z"})
    idle = State(initial=True)
    ask = idle.to(None, on="send_z")
    go = idle.to(None, on="send_z")

    def send_z(self):
        self.emit("book.z")


class Clerk(Machine):
    """Writes y."""

    outputs = frozenset({"book.y"})
    idle = State(initial=True)
    go = idle.to(None, on="send_y")

    def send_y(self):
        self.emit("book.y")


class Book(Machine):
    """Keeps the order of two letters."""

    spontaneous = frozenset({"wipe"})
    blank = State(initial=True)
    has_y = State()
    has_z = State()
    has_yz = State()
    has_zy = State()
    y = blank.to(has_y) | has_z.to(has_zy)
    z = blank.to(has_z) | has_y.to(has_yz)
    wipe = blank.from_(has_y, has_z, has_yz, has_zy)


post = System(
    name="post", client="sender", server="office", mode="in order",
    processes={"office": {"office": Office, "desk": Desk, "clerk": Clerk, "book": Book}},
    roles={"office.all": "desk clerk"}, topics=("post",),
)  # fmt: skip
