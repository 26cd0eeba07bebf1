"""Wrong designs of a delay between tries."""

from dialonce import Data, Mutant, fresh, without
from machines.backoff import PatientConnection
from machines.systems.backoff import backoff

Right = without(fresh(PatientConnection), "accepted")


class RestoresAtOnce(Right):
    mutant = "Each connection restores the delay, however short it lasts (D-423)."
    accepted = Right.trying.to(Right.up, on="restore_delay")


restores_the_delay_at_each_connection = Mutant(
    "restores_the_delay_at_each_connection",
    ("a_connection_that_flaps_is_not_hammered",),
    backoff,
    {"link": RestoresAtOnce},
)
Right = fresh(PatientConnection)


class NeverRestores(Right):
    mutant = "The delay belongs to the client and not to one loss: nothing restores it."

    def restore_delay(self):
        pass


never_restores_the_delay = Mutant(
    "never_restores_the_delay",
    ("a_stable_connection_that_is_lost_is_tried_again_at_once",),
    backoff,
    {"link": NeverRestores},
)
Right = fresh(PatientConnection)


class GrowsFurther(Right):
    mutant = "The delay grows beyond its cap."
    delay = Data(range(9), unit="ticks")
    rest = Data(range(9), unit="ticks")

    def slow_down(self):
        self.delay = min(8, max(1, 2 * self.delay))


delay_grows_beyond_its_cap = Mutant(
    "delay_grows_beyond_its_cap",
    ("no_rest_is_longer_than_its_cap", "each_try_waits_as_long_as_the_failures_before_it_ask"),
    backoff,
    {"link": GrowsFurther},
)
Right = fresh(PatientConnection)


class StaysFast(Right):
    mutant = "The client rests for the shortest time, however often it fails."

    def slow_down(self):
        self.delay = 1


delay_never_grows = Mutant(
    "delay_never_grows",
    ("each_try_waits_as_long_as_the_failures_before_it_ask",),
    backoff,
    {"link": StaysFast},
)
Right = without(fresh(PatientConnection), "refused", "dropped")


class UsesUpItsBudget(Right):
    mutant = "A client that has failed twice gives up, and waits for a person."
    refused = Right.trying.to(
        Right.resting, cond="delay == 1", on=["begin_rest", "slow_down"]
    ) | Right.trying.to(Right.off, cond="delay != 1")
    dropped = Right.up.to(
        Right.trying, cond="delay < 2", on=["lose", "slow_down", "connect"]
    ) | Right.up.to(Right.off, cond="delay > 1", on="lose")


gives_up_when_its_tries_are_used_up = Mutant(
    "gives_up_when_its_tries_are_used_up",
    ("tries_have_no_limit_in_number",),
    backoff,
    {"link": UsesUpItsBudget},
)
Right = without(fresh(PatientConnection), "refused", "dropped")


class TriesOnce(Right):
    mutant = "The first failure is the last try."
    refused = Right.trying.to(None)
    dropped = Right.up.to(Right.trying, on="lose")


tries_once = Mutant(
    "tries_once",
    (
        "tries_have_no_limit_in_number",
        "a_connection_can_flap_at_the_longest_rest",
        "a_stable_connection_can_end_a_row_of_failures",
    ),
    backoff,
    {"link": TriesOnce},
)
Right = without(fresh(PatientConnection), "dropped")


class HidesFlapping(Right):
    mutant = "The loss of a connection that was up for a moment only is told to nobody."
    dropped = Right.up.to(
        Right.trying, cond="delay == 0", on=["lose", "slow_down", "connect"]
    ) | Right.up.to(Right.resting, cond="delay > 0", on=["forget", "begin_rest", "slow_down"])

    def forget(self):
        self.settled = 0


flapping_is_told_to_nobody = Mutant(
    "flapping_is_told_to_nobody",
    ("a_short_connection_that_is_lost_is_told_too",),
    backoff,
    {"link": HidesFlapping},
)
