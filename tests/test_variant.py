"""Mutants: wrong machines are made from fresh copies, and leave the right ones alone."""

import pytest
from statemachine import State

from dialonce import ENVIRONMENT, Machine, Mutant, SpecificationError, System, fresh, without
from dialonce.machine import event_names
from dialonce.table import tabulate


class Lamp(Machine):
    """A lamp that is switched on and off."""

    spontaneous = frozenset({"press", "pull"})

    off = State(initial=True)
    on = State()

    press = off.to(on)
    pull = on.to(off)


def make_lamp():
    class Made(Machine):
        only = State(initial=True)
        press = only.to(None)

    return Made


def room(lamp):
    """A system with one lamp."""
    return System("room", "person", "lamp", "alone", {ENVIRONMENT: {"lamp": lamp}}, topics=())


def refuses(subject, rule, mend=""):
    """Expect a SpecificationError that names the subject, and has `rule` and `mend` in it."""
    text = rf"^{subject}: .*{rule}.* Mend: (?=.).*{mend}"
    return pytest.raises(SpecificationError, match=text)


def transitions(machine):
    """All transitions of a class as (source, event, target)."""
    return [
        (t.source.id, t.event, t.target and t.target.id)
        for state in machine.ordered_states
        for t in state.transitions
    ]


def test_fresh_copy_leaves_the_original_untouched():
    """A mutant of a fresh copy adds its transition to the copy, and none to the original."""
    before = transitions(Lamp)
    copy = fresh(Lamp)

    class Flickers(copy):
        mutant = "The lamp goes off when it is pressed again."
        press = copy.on.to(copy.off)

    assert copy is not Lamp
    assert transitions(Flickers) == [*before, ("on", "press", "off")]
    assert transitions(Lamp) == before
    assert len(list(tabulate(Lamp).rows())) == len(list(tabulate(Flickers).rows())) == 4
    assert room(Lamp).machines == {"lamp": Lamp}


HOUSE = """
from statemachine import State
from dialonce import Machine

class Door(Machine):
    spontaneous = frozenset({"open"})
    shut = State(initial=True)
    open = shut.to.itself(on="sound")

    def sound(self):
        pass


class Bell(Machine):
    spontaneous = frozenset({"ring"})
    still = State(initial=True)
    ring = still.to.itself(on="sound")

    def sound(self):
        pass
"""


def test_fresh_copies_of_two_classes_share_a_run(tmp_path, monkeypatch):
    """A module is run once more only when a class of it is asked for again."""
    (tmp_path / "house.py").write_text(HOUSE)
    monkeypatch.syspath_prepend(tmp_path)
    import house

    asked = [fresh(kind) for kind in (house.Door, house.Bell, house.Bell, house.Door)]
    runs = [id(copy.sound.__globals__) for copy in asked]
    assert runs[0] == runs[1] != runs[2] == runs[3]
    assert id(vars(house)) not in runs


def test_fresh_copies_differ():
    """Each fresh copy is a class of its own."""
    assert fresh(Lamp) is not fresh(Lamp)


def test_invalid_system_with_a_spoilt_class():
    """A class from which a mutant was made is refused by a system, and cannot be run."""
    copy = fresh(Lamp)
    wrong = type(Machine)("Wrong", (copy,), {"mutant": "It is wrong."})
    with refuses("system room", "lamp is a class from which a mutant was made", r"fresh\(\)"):
        room(copy)
    with refuses("Lamp", "a mutant was made from this class", r"fresh\(\)"):
        copy()
    assert room(wrong).machines == {"lamp": wrong}


def test_invalid_system_that_was_there_before_the_mutant():
    """A system that was made before its class was spoilt cannot be tabulated any more."""
    copy = fresh(Lamp)
    system = room(copy)
    type(Machine)("Wrong", (copy,), {"mutant": "It is wrong."})
    with refuses("Lamp", "a mutant was made from this class"):
        tabulate(system.machines["lamp"])


def test_mutant_of_a_mutant():
    """A mutant may be made worse, and is then spoilt itself."""
    first = type(Machine)("First", (fresh(Lamp),), {"mutant": "It is wrong."})
    second = type(Machine)("Second", (first,), {"mutant": "It is worse."})
    assert second().snapshot().states == ("off",)
    with refuses("First", "a mutant was made from this class"):
        first()


def test_invalid_fresh_of_a_made_class():
    """A class that a function made is not copied: the function makes another one."""
    with refuses("Made", "made in a function", "call that function again"):
        fresh(make_lamp())


def test_invalid_fresh_of_a_class_without_a_file(monkeypatch):
    """A class of the main program cannot be made again by importing."""
    monkeypatch.setattr(Lamp, "__module__", "__main__")
    with refuses("Lamp", "not in a module that can be imported", "into a file"):
        fresh(Lamp)


def test_without_takes_an_event_out():
    """An event is taken out of a fresh class with its transitions, and may be wired anew."""
    right = without(fresh(Lamp), "press")
    assert transitions(right) == [("on", "pull", "off")]

    class Shy(right):
        mutant = "The lamp does not go on."
        press = right.off.to(None)

    assert event_names(Shy) == ["pull", "press"]
    assert Shy().react("press").taken
    assert Shy().snapshot().states == ("off",)


def test_invalid_without():
    """An unknown event cannot be taken out, and the class that is left cannot be run."""
    with refuses("Lamp", "it has no event pres", "did you mean press"):
        without(fresh(Lamp), "pres")
    with refuses("Lamp", "a mutant was made"):
        without(fresh(Lamp), "press")()


def test_mutant_replaces_machines():
    """A mutant builds its system with the wrong machine in it, and says what is wrong."""
    wrong = type(Machine)("Wrong", (fresh(Lamp),), {"mutant": "It is wrong."})
    mutant = Mutant("wrong_lamp", ("a_property",), room(Lamp), {"lamp": wrong})
    assert mutant.sentence == "It is wrong."
    assert mutant.build().machines == {"lamp": wrong}
    assert mutant.system.machines == {"lamp": Lamp}


def test_invalid_mutant():
    """A mutant names machines of its system, and each says what is wrong with it."""
    wrong = type(Machine)("Wrong", (fresh(Lamp),), {"mutant": "It is wrong."})
    with refuses("mutant bad", "the system has no machine lamb", "did you mean lamp"):
        Mutant("bad", (), room(Lamp), {"lamb": wrong}).build()
    with refuses("mutant bad", "lamp does not say what is wrong", "mutant ="):
        Mutant("bad", (), room(Lamp), {"lamp": fresh(Lamp)}).build()
