"""Wrong designs of what comes over the Communication DN."""

from dialonce import Mutant, fresh, without
from machines.environment.status_dn import StatusDn
from machines.ha_sync import PairedSession
from machines.systems.ha_sync import ha_dn

LATE = ("late_unloaded", "late_loaded", "late_running")
FRESH = ("dn_unloaded", "dn_loaded", "dn_running")
Right = without(fresh(PairedSession), *LATE)


class TakesEverything(Right):
    mutant = "A backup takes each status from the DN for the newest one (D-3, D-282)."
    late_unloaded = Right.unloaded.from_(Right.loaded, Right.running, cond="is_backup")
    late_loaded = Right.loaded.from_(Right.unloaded, Right.running, cond="is_backup")
    late_running = Right.running.from_(Right.unloaded, Right.loaded, cond="is_backup")


a_late_status_reverts_the_backup = Mutant(
    "a_late_status_reverts_the_backup",
    (
        "an_older_status_from_the_dn_changes_nothing",
        "a_primary_and_a_backup_hold_the_same_sessions",
    ),
    ha_dn,
    {"first_session": TakesEverything, "second_session": TakesEverything},
)
Right = without(fresh(PairedSession), *FRESH)
KNOWN = (Right.blank, Right.unloaded, Right.loaded, Right.running)


class BelievesTheDn(Right):
    mutant = "Each OCS follows the DN: one that knows nothing yet, and a primary too (D-3)."
    dn_unloaded = Right.unloaded.from_(*KNOWN)
    dn_loaded = Right.loaded.from_(*KNOWN)
    dn_running = Right.running.from_(*KNOWN)


everybody_believes_the_dn = Mutant(
    "everybody_believes_the_dn",
    ("a_blank_ocs_uses_nothing_from_the_dn", "a_primary_hears_nothing_from_the_dn"),
    ha_dn,
    {"first_session": BelievesTheDn, "second_session": BelievesTheDn},
)
Right = without(fresh(PairedSession), *FRESH)


class IgnoresTheDn(Right):
    mutant = "A backup without its connection learns nothing from the DN."
    dn_unloaded = Right.unloaded.to(None)
    dn_loaded = Right.loaded.to(None)
    dn_running = Right.running.to(None)


a_backup_ignores_the_dn = Mutant(
    "a_backup_ignores_the_dn",
    ("a_newer_status_from_the_dn_counts",),
    ha_dn,
    {"first_session": IgnoresTheDn, "second_session": IgnoresTheDn},
)
Right = fresh(PairedSession)


class PutsNothing(Right):
    mutant = "With a direct connection nothing is put on the DN any more."

    def put_unloaded(self):
        pass

    def put_loaded(self):
        pass

    def put_running(self):
        pass


nothing_is_put_on_the_dn = Mutant(
    "nothing_is_put_on_the_dn",
    ("a_change_of_a_session_goes_out_over_the_dn", "the_dn_can_bring_news_without_the_connection"),
    ha_dn,
    {"first_session": PutsNothing, "second_session": PutsNothing},
)
Right = fresh(StatusDn)


class TellsThePairOnly(Right):
    mutant = "The DN carries the status between the two OCS only."

    def bring(self):
        names = ("copies.dn_unloaded", "copies.dn_loaded", "copies.dn_running")
        self.emit(names[self.status])


third_parties_hear_nothing = Mutant(
    "third_parties_hear_nothing",
    ("third_parties_hear_what_comes_over_the_dn",),
    ha_dn,
    {"dn": TellsThePairOnly},
)
