"""Drawings show every state, transition, machine and message, and need no system Graphviz."""

import importlib.metadata
import json
import re
from html import unescape

import pytest
from statemachine import State

from dialonce import Data, Machine, catalog
from dialonce.arrows import TICK, arrows, caption, channels, data_lines, emissions, glances
from dialonce.diagram import machine_dot, machine_mermaid, render, system_dot, system_mermaid
from dialonce.errors import DialonceError
from dialonce.labels import effects, labels
from dialonce.machine import data_of
from dialonce.mermaid import RESERVED
from dialonce.system import ENVIRONMENT
from dialonce.table import tabulate
from dialonce.talk import cards, lines


class Kettle(Machine):
    """A machine with everything that is hard to draw."""

    spontaneous = frozenset({"leak"})
    faults = frozenset({"leak"})
    litres = Data((2, 0, 1), unit="litres")

    end = State(initial=True)

    class on(State.Compound):
        idle = State(initial=True, enter="beep")

        class busy(State.Parallel):
            class heater(State.Compound):
                cold = State(initial=True)
                hot = State()
                switch = cold.to(hot) | hot.to(cold)

            class lid(State.Compound):
                shut = State(initial=True)
                tap = shut.to(None, cond="litres < 2 and full", on="beep")

        boil = idle.to(busy)
        cooled = busy.to(idle, unless="litres > 1")

    broken = State(final=True)

    plug = end.to(on)
    leap = end.to(on.busy, on="beep")
    leak = on.to(end)
    poke = on.to(None, on="beep")
    restart = on.to.itself(on="beep")
    calm = on.to(on.idle, cond="litres == 1")
    again = on.busy.to(on, cond="litres == 2")
    burst = on.busy.to(broken)

    def full(self):
        return True

    def beep(self):
        pass


class Wheel(Machine):
    """A machine with one event that leads from many states to one."""

    a = State(initial=True)
    b = State()
    c = State()
    d = State()
    e = State(final=True)

    turn = a.to(b) | b.to(c) | c.to(d) | d.to(e)
    stop = e.from_(a, b, c, d)


SYSTEMS = catalog.systems()
MACHINES = [*dict.fromkeys(catalog.machine_classes()), Kettle]
NAMES = [f"{m.__name__}_{number}" for number, m in enumerate(MACHINES)]


def laid_out(graph, folder):
    """The drawing as Graphviz lays it out: objects by name, edges with the names of their ends."""
    drawing = json.loads(render(graph, "json", folder / "drawing.json").read_text())
    names = {each["_gvid"]: each["name"] for each in drawing.get("objects", [])}
    edges = [
        each | {"tail": names[each["tail"]], "head": names[each["head"]]}
        for each in drawing.get("edges", [])
    ]
    return {each["name"]: each for each in drawing["objects"]}, edges


