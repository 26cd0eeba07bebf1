"""Wrong designs of statistics of several sites, and of CCPulse+, which reads them."""

from dialonce import Mutant, fresh, without
from machines.stat import StatClient, make_site_statistics
from machines.systems.stat import stat_sites


class CrossedSites(make_site_statistics(1)):
    mutant = "The statistics of one T-Server go out on the Communication DN of the other."
    outputs = frozenset({"dn.about_1", "dn_2.about_1", "direct.publish"})

    def send_all(self):
        self.emit("dn_2.about_1")


crossed_communication_dns = Mutant(
    "crossed_communication_dns",
    (
        "no_communication_dn_carries_statistics_of_another_t_server",
        "statistics_that_are_due_are_put_on_the_communication_dn",
    ),
    stat_sites,
    {"site_1": CrossedSites},
)


class MixedSites(make_site_statistics(2)):
    mutant = "OCS takes the statistics of one T-Server for those of another."
    outputs = frozenset({"dn.about_1", "dn.about_2", "direct.publish"})


mixed_statistics_of_sites = Mutant(
    "mixed_statistics_of_sites",
    (
        "the_statistics_of_each_t_server_are_sent_as_its_own",
        "no_communication_dn_carries_statistics_of_another_t_server",
    ),
    stat_sites,
    {"site_1": MixedSites},
)
Right = without(fresh(StatClient), "dropped", "refused")


class ClingsToOwn(Right):
    mutant = "CCPulse+ waits for its own Stat Server, and never reads another one."
    dropped = Right.on_own.to(Right.trying_own, on="connect_own")
    refused = Right.trying_own.to(Right.resting_for_own)


ccpulse_clings_to_its_own_stat_server = Mutant(
    "ccpulse_clings_to_its_own_stat_server",
    (
        "ccpulse_turns_to_the_other_stat_server",
        "ccpulse_finds_a_stat_server_that_is_up",
        "ccpulse_can_read_from_the_backup_what_ocs_sent_there",
    ),
    stat_sites,
    {"ccpulse": ClingsToOwn},
)
Right = without(fresh(StatClient), "dropped")


class NoticesNoLoss(Right):
    mutant = "CCPulse+ does not notice that the Stat Server that it reads is gone."
    dropped = Right.on_own.to(None) | Right.on_backup.to(None)


ccpulse_notices_no_loss = Mutant(
    "ccpulse_notices_no_loss",
    ("ccpulse_reads_only_over_a_connection",),
    stat_sites,
    {"ccpulse": NoticesNoLoss},
)

Right = without(fresh(StatClient), "start")


class BeginsWithTheBackup(Right):
    mutant = "CCPulse+ begins with the backup Stat Server, although its own one may be up."
    start = Right.off.to(Right.trying_backup, on="connect_backup")


ccpulse_begins_with_the_backup = Mutant(
    "ccpulse_begins_with_the_backup",
    ("ccpulse_begins_with_its_own_stat_server",),
    stat_sites,
    {"ccpulse": BeginsWithTheBackup},
)
