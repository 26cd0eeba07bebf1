"""Which application may be in which standby, and what makes a pair."""

from dialonce.rule import Remark, rule
from spec.site import CPD, DB, OCM, OCS, PROXY, T_SERVERS, WIZARD

OUTBOUND = (OCS, CPD, PROXY, OCM, WIZARD)
NONE, COLD, WARM, HOT = "not specified", "cold standby", "warm standby", "hot standby"
SINGLE = f'set redundancy = "{NONE}"'


def incomplete(site, modes, *kinds):
    """Pairs of these types that lack a member, a redundancy type, or agreement on it."""
    for app in site.heads(*kinds):
        if app.redundancy in modes and not app.backup:
            text = f"{app.name} is in {app.redundancy} without a backup."
            mend = f"name its backup, or name it as the backup of another, or {SINGLE}"
            yield Remark(app, "redundancy", text, mend)
        elif app.backup and app.redundancy == NONE:
            text = f"{app.name} has a backup, but no redundancy type."
            yield Remark(app, "backup", text, f'set redundancy = "{modes[0]}"')
        elif app.backup and app.redundancy in modes:
            backup = site.apps[app.backup]
            told = app.type not in T_SERVERS and backup.redundancy in (COLD, HOT)
            if backup.redundancy != app.redundancy and not told:
                text = f"{backup.name} is the backup of {app.name}, but not in {app.redundancy}."
                mend = f'set redundancy = "{app.redundancy}"'
                yield Remark(backup, "redundancy", text, mend)


def in_mode(site, mode, *kinds):
    """Applications of these types that are in a standby that they cannot be in."""
    for app in site.of(*kinds):
        if app.redundancy == mode:
            text = f"{app.name} is in {mode}, in which no {app.type} can be."
            mend = SINGLE if app.type in (OCM, WIZARD) else f'set "{WARM}", or {SINGLE}'
            yield Remark(app, "redundancy", text, mend)


@rule("C002")
def a_pair_of_ocs_is_in_warm_standby(site):
    """An OCS in warm standby has a backup, and both are in that mode."""
    yield from incomplete(site, (WARM,), OCS)


@rule("C003")
def a_pair_of_cpd_servers_is_in_warm_standby(site):
    """A CPD Server or CPD Proxy in warm standby has a backup, and both are in that mode."""
    yield from incomplete(site, (WARM,), CPD, PROXY)


@rule("C004")
def no_outbound_component_is_in_cold_standby(site):
    """No component of Outbound Contact is in cold standby."""
    yield from in_mode(site, COLD, *OUTBOUND)


@rule("C005")
def no_outbound_component_is_in_hot_standby(site):
    """No component of Outbound Contact is in hot standby."""
    yield from in_mode(site, HOT, *OUTBOUND)


@rule("C027")
def a_pair_of_db_servers_is_in_warm_standby(site):
    """A DB Server is in warm standby with a backup, or in no standby at all."""
    yield from in_mode(site, HOT, DB)
    yield from in_mode(site, COLD, DB)
    yield from incomplete(site, (WARM,), DB)


@rule("C050")
def a_pair_of_t_servers_agrees_on_its_mode(site):
    """A T-Server in hot or warm standby has a backup, and both are in the same mode."""
    yield from incomplete(site, (HOT, WARM), *T_SERVERS)
