"""What Spin finds in an exported model beside what our own search finds in the system.

Both must have the same number of states and of steps, and the same verdict on every property:

- invariant, step: an assertion that fails, or not;
- reachable, and the trigger of leads_to and within: an assertion of the contrary, which must fail;
- within: an assertion on a counter of ticks, which runs since the trigger;
- leads_to: an acceptance cycle, in which no fault happens and each fair event is served.
"""

from spin_model import search

from dialonce import catalog
from dialonce.check import VIOLATED, check
from dialonce.export import promela
from dialonce.export.promela.claims import ALWAYS

ASKED = ("leads_to", "within")
PARTS = ("states", "cycles")  # counts and what is found in states and steps; what leads_to claims


def ours(system, members, effort):
    """Our own answer, with all members told apart."""
    claims = catalog.properties_of([system])
    return check(system, claims, members or None, symmetry=False, effort=effort, witnesses=False)


def disagreements(system, members, report, seconds, parts=PARTS):
    """Where Spin differs from a report: a list of sentences. Raises Limit, Broken."""
    comparison = Comparison(system, members, report, seconds)
    return [each for part in parts for each in getattr(comparison, f"of_{part}")()]


class Comparison:
    """The model of a system, and our report on it."""

    def __init__(self, system, members, report, seconds):
        self.system, self.members, self.report, self.seconds = system, members, report, seconds
        self.model = promela.model(system, members)
        self.names = self.model.claims.names
        self.claims = {claim.name: claim for claim in self.model.claims.claims}

    def _search(self, *flags, live=False, factor=1):
        states = factor * self.report.space.states
        return search(self.model.text, self.members, *flags, live=live, states=states,
                      seconds=self.seconds)  # fmt: skip

    def of_states(self):
        """Every difference in counts, and about what states and steps show, as a sentence."""
        found, space = self._search("-DWITNESSES"), self.report.space
        rests = 0
        if self.system.ends or ALWAYS in found.violated:
            # A state in which nothing can change has a step to itself in the model.
            rests = self._search("-DENDS").errors
        spins = self._wrong_states(found) | self._late()
        violated = self._violated()
        wrong = ({ALWAYS} & violated) ^ ({ALWAYS} & found.violated)
        wrong |= (spins ^ violated) & {*self.claims} - self._live
        wrong |= (self._live & spins) - violated
        return [
            *_unequal("states", found.states, space.states),
            *_unequal("transitions", found.transitions - rests, space.steps),
            *self._said(wrong),
        ]

    def of_cycles(self):
        """Every difference about leads_to, as a sentence."""
        violated = self._violated()
        cycles, rest = self._live & violated, self._live - violated
        unasked = self._never_asked(cycles)
        wrong = {name for name in cycles - unasked if not self._cycle(self.names[name])}
        left_out = [f"-DWITHOUT_{self.names[name]}" for name in self._live - rest]
        if rest and self._cycle("ANY", *left_out):
            wrong |= {name for name in rest if self._cycle(self.names[name])}
        return self._said(wrong)

    @property
    def _live(self):
        return {claim.name for claim in self.claims.values() if claim.kind == "leads_to"}

    def _never_asked(self, cycles):
        """Those that are violated because nothing ever asks for them, which no cycle shows."""
        return self._wrong_states(self._search("-DWITNESSES")) & cycles if cycles else set()

    def _said(self, wrong):
        violated = self._violated()
        return [f"{name}: Spin does not agree that it is {self._verdict(name, violated)}"
                for name in sorted(wrong)]  # fmt: skip

    def _violated(self):
        return {f.property.name for f in self.report.findings if f.verdict == VIOLATED}

    @staticmethod
    def _verdict(name, violated):
        return "VIOLATED" if name in violated else "HOLDS"

    def _wrong_states(self, found):
        """The claims that fail for what is found in states and in steps."""
        wrong = set()
        for claim in self.claims.values():
            name = self.names[claim.name] + ("_asked" if claim.kind in ASKED else "")
            must_fail = claim.kind in ("reachable", *ASKED)
            if (name in found.violated) != must_fail:
                wrong.add(claim.name)
        return wrong

    def _late(self):
        """The claims whose response comes too late."""
        within = [claim.name for claim in self.claims.values() if claim.kind == "within"]
        if not within:
            return set()
        found = self._search("-DWITHIN=ANY", factor=4)
        return {name for name in within if f"{self.names[name]}_in_time" in found.violated}

    def _cycle(self, name, *flags):
        return self._search(f"-DLEADS_TO={name}", *flags, live=True, factor=64).cycle


def _unequal(what, spins, our_count):
    return [f"{what}: Spin has {spins}, we have {our_count}"] if spins != our_count else []
