"""The errors that a user can cause, each with the rule that was broken and the mend."""

from __future__ import annotations


class DialonceError(Exception):
    """Something the user can mend: the message is one line and says how."""


class UsageError(DialonceError):
    """A command or an argument is wrong; the message offers what would be right."""


class UndecidedError(DialonceError):
    """The question stays open, through nobody's fault; the message says why."""


class SpecificationError(DialonceError):
    """A machine, a system or a property breaks its contract.

    Fields: `subject` (class, system or property), `rule` (what must hold), `mend` (what to do).
    """

    def __init__(self, subject: str, rule: str, mend: str):
        super().__init__(f"{subject}: {rule} Mend: {mend}")
        self.subject, self.rule, self.mend = subject, rule, mend

    def __reduce__(self) -> tuple[type[SpecificationError], tuple[str, str, str]]:
        return type(self), (self.subject, self.rule, self.mend)


def nearest(name: str, known: list[str]) -> str:
    """The sentence that offers the nearest known names, or all of them when none is near."""
    import difflib

    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    offer = near or known[:12]
    more = "" if near or len(known) <= 12 else " …"
    return ("did you mean " if near else "known are ") + ", ".join(offer) + more + "?"[: bool(near)]
