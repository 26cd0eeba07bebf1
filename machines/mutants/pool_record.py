"""Wrong designs of what OCS does with an Error."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.systems.pool_calls import pool_calls

Right = without(fresh(CallRecord), "error")


class ErrorMeansStale(Right):
    mutant = "A record whose call the proxy reports as lost becomes stale at once (D-23)."

    error = Right.requested.to(Right.stale, on="stop_timer")


error_counts_as_stale = Mutant(
    "error_counts_as_stale",
    (
        "an_error_in_time_closes_its_record",
        "a_record_becomes_stale_only_when_its_timer_ends",
        "a_record_can_have_an_error_while_its_person_is_called",
        "a_result_can_come_to_a_proxy_that_has_reported_an_error",
    ),
    pool_calls,
    {"record": ErrorMeansStale},
)

Right = fresh(CallRecord)


class RedialsErrors(Right):
    mutant = "The treatment of errors dials a record with an Error again (D-23)."
    spontaneous = Right.spontaneous | {"treat"}

    treat = Right.failed.to(Right.ready)
    """The treatment for errors makes the record ready again."""


error_is_redialed = Mutant(
    "error_is_redialed",
    (
        "a_change_of_cpd_servers_dials_nobody_twice",
        "a_record_with_an_error_is_never_dialed_again",
        "a_record_is_dialed_at_most_once",
    ),
    pool_calls,
    {"record": RedialsErrors},
)

Right = without(fresh(CallRecord), "error")


class LateErrorCloses(Right):
    mutant = "An Error that comes after the loss of the proxy closes the lost record."

    error = Right.requested.to(Right.failed, on="stop_timer") | Right.lost.to(
        Right.failed, on="stop_timer"
    )


late_error_closes_a_lost_record = Mutant(
    "late_error_closes_a_lost_record",
    ("a_record_whose_report_was_lost_becomes_stale", "a_late_result_changes_no_record"),
    pool_calls,
    {"record": LateErrorCloses},
)

Right = fresh(CallRecord)


class RedialsStale(Right):
    mutant = "A record that became stale is dialed again, while its call may still be at the proxy."
    spontaneous = Right.spontaneous | {"treat"}

    treat = Right.stale.to(Right.ready)
    """The treatment for stale records makes the record ready again."""


stale_is_redialed_in_the_pool = Mutant(
    "stale_is_redialed_in_the_pool",
    ("a_record_is_dialed_at_most_once",),
    pool_calls,
    {"record": RedialsStale},
)

Right = without(fresh(CallRecord), "hand_over")


class NeverHandsOver(Right):
    mutant = "OCS hands no request over to the proxy."

    hand_over = Right.claimed.to(None)


no_request_goes_to_the_pool = Mutant(
    "no_request_goes_to_the_pool",
    (
        "a_claimed_record_gets_a_resource_and_is_closed",
        "a_claimed_record_can_wait_for_a_resource",
        "a_record_can_be_lost_with_an_error_under_way",
        "a_request_can_be_under_way_to_a_proxy_without_cpd_servers",
    ),
    pool_calls,
    {"record": NeverHandsOver},
)
