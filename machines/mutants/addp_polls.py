"""Wrong designs of ADDP's messages: polls without need, and answers that are owed."""

from dialonce import Mutant, without
from machines.addp import make_addp
from machines.systems.addp import addp

Right = without(make_addp(3), "tick")


class PollsOn(Right):
    mutant = "A side that waits for an answer polls at every tick until it comes."
    tick = (
        Right.watching.to(None, unless="time_is_up", on="count")
        | Right.watching.to(Right.polling, cond="time_is_up", on=["start_again", "poll"])
        | Right.polling.to(None, unless="time_is_up", on=["count", "poll"])
        | Right.polling.to(Right.lost, cond="time_is_up", on="start_again")
    )


polls_until_it_is_answered = Mutant(
    "polls_until_it_is_answered",
    ("one_poll_is_sent_for_a_quiet_timeout",),
    addp["addp_3"],
    {"client": PollsOn},
)

Right = without(make_addp(3), "polled")


class AsksOnly(Right):
    mutant = "OCS answers no poll while it waits for an answer itself."
    polled = Right.watching.to(None, on=["start_again", "answer"]) | Right.polling.to(
        Right.watching, on="start_again"
    )


asks_and_does_not_answer = Mutant(
    "asks_and_does_not_answer",
    ("a_poll_is_answered_at_once",),
    addp["addp_3_slow"],
    {"client": AsksOnly},
)
