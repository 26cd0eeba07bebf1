"""Installations: right ones have no finding, wrong ones have theirs on the right line."""

import re
from pathlib import Path

import pytest

import spec
from dialonce import catalog
from dialonce.description import read, read_text
from dialonce.fault import shown
from dialonce.rule import judge
from machines.mutants.installation.bases import FOLDER

FORMAT = catalog.formats()["installation"]
RULES = catalog.rules()
FAULTS = catalog.faults()
CLAUSES = catalog.clauses()
MARK = re.compile(r"# broken: ((?:C\d{3}[ ,]*)+)")
# Faults of which a second finding is a consequence: the rule that makes it.
ALSO = {
    "addp_to_t_server_set_by_the_group": "t_servers_are_in_the_list_of_ocs",
    "ocs_without_a_stat_server": "every_stat_server_is_fed",
    "no_configuration_server": "user_interfaces_reach_what_they_work_on",
    "ocs_pair_without_a_way": "each_communication_dn_names_its_ocs",
    "cpd_with_two_t_servers": "a_cpd_proxy_stays_on_one_switch",
    "cpd_pair_on_two_switches": "a_cpd_proxy_stays_on_one_switch",
    "cpd_proxy_with_a_backup_elsewhere": "a_cpd_server_has_one_t_server",
    "no_esp_port_to_name": "ocs_has_an_esp_port_for_interaction_server",
    "obn_manager_nowhere": "obn_manager_is_in_the_list_of_a_group",
    "no_obn_manager": "obn_manager_is_in_the_list_of_a_group",
}


def findings(description):
    """The findings of a description: rules, not facts."""
    return [f for f in judge(description, RULES.values(), CLAUSES) if f.rule.must]


@pytest.mark.parametrize("name", ["small", "multi_site"])
def test_a_right_installation_has_no_finding(name):
    """The shipped right files keep every rule."""
    assert findings(read(str(FOLDER / f"{name}.toml"), FORMAT)) == []


def test_the_broken_installation_has_exactly_its_planted_faults():
    """Every mark of the broken file is found on its line, and nothing else."""
    path = FOLDER / "broken.toml"
    planted = sorted(
        (number, tuple(statements.split()))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for mark in MARK.findall(line)
        for statements in mark.split(",")
    )

    found = [(f.line, f.rule.statements) for f in findings(read(str(path), FORMAT))]

    assert sorted(found) == planted
    assert len({statements for _, statements in planted}) >= 15


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_breaks_its_rule_on_its_line(name):
    """One small edit of a right file is found where it was made, and by its rule."""
    fault = FAULTS[name]

    found = [(f.line, f.rule.name) for f in findings(fault.read(FORMAT))]

    assert (fault.line, *fault.breaks) in found
    others = {rule for _, rule in found} - set(fault.breaks)
    assert others == {ALSO[name]} if name in ALSO else others == set()


def test_every_rule_can_fail_and_every_fact_can_be_shown():
    """Each rule is broken by a fault, and each fact is shown by a right installation."""
    by = shown([*FAULTS.values()], [*RULES.values()], [FORMAT])

    assert [name for name in RULES if not by.get(name)] == []


def test_every_configuration_and_capability_is_judged():
    """No statement of these modalities is without a rule or a fact."""
    judged = {statement for rule in RULES.values() for statement in rule.statements}
    stated = {
        statement
        for clause in CLAUSES.values()
        if clause.modality in ("configuration", "capability")
        for statement in re.findall(r"\bC\d{3}\b", clause.about)
    }

    assert stated <= judged
    assert len(judged) >= 57


def test_rules_cite_statements_of_the_guide():
    """A rule has a sentence, and judges statements that there are."""
    for rule in RULES.values():
        assert rule.sentence.endswith(".")
        assert rule.statements
        assert all(1 <= int(s[1:]) <= spec.STATEMENTS for s in rule.statements)


def _table(text, page):
    """The rows of the table under a heading of the page: key to its other cells."""
    section = page.split(f"\n### `{text}`")[1].split("\n###")[0].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:3] == "| `"]
    return {row[0].strip("`"): [cell.replace("\\|", "|") for cell in row[1:]] for row in rows}


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        ("[[application]]", "Application"),
        ("connections", "Connection"),
        ("ports", "Port"),
        ("[[switch]]", "Switch"),
        ("communication_dns", "CommunicationDn"),
        ("[[calling_list]]", "CallingList"),
        ("[[campaign_group]]", "CampaignGroup"),
    ],
)
def test_the_page_on_the_format_has_every_key(heading, table):
    """The tables of docs/deployments.md agree with the schema: key, meaning, default."""
    from typing import get_type_hints

    import msgspec

    from spec import installation

    page = (Path(spec.__file__).parent.parent / "docs" / "deployments.md").read_text()
    schema = getattr(installation, table)
    hints = get_type_hints(schema, include_extras=True)
    expected = {}
    for field in msgspec.structs.fields(schema):
        made = field.default_factory
        plain = field.default if made is msgspec.NODEFAULT else made()
        value = "required" if field.required else f"`{msgspec.json.encode(plain).decode()}`"
        expected[field.name] = [hints[field.name].__metadata__[-1].description, value]

    assert _table(heading, page) == expected


def test_the_page_on_the_format_names_every_type():
    """Every type of application stands in docs/deployments.md."""
    from typing import get_args

    from spec.installation import Kind

    page = (Path(spec.__file__).parent.parent / "docs" / "deployments.md").read_text()

    assert [kind for kind in get_args(Kind) if f'`"{kind}"`' not in page] == []


def test_invalid_reference_offers_the_nearest_name():
    """A name that meets nothing is refused with its line and a mend."""
    from dialonce.description.reader import DescriptionError

    text = (FOLDER / "small.toml").read_text(encoding="utf-8")

    with pytest.raises(DescriptionError) as caught:
        read_text(text.replace('{ to = "stat" }', '{ to = "stta" }'), "f.toml", FORMAT)

    assert caught.value.line == 16
    assert "did you mean stat" in caught.value.mend


def test_a_large_installation_is_judged_soon():
    """The time to judge a file grows with its size, and not much faster."""
    import time

    site = (
        '[[application]]\nname = "ts{0}"\ntype = "T-Server"\n[[application]]\nname = "cpd{0}"\n'
        'type = "CPD Server"\nconnections = [{{ to = "ts{0}" }}]\n[[switch]]\nname = "s{0}"\n'
        't_server = "ts{0}"\n[[campaign_group]]\nname = "g{0}"\nocs = "ocs"\nswitch = "s{0}"\n'
    )
    listed = ", ".join(f'{{ to = "ts{n}" }}, {{ to = "cpd{n}" }}' for n in range(500))
    ocs = '[[application]]\nname = "ocs"\ntype = "Outbound Contact Server"\n'
    text = "".join(site.format(n) for n in range(500)) + f"{ocs}connections = [{listed}]\n"
    began = time.process_time()

    found = findings(read_text(text, "f.toml", FORMAT))

    assert {f.rule.statements[0] for f in found} == {"C011", "C013", "C014"}
    assert time.process_time() - began < 3
