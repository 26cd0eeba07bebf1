"""Wrong designs of Do Not Call with several Tenants: whose lists are read, and who waits."""

from dialonce import Mutant, fresh, without
from machines.ha_tenants import TenantDialer, TenantList
from machines.systems.ha_tenants import ha_tenants

Right = without(fresh(TenantDialer), "dial")


class WaitsForItsOwnList(Right):
    mutant = "A Tenant is dialed as soon as its own list is read, if it has one (D-27)."
    ready = "is_primary and session_active and own_list_open and not listed"
    dial = Right.working.to(None, cond=ready, on="request_call")


a_tenant_waits_for_its_own_list_only = Mutant(
    "a_tenant_waits_for_its_own_list_only",
    ("no_tenant_is_dialed_before_all_lists_are_read",),
    ha_tenants,
    {f"second_{tenant}_dialer": WaitsForItsOwnList for tenant in ("north", "south", "east")},
)
Right = without(fresh(TenantDialer), "dial")


class WaitsForNoList(Right):
    mutant = "The Tenants are dialed while their lists are read (D-1)."
    dial = Right.working.to(
        None, cond="is_primary and session_active and not listed", on="request_call"
    )


no_tenant_waits_for_its_list = Mutant(
    "no_tenant_waits_for_its_list",
    (
        "no_tenant_is_dialed_before_all_lists_are_read",
        "a_tenant_is_dialed_only_with_its_list_read",
        "no_listed_number_of_any_tenant_is_dialed",
    ),
    ha_tenants,
    {"second_south_dialer": WaitsForNoList},
)
Right = without(fresh(TenantList), "wanted")


class NeedsNoReading(Right):
    mutant = "A session that starts after a failover is dialed with the list as it is (D-294)."
    wanted = Right.unneeded.to(Right.complete)


a_later_session_is_dialed_without_reading = Mutant(
    "a_later_session_is_dialed_without_reading",
    ("no_listed_number_of_any_tenant_is_dialed",),
    ha_tenants,
    {"second_south_list": NeedsNoReading},
)
Right = without(fresh(TenantList), "wanted")


class StopsAll(Right):
    mutant = "A session that starts after a failover makes all Tenants wait for its list (D-294)."
    wanted = Right.unneeded.to(Right.unread, cond="is_primary", on="read")


a_later_session_stops_all_tenants = Mutant(
    "a_later_session_stops_all_tenants",
    ("a_session_that_starts_later_stops_no_other_tenant",),
    ha_tenants,
    {"second_south_list": StopsAll},
)
Right = without(fresh(TenantList), "wanted")


class IsNeverRead(Right):
    mutant = "The list of a session that starts after a failover waits for the next failover."
    wanted = Right.unneeded.to(Right.due, cond="is_primary")


the_list_of_a_later_session_is_not_read = Mutant(
    "the_list_of_a_later_session_is_not_read",
    (
        "the_list_of_a_later_session_is_read_in_the_end",
        "a_tenant_with_a_session_is_dialed_in_the_end",
    ),
    ha_tenants,
    {"second_south_list": IsNeverRead},
)
Right = without(fresh(TenantList), "promoted")


class ReadsNothing(Right):
    mutant = "A new primary takes the lists that it has for complete."
    promoted = Right.complete.from_(Right.unneeded, Right.unread, Right.due, Right.complete)


lists_are_taken_for_complete = Mutant(
    "lists_are_taken_for_complete",
    (
        "a_new_primary_reads_the_lists_of_tenants_with_sessions",
        "no_listed_number_of_any_tenant_is_dialed",
        "one_list_can_be_read_while_another_one_is_not",
        "a_list_can_be_complete_that_was_not_read",
    ),
    ha_tenants,
    {"second_north_list": ReadsNothing, "second_south_list": ReadsNothing},
)
Right = without(fresh(TenantList), "promoted")


class ReadsAll(Right):
    mutant = "A new primary makes requests wait for the lists of all Tenants, used or not."
    promoted = Right.unread.from_(
        Right.unneeded, Right.unread, Right.due, Right.complete, on="read"
    )


unused_lists_are_waited_for = Mutant(
    "unused_lists_are_waited_for",
    ("a_new_primary_reads_the_lists_of_tenants_with_sessions",),
    ha_tenants,
    {"second_south_list": ReadsAll},
)
Right = without(fresh(TenantList), "answered")


class NeedsAPerson(Right):
    mutant = "A person has to confirm a list that was read."
    answered = Right.due.to(Right.complete)


a_person_confirms_each_list = Mutant(
    "a_person_confirms_each_list",
    ("requests_go_on_when_all_lists_are_read", "a_list_can_be_complete_that_was_not_read"),
    ha_tenants,
    {"second_north_list": NeedsAPerson, "second_south_list": NeedsAPerson},
)
Right = without(fresh(TenantDialer), "dial")


class DialsNothing(Right):
    mutant = "A new primary dials for no Tenant any more."
    dial = Right.working.to(None, cond="is_primary")


a_new_primary_dials_nothing = Mutant(
    "a_new_primary_dials_nothing",
    ("a_new_primary_can_dial_when_all_lists_are_read",),
    ha_tenants,
    {f"second_{tenant}_dialer": DialsNothing for tenant in ("north", "south", "east")},
)
