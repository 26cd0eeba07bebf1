"""Wrong designs of what a proxy tells OCS of its dialing resources."""

from dialonce import Data, Mutant, fresh, without
from machines.pool import ResourceCount, make_cpd_link
from machines.systems.pool import pool_single, pool_warm_addp

Right = without(fresh(ResourceCount), "lost")


class HidesLoss(Right):
    mutant = "The proxy does not tell OCS that it lost a CPD Server (D-322)."

    lost = Right.open.to(None, on="remove")


proxy_hides_a_lost_cpd_server = Mutant(
    "proxy_hides_a_lost_cpd_server",
    (
        "ocs_knows_the_resources_unless_a_notice_is_under_way",
        "ocs_learns_of_a_lost_cpd_server",
    ),
    pool_warm_addp,
    {"tally": HidesLoss},
)

Right = without(fresh(ResourceCount), "lost")


class KeepsCount(Right):
    mutant = "The proxy counts CPD Servers that it has lost."

    lost = Right.open.to(None)


proxy_counts_lost_cpd_servers = Mutant(
    "proxy_counts_lost_cpd_servers",
    (
        "a_proxy_counts_the_cpd_servers_that_it_has",
        "a_cpd_server_can_be_lost_before_ocs_hears_of_it",
    ),
    pool_single,
    {"tally": KeepsCount},
)

Right = fresh(ResourceCount)


class NeverTellsZero(Right):
    mutant = "A proxy without CPD Servers tells of one resource, so that OCS dials on."
    resources = Data((1, 2), unit="resources")

    def remove(self):
        self.resources = 1

    def clear(self):
        self.resources = 1


proxy_never_tells_of_no_resource = Mutant(
    "proxy_never_tells_of_no_resource",
    ("a_proxy_counts_the_cpd_servers_that_it_has", "a_session_can_run_without_any_cpd_server"),
    pool_single,
    {"tally": NeverTellsZero},
)

Right = without(fresh(ResourceCount), "asked")


class DoesNotGreet(Right):
    mutant = "The proxy tells OCS of changes only, and nothing when OCS connects (D-322)."

    asked = Right.open.to(None)


proxy_does_not_greet = Mutant(
    "proxy_does_not_greet",
    (
        "ocs_knows_the_resources_unless_a_notice_is_under_way",
        "a_slowed_session_speeds_up_in_the_end",
    ),
    pool_single,
    {"tally": DoesNotGreet},
)
Right = without(make_cpd_link(2), "dropped")


class NoticesNoLoss(Right):
    mutant = "A proxy does not notice the loss of one of its CPD Servers."
    dropped = Right.up.to(None)


proxy_notices_no_loss = Mutant(
    "proxy_notices_no_loss",
    ("a_proxy_takes_a_cpd_server_for_connected_exactly_while_it_is",),
    pool_warm_addp,
    {"second": NoticesNoLoss},
)
Right = without(fresh(ResourceCount), "asked")


class SaysNothingOfNone(Right):
    mutant = "A proxy without a CPD Server has nothing to tell an OCS that connects."

    asked = Right.open.to(None, cond="resources", on="tell") | Right.open.to(
        None, unless="resources"
    )


proxy_says_nothing_of_no_resource = Mutant(
    "proxy_says_nothing_of_no_resource",
    ("an_ocs_that_connects_is_told_the_resources",),
    pool_single,
    {"tally": SaysNothingOfNone},
)