def words(label):
    """The text of a label without its markup, single-spaced."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", label)).split())


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_dot_has_every_state_and_transition(machine, tmp_path):
    """Each state is a node, or a cluster if it is compound, and carries its name in words.

    Each transition is on an edge, or in the box of the state in which it stays, with its event,
    its guard, what it changes, what it sends, and its clauses.
    """
    objects, edges = laid_out(machine_dot(machine), tmp_path)
    labels, boxes = [words(edge.get("label", "")) for edge in edges], {}
    for state in machine.ordered_states:
        drawn = objects[f"cluster_{state.id}" if state.states else state.id]
        boxes[state.id] = words(drawn["label"])
        assert boxes[state.id].startswith(state.id.replace("_", " "))

    sent = emissions(machine)
    for arrow in arrows(machine):
        key, stays = id(arrow.transition), arrow.target in ("", arrow.source)
        places = [*labels, boxes[arrow.source]] if stays else labels
        parts = [arrow.event, *arrow.clauses, *effects(machine).get(key, ())]
        parts += [f"[{arrow.guard}]" if arrow.guard else ""]
        parts += [each for outputs in sent.get(key, []) for each in outputs]
        assert any(all(part in place for part in parts) for place in places)


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_effects_are_what_the_table_does(machine):
    """A row changes a variable as the text says: to a value, by a number, or not at all."""
    table = tabulate(machine)
    for local, _, _, row in table.rows():
        for transition in row.taken[:1] if row else ():
            told = {t.split()[0]: t.split()[1:] for t in effects(machine)[id(transition)]}
            ends = zip(data_of(machine), table.locals[local].data, table.locals[row.after].data,
                       strict=True)  # fmt: skip
            for name, old, new in ends:
                match told.get(name, ()):
                    case ("=", value):
                        assert str(new) == value
                    case (sign, number) if sign in "+-":
                        assert new - old == int(number) * (1 if sign == "+" else -1)
                    case ():
                        assert new == old


def test_dot_ends_each_edge_at_its_state(tmp_path):
    """An edge between plain states joins their nodes, and no node stands for a plain state."""
    _, edges = laid_out(machine_dot(Kettle), tmp_path)
    ends = {words(edge["label"]): (edge["tail"], edge["head"]) for edge in edges if edge["label"]}

    assert ends["switch"] in {("cold", "hot"), ("hot", "cold")}
    assert ends["leak"][1] == "end"
    assert ends["burst"][1] == "broken"
    assert ends["calm [litres == 1]"] == ("any on", "idle")


@pytest.mark.parametrize(
    ("text", "end", "box"),
    [
        ("plug", "head", "on"),
        ("leap", "head", "busy"),
        ("boil", "head", "busy"),
        ("leak", "tail", "on"),
        ("burst", "tail", "busy"),
        ("cooled [not (litres > 1)]", "tail", "busy"),
    ],
)
def test_dot_cuts_an_edge_at_the_border_of_its_compound(text, end, box, tmp_path):
    """An edge to or from a compound state ends on the border of that box, and of no other."""
    objects, edges = laid_out(machine_dot(Kettle), tmp_path)
    edge = next(each for each in edges if words(each["label"]) == text)
    left, low, right, high = map(float, objects[f"cluster_{box}"]["bb"].split(","))
    arrow, *points = edge["pos"].removeprefix("e,").split()
    x, y = map(float, (arrow if end == "head" else points[0]).split(","))

    on_side = min(abs(x - left), abs(x - right)) < 1 and low - 1 <= y <= high + 1
    on_floor = min(abs(y - low), abs(y - high)) < 1 and left - 1 <= x <= right + 1
    assert on_side or on_floor


def test_dot_marks_initial_states_faults_and_data(tmp_path):
    """A dot leads to each initial state; faults are red and dashed; a note has the data."""
    objects, edges = laid_out(machine_dot(Kettle), tmp_path)
    starts = {each["tail"]: each["head"] for each in edges if each["tail"].startswith("start of")}

    assert starts == {
        "start of all": "end",
        "start of on": "idle",
        "start of heater": "cold",
        "start of lid": "shut",
    }
    assert words(objects["data"]["label"]).startswith(data_lines(Kettle)[0])
    assert data_lines(Kettle) == ["litres: 0 to 2 litres, 2 at first"]
    (leak,) = (each for each in edges if "leak" in each["label"])
    assert '<FONT COLOR="#a8483a"><B>leak</B>' in leak["label"]
    assert leak["style"] == "dashed"
    assert not any(each.get("style") for each in edges if each is not leak)


def test_labels_tell_alike_events_together():
    """Events that do the same between the same states share a label, with all their clauses."""
    loop = [arrow for arrow in arrows(Kettle) if arrow.event in ("plug", "leap", "leak")]
    told = labels(Kettle, [arrow._replace(clauses=(arrow.event.upper(),)) for arrow in loop])

    assert [label.events for label in told] == [
        (("plug", False), ("leap", False)),
        (("leak", True),),
    ]
    assert told[0].clauses == ("PLUG", "LEAP")
    assert [label.fault for label in told] == [False, True]


def test_narrowest_layout_tells_in_boxes_what_many_states_do(tmp_path):
    """There an event that leads from many states to one has no arrows but from the initial one."""
    objects, edges = laid_out(machine_dot(Wheel, 2), tmp_path)
    drawn = {(each["tail"], each["head"]) for each in edges}

    assert drawn == {
        ("start of all", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("a", "e"),
    }  # fmt: skip
    for name in "bcd":
        assert words(objects[name]["label"]) == f"{name} stop to e"
    _, usual = laid_out(machine_dot(Wheel), tmp_path)
    assert len(usual) == len(edges) + 2


def test_boxes_tell_what_happens_in_a_state(tmp_path):
    """What does not leave a state stands in its box, with the guard and the effect."""
    objects, edges = laid_out(machine_dot(SYSTEMS["cpd_warm"].machines["record"]), tmp_path)

    assert "tick [timer > 1] / timer - 1" in words(objects["requested"]["label"])
    assert any(words(each["label"]).startswith("hand_over [session_running") for each in edges)


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_mermaid_has_every_state_and_transition(machine):
    """Each state is declared, and each transition stands in an arrow, a box or a note."""
    text = machine_mermaid(machine)
    joined = " ".join(text.replace("<br/>", " ").split())

    for state in machine.ordered_states:
        name = state.id + "_" * (state.id in RESERVED)
        assert re.search(rf'^ +({name} : {state.id}|state "{state.id}" as {name} {{)$', text, re.M)
    for arrow in arrows(machine):
        assert " ".join(caption(arrow, 99)) in joined
        assert not arrow.clauses or f"({', '.join(arrow.clauses)})" in joined
    assert all(line in joined for line in data_lines(machine))


def test_mermaid_takes_no_reserved_word_as_a_name():
    """A state called `end` gets another name, and keeps its label."""
    text = machine_mermaid(Kettle)

    assert "    end_ : end\n" in text
    assert "    end_ --> on : plug\n" in text


def test_mermaid_draws_no_arrow_between_a_compound_and_its_inside():
    """Such a transition is told in a note, since Mermaid cannot draw it."""
    text = machine_mermaid(Kettle)

    assert "on → idle: calm [litres == 1]" in text
    assert "on --> idle" not in text


@pytest.mark.parametrize("name", SYSTEMS)
def test_system_mermaid_has_every_machine_message_and_read(name):
    """Each machine, each event sent (but ticks), and each read is in the Mermaid flowchart."""
    system, text = SYSTEMS[name], system_mermaid(SYSTEMS[name])

    for machine, cls in system.machines.items():
        assert re.search(rf"<b>([\w, ]*, )?{machine}(, [\w, ]*)?</b><br/>{cls.__name__}", text)
    for _, _, events in channels(system):
        for event in set(events) - {TICK}:
            assert re.search(rf'-- "[^"]*\b{event}\b[^"]*" -->', text)
    for _, _, states in glances(system):
        assert all(re.search(rf'-\. "[^"]*\b{state}\?[^"]*" \.->', text) for state in states)


@pytest.mark.parametrize("name", SYSTEMS)
def test_system_drawings_have_every_machine_message_and_read(name, tmp_path):
    """Each machine is on a card with what it sees; each event sent (but ticks) is at a line."""
    system = SYSTEMS[name]
    objects, edges = laid_out(system_dot(system), tmp_path)
    card = cards(system)
    told = {}
    for edge in edges:
        ends = (edge["tail"], edge["head"])
        for pair in (ends, ends[::-1]) if edge.get("dir") == "both" else (ends,):
            told.setdefault(pair, set()).update(re.findall(r"\w+", words(edge.get("label", ""))))

    for machine, cls in system.machines.items():
        label = words(objects[card[machine]]["label"])
        assert machine.replace("_", " ") in label
        assert cls.__name__ in label
    for source, target, events in channels(system):
        assert set(events) - {TICK} <= told.get((card[source], card[target]), set())
    for reader, target, states in glances(system):
        label = words(objects[card[reader]]["label"])
        seen = label.split(f"sees {card[target].replace('_', ' ')}: ")[1]
        assert all(state.replace("_", " ") in seen for state in states)


def test_system_drawings_set_groups_and_the_environment_apart(tmp_path):
    """A machine of the group has a double frame; processes are boxes, the environment is none."""
    system = next(s for s in SYSTEMS.values() if s.group and ENVIRONMENT in s.processes)
    objects, _ = laid_out(system_dot(system), tmp_path)
    text = system_mermaid(system)

    framed = {name for name, each in objects.items() if each.get("peripheries") == "2"}
    assert {one for name in framed for one in name.split(", ")} == set(system.group)
    boxes = {name for name in objects if name.startswith("cluster_")}
    assert boxes == {f"cluster_{process}" for process in system.processes} - {
        f"cluster_{ENVIRONMENT}"
    }
    assert re.search(rf"style process_{ENVIRONMENT} .*stroke-dasharray", text)
    assert text.count("[[") == len(framed)


def test_machines_that_nobody_treats_differently_share_a_card():
    """The wires of a pair are one card, and so are its servers; no process is mixed."""
    card = cards(SYSTEMS["cpd_warm"])

    assert card["primary_wire"] == card["backup_wire"] == "primary_wire, backup_wire"
    assert card["management"] == card["statistics"]
    assert card["link"] == "link"
    for system in SYSTEMS.values():
        for name, shared in cards(system).items():
            assert {system.process_of[each] for each in shared.split(", ")} == {
                system.process_of[name]
            }


def test_both_directions_between_a_process_and_the_environment_share_a_line():
    """A request and its answer are one line; what the environment says to itself is not."""
    system = SYSTEMS["cpd_warm"]
    found = {line[:2]: line for line in lines(system, cards(system))}
    wires = "primary_wire, backup_wire"

    assert found["link", wires].said == ("connect",)
    assert set(found["link", wires].answered) == {"accepted", "refused", "dropped"}
    assert (wires, "link") not in found
    assert {("detector", wires), (wires, "detector")} <= set(found)


@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG\r\n\x1a\n")])
def test_render_writes_a_picture(form, start, tmp_path):
    """The file starts as its format wants, and holds a picture."""
    path = render(machine_dot(Kettle), form, tmp_path / f"kettle.{form}")

    data = path.read_bytes()
    assert data.startswith(start)
    assert len(data) > 8_000
    assert form == "png" or b">litres: 0 to 2 litres" in data


def test_render_needs_no_program_on_the_path(tmp_path, monkeypatch):
    """With nothing on PATH the binary of the wheel draws, wherever it is installed."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert render(machine_dot(Kettle), "svg", tmp_path / "kettle.svg").stat().st_size > 8_000


def test_render_passes_over_a_program_that_fails(tmp_path, monkeypatch):
    """A `dot` that does not start, or fails, is no reason to give up."""
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert render(machine_dot(Kettle), "svg", tmp_path / "kettle.svg").stat().st_size > 8_000


def test_invalid_render_without_graphviz(tmp_path, monkeypatch):
    """With no program at all the error is one line that says what to install."""

    def absent(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(importlib.metadata, "files", absent)

    with pytest.raises(DialonceError, match=r"there is no Graphviz.*graphviz-pure") as caught:
        render(machine_dot(Kettle), "svg", tmp_path / "kettle.svg")
    assert "\n" not in str(caught.value)


def test_invalid_render_of_a_broken_drawing(tmp_path):
    """What Graphviz says about a drawing that it cannot read arrives in one line."""
    graph = machine_dot(Kettle)
    graph.body.append("a -> [\n")

    with pytest.raises(DialonceError, match="cannot draw Kettle") as caught:
        render(graph, "svg", tmp_path / "kettle.svg")
    assert "\n" not in str(caught.value)
