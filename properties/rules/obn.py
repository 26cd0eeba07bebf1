"""OBN Manager: that it is there, and in which lists."""

from difflib import get_close_matches

from dialonce.rule import Remark, fact, rule
from spec.site import OBN


@fact("C019")
def obn_manager_is_optional(site):
    """OBN Manager may be there, or not."""
    for obn in site.heads(OBN):
        yield Remark(obn, "name", f"OCS dials over GVP through {obn.name}.")


@rule("C139")
def obn_manager_has_a_host_and_a_port(site):
    """What a campaign group lists exists, and an OBN Manager has a host and a port for OCS."""
    for group in site.data.campaign_group:
        for entry in group.connections:
            if entry.to not in site.apps:
                text = f"{group.name} lists {entry.to}, and there is no such application."
                near = get_close_matches(entry.to, [*site.apps], n=1, cutoff=0.7)
                meant = f"; or did you mean {near[0]}?" if near else ""
                mend = f"describe its application, with host and port{meant}"
                yield Remark(entry, "to", text, mend)
    for obn in site.of(OBN):
        for key in ("host", "ports"):
            if not getattr(obn, key):
                text = f"{obn.name} gives OCS no {key.removesuffix('s')}."
                yield Remark(obn, key, text, f"set {key}")


@rule("C140")
def obn_manager_is_in_the_list_of_a_group(site):
    """Each OBN Manager is in the list of a campaign group."""
    listed = site.peers(*site.data.campaign_group)
    for obn in site.heads(OBN):
        if obn not in listed:
            text = f"{obn.name} is in the connections of no campaign group."
            yield Remark(obn, "name", text, "add it to the campaign group that dials over GVP")
