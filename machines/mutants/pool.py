"""Wrong designs of a CPD Proxy Server that loses CPD Servers: whom it tries, and when."""

from dialonce import Mutant, fresh, without
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.pool import ProxyTraffic
from machines.systems.pool import pool_single, pool_single_addp, pool_warm, pool_warm_addp

Right = without(fresh(WarmStandbyConnection), "dropped")


class ClingsToLast(Right):
    mutant = "The proxy tries the CPD Server again that it has just lost."

    dropped = Right.on_primary.to(
        Right.trying_primary, on=["lose", "connect_primary"]
    ) | Right.on_backup.to(Right.trying_backup, on=["lose", "connect_backup"])


tries_the_lost_cpd_server_first = Mutant(
    "tries_the_lost_cpd_server_first",
    (
        "loss_of_the_primary_cpd_server_leads_straight_to_the_backup",
        "loss_of_the_backup_cpd_server_leads_straight_to_the_primary",
        "cpd_servers_of_a_pair_are_tried_in_alternation",
    ),
    pool_warm_addp,
    {"first": ClingsToLast},
)

Right = without(fresh(WarmStandbyConnection), "refused")


class GivesUp(Right):
    mutant = "After one round over a pair the proxy waits for a person."

    refused = Right.trying_primary.to(Right.resting_for_backup) | Right.trying_backup.to(Right.off)


proxy_gives_up_after_one_round = Mutant(
    "proxy_gives_up_after_one_round",
    ("a_slowed_session_speeds_up_in_the_end",),
    pool_warm,
    {"first": GivesUp},
)

Right = without(fresh(NoBackupConnection), "tick")


class NeverAgain(Right):
    mutant = "When the CPD Server refuses, the proxy waits for a person."

    tick = Right.resting_for_primary.to(None)


proxy_gives_up_on_a_cpd_server = Mutant(
    "proxy_gives_up_on_a_cpd_server",
    ("a_cpd_server_is_regained_without_a_person", "a_slowed_session_speeds_up_in_the_end"),
    pool_single,
    {"first": NeverAgain},
)

Right = without(fresh(NoBackupConnection), "dropped")


class RestsFirst(Right):
    mutant = "The proxy waits before it tries the CPD Server that it lost."

    dropped = Right.on_primary.to(Right.resting_for_primary, on="lose")


waits_before_it_tries_a_cpd_server = Mutant(
    "waits_before_it_tries_a_cpd_server",
    ("without_a_standby_a_loss_leads_straight_to_the_same_cpd_server",),
    pool_single_addp,
    {"first": RestsFirst},
)

Right = fresh(NoBackupConnection)


class AnnouncesEarly(Right):
    mutant = "The proxy counts a CPD Server when it begins to connect to it."

    def connect(self):
        self.emit("primary.connect")
        self.emit("session.restored")

    def restore_session(self):
        pass


announces_a_cpd_server_too_early = Mutant(
    "announces_a_cpd_server_too_early",
    (
        "resources_are_announced_only_when_a_cpd_server_has_accepted",
        "a_proxy_counts_the_cpd_servers_that_it_has",
    ),
    pool_single,
    {"first": AnnouncesEarly},
)

Right = without(fresh(ProxyTraffic), "hand_on")


class SendsAnyway(Right):
    mutant = "The proxy hands requests on to a CPD Server that it has lost."

    hand_on = Right.flowing.to(None, on="send_data")


sends_to_a_lost_cpd_server = Mutant(
    "sends_to_a_lost_cpd_server",
    ("a_proxy_sends_only_to_a_cpd_server_that_it_has",),
    pool_single,
    {"traffic": SendsAnyway},
)
