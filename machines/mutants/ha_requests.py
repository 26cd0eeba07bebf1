"""Wrong designs of what an OCS without the role may do: its requests, its queue, its clients."""

from dialonce import Mutant, fresh, without
from machines.environment.pair import Door
from machines.environment.pair_client import RequestWay
from machines.ha import OcsMember
from machines.ha_queue import RequestQueue
from machines.systems.ha import ha_lone, ha_pair

Right = without(fresh(RequestWay), "arrive")


class AlwaysCounts(Right):
    mutant = "Each server carries out what arrives, since OCS looked at its role before (D-281)."
    arrive = (
        Right.under_way.to(Right.empty, on="have_effect")
        | Right.outdated.to(Right.empty, on="have_effect")
    )  # fmt: skip


a_thawed_primary_still_dials = Mutant(
    "a_thawed_primary_still_dials",
    ("a_request_has_an_effect_only_if_its_ocs_has_the_role",),
    ha_pair,
    {"first_request": AlwaysCounts, "second_request": AlwaysCounts},
)
Right = without(fresh(RequestWay), "disconnected")


class Outlives(Right):
    mutant = "A request that was sent in an older role counts when its OCS has the role again."
    disconnected = Right.under_way.to(None) | Right.empty.to(None)


an_old_request_outlives_the_role = Mutant(
    "an_old_request_outlives_the_role",
    (
        "a_change_of_role_leaves_no_request_that_counts",
        "a_request_of_an_older_role_can_arrive_in_a_new_one",
    ),
    ha_pair,
    {"first_request": Outlives},
)
Right = without(fresh(RequestQueue), "promoted")


class KeepsTheQueue(Right):
    mutant = "An OCS that gets the role anew goes on with the queue of its former one (D-285)."
    promoted = Right.waiting.to(None) | Right.idle.to(None)


a_new_role_keeps_the_old_queue = Mutant(
    "a_new_role_keeps_the_old_queue",
    ("a_change_of_role_leaves_no_request_that_counts",),
    ha_pair,
    {"first_queue": KeepsTheQueue},
)
Right = without(fresh(RequestQueue), "forgotten")


class ForgetsNothing(Right):
    mutant = "An OCS that steps down keeps its requests for later."
    forgotten = Right.waiting.to(None) | Right.idle.to(None)


Right = fresh(OcsMember)


class KeepsClients(Right):
    mutant = "Its clients stay connected too."

    def leave_role(self):
        self.emit("pair_link.close")


stepping_down_keeps_everything = Mutant(
    "stepping_down_keeps_everything",
    ("an_ocs_that_steps_down_forgets_its_requests", "clients_are_connected_to_a_primary_only"),
    ha_pair,
    {"first_queue": ForgetsNothing, "first": KeepsClients},
)
Right = without(fresh(OcsMember), "client_asks")


class AcceptsClients(Right):
    mutant = "A backup accepts clients too."
    client_asks = (
        Right.primary.to(None, on="accept_client") | Right.backup.to(None, on="accept_client")
    )  # fmt: skip


a_backup_accepts_clients = Mutant(
    "a_backup_accepts_clients",
    ("clients_are_connected_to_a_primary_only",),
    ha_lone,
    {"first": AcceptsClients},
)
Right = without(fresh(OcsMember), "client_asks")


class DeclinesClients(Right):
    mutant = "The primary declines clients as a backup does."
    client_asks = Right.primary.to(None) | Right.backup.to(None)


a_primary_declines_clients = Mutant(
    "a_primary_declines_clients",
    ("a_primary_gets_its_clients_in_the_end",),
    ha_lone,
    {"first": DeclinesClients},
)
Right = without(fresh(Door), "shut")


class StaysOpen(Right):
    mutant = "The servers go on accepting an OCS whose role was given to the other one (D-281)."
    shut = Right.open.to(None) | Right.closed.to(None)


the_servers_know_no_roles = Mutant(
    "the_servers_know_no_roles",
    ("the_servers_accept_one_ocs_at_most",),
    ha_pair,
    {"first_door": StaysOpen, "second_door": StaysOpen},
)
