"""Wrong designs of a CPD Server that loses its T-Server."""

from dialonce import Data, Mutant, fresh, without
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.switch_link import DialOrder, TServerWatch
from machines.systems.switch_link import ct_single, ct_warm

Right = without(fresh(WarmStandbyConnection), "dropped")


class ClingsToLast(Right):
    mutant = "The CPD Server tries the T-Server again that it has just lost."

    dropped = Right.on_primary.to(
        Right.trying_primary, on=["lose", "connect_primary"]
    ) | Right.on_backup.to(Right.trying_backup, on=["lose", "connect_backup"])


tries_the_lost_t_server_first = Mutant(
    "tries_the_lost_t_server_first",
    (
        "loss_of_the_primary_t_server_leads_straight_to_the_backup",
        "loss_of_the_backup_t_server_leads_straight_to_the_primary",
        "t_servers_of_a_pair_are_tried_in_alternation",
    ),
    ct_warm,
    {"switch_link": ClingsToLast},
)

Right = without(fresh(WarmStandbyConnection), "dropped", "refused")


class PrimaryOnly(Right):
    mutant = "A CPD Server has one T-Server only, so the backup is never tried (D-35)."

    dropped = Right.on_primary.to(Right.trying_primary, on=["lose", "connect_primary"])
    refused = Right.trying_primary.to(Right.resting_for_primary)


never_tries_the_backup_t_server = Mutant(
    "never_tries_the_backup_t_server",
    (
        "loss_of_the_primary_t_server_leads_straight_to_the_backup",
        "t_servers_of_a_pair_are_tried_in_alternation",
        "a_t_server_is_regained_without_a_person",
    ),
    ct_warm,
    {"switch_link": PrimaryOnly},
)

Right = without(fresh(NoBackupConnection), "tick")


class GivesUp(Right):
    mutant = "When the T-Server refuses, the CPD Server waits for a person (D-302)."

    tick = Right.resting_for_primary.to(None)


gives_up_on_t_servers = Mutant(
    "gives_up_on_t_servers",
    ("a_t_server_is_regained_without_a_person",),
    ct_single,
    {"switch_link": GivesUp},
)

Right = without(fresh(NoBackupConnection), "dropped")


class RestsFirst(Right):
    mutant = "The CPD Server waits before it tries the T-Server that it lost (D-302)."

    dropped = Right.on_primary.to(Right.resting_for_primary, on="lose")


waits_before_it_tries_a_t_server = Mutant(
    "waits_before_it_tries_a_t_server",
    ("without_a_standby_a_loss_leads_straight_to_the_same_t_server",),
    ct_single,
    {"switch_link": RestsFirst},
)

Right = fresh(TServerWatch)


class HidesLoss(Right):
    mutant = "The CPD Server does not tell OCS that it lost its T-Server (D-301)."

    def tell_lost(self):
        pass


cpd_server_hides_a_lost_t_server = Mutant(
    "cpd_server_hides_a_lost_t_server",
    (
        "notices_of_the_t_server_add_up",
        "ocs_takes_a_lost_t_server_for_there_only_while_a_notice_is_under_way",
        "ocs_learns_of_a_lost_t_server",
    ),
    ct_single,
    {"watch": HidesLoss},
)

Right = without(fresh(TServerWatch), "connect")


class AnnouncesEarly(Right):
    mutant = "The CPD Server announces a T-Server when it begins to connect to it."

    connect = Right.off.to(Right.connected, on="announce") | Right.seeking.to(
        Right.connected, on="announce"
    )


announces_a_t_server_too_early = Mutant(
    "announces_a_t_server_too_early",
    ("a_t_server_is_announced_only_when_it_accepts", "notices_of_the_t_server_add_up"),
    ct_warm,
    {"watch": AnnouncesEarly},
)

Right = without(fresh(DialOrder), "request", "restored")


class Repeats(Right):
    mutant = "Connected again, the CPD Server repeats the requests that it had handed on (D-303)."
    kept = Data(range(2))

    request = Right.passing.to(None, cond="connected", on=["keep", "hand_on"])
    restored = Right.passing.to(None, cond="kept", on="hand_on")

    def keep(self):
        self.kept = 1


cpd_server_repeats_requests = Mutant(
    "cpd_server_repeats_requests",
    (
        "a_change_of_t_servers_dials_nobody_twice",
        "a_request_is_handed_on_only_when_it_arrives",
        "a_record_is_dialed_at_most_once",
    ),
    ct_warm,
    {"order": Repeats},
)
