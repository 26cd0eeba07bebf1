"""Traces as Mermaid sequence diagrams."""

import re

import toys

from dialonce import chart
from dialonce.trace import Runner


def walked(system, *events):
    """The trace of these events."""
    runner = Runner(system, system.members)
    for name, member, event in events:
        runner.take((name, member), event)
    return runner.trace


DAY = walked(
    toys.toy, ("door", 0, "unlock"), ("clock", 0, "tick"), ("lamp", 1, "burn"), ("door", 0, "leave")
)


def test_chart_is_exact():
    """The whole chart of a small trace: boxes, notes and arrows."""
    assert chart.sequence(walked(toys.toy, ("door", 0, "unlock"), ("lamp", 1, "burn"))) == (
        "sequenceDiagram\n"
        "  box guest\n"
        "    participant door_1 as door\n"
        "    participant lamp_1 as lamp 1\n"
        "    participant lamp_2 as lamp 2\n"
        "  end\n"
        "  Note over door_1,lamp_2: 1. door: Somebody unlocks the door#59; it creaks.\n"
        "  door_1->>lamp_1: shine\n"
        "  door_1->>lamp_2: shine\n"
        "  Note over door_1: hear (nobody hears it)\n"
        "  Note over door_1: shut -> ajar still\n"
        "  Note over lamp_1: dark -> lit\n"
        "  Note over lamp_2: dark -> lit\n"
        "  Note over door_1,lamp_2: 2. lamp 2: The lamp burns for an hour.\n"
        "  Note over lamp_2: lit -> dark, used 1\n"
    )


def test_chart_has_every_participant_once_in_process_order():
    """Whoever acts or changes takes part, process by process, and nobody else does."""
    found = re.findall(r"participant (\w+)", chart.sequence(DAY))
    assert found == ["door_1", "lamp_1", "lamp_2", "clock_1"]
    assert "clock" not in chart.sequence(walked(toys.toy, ("door", 0, "unlock")))


def test_chart_uses_declared_participants_only():
    """Every end of an arrow and every place of a note is a participant."""
    text = chart.sequence(DAY)
    declared = set(re.findall(r"participant (\w+)", text))
    arrows = re.findall(r"^ *(\w+)->>(\w+):", text, re.MULTILINE)
    notes = re.findall(r"Note over ([\w,]+):", text)
    used = {end for ends in arrows for end in ends}
    used |= {end for ends in notes for end in ends.split(",")}
    assert used <= declared


def test_chart_escapes_what_mermaid_would_read():
    """A semicolon would end the statement, and a hash would start an entity."""
    text = chart.sequence(walked(toys.fused, ("fuse", 0, "blow")))
    assert "The fuse blows#59; that is all#59; #35; what else?" in text


def test_chart_repeats_what_goes_round():
    """The steps of a cycle stand in a loop."""
    trace = walked(toys.switches, *[("switch", i, "flip") for i in (0, 1, 1)])
    trace.loop = 1
    lines = chart.sequence(trace).splitlines()
    assert lines.index("  loop for ever") < lines.index(
        "  Note over switch_1,switch_2: 2. switch 2: Somebody flips the switch."
    )
    assert lines[-1] == "  end"


def test_chart_of_nothing_is_a_chart():
    """A trace without steps has no participants."""
    assert chart.sequence(walked(toys.toy)) == "sequenceDiagram\n"


def test_page_holds_the_chart_and_the_words():
    """A page is readable where no Mermaid is: it has the steps in words as well."""
    page = chart.page(DAY, "A day", ["About it."])
    assert page.startswith("# A day\n\nAbout it.\n\n```mermaid\nsequenceDiagram\n")
    assert "  3  lamp 2: The lamp burns for an hour." in page
    assert "\x1b" not in page
