"""The guide's paragraphs on OCS, Stat Server and reporting, walked step by step."""

from scenario import Scenario

CONNECTED = ("direct_1.start", "stat_1_wire.accept", "direct_2.start", "stat_2_wire.accept")
FED = ("site_1.publish", "flow_1.deliver", "flow_2.deliver", "dn_1.deliver")
REPORTS = ("report_1", "dn_report_1", "report_2", "dn_report_2")


def reports(run):
    """What the two Stat Servers report, directly and from the DN."""
    return [run.of(name) for name in REPORTS]


def test_each_stat_server_gets_the_statistics_on_both_ways():
    """One publication reaches both Stat Servers, directly and through the DN."""
    run = Scenario("stat_several").take(*CONNECTED, *FED)

    assert reports(run) == ["reporting"] * 4


def test_a_stat_server_that_is_down_interrupts_its_own_reporting_only():
    """The other Stat Server goes on."""
    run = Scenario("stat_several").take(*CONNECTED, *FED, "stat_1.crash")

    assert reports(run) == ["interrupted", "interrupted", "reporting", "reporting"]


def test_reporting_resumes_with_the_next_values():
    """After the recovery OCS reconnects by itself, and sends nothing before the next values."""
    run = Scenario("stat_several").take(
        *CONNECTED, *FED, "stat_1.crash", "site_1.publish", "stat_1_wire.refuse",
        "stat_1.recover", "clock.tick", "stat_1_wire.accept",
    )  # fmt: skip
    assert run.of("direct_1") == "connected"
    assert not run.can("flow_1.deliver")

    run.take("site_1.publish", "flow_1.deliver", "dn_1.deliver")

    assert reports(run) == ["reporting"] * 4


def test_the_loss_of_the_direct_connection_leaves_the_communication_dn():
    """A cut stops the direct data only; the DN serves a Stat Server that runs."""
    run = Scenario("stat_several").take(*CONNECTED, *FED, "stat_1_wire.cut")

    assert reports(run) == ["interrupted", "reporting", "reporting", "reporting"]


def test_each_t_server_has_its_own_communication_dn():
    """The statistics of the second T-Server go out on its own DN, and on no other."""
    run = Scenario("stat_sites").take("site_2.publish")

    assert (run.of("dn_1"), run.of("dn_2")) == ("empty", "carrying_2")


def test_ccpulse_reads_the_backup_while_its_own_stat_server_is_down():
    """CCPulse+ turns by itself, and finds the statistics that OCS sent there all the time."""
    run = Scenario("stat_sites").take(
        "site_1.publish", "dn_1.deliver", "ccpulse.start", "ccpulse_1_wire.accept", "stat_1.crash"
    )
    assert run.of("ccpulse") == "trying_backup"

    run.take("ccpulse_2_wire.accept")

    assert run.of("ccpulse") == "on_backup"
    assert run.of("site_1_report_2") == "reporting"


def test_ccpulse_turns_back_when_the_backup_is_down():
    """CCPulse+ stays at the backup while that runs, and turns to its own Stat Server after it."""
    run = Scenario("stat_sites").take("ccpulse.start", "ccpulse_1_wire.accept", "stat_1.crash")
    run.take("ccpulse_2_wire.accept", "stat_1.recover")
    assert run.of("ccpulse") == "on_backup"

    run.take("stat_2.crash")
    assert run.of("ccpulse") == "trying_own"
