"""What must hold for the list of OCS at login, and for what the configuration does to it."""

from dialonce import invariant, leads_to, reachable, step


@invariant("OCM-2")
def ocm_uses_one_listed_ocs_at_a_time(s):
    """OCM never has, or opens, connections to two OCS of its list."""
    return ~s.first_wire.used | ~s.second_wire.used


@invariant("OCM-2")
def ocm_is_connected_to_the_ocs_that_it_names(s):
    """OCM is on a listed OCS exactly while the network has that connection."""
    return (s.ocm.on_first == s.first_wire.up) & (s.ocm.on_second == s.second_wire.up)


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
    first = ~before.first_wire.opening & after.first_wire.opening
    second = ~before.second_wire.opening & after.second_wire.opening
    again = (before.ocm.at_first | before.ocm.off) & by_user
    again_second = (before.ocm.at_second | before.ocm.off) & by_user
    return (~first | again | (step.event == "ocm.choose_first")) & (
        ~second | again_second | (step.event == "ocm.choose_second")
    )


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


@leads_to("OCM-4", "OCM-17")
def ocm_is_told_of_each_change_in_the_end(s):
    """A change of the configuration reaches OCM in the end, if Configuration Server stays up."""
    same = s.first_offer.offered == s.first_entry.defined
    return ~same, same | ~s.configuration.up | s.config.off


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


@step("OCM-17")
def offers_change_over_configuration_server_only(before, step, after):
    """What OCM offers changes only while it is connected to Configuration Server."""
    kept = before.first_offer.offered == after.first_offer.offered
    kept &= before.second_offer.offered == after.second_offer.offered
    return kept | before.config.connected


@step("OCM-17")
def a_lost_configuration_server_leaves_ocm_as_it_is(before, step, after):
    """The loss of Configuration Server changes neither the connection to OCS nor a dialog."""
    lost = before.config.connected & ~after.config.connected
    same = (before.ocm.up == after.ocm.up) & (before.ocm.asking == after.ocm.asking)
    also_lost = (before.first_wire.up & ~after.first_wire.up) | (
        before.second_wire.up & ~after.second_wire.up
    )
    return ~lost | also_lost | (same & (before.ocm.choosing == after.ocm.choosing))


@leads_to("OCM-17")
def configuration_server_is_regained_by_ocm_itself(s):
    """OCM is connected to Configuration Server again in the end, if that stays up."""
    return s.config.seeking, s.config.connected | ~s.configuration.up


@reachable("OCM-17")
def ocm_can_work_without_configuration_server(s):
    """OCM can be connected to OCS while Configuration Server is lost."""
    return s.ocm.on_first & s.config.resting
