"""`dialonce validate`: whether a description of an installation keeps the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dialonce import catalog
from dialonce.cli.options import json_option, print_json, write
from dialonce.cli.reports import report_files
from dialonce.errors import SpecificationError

if TYPE_CHECKING:
    from dialonce.description import Description, Format
    from dialonce.rule import Finding


@click.command(short_help="Judge the description of an installation.")
@click.argument("file", metavar="FILE")
@click.option("--facts", is_flag=True, help="Say what the installation makes use of, too.")
@json_option
@click.option("--sarif", metavar="PATH", help="Write the findings into this file, as SARIF 2.1.0.")
def validate(file: str, facts: bool, as_json: bool, sarif: str | None) -> int:
    """Judge a TOML file that describes an installation by every rule.

    Each finding has its line, the clause and the statement of the guide, what is wrong, and the
    mend. Exit code 1 if there is a finding, 2 if the file cannot be read as a description.
    """
    files = report_files(file, sarif=sarif)
    found = judged(read_description(file))
    wrong = [each for each in found if each.rule.must]
    used = [each for each in found if not each.rule.must]
    for path in files.values():
        from dialonce.reports.sarif import sarif_text

        write(path, sarif_text(file, wrong))
    if as_json:
        print_json({"file": file, "findings": [_plain(each) for each in wrong],
                    "facts": [_plain(each) for each in used]})  # fmt: skip
    else:
        for line in _lines(file, wrong, used if facts else []):
            click.echo(line)
    return 1 if wrong else 0


def format_of() -> Format:
    """The one kind of description that is known."""
    for kind in catalog.formats().values():
        return kind
    raise SpecificationError("description", "no format is declared.", "declare a Format in rules")


def read_description(file: str) -> Description:
    """The description in a file. Errors: DescriptionError."""
    from dialonce.description import read

    return read(file, format_of())


def judged(description: Description) -> list[Finding]:
    """What all rules and facts say."""
    from dialonce.rule import judge

    return judge(description, catalog.rules().values(), catalog.clauses())


def _plain(found: Finding) -> dict[str, Any]:
    return {
        "line": found.line,
        "rule": found.rule.name,
        "kind": found.rule.kind,
        "statements": list(found.rule.statements),
        "clauses": list(found.clauses),
        "text": found.text,
        "mend": found.mend,
    }


def _lines(file: str, wrong: list[Finding], used: list[Finding]) -> list[str]:
    from dialonce.show import faint, plural, wrapped

    lines = []
    for each in wrong:
        lines += [f"{file}:{each.line}  {each.cited}", wrapped(each.text, 4)]
        lines += [wrapped(f"Mend: {each.mend}.", 4, "      "), ""]
    for each in used:
        lines += [f"{file}:{each.line}  {each.cited}", wrapped(each.text, 4), ""]
    rules = [rule for rule in catalog.rules().values() if rule.must]
    count = f"{file}: {plural(len(wrong), 'finding')} by {plural(len(rules), 'rule')}."
    return [*lines, count if wrong else f"{count} {faint('Nothing to mend.')}"]
