"""What must hold for OCM and Configuration Server."""

from dialonce import leads_to, reachable, step


@leads_to("OCM-4", "OCM-17")
def ocm_is_told_of_each_change_in_the_end(s):
    """A change of the configuration reaches OCM in the end, if Configuration Server stays up."""
    same = s.first_offer.offered == s.first_entry.defined
    return ~same, same | ~s.configuration.up | s.config.off


@step("OCM-17")
def offers_change_over_configuration_server_only(before, step, after):
    """What OCM offers changes only while it is connected to Configuration Server."""
    kept = before.first_offer.offered == after.first_offer.offered
    return kept | before.config.connected


@step("OCM-17")
def a_lost_configuration_server_leaves_ocm_as_it_is(before, step, after):
    """The loss of Configuration Server changes neither the connection to OCS nor a dialog."""
    lost = before.config.connected & ~after.config.connected
    same = (before.ocm.up == after.ocm.up) & (before.ocm.asking == after.ocm.asking)
    also_lost = before.first_wire.up & ~after.first_wire.up
    return ~lost | also_lost | (same & (before.ocm.choosing == after.ocm.choosing))


@leads_to("OCM-17")
def configuration_server_is_regained_by_ocm_itself(s):
    """OCM is connected to Configuration Server again in the end, if that stays up."""
    return s.config.seeking, s.config.connected | ~s.configuration.up


@reachable("OCM-17")
def ocm_can_work_without_configuration_server(s):
    """OCM can be connected to OCS while Configuration Server is lost."""
    return s.ocm.on_first & s.config.resting
