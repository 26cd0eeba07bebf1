"""The guide's sentence on Tenants in a failover of OCS, walked step by step."""

from scenario import Scenario

ORDERED = ("takeover.start_first", "first_south_session.start", "takeover.give_first")
DIALERS = ("first_north_dialer.dial", "first_south_dialer.dial", "first_east_dialer.dial")


def test_no_tenant_is_dialed_until_the_last_list_is_read():
    """Even a Tenant without a list waits for the lists of the others."""
    run = Scenario("ha_tenants").take(*ORDERED)
    assert not any(run.can(dial) for dial in DIALERS)

    run.take("first_south_way.answer")
    assert not any(run.can(dial) for dial in DIALERS)

    run.take("first_north_way.answer")
    assert all(run.can(dial) for dial in DIALERS)


def test_the_list_of_a_tenant_without_sessions_is_not_waited_for():
    """The list of south is read when its first session starts, and only south waits for it."""
    run = Scenario("ha_tenants").take(ORDERED[0], ORDERED[2], "first_north_way.answer")
    assert (run.of("first_south_list"), run.can(DIALERS[0])) == ("unneeded", True)

    run.take("first_south_session.start")
    assert run.of("first_south_list") == "due"
    assert [run.can(dial) for dial in DIALERS] == [True, False, True]

    run.take("first_south_way.answer")
    assert run.can(DIALERS[1])


def test_a_session_that_starts_later_waits_for_its_own_list_only():
    """The list of south is read when its first session starts; east is dialed meanwhile."""
    run = Scenario("ha_tenants").take("takeover.start_first", "takeover.give_first")
    run.take("first_north_way.answer", "first_south_session.start")
    assert run.can("first_east_dialer.dial")
    assert not run.can("first_south_dialer.dial")

    run.take("first_south_way.answer")
    assert run.can("first_south_dialer.dial")
