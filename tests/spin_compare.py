"""What Spin finds in an exported model beside what our own search finds in the system."""

from dialonce import catalog
from dialonce.check import VIOLATED, check
from dialonce.export import promela
from dialonce.export.promela.claims import ALWAYS
from spin_model import search

NEVER = "its trigger is never reached"


def ours(system, members, **more):
    """Our own answer, with all members told apart."""
    claims = list(catalog.properties().values())
    return check(system, claims, members or None, symmetry=False, witnesses=False, **more)


def disagreements(system, members, report, live=True, seconds=3600):
    """Where Spin differs from the report: a list of sentences."""
    model = promela.model(system, members)
    states = report.space.states
    found = search(model.text, members, "-DWITNESSES", states=states, seconds=seconds)
    rests = 0
    if system.ends or ALWAYS in found.violated:
        rests = search(model.text, members, "-DENDS", states=states, seconds=seconds).errors
    against = _unequal("states", found.states, states)
    # A state in which nothing can change has a step to itself in the model.
    against += _unequal("transitions", found.transitions - rests, report.space.steps)
    spins = _of_states(model, found)
    spins |= _late(model, members, states, seconds)
    if live:
        spins |= _endless(model, members, states, seconds)
    return against + _verdicts(model, report, spins, live)


def _unequal(what, spins, our_count):
    return [f"{what}: Spin has {spins}, we have {our_count}"] if spins != our_count else []


def _of_states(model, found):
    """The names of the claims that fail for what is found in states and steps."""
    names, wrong = model.claims.names, set()
    for claim in model.claims.claims:
        name = names[claim.name]
        failed = {"reachable": name not in found.violated,
                  "leads_to": f"{name}_asked" not in found.violated,
                  "within": f"{name}_asked" not in found.violated}  # fmt: skip
        if failed.get(claim.kind, name in found.violated):
            wrong.add(claim.name)
    return wrong | ({ALWAYS} & found.violated)


def _late(model, members, states, seconds):
    """The claims whose response comes too late."""
    claims = [claim for claim in model.claims.claims if claim.kind == "within"]
    if not claims:
        return set()
    found = search(model.text, members, "-DWITHIN=ANY", states=4 * states, seconds=seconds)
    return {c.name for c in claims if f"{model.claims.names[c.name]}_in_time" in found.violated}


def _endless(model, members, states, seconds):
    """The claims that a fair run breaks; all are asked at once first, since most hold."""
    claims = [claim for claim in model.claims.claims if claim.kind == "leads_to"]

    def breaks(name):
        flag = f"-DLEADS_TO={name}"
        found = search(model.text, members, flag, live=True, states=8 * states, seconds=seconds)
        return found.cycle

    if not claims or not breaks("ANY"):
        return set()
    return {claim.name for claim in claims if breaks(model.claims.names[claim.name])}


def _verdicts(model, report, spins, live):
    compared = {claim.name for claim in model.claims.claims if live or claim.kind != "leads_to"}
    our = {f.property.name for f in report.findings
           if f.verdict == VIOLATED and f.property.name in {*compared, ALWAYS}}  # fmt: skip
    return [
        f"{name}: Spin says {'VIOLATED' if name in spins else 'HOLDS'}, we do not"
        for name in sorted(our ^ spins)
        if name in compared or name == ALWAYS
    ]
