"""An adapter within this process: the player behind the protocol, without a pipe."""

from collections import deque

from dialonce import __version__
from dialonce.cli.adapter import Actor, Answers
from dialonce.conform.channel import Bounds
from dialonce.conform.protocol import PROTOCOL, Bye, Greeting, encode, from_kit
from dialonce.conform.search import Effort, Search
from dialonce.conform.session import Session
from dialonce.conform.setting import agreed
from dialonce.conform.verdict import verdict_of
from dialonce.judge.vocabulary import process_of


class Loop:
    """A connection and its channel in one: what is sent is answered at once."""

    log = ""

    def __init__(self, actor):
        self.channel, self.answers, self.lines = self, Answers(actor), deque()

    def send(self, line, patience):
        message = from_kit(line)
        if not isinstance(message, Bye):
            self.lines.extend(map(encode, self.answers.to(message)))

    def receive(self, patience):
        return self.lines.popleft()

    def explained(self, fault):
        return fault

    def close(self, grace=True):
        pass


def searching(system, wrong=None, process=None, members=2, lazy=False, **effort):
    """A search for what the specification's machines, or a wrong design's, do wrong."""
    process = process_of(system, process)
    members = members if system.group else 0
    greeting = Greeting(PROTOCOL, system.name, process, members, __version__)
    actor = Actor(wrong or system, system, process, None, 0, lazy)
    session = Session(lambda: Loop(actor), greeting, Bounds())
    effort = Effort(**{"weigh_seconds": 0.0} | effort)
    return Search(session, agreed(session.greet(), system, process, members), effort)


def judged(system, wrong=None, process=None, choices=None, **more):
    """The verdict on the specification's machines, or on a wrong design's."""
    search = searching(system, wrong, process, **more)
    return verdict_of(search, search.go() if choices is None else search.replay(choices))
