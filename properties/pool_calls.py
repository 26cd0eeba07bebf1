"""What must hold for calls behind a CPD Proxy Server: Errors, and every other report."""

from dialonce import invariant, leads_to, reachable, step


@step("POOL-13")
def a_call_lost_with_its_cpd_server_is_reported_as_an_error_at_once(before, step, after):
    """In the step that loses a CPD Server, an Error for each call there is on its way to OCS."""
    lost = _lost_with_its_cpd_server(before, after) & (step.event != "host.crash")
    return ~lost | ((after.call.news == "error") & after.order.idle)


@step("POOL-13")
def the_loss_of_a_cpd_server_leaves_calls_at_others_alone(before, step, after):
    """A call stays where it is while the CPD Server that has it is connected."""
    at_1 = before.order.at_1 & before.first.up & after.first.up
    at_2 = before.order.at_2 & before.second.up & after.second.up
    told = step.sent("call.result") == 1
    return (~at_1 | after.order.at_1 | told) & (~at_2 | after.order.at_2 | told)


@step("POOL-14")
def a_call_is_reported_at_most_once(before, step, after):
    """A report ends what the proxy knows of a call; it sends none of a call that it has not."""
    reports = (after.call.news != "nothing") & (after.call.news != before.call.news)
    asked = (step.event == "call.deliver_1") | (step.event == "call.deliver_2")
    return ~reports | (after.order.idle & (before.order.open | asked))


@step("POOL-13", "POOL-14")
def a_proxy_knows_each_call_where_it_gave_it_and_no_other(before, step, after):
    """A proxy has a call at the CPD Server that it handed it on to, from that step on."""
    first, second = step.sent("call.dial_1") > 0, step.sent("call.dial_2") > 0
    given = (~first | after.order.at_1) & (~second | after.order.at_2)
    known = (before.order.at_1 | first | ~after.order.at_1) & (
        before.order.at_2 | second | ~after.order.at_2
    )
    return given & known


@step("POOL-14", "POOL-19")
def a_result_of_an_open_call_is_reported(before, step, after):
    """A result that a CPD Server tells of a call goes on to OCS, and ends what the proxy has."""
    told = (step.sent("order.result") > 0) & before.order.open
    return ~told | ((step.sent("call.result") == 1) & after.order.idle)


@step("POOL-15")
def an_error_in_time_closes_its_record(before, step, after):
    """An Error that reaches a requested record gives it an error result, and stops its timer."""
    in_time = (step.sent("record.error") > 0) & before.record.requested
    return ~in_time | (after.record.failed & (after.record.timer == 0))


@step("POOL-15")
def a_record_with_an_error_is_never_dialed_again(before, step, after):
    """A record that has an error result keeps it."""
    return ~before.record.failed | after.record.failed


@invariant("POOL-16")
def a_change_of_cpd_servers_dials_nobody_twice(s):
    """However often CPD Servers change, the switch calls a record's person at most once."""
    return s.call.placed <= 1


@step("POOL-16")
def a_request_is_handed_on_once_to_a_cpd_server_that_is_there(before, step, after):
    """A request goes on when it arrives, to one CPD Server that the proxy is connected to."""
    first, second = step.sent("call.dial_1"), step.sent("call.dial_2")
    arrives = (step.event == "call.deliver_1") | (step.event == "call.deliver_2")
    there = ((first == 0) | before.first.up) & ((second == 0) | before.second.up)
    return (first + second == 0) | ((first + second == 1) & arrives & there)


@step("POOL-17")
def a_request_that_finds_no_cpd_server_is_answered_with_an_error(before, step, after):
    """A request that arrives at a proxy without CPD Servers is answered with an Error, not kept."""
    arrives = (step.event == "call.deliver_1") | (step.event == "call.deliver_2")
    useless = arrives & ~before.first.up & ~before.second.up
    return ~useless | ((step.sent("call.error") == 1) & after.order.idle)


@step("POOL-16", "POOL-17")
def a_request_that_finds_a_cpd_server_is_handed_on(before, step, after):
    """A request that arrives is handed on to one of the CPD Servers that are connected."""
    arrives = (step.event == "call.deliver_1") | (step.event == "call.deliver_2")
    served = arrives & (before.first.up | before.second.up)
    return ~served | (step.sent("call.dial_1") + step.sent("call.dial_2") == 1)


@step("POOL-18")
def what_was_under_way_dies_with_the_connection_to_the_proxy(before, step, after):
    """A new connection to a proxy carries no request and no report of the connection before."""
    comes = before.line.gone & ~after.line.gone
    nothing = (after.call.in_flight == 0) & (after.call.news == "nothing")
    return ~comes | nothing


@step("POOL-18")
def a_proxy_that_stops_reports_nothing(before, step, after):
    """The step that stops a proxy sends OCS nothing, and leaves no call and no resource there."""
    stops = step.event == "host.crash"
    told = step.sent("call.error") + step.sent("call.result")
    return (not stops) | ((told == 0) & after.order.idle & (after.tally.resources == 0))


@leads_to("POOL-18")
def a_record_whose_report_was_lost_becomes_stale(s):
    """A record that was lost with the proxy becomes stale in the end, whatever was under way."""
    return s.record.lost, s.record.stale


@reachable("POOL-15")
def a_record_can_have_an_error_while_its_person_is_called(s):
    """A record can have an error result while its person is being called."""
    return s.record.failed & s.call.ringing


@reachable("POOL-14")
def a_result_can_come_to_a_proxy_that_has_reported_an_error(s):
    """A call can end at a CPD Server that is back, after the proxy has reported an Error."""
    heard = (s.call.at == 1) & s.first_line.open
    return s.record.failed & s.order.idle & s.call.ringing & heard


@reachable("POOL-18")
def a_record_can_be_lost_with_an_error_under_way(s):
    """A proxy can be lost after a CPD Server: the person is called, and nobody knows."""
    return s.record.lost & s.call.ringing & s.order.idle


@reachable("POOL-17")
def a_request_can_be_under_way_to_a_proxy_without_cpd_servers(s):
    """A request can be under way to a proxy that has lost all its CPD Servers."""
    return (s.call.in_flight > 0) & (s.tally.resources == 0) & s.line.open


def _lost_with_its_cpd_server(before, after):
    first = before.order.at_1 & before.first.up & ~after.first.up
    return first | (before.order.at_2 & before.second.up & ~after.second.up)
