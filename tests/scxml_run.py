"""SCXML as python-statemachine runs it: a document that was loaded, and what it sends."""

from statemachine.io import load
from statemachine.orderedset import OrderedSet


class Loaded:
    """A running document. `sent` has what it sends to the session that started it."""

    def __init__(self, text):
        chart = load(text, format="scxml")
        chart.catch_errors_as_events = False  # an expression that fails must not count as false
        self.machine, self.sent = chart(), []
        self.machine._invoke_session = self

    def send_to_parent(self, event):
        """Called by the library for each <send target="#_parent">."""
        self.sent.append(event)

    def put(self, states, data):
        """Put it into a configuration and give it data."""
        self.machine._engine.running = True  # it may have been in a final state
        self.machine.model.state = states[0] if len(states) == 1 else OrderedSet(states)
        for name, value in data.items():
            setattr(self.machine.model, name, value)

    def take(self, event, **reads):
        """Let it hear an event; returns what it sends."""
        self.sent.clear()
        self.machine.send(event, **reads)
        return tuple(self.sent)

    def states(self):
        """The active states."""
        return {state.id for state in self.machine.configuration}

    def data(self, names):
        """The values of some variables."""
        return {name: getattr(self.machine.model, name) for name in names}
