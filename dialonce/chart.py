"""Charts: a trace as a Mermaid sequence diagram, and as a page that holds one."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from click import unstyle

from dialonce.cascade import Instance, Sent
from dialonce.show import change_words, sentence, steps
from dialonce.trace import Trace, TraceStep, instances


def sequence(trace: Trace, unheard: bool = True) -> str:
    """The diagram: who takes part, by process; then each step's event, messages and changes.

    Without `unheard`, messages that nobody in the system hears are left out.
    """
    present = _present(trace)
    lines = ["sequenceDiagram", *_boxes(trace, present)]
    across = ",".join(dict.fromkeys(_id(at) for at in (present[0], present[-1]))) if present else ""
    for number, step in enumerate(trace.steps):
        if number == trace.loop:
            lines.append("  loop for ever")
        lines += [f"  {line}" for line in _step(trace, number + 1, step, across, unheard)]
    if trace.loop is not None and trace.loop < len(trace.steps):
        lines.append("  end")
    return "\n".join(lines) + "\n"


def page(trace: Trace, title: str, about: list[str], told: list[str] | None = None) -> str:
    """A Markdown page: a title, some paragraphs, the diagram, the steps in words, and what is
    `told` of them."""
    words = "\n".join(line.rstrip() for line in steps(trace))
    blocks = [f"```mermaid\n{sequence(trace)}```", f"```text\n{unstyle(words)}\n```\n"]
    if told:
        lines = "\n".join(line.rstrip() for line in told).strip("\n")
        blocks[1:] = [blocks[1].rstrip(), "## What would have been right",
                      f"```text\n{unstyle(lines)}\n```\n"]  # fmt: skip
    return "\n\n".join([f"# {title}", *about, *blocks])


def _present(trace: Trace) -> list[Instance]:
    """Those that act, change, send or hear, process by process."""
    used = {at for step in trace.steps for at in _involved(step)}
    order = list(trace.system.process_of.values())
    present = [at for at in instances(trace.system, trace.members) if at in used]
    return sorted(present, key=lambda at: order.index(trace.system.process_of[at[0]]))


def _boxes(trace: Trace, present: list[Instance]) -> list[str]:
    ends = (trace.system.client, trace.system.server)
    written, lines = {name.lower(): name for name in ends}, []
    for process, group in groupby(present, key=lambda at: trace.system.process_of[at[0]]):
        lines.append(f"  box {_safe(written.get(process, process))}")
        lines += [f"    participant {_id(at)} as {_safe(trace.label(at))}" for at in group]
        lines.append("  end")
    return lines


def _involved(step: TraceStep) -> list[Instance]:
    ends = [at for sent in _drawn(step) for at in (sent.sender, sent.target) if at is not None]
    return [step.instance, *(change.instance for change in step.changes), *ends]


def _step(trace: Trace, number: int, step: TraceStep, across: str, unheard: bool) -> list[str]:
    said = sentence(trace.system, step.instance, step.event)
    lines = [f"Note over {across}: {number}. {_safe(trace.label(step.instance))}: {_safe(said)}"]
    lines += [_arrow(sent) for sent in _drawn(step) if unheard or sent.target is not None]
    lines += [
        f"Note over {_id(change.instance)}: {_safe(change_words(trace, change))}"
        for change in step.changes
    ]
    return lines


def _drawn(step: TraceStep) -> list[Sent]:
    """The messages of a step; what many hear, such as a tick, only to those whom it moves."""
    moved = {change.instance for change in step.changes}
    heard = Counter((sent.sender, sent.output) for sent in step.sent)
    return [s for s in step.sent if s.target in moved or heard[s.sender, s.output] == 1]


def _arrow(sent: Sent) -> str:
    what = _safe(sent.output.split(".")[1].replace("_", " "))
    if sent.target is None:
        return f"Note over {_id(sent.sender)}: {what} (nobody hears it)"
    return f"{_id(sent.sender)}->>{_id(sent.target)}: {what}"


def _id(instance: Instance) -> str:
    return f"{instance[0]}_{instance[1] + 1}"


def _safe(text: str) -> str:
    """Text without the signs that end a statement in Mermaid."""
    return text.translate({ord("#"): "#35;", ord(";"): "#59;"})
