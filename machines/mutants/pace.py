"""Wrong designs of the pace of a session: resources told, in use, and given back."""

from dialonce import Mutant, fresh, without
from machines.pace import Resources, Slot
from machines.systems.pool_calls import pool_calls

Right = without(fresh(Resources), "told_0")


class IgnoresNone(Right):
    mutant = "OCS goes on to send requests when there is no resource (D-323)."

    told_0 = Right.free.from_(Right.exhausted, Right.free, on="hear_0")


requests_exceed_the_resources = Mutant(
    "requests_exceed_the_resources",
    (
        "a_request_leaves_only_while_a_resource_is_free",
        "requests_under_way_grow_only_up_to_the_resources",
    ),
    pool_calls,
    {"resources": IgnoresNone},
)

Right = fresh(Resources)


class ForgetsUse(Right):
    mutant = "A notice of fewer resources frees what is in use (D-323)."

    def hear_1(self):
        self.told, self.used = 1, 0

    def hear_0(self):
        self.told, self.used = 0, 0


fewer_resources_cut_the_count = Mutant(
    "fewer_resources_cut_the_count",
    (
        "fewer_resources_take_back_no_request",
        "more_requests_can_be_under_way_than_resources_are_left",
    ),
    pool_calls,
    {"resources": ForgetsUse},
)

Right = without(fresh(Slot), "free")


class LeaksResources(Right):
    mutant = "A stale record keeps its dialing resource for ever (D-328)."

    free = Right.held.to(None, cond="record_closed")


stale_records_keep_their_resource = Mutant(
    "stale_records_keep_their_resource",
    ("a_resource_is_given_back_in_the_end",),
    pool_calls,
    {"slot": LeaksResources},
)

Right = without(fresh(Slot), "sent")


class HoldsNothing(Right):
    mutant = "A request holds no dialing resource."

    sent = Right.empty.to(None, on="take")


requests_hold_no_resource = Mutant(
    "requests_hold_no_resource",
    (
        "every_request_with_an_open_outcome_holds_a_resource",
        "a_resource_is_used_exactly_while_a_slot_is_held",
    ),
    pool_calls,
    {"slot": HoldsNothing},
)

Right = fresh(Slot)


class GivesBackTwice(Right):
    mutant = "A record that is over gives its resource back twice."

    def give_back(self):
        self.emit("resources.left")
        self.emit("resources.left")


resources_are_given_back_twice = Mutant(
    "resources_are_given_back_twice",
    ("each_request_that_is_over_gives_back_one_resource",),
    pool_calls,
    {"slot": GivesBackTwice},
)
