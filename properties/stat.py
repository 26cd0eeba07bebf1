"""What must hold for the statistics that OCS sends, and for those who read them."""

from dialonce import invariant, leads_to, reachable, step, within
from spec.parameters import RECONNECT_DELAY_TICKS


@step("STAT-2", needs=("direct",))
def each_connected_stat_server_is_sent_each_value(before, step, after):
    """When a value is due, OCS sends it once to every Stat Server to which it is connected."""
    due = step.event == "site_1.publish"
    first = ~before.direct_1.connected | after.flow_1.carrying
    second = ~before.direct_2.connected | after.flow_2.carrying
    connected = before.direct_1.connected * 1 + before.direct_2.connected * 1
    return (not due) | (first & second & (step.sent("flow.value") == connected))


@step("STAT-3", "STAT-10")
def the_statistics_of_each_t_server_are_sent_as_its_own(before, step, after):
    """Statistics of a T-Server go out exactly when they are due, and as those of that T-Server."""
    first = step.sent("dn.about_1") == int(step.event == "site_1.publish")
    if not before.has("site_2"):
        return first
    return first & (step.sent("dn.about_2") == int(step.event == "site_2.publish"))


@step("STAT-3", "STAT-11")
def statistics_that_are_due_are_put_on_the_communication_dn(before, step, after):
    """When statistics of a T-Server are due, the DN that is registered with it carries them."""
    if step.event == "site_2.publish":
        return after.dn_2.carrying_2
    return after.dn_1.carrying_1 | (step.event != "site_1.publish")


@invariant("STAT-11", needs=("sites",))
def no_communication_dn_carries_statistics_of_another_t_server(s):
    """A Communication DN carries only statistics of the T-Server that it is registered with."""
    return ~s.dn_1.carrying_2 & ~s.dn_2.carrying_1


@invariant("STAT-6", "LES-13", needs=("direct",))
def a_stat_server_that_is_down_reports_nothing(s):
    """While a Stat Server is down, its reporting is interrupted, whatever way the data take."""
    first = s.stat_1.up | (s.report_1.interrupted & s.dn_report_1.interrupted)
    return first & (s.stat_2.up | (s.report_2.interrupted & s.dn_report_2.interrupted))


@step("STAT-6", needs=("direct",))
def the_loss_of_a_stat_server_leaves_the_other_one_alone(before, step, after):
    """When OCS loses one Stat Server, its way to the other and the reports there stay.

    Assumes: no tick, at whose end the silence of the other one may be noticed too.
    """
    lost = before.direct_1.connected & ~after.direct_1.connected
    alone = (lost | (step.event == "stat_1.crash")) & (step.event != "clock.tick")
    kept = before.direct_2.connected == after.direct_2.connected
    kept &= before.report_2.reporting == after.report_2.reporting
    return ~alone | (kept & (before.dn_report_2.reporting == after.dn_report_2.reporting))


@reachable("STAT-4", "STAT-5", needs=("direct",))
def a_stat_server_is_fed_without_waiting_for_the_other_one(s):
    """A Stat Server can report direct data although OCS has not turned to the other one yet."""
    return s.direct_1.off & s.report_2.reporting


@reachable("STAT-4", "STAT-6", needs=("direct",))
def one_stat_server_can_report_while_another_is_down(s):
    """A Stat Server can report all its data while the other one is down."""
    return s.stat_1.down & s.report_2.reporting & s.dn_report_2.reporting


@leads_to("STAT-7", needs=("direct",))
def direct_reporting_resumes_without_a_person(s):
    """What a Stat Server reports from direct data is reported again once it stays up."""
    return ~s.direct_1.off & s.report_1.interrupted, s.report_1.reporting | s.stat_1.down


@leads_to("STAT-7", needs=("direct",))
def direct_reporting_through_the_other_one_resumes_too(s):
    """What holds for one Stat Server holds for each one that OCS feeds."""
    return ~s.direct_2.off & s.report_2.interrupted, s.report_2.reporting | s.stat_2.down


@leads_to("STAT-7", needs=("direct",))
def reporting_from_the_communication_dn_resumes_without_a_person(s):
    """What a Stat Server reports from the Communication DN is reported again once it stays up."""
    return s.dn_report_1.interrupted, s.dn_report_1.reporting | s.stat_1.down


@step("STAT-8", needs=("direct",))
def nothing_of_a_gap_is_sent_later(before, step, after):
    """OCS sends one value when it is due, to each that is connected, and never a second one."""
    connected = before.direct_1.connected * 1 + before.direct_2.connected * 1
    return step.sent("flow.value") == connected * int(step.event == "site_1.publish")


@step("STAT-9", needs=("ccpulse",))
def ccpulse_begins_with_its_own_stat_server(before, step, after):
    """When CCPulse+ starts, it tries its own Stat Server, and not the backup."""
    return (step.event != "ccpulse.start") | after.ccpulse_1_wire.opening


@step("STAT-9", needs=("ccpulse",))
def ccpulse_turns_to_the_other_stat_server(before, step, after):
    """When CCPulse+ loses the Stat Server that it reads, it tries the other one."""
    own = before.ccpulse.on_own & ~after.ccpulse.on_own
    backup = before.ccpulse.on_backup & ~after.ccpulse.on_backup
    return (~own | after.ccpulse_2_wire.opening) & (~backup | after.ccpulse_1_wire.opening)


@invariant("STAT-9", "LES-13", needs=("ccpulse",))
def ccpulse_reads_only_over_a_connection(s):
    """CCPulse+ takes a Stat Server for connected exactly while the network has its wire."""
    own = s.ccpulse_1_wire.open | s.ccpulse_1_wire.silent
    backup = s.ccpulse_2_wire.open | s.ccpulse_2_wire.silent
    return (s.ccpulse.on_own == own) & (s.ccpulse.on_backup == backup)


@leads_to("STAT-5", "STAT-9", needs=("ccpulse",))
def ccpulse_finds_a_stat_server_that_is_up(s):
    """CCPulse+ reads a Stat Server in the end, if one stays up."""
    return s.ccpulse.seeking, s.ccpulse.up | (s.stat_1.down & s.stat_2.down)


@reachable("STAT-5", "STAT-9", needs=("ccpulse",))
def ccpulse_can_read_from_the_backup_what_ocs_sent_there(s):
    """With its own Stat Server down, CCPulse+ can read the statistics of both T-Servers."""
    both = s.site_1_report_2.reporting & s.site_2_report_2.reporting
    return s.ccpulse.on_backup & s.stat_1.down & both


@within("STAT-7", "D-454", ticks=RECONNECT_DELAY_TICKS, needs=("direct",))
def ocs_rests_for_one_delay_before_a_stat_server_is_tried_again(s):
    """OCS whose try on a Stat Server has failed begins the next one after one reconnect delay."""
    return s.direct_1.resting, ~s.direct_1.resting


@within("STAT-9", "D-454", ticks=RECONNECT_DELAY_TICKS, needs=("ccpulse",))
def ccpulse_rests_for_one_delay(s):
    """CCPulse+ whose try has failed begins the next one after one reconnect delay."""
    rests = s.ccpulse.resting_for_own | s.ccpulse.resting_for_backup
    return rests, ~rests
