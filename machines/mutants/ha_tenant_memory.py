"""Wrong designs of what one OCS keeps of its Tenants, and of the lists that it reads for them."""

from dialonce import Mutant, fresh, without
from machines.ha_role import OcsRole
from machines.ha_tenants import TenantList, TenantNumber, TenantSession
from machines.systems.ha_tenants import ha_tenants

Right = without(fresh(TenantSession), "start")


class StartsWhileDown(Right):
    mutant = "A session of a Tenant is started at an OCS that does not run."
    start = Right.inactive.to(Right.active, on="want")


a_session_starts_at_an_ocs_that_is_down = Mutant(
    "a_session_starts_at_an_ocs_that_is_down",
    ("an_ocs_that_is_down_knows_nothing_of_tenants",),
    ha_tenants,
    {"first_south_session": StartsWhileDown},
)
Right = without(fresh(OcsRole), "stopped")


class RemembersAsABackup(Right):
    mutant = "A backup that stops comes back with the sessions that it had been told."
    stopped = Right.primary.to(Right.down, on="forget") | Right.backup.to(Right.down)


a_backup_that_stops_remembers = Mutant(
    "a_backup_that_stops_remembers",
    ("an_ocs_that_is_down_knows_nothing_of_tenants",),
    ha_tenants,
    {"second": RemembersAsABackup},
)
Right = without(fresh(TenantNumber), "forgotten", "promoted")


class KeepsItsNumbers(Right):
    mutant = "An OCS that steps down goes on with the Do Not Call numbers that it had."
    forgotten = Right.unknown.to(None) | Right.known.to(None)
    promoted = Right.unknown.to(None) | Right.known.to(None)


an_ocs_that_steps_down_keeps_its_numbers = Mutant(
    "an_ocs_that_steps_down_keeps_its_numbers",
    (
        "an_ocs_that_steps_down_forgets_its_tenants",
        "an_ocs_that_is_down_knows_nothing_of_tenants",
    ),
    ha_tenants,
    {"first_south_number": KeepsItsNumbers},
)
Right = without(fresh(TenantNumber), "promoted")


class BeginsWithoutNumbers(Right):
    mutant = "An OCS that is ordered once more forgets the numbers that were just listed."
    promoted = Right.unknown.from_(Right.unknown, Right.known)


an_order_empties_the_list = Mutant(
    "an_order_empties_the_list",
    ("an_order_takes_no_known_number_of_a_tenant_away",),
    ha_tenants,
    {"second_south_number": BeginsWithoutNumbers},
)
Right = without(fresh(TenantList), "unwanted")


class ReadsOn(Right):
    mutant = "All Tenants wait for the list of a Tenant whose last session is stopped."
    unwanted = Right.unread.to(None) | Right.due.to(None)


a_list_without_sessions_is_waited_for = Mutant(
    "a_list_without_sessions_is_waited_for",
    ("lists_are_read_for_tenants_with_active_sessions_only",),
    ha_tenants,
    {"first_south_list": ReadsOn},
)
Right = without(fresh(TenantSession), "stop")


class NeverEnds(Right):
    mutant = "A session of a Tenant cannot be stopped."
    stop = Right.active.to(None)


a_session_of_a_tenant_never_stops = Mutant(
    "a_session_of_a_tenant_never_stops",
    ("the_last_session_of_a_tenant_can_stop_with_its_list_read",),
    ha_tenants,
    {"first_south_session": NeverEnds, "second_south_session": NeverEnds},
)
