"""Wrong designs of who is the primary of two OCS, and of when."""

from dialonce import Mutant, fresh, without
from machines.environment.pair import Host, ManagementLayer
from machines.environment.pair_link import PairLink
from machines.ha import OcsMember
from machines.systems.ha import ha_lone, ha_pair

Right = without(fresh(ManagementLayer), "choose_second")


class NeverTheSecond(Right):
    mutant = "The Management Layer gives the role of a stopped OCS to nobody but the first one."
    choose_second = Right.vacant.to(None)


never_chooses_the_second_ocs = Mutant(
    "never_chooses_the_second_ocs",
    (
        "an_ocs_that_runs_is_accepted_as_primary_in_the_end",
        "the_backup_follows_a_primary_that_stays_down",
    ),
    ha_pair,
    {"layer": NeverTheSecond},
)
Right = without(fresh(ManagementLayer), "stopped")


class LooksLater(Right):
    mutant = "A stop of OCS is seen only while it is down, and missed if it restarts (D-286)."
    spontaneous = Right.spontaneous | {"look"}
    stopped = Right.first_holds.to(None)
    look = (
        Right.vacant.from_(Right.first_holds, Right.ordering_first, unless="first_runs")
        | Right.vacant.from_(Right.second_holds, Right.ordering_second, unless="second_runs")
    )  # fmt: skip
    """The Management Layer looks whether the holder of the role runs."""


a_quick_restart_is_not_noticed = Mutant(
    "a_quick_restart_is_not_noticed",
    ("an_ocs_that_runs_is_accepted_as_primary_in_the_end",),
    ha_lone,
    {"layer": LooksLater},
)
Right = without(fresh(OcsMember), "peer_lost")


class PromotesItself(Right):
    mutant = "A backup that loses its connection to the primary takes over by itself (D-30)."
    peer_lost = Right.backup.to(Right.primary, on="promote_itself") | Right.primary.to(None)

    def promote_itself(self):
        self.emit("own_door.admit")
        self.emit("memory.promoted")


promotes_itself_without_the_link = Mutant(
    "promotes_itself_without_the_link",
    (
        "an_ocs_gets_the_role_only_by_an_order",
        "the_loss_of_the_pair_link_changes_no_role",
        "a_backup_stays_one_until_it_is_ordered",
        "the_servers_accept_one_ocs_at_most",
    ),
    ha_pair,
    {"first": PromotesItself, "second": PromotesItself},
)
Right = fresh(OcsMember)


class ShowsNobody(Right):
    mutant = "An OCS that takes the role shows it to no server."

    def take_role(self):
        self.emit("layer.taken")
        self.emit("memory.promoted")


a_new_role_is_shown_to_nobody = Mutant(
    "a_new_role_is_shown_to_nobody",
    ("the_servers_accept_whom_the_management_layer_chose",),
    ha_lone,
    {"first": ShowsNobody},
)
Right = without(fresh(OcsMember), "started")


class StartsAsPrimary(Right):
    mutant = "An OCS that starts is the primary if it was configured as such (D-24)."
    started = Right.down.to(Right.primary, on="take_role")


a_primary_starts_as_one = Mutant(
    "a_primary_starts_as_one",
    ("an_ocs_that_starts_is_a_backup", "an_ocs_gets_the_role_only_by_an_order"),
    ha_lone,
    {"first": StartsAsPrimary},
)
Right = without(fresh(ManagementLayer), "correct")


class CorrectsNobody(Right):
    mutant = "An OCS that was taken for dead is not told that another one is the primary."
    correct = Right.first_holds.to(None) | Right.second_holds.to(None)


a_former_primary_is_told_nothing = Mutant(
    "a_former_primary_is_told_nothing",
    ("two_that_believe_to_be_primary_become_one",),
    ha_pair,
    {"layer": CorrectsNobody},
)
Right = without(fresh(PairLink), "notice")


class NeverNoticed(Right):
    mutant = "Nobody notices that the connection of the two OCS is silent."
    notice = Right.silent.to(None)


silence_between_the_ocs_is_not_noticed = Mutant(
    "silence_between_the_ocs_is_not_noticed",
    ("two_ocs_that_work_are_connected_in_the_end",),
    ha_pair,
    {"pair_link": NeverNoticed},
)
Right = without(fresh(Host), "start")


class StaysDown(Right):
    mutant = "The environment is too kind: the second OCS never runs."
    start = Right.down.to(None)


only_one_ocs_ever_runs = Mutant(
    "only_one_ocs_ever_runs",
    (
        "both_ocs_can_be_alive_without_a_connection",
        "a_thawed_primary_can_have_a_request_under_way",
    ),
    ha_pair,
    {"second_host": StaysDown},
)
