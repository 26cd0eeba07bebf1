"""Wrong designs of the pace behind a proxy: what holds a request back, and what lets it go."""

from dialonce import Mutant, fresh, without
from machines.pace import Resources, Slot
from machines.pool import ProxyOrder
from machines.systems.pool import pool_single
from machines.systems.pool_calls import pool_calls

Right = without(fresh(Resources), "told_1")


class StandsStill(Right):
    mutant = "With one of two resources lost the session sends nothing, where it should slow down."
    told_1 = Right.exhausted.from_(Right.exhausted, Right.free, on="hear_1")


slowed_down_means_stopped = Mutant(
    "slowed_down_means_stopped",
    ("requests_are_held_back_exactly_while_no_resource_is_free",),
    pool_single,
    {"resources": StandsStill},
)

Right = without(fresh(Resources), "connection_lost")


class RemembersResources(Right):
    mutant = "OCS that has lost its proxy counts on as many resources at the next one."
    connection_lost = Right.free.to(None) | Right.exhausted.to(None)


keeps_the_resources_of_a_lost_proxy = Mutant(
    "keeps_the_resources_of_a_lost_proxy",
    ("without_a_proxy_there_is_no_resource",),
    pool_single,
    {"resources": RemembersResources},
)

Right = without(fresh(Slot), "error")


class ErrorFreesLater(Right):
    mutant = "An Error closes its record, and the resource is found and freed some time later."
    error = Right.held.to(None)


an_error_frees_no_resource = Mutant(
    "an_error_frees_no_resource",
    ("a_report_gives_the_resource_back_at_once",),
    pool_calls,
    {"slot": ErrorFreesLater},
)

Right = without(fresh(ProxyOrder), "request_1", "request_2")


class SparesTheOther(Right):
    mutant = (
        "A request whose CPD Server is lost is answered with an Error, though another is there."
    )
    request_1 = Right.at_1.from_(
        Right.idle, Right.at_1, Right.at_2, cond="up_1", on="dial_1"
    ) | Right.idle.from_(Right.idle, Right.at_1, Right.at_2, unless="up_1", on="report_error")
    request_2 = Right.at_2.from_(
        Right.idle, Right.at_1, Right.at_2, cond="up_2", on="dial_2"
    ) | Right.idle.from_(Right.idle, Right.at_1, Right.at_2, unless="up_2", on="report_error")


proxy_errs_too_early = Mutant(
    "proxy_errs_too_early",
    ("a_request_that_finds_a_cpd_server_is_handed_on",),
    pool_calls,
    {"order": SparesTheOther},
)
