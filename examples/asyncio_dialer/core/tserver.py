"""The link to a T-Server, which is usable only when it has registered and informed us."""

from .action import Action
from .link import Link

QUESTIONS = ("queues", "agents", "calls")


class SwitchLink(Link):
    """A link that registers and asks three questions before it is up.

    Beside the states of a link it is `registering`, `asking`, or `barred` until a person helps.
    """

    answers = 0

    def joined(self) -> None:
        """Connected, which is not enough."""
        self.state = "registering"
        self.say(Action("register", self.server, self.name))

    def registered(self) -> None:
        """The T-Server knows us: ask what has changed."""
        if self.state == "registering":
            self.state, self.answers = "asking", 0
            self.say(Action("ask", self.server, self.name))

    def answered(self) -> None:
        """One answer is there; the last one makes the link usable."""
        if self.state == "asking":
            self.answers += 1
            if self.answers == len(QUESTIONS):
                self.state = "up"

    def registration_refused(self) -> None:
        """The T-Server does not want us, and its partner would not either: tell a person."""
        if self.state == "registering":
            self.state = "barred"
            self.say(Action("report", "refusal", self.name))
            self.close()

    def correct(self) -> None:
        """A person has corrected what was wrong."""
        if self.state == "barred":
            self.attempt(0)

    def close(self) -> None:
        """Hang up."""
        self.say(Action("close", self.server, self.name))

    def lost(self) -> None:
        """Gone: a failed try if it was not usable yet."""
        if self.state in ("registering", "asking"):
            self.state = "resting"
        else:
            super().lost()

    def tick(self) -> None:
        """An answer has not come in time, or the rest is over."""
        if self.state in ("registering", "asking"):
            self.close()
            self.state = "resting"
        else:
            super().tick()
