"""Writes the tables of docs/performance.md from what was measured."""

import json
from statistics import median

from peers import cpd, spin
from peers.sections import NAME, STANDARD

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
ENOUGH = 5
TITLES = {
    "k": "All records told apart, K = {}",
    "sym": "With symmetry, K = {}",
    "spin": "One answer with symmetry, one without, K = {}",
    "live": "Liveness under weak fairness, K = {}",
    "bug": "The seeded bug, K = {}",
}
HEADS = {
    "states": "states a second", "search": "search, s", "start": "start and end, s",
    "compilation": "compilation, s", "whole": "whole, s", "peak": "peak memory, MB",
    "length": "transitions", "faster": "search / ours", "sooner": "whole / ours",
    "rounds": "rounds",
}  # fmt: skip


def with_tables(text, sections):
    """The page with its tables between the two markers."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    standard = {name: sections[name] for name in STANDARD if name in sections}
    lines = [*_made_on(standard), *tables(standard)]
    return f"{before}{BEGIN}\n\n{chr(10).join(lines)}\n\n{END}{after}"


def tables(sections):
    """The lines of one table for each section."""
    lines = []
    for name, section in sections.items():
        if section["rounds"]:
            lines += ["", *(_counts(section) if name == "counts" else _table(name, section))]
    return lines[1:]


def _table(name, section):
    kind, k = NAME.fullmatch(name).groups()
    columns = ["search", "start", "compilation", "whole", "peak", "sooner", "rounds"]
    if kind in ("k", "sym", "spin"):
        columns = ["states", *columns[:-2], "faster", *columns[-2:]]
    if kind == "bug":
        columns = ["length", *columns]
    rounds = section["rounds"]
    rows = [_row(section, at, columns) for at in range(len(rounds[0]["rows"]))]
    head = ["", *(HEADS[column] for column in columns)]
    lines = [f"### {TITLES[kind].format(k)}", "", *_grid([head, *rows])]
    return [*lines, "", *_against(rounds)] if kind == "k" else lines


def _row(section, at, columns):
    """The medians of one checker; the ratios are medians of the ratios within each round."""
    runs = [(each["rows"][at], each["rows"][0]) for each in section["rounds"]]
    cells = {
        what: _seconds(median(run[what] for run, _ in runs))
        for what in ("search", "start", "compilation", "whole")
    }
    first = runs[0][0]
    if first["states"]:
        cells["states"] = _rounded(median(run["states"] / run["search"] for run, _ in runs))
    cells["peak"] = _megabytes(median(run["peak"] for run, _ in runs), section["floor"])
    cells["length"] = str(first["length"])
    cells["faster"] = _ratio(run["search"] / ours["search"] for run, ours in runs) if at else "1"
    cells["sooner"] = _ratio(run["whole"] / ours["whole"] for run, ours in runs) if at else "1"
    cells["rounds"] = f"{len(runs)}" if len(runs) >= ENOUGH else f"only {len(runs)}"
    return [first["name"], *(cells[column] for column in columns)]


def _against(rounds):
    """Our states a second against the best that a peer reached exactly, in each round."""
    for peer in ("Spin", "TLC"):
        ratios = []
        for each in rounds:
            ours, *rows = each["rows"]
            exact = [r for r in rows if r["name"] != spin.HASHES]
            found = [r["search"] for r in exact if r["name"].startswith(peer)]
            ratios += [min(found) / ours["search"]] if found else []
        if ratios:
            yield f"Distinct states a second against {peer} at its best: {_ratio(ratios)} times."


def _counts(section):
    """Which counts were compared with the closed forms, and found equal."""
    rows = section["rounds"][0]["rows"]
    told = {}
    for row in rows:
        counts = [what for what in ("states", "transitions", "depth") if row[what] is not None]
        told.setdefault((row["name"], row["question"], ", ".join(counts)), []).append(row["k"])
    lines = [
        [name, "up to symmetry" if question == "symmetric" else "told apart", counts,
         f"{min(ks)} to {max(ks)}"]
        for (name, question, counts), ks in told.items()
    ]  # fmt: skip
    forms = [
        [f"{k}", *(f"{form(k):,}" for form in (cpd.states, cpd.transitions, cpd.depth,
         cpd.states_up_to_symmetry, cpd.transitions_up_to_symmetry))]
        for k in range(1, 9)
    ]  # fmt: skip
    head = ["K", "states", "transitions", "depth", "states up to symmetry", "transitions"]
    return [
        "### Counts", "", *_grid([head, *forms]), "",
        "Each of these said exactly these numbers, or the run would have ended there:", "",
        *_grid([["", "records", "compared", "K"], *lines]),
    ]  # fmt: skip


def _made_on(sections):
    """The machine, the versions and the dates, once for each set of sections that share them."""
    groups = {}
    for name, section in sections.items():
        groups.setdefault(json.dumps(section["identity"]), []).append(name)
    lines = []
    for identity, names in groups.items():
        machine, versions = json.loads(identity).values()
        days = sorted({r["when"][:10] for name in names for r in sections[name]["rounds"]})
        loads = [r["load"] for name in names for r in sections[name]["rounds"]]
        lines += [
            f"Measured {' and '.join(dict.fromkeys((days[0], days[-1])))} on "
            f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, "
            f"{machine['system']} ({', '.join(names)}).",
            f"Versions: {', '.join(f'{name} {version}' for name, version in versions.items())}.",
            f"Load of the machine when a round began: {min(loads):.1f} to {max(loads):.1f}.",
            "",
        ]
    return lines


def _grid(rows):
    """A Markdown table: names to the left, numbers to the right."""
    rule = ["---", *["---:"] * (len(rows[0]) - 1)]
    return [f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:])]


def _seconds(value):
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _rounded(value):
    """Three digits are all that a measurement is worth."""
    return f"{round(value, 2 - len(str(int(value))) + 1):,.0f}"


def _ratio(values):
    value = median(values)
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def _megabytes(value, floor):
    if value <= 1.05 * floor:
        return f"under {floor / 1e6:.0f}"
    return f"{value / 1e6:,.0f}"
