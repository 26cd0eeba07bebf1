"""Wrong designs of the yardstick, beside its seeded bug."""

from dialonce import Mutant, fresh, without
from machines.reference import ReferenceRecord, ReferenceSession
from machines.systems.reference import reference

Right = fresh(ReferenceRecord)


class UncountedCall(Right):
    mutant = "A call is placed that nobody counts."

    def place(self):
        pass


uncounted_call = Mutant(
    "uncounted_call",
    ("a_done_yardstick_record_was_placed_once",),
    reference,
    {"record": UncountedCall},
)
Right = without(fresh(ReferenceRecord), "expire")


class Unexpiring(Right):
    mutant = "A lost record waits for ever."
    expire = Right.requested.to(Right.stale) | Right.dialing.to(Right.stale)


lost_for_ever = Mutant(
    "lost_for_ever",
    ("a_lost_yardstick_record_becomes_stale",),
    reference,
    {"record": Unexpiring},
)
Right = without(fresh(ReferenceSession), "pause")


class RunsOn(Right):
    mutant = "The yardstick's session never pauses."
    pause = Right.running.to(None)


yardstick_runs_on = Mutant(
    "yardstick_runs_on",
    ("a_running_yardstick_session_has_a_link",),
    reference,
    {"session": RunsOn},
)
