"""What must hold for the list of OCS at login, and for what the configuration does to it."""

from dialonce import invariant, leads_to, reachable, step
from properties.openings import begins


@invariant("OCM-2")
def ocm_uses_one_listed_ocs_at_a_time(s):
    """OCM never has, or opens, connections to two OCS of its list."""
    return ~s.first_wire.used | ~s.second_wire.used


@invariant("OCM-2")
def ocm_is_connected_to_the_ocs_that_it_names(s):
    """OCM is on, or tries, a listed OCS exactly while the network has, or opens, the connection."""
    up = (s.ocm.on_first == s.first_wire.up) & (s.ocm.on_second == s.second_wire.up)
    first = s.ocm.trying_first == s.first_wire.opening
    return up & first & (s.ocm.trying_second == s.second_wire.opening)


@step("OCM-3")
def several_ocs_are_listed_at_login(before, step, after):
    """At login OCM shows the list if several OCS are defined, and connects to a single one."""
    first, second = before.first_offer.offered, before.second_offer.offered
    if step.event != "ocm.log_in":
        return True
    listed = after.ocm.choosing & ~after.first_wire.opening & ~after.second_wire.opening
    single = (after.first_wire.opening & ~second) | (after.second_wire.opening & ~first)
    return (listed & first & second) | single


@step("OCM-3", "OCM-8")
def a_listed_ocs_is_tried_when_its_user_says_so(before, step, after):
    """OCM tries a listed OCS at login, when it is chosen, or when its user retries, only."""
    by_user = step.event in ("ocm.log_in", "ocm.retry")
    first = begins(before, step, after, "first")
    second = begins(before, step, after, "second")
    again = (before.ocm.at_first | before.ocm.off) & by_user
    again_second = (before.ocm.at_second | before.ocm.off) & by_user
    return (~first | again | (step.event == "ocm.choose_first")) & (
        ~second | again_second | (step.event == "ocm.choose_second")
    )


@step("OCM-3", "OCM-8")
def what_its_user_chooses_from_the_list_is_tried(before, step, after):
    """A choice from the list makes OCM try that OCS, and a retry the one of the dialog."""
    if step.event == "ocm.choose_first":
        return after.first_wire.opening
    if step.event == "ocm.choose_second":
        return after.second_wire.opening
    first = ~before.ocm.asking_for_first | after.first_wire.opening
    second = ~before.ocm.asking_for_second | after.second_wire.opening
    return (step.event != "ocm.retry") | (first & second)


@leads_to("OCM-3", "OCM-4")
def an_ocs_on_the_list_can_be_chosen(s):
    """While the list is shown, its user can choose each OCS that is on it.

    Assumes: the user wants to choose one of them in the end.
    """
    offered = s.ocm.choosing & s.second_offer.offered
    return offered, ~offered


@leads_to("OCM-3", "OCM-4")
def the_first_ocs_on_the_list_can_be_chosen(s):
    """While the first OCS is on the list that is shown, its user can choose an OCS.

    Assumes: the user wants to choose one of them in the end.
    """
    offered = s.ocm.choosing & s.first_offer.offered
    return offered, ~offered


@leads_to("OCM-8")
def a_dialog_about_a_listed_ocs_lets_its_user_try_again(s):
    """Whenever the dialog is shown, its user can let OCM try the same OCS again.

    Assumes: the user wants that in the end.
    """
    return s.ocm.asking, ~s.ocm.asking


@step("OCM-7", "OCM-9")
def a_lost_listed_ocs_shows_the_dialog(before, step, after):
    """A loss or a failed try leaves OCM in the dialog about the same OCS."""
    left = step.event in ("ocm.log_off", "first_entry.inform", "second_entry.inform")
    first = (before.ocm.at_first & ~before.ocm.asking) & ~after.ocm.trying & ~after.ocm.up
    second = (before.ocm.at_second & ~before.ocm.asking) & ~after.ocm.trying & ~after.ocm.up
    return (~first | after.ocm.asking_for_first | left) & (
        ~second | after.ocm.asking_for_second | left
    )


@invariant("OCM-4")
def ocm_offers_what_is_defined_unless_it_was_not_told_yet(s):
    """An OCS is offered exactly while it is defined, but for a change that is not told yet."""
    first = (s.first_offer.offered == s.first_entry.defined) | (s.first_entry.untold == 1)
    return first & (
        (s.second_offer.offered == s.second_entry.defined) | (s.second_entry.untold == 1)
    )


@leads_to("OCM-4")
def a_change_of_the_list_reaches_ocm_in_the_end(s):
    """A change of the list reaches OCM in the end, if no other one takes it back."""
    same = s.first_offer.offered == s.first_entry.defined
    return ~same, same


@reachable("OCM-4")
def a_list_that_is_open_can_lose_an_ocs(s):
    """The list can be shown while one of its OCS is gone."""
    return s.ocm.choosing & s.second_offer.missing


@reachable("OCM-4")
def an_ocs_that_was_deleted_can_be_used_again(s):
    """OCM can use the second OCS after the first one is gone."""
    return s.ocm.on_second & s.first_offer.missing


@invariant("OCM-5")
def ocm_leaves_an_ocs_that_is_not_offered(s):
    """OCM neither uses, tries nor asks about an OCS that it does not offer."""
    return (~s.ocm.at_first | s.first_offer.offered) & (~s.ocm.at_second | s.second_offer.offered)


@step("OCM-5")
def an_ocs_that_is_left_leads_to_the_list(before, step, after):
    """When the OCS that OCM uses, tries or asks about is deleted, OCM shows the list again."""
    told = step.event in ("first_entry.inform", "second_entry.inform")
    first = before.ocm.at_first & ~after.ocm.at_first
    second = before.ocm.at_second & ~after.ocm.at_second
    return (not told) | ~(first | second) | after.ocm.choosing
