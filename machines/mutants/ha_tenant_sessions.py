"""Wrong designs of the sessions of Tenants at a failover, and of who is dialed after it."""

from dialonce import Mutant, fresh, without
from machines.ha_tenants import TenantDialer, TenantSession
from machines.systems.ha_tenants import ha_tenants

Right = without(fresh(TenantSession), "promoted")


class StartsAll(Right):
    mutant = "A new primary starts the sessions of all Tenants, whatever they were."
    promoted = Right.inactive.to(Right.active, on="want") | Right.active.to(None)


a_failover_starts_sessions_of_all_tenants = Mutant(
    "a_failover_starts_sessions_of_all_tenants",
    ("an_order_changes_no_session_of_a_tenant",),
    ha_tenants,
    {"first_south_session": StartsAll, "second_south_session": StartsAll},
)
Right = without(fresh(TenantDialer), "dial")


class IgnoresTheSession(Right):
    mutant = "A Tenant is dialed as long as its list is read, even when its session is over."
    dial = Right.working.to(
        None, cond="is_primary and own_list_open and not lists_unread and not listed",
        on="request_call",
    )  # fmt: skip


a_tenant_without_a_session_is_dialed = Mutant(
    "a_tenant_without_a_session_is_dialed",
    ("calls_are_requested_by_a_primary_for_active_sessions_only",),
    ha_tenants,
    {"first_south_dialer": IgnoresTheSession, "second_south_dialer": IgnoresTheSession},
)
Right = without(fresh(TenantDialer), "dial")


class WaitsForAList(Right):
    mutant = "A Tenant without a Do Not Call list waits for one, which is never read."
    dial = Right.working.to(
        None, cond="is_primary and session_active and not own_list_open", on="request_call"
    )


a_tenant_without_a_list_waits_for_ever = Mutant(
    "a_tenant_without_a_list_waits_for_ever",
    ("tenants_are_dialed_again_after_a_failover",),
    ha_tenants,
    {"first_east_dialer": WaitsForAList, "second_east_dialer": WaitsForAList},
)
