"""A claim about steps is asked once of all of them, and answers as one asked step by step."""

import ast
from pathlib import Path
from random import Random

import numpy as np
import pytest
from automata import automaton, meet
from random_systems import GROUPS, composed, sentence

from dialonce import SpecificationError, catalog, check
from dialonce.explore import explore
from dialonce.property import Property

PROPERTIES = Path(__file__).parent.parent / "properties"


def claim_of(predicate):
    """A step property without clauses."""
    return Property("claim", "step", (), predicate, "", "test")


class Plain:
    """One step, with its event as a plain string."""

    def __init__(self, event, sent):
        self.event, self._sent = event, [each.output for each in sent]

    def by(self, *events):
        return self.event in events

    def sent(self, output):
        return self._sent.count(output)


def branches(says, before, step, after):
    if step.event == "clock.tick":
        return says(before)
    return says(after) | (step.sent("x.cast") == 0) if step.event != "a.go" else ~says(after)


def gathers(says, before, step, after):
    first = step.event == "a.go"
    first |= step.event == "b.run"
    first |= says(before)
    return first


def takes_apart(says, before, step, after):
    machine, _, event = step.event.partition(".")
    return says(after) if (machine, event) == ("b", "run") else says(before) | (machine == "a")


STYLES = {
    "compares": lambda says, b, step, a: (step.event == "a.go") | says(a),
    "excludes": lambda says, b, step, a: (step.event != "b.run") | says(a),
    "negates": lambda says, b, step, a: (not step.event.startswith("b.")) | says(a),
    "combines": lambda says, b, step, a: ((step.event == "a.go") & says(b)) | says(a),
    "one_of_a_tuple": lambda says, b, step, a: (step.event in ("a.go", "clock.tick")) | says(a),
    "one_of_a_set": lambda says, b, step, a: (step.event in {"a.go", "clock.tick"}) | says(a),
    "by": lambda says, b, step, a: step.by("a.go", "b.run", "nobody.comes") | says(b),
    "begins": lambda says, b, step, a: step.event.startswith("b.") | says(a),
    "counts": lambda says, b, step, a: (step.sent("x.cast") == int(step.event == "a.go")) | says(b),
    "only_the_event": lambda says, b, step, a: step.event != "clock.tick",
    "branches": branches,
    "gathers": gathers,
    "takes_apart": takes_apart,
}


def first_wrong(checker, predicate):
    """The first state with a step that breaks a claim, the event's number and m, by a loop."""
    c, found = checker.composed, []
    for number, key in enumerate([*c.own_events, *c.shared_events]):
        for g, m in zip(checker.g.tolist(), checker.m.tolist(), strict=True):
            after = after_of(c, number, g, m)
            if after is None:
                continue
            step = Plain(".".join(key), c.decisions[key].steps[c.step_of[key][g, m]].sent)
            before, then = (
                checker.observe(np.array([x]), np.array([y])) for x, y in ((g, m), after)
            )
            if not np.all(predicate(before, step, then)):
                found.append((int(checker.space.seen[g, m]), number, m))
    return min(found, key=lambda each: each[:2]) if found else None


def after_of(c, number, g, m):
    """The pair after an event, or None where it is not possible."""
    own = len(c.own_events)
    if number < own:
        packed = int(c.own[number, g, m])
        return divmod(packed, c.pairs.shape[1]) if packed >= 0 else None
    after = int(c.shared[number - own, g])
    return (after, int(c.casts[c.cast_of[number - own, g], m])) if after >= 0 else None


@pytest.mark.parametrize("style", STYLES)
def test_step_property_answers_as_a_loop_over_the_steps(style, monkeypatch):
    """The first violation is that of a plain loop, however the predicate asks for the event.

    So it is when the pairs are many, and looked at some at a time.
    """
    wrong = 0
    for seed in range(5):
        for group, members in GROUPS:
            checker = check.Checker(explore(composed(seed, group), members), True)
            says = sentence(
                Random(f"{style} {seed} {group} {members}"), ["a", "b", "clock", *group]
            )

            def predicate(before, step, after, says=says):
                return STYLES[style](says, before, step, after)

            expected = first_wrong(checker, predicate)
            wrong += expected is not None
            for most in (1 << 15, 7):
                monkeypatch.setattr(check, "PAIRS_AT_ONCE", most)
                other = check.Checker(checker.space, True)
                assert other._broken(claim_of(predicate)) == expected
                assert (other.decide(claim_of(predicate)).trace is None) == (expected is None)
    assert wrong


MACHINES = {
    "m": automaton("a go b, b back a", heard="back"),
    "o": automaton("a back b, b wait b", says={"back": "m.back"}),
}


@pytest.mark.parametrize(
    ("predicate", "nearest"),
    [
        (lambda b, step, a: step.event == "m.goo", "did you mean m.go"),
        (lambda b, step, a: step.event != "m.goo", "did you mean m.go"),
        (lambda b, step, a: step.event == "m.back", "did you mean o.back"),
        (lambda b, step, a: step.event in ("m.go", "o.weit"), "did you mean o.wait"),
        (lambda b, step, a: step.by("m.goo", "x.go"), "did you mean m.go"),
    ],
)
def test_event_that_never_begins_a_step_is_refused(predicate, nearest):
    """A misspelt event, or one that its machine only hears, is refused with the nearest name."""
    with pytest.raises(SpecificationError, match=rf"naming the event .*Mend: {nearest}"):
        check.check(meet(MACHINES), [claim_of(predicate)])


@pytest.mark.parametrize(
    "predicate",
    [
        lambda b, step, a: step.event != "absent.go",
        lambda b, step, a: step.event not in ("absent.go", "absent.stop"),
        lambda b, step, a: step.by("m.go", "m.stop", "o.back", "o.wait"),
    ],
)
def test_event_that_only_other_systems_have_is_by_no_step(predicate):
    """A claim may name a machine that is not there, and in `by` an event, if another is there."""
    assert check.check(meet(MACHINES), [claim_of(predicate)]).findings[1].verdict == check.HOLDS


def test_predicate_may_change_what_it_was_given():
    """What one claim does to its columns, the next one does not see."""

    def spoils(before, step, after):
        held = before.m.a
        held |= True
        held &= step.sent("m.back") * 0 == 0
        return held

    claims = [claim_of(spoils), claim_of(lambda before, step, after: before.m.a)]

    found = check.check(meet(MACHINES), claims).findings

    assert [f.verdict for f in found[1:]] == [check.HOLDS, check.VIOLATED]


def named_events(tree):
    """The events that are compared with the one of a step, or given to `by`."""
    for node in ast.walk(tree):
        asked = []
        if isinstance(node, ast.Compare):
            ends = [node.left, *node.comparators]
            if any(isinstance(end, ast.Attribute) and end.attr == "event" for end in ends):
                asked = ends
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = node.args if node.func.attr == "by" else []
        for end in asked:
            yield from (
                each.value
                for each in getattr(end, "elts", [end])
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def test_every_event_that_a_property_names_is_there():
    """An event that no system has would never happen, and the claim would be silent about it."""
    known = {".".join(key) for each in catalog.systems().values() for key in each.spontaneous}
    named = {e for p in PROPERTIES.glob("*.py") for e in named_events(ast.parse(p.read_text()))}

    assert len(named) > 50
    assert named - known == set()
