"""What must hold for the campaign that OCM shows, and for the actions of its user."""

from dialonce import invariant, leads_to, reachable, step

PANEL = ("panel",)


@step("OCM-12", needs=PANEL)
def an_action_leaves_ocm_only_when_its_user_asks(before, step, after):
    """A start or stop is sent, and awaited, from the step in which the user asks for it only."""
    start = step.sent("request.start") == (step.event == "panel.start")
    stop = step.sent("request.stop") == (step.event == "panel.stop")
    return start & stop & (after.panel.awaiting | (step.event not in ("panel.start", "panel.stop")))


@step("OCM-12", needs=PANEL)
def an_action_ends_with_its_answer_or_in_doubt(before, step, after):
    """An action under way ends when its answer arrives; otherwise it is in doubt."""
    ends = before.panel.awaiting & ~after.panel.awaiting
    if step.event == "request.answer":
        return after.panel.idle
    return ~ends | after.panel.doubtful


@step("OCM-12", needs=PANEL)
def a_doubt_is_ended_by_the_status_of_the_campaign(before, step, after):
    """An action stays in doubt until OCS tells the status."""
    return ~before.panel.doubtful | after.panel.doubtful | (step.event == "news.deliver")


@step("OCM-12", needs=PANEL)
def only_an_action_is_awaited_or_in_doubt(before, step, after):
    """OCM waits for an answer only after its user asked, and is in doubt only after it waited."""
    asked = step.event in ("panel.start", "panel.stop")
    waits = after.panel.awaiting & ~before.panel.awaiting
    doubts = after.panel.doubtful & ~before.panel.doubtful
    return (~waits | asked) & (~doubts | before.panel.awaiting)


@invariant("OCM-12", needs=PANEL)
def an_answer_is_awaited_on_a_connection_only(s):
    """OCM waits for an answer only while it is connected: a loss leaves the action in doubt."""
    return ~s.panel.awaiting | s.ocm.up


@reachable("OCM-12", needs=PANEL)
def a_user_of_ocm_can_start_a_campaign(s):
    """A start can be on its way to OCS."""
    return s.request.start_going


@reachable("OCM-12", needs=PANEL)
def a_user_of_ocm_can_stop_a_campaign(s):
    """A stop can be on its way to OCS."""
    return s.request.stop_going


@reachable("OCM-12", needs=PANEL)
def an_action_can_be_in_doubt_after_the_reconnection(s):
    """OCM can be connected again while an action is in doubt, which had been carried out."""
    return s.panel.doubtful & s.ocm.up & s.campaign.running


@step("OCM-13", needs=PANEL)
def an_action_is_offered_on_a_shown_status_only(before, step, after):
    """A start is offered while the campaign is shown as stopped, a stop while it is as running."""
    if step.event == "panel.start":
        return before.panel.shown == "stopped"
    return (before.panel.shown == "running") | (step.event != "panel.stop")


@invariant("OCM-13", needs=PANEL)
def no_status_is_shown_without_a_connection(s):
    """OCM shows a status only while it is connected."""
    return (s.panel.shown == "nothing") | s.ocm.up


@invariant("OCM-13", needs=PANEL)
def the_status_that_is_shown_is_held_by_ocs(s):
    """On a connection that works, with nothing under way, OCM shows the status that OCS holds."""
    settled = _hears(s) & s.news.empty & (s.campaign.untold == 0)
    shown = (s.panel.shown == "running") == s.campaign.running
    return ~settled | shown


@leads_to("OCM-13", needs=PANEL)
def a_connected_ocm_shows_a_status_in_the_end(s):
    """An OCM that is connected is told the status, if the connection works."""
    return s.ocm.up, (s.panel.shown != "nothing") | ~_hears(s)


@reachable("OCM-13", needs=PANEL)
def a_silent_connection_can_show_an_old_status(s):
    """While nobody has noticed that a connection is silent, OCM can show what is over."""
    stopped = s.campaign.stopped & (s.panel.shown == "running")
    return stopped & s.primary_wire.silent


@step("OCM-14", needs=PANEL)
def an_action_without_an_answer_ends_the_connection(before, step, after):
    """When the time for an answer is over, OCM closes the connection, and waits no longer."""
    over = before.panel.awaiting & (step.event == "clock.tick")
    return ~over | (after.panel.doubtful & ~after.ocm.up & ~_connected(after))


@leads_to("OCM-14", needs=PANEL)
def nobody_waits_for_an_action_for_ever(s):
    """An action is answered in the end, or its user is told that it is in doubt."""
    return s.panel.awaiting, ~s.panel.awaiting


@step("ADDP-9", needs=("panel", "ocm_tcp"))
def an_action_into_a_silent_connection_is_in_flight(before, step, after):
    """Without ADDP an action that is sent into a silent connection is data for TCP to miss."""
    if step.event not in ("panel.start", "panel.stop"):
        return True
    return ~before.primary_wire.silent | after.detector.sending


def _hears(s):
    return s.primary_wire.open | s.backup_wire.open if s.has("backup_wire") else s.primary_wire.open


def _connected(s):
    up = s.primary_wire.up
    return up | s.backup_wire.up if s.has("backup_wire") else up
