"""Wrong designs of the primary of a pair in which sessions and sequences cannot go on."""

from dialonce import Mutant, fresh, without
from machines.ha_sequence import PairedSequence
from machines.ha_sync import PairedSession
from machines.systems.ha import ha_lone
from machines.systems.ha_sync import ha_sequence

Right = without(fresh(PairedSession), "stop")


class RunsOn(Right):
    mutant = "A session that runs cannot be stopped by a person: only a loaded one takes the order."
    stop = Right.loaded.to(None, cond="is_primary")


a_running_session_cannot_be_stopped = Mutant(
    "a_running_session_cannot_be_stopped",
    ("a_person_can_order_what_fits_the_session", "a_person_gets_what_was_asked_for"),
    ha_lone,
    {"first_session": RunsOn},
)
Right = without(fresh(PairedSequence), "dial")


class NeverDialsTheLast(Right):
    mutant = "A sequence stops short of StopAtDials, and stays active without its last dial."
    dial = Right.active.to(None, cond="is_primary and not last", on="count")


a_sequence_waits_at_its_last_dial = Mutant(
    "a_sequence_waits_at_its_last_dial",
    ("a_primary_can_go_on_with_a_sequence",),
    ha_sequence,
    {"first_sequence": NeverDialsTheLast, "second_sequence": NeverDialsTheLast},
)
