"""Scenarios: a system is walked event by event, and asked what it is in."""

from dialonce import catalog
from dialonce.trace import Runner


class Scenario:
    """A run of a system, told by events: `record.claim`, or `record.claim 2` for record 2."""

    def __init__(self, system, members=2):
        self.runner = Runner(catalog.systems()[system], members)

    def take(self, *events):
        """Take the events one after the other; each must be enabled. Returns this scenario."""
        for text in events:
            self.last = self.runner.take(*self._parse(text))
        return self

    def can(self, text):
        """Whether an event is enabled now."""
        return self.runner.peek(*self._parse(text)).enabled

    def of(self, machine, member=1):
        """The local state of a machine, as it reads: `lost, timer 2`."""
        instance = (machine, member - 1)
        return self.runner.trace.tables[machine].describe(self.runner.state[instance])

    def sent(self, output):
        """How often the last step sent an output."""
        return sum(message.output == output for message in self.last.sent)

    def _parse(self, text):
        name, _, member = text.partition(" ")
        machine, event = name.split(".")
        return (machine, int(member or 1) - 1), event
