"""Sentences about the house that are false, one of each kind."""

from dialonce import invariant, leads_to, reachable, step, within


@invariant("TOY-2")
def a_lamp_never_burns_twice(s):
    """No lamp burns twice."""
    return s.lamp.used < 2


@invariant()
def a_lamp_has_never_burnt_twice(s):
    """No lamp has burnt twice."""
    return s.lamp.used != 2


@step("TOY-1", "TOY-9")
def the_door_stays_shut(before, step, after):
    """The door stays shut."""
    return ~(before.door.shut & after.door.ajar)


@reachable()
def a_lamp_can_burn_three_hours(s):
    """A lamp can burn for three hours."""
    return s.lamp.used == 3


@leads_to()
def an_open_door_is_shut_in_the_end(s):
    """An open door is shut in the end."""
    return s.door.ajar, s.door.shut


@leads_to()
def a_battery_runs_down_in_the_end(s):
    """A lamp that has burnt runs its battery down in the end."""
    return s.lamp.used == 1, s.lamp.used == 2


@within(ticks=2)
def a_lit_lamp_goes_dark_within_two_hours(s):
    """A lit lamp is dark within two hours."""
    return s.lamp.lit, s.lamp.dark
