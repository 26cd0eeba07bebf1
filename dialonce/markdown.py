"""Pieces of Markdown: tables, code, headings and the links to them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; cells may hold anything but newlines."""
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or " "


def code(text: str) -> str:
    """Text as code, or nothing for no text."""
    return f"`{text}`" if text else ""


def codes(texts: Iterable[str]) -> str:
    """Several texts as code, with commas."""
    return ", ".join(map(code, texts))


def slug(heading: str) -> str:
    """The anchor that GitHub and most other viewers give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def link(text: str, page: str, heading: str = "", here: str = "") -> str:
    """A link to a page or to one of its headings, as seen from the page `here`."""
    anchor = f"#{slug(heading)}" if heading else ""
    return f"[{text}]({anchor if page == here and anchor else f'{page}.md{anchor}'})"


def mermaid(text: str) -> str:
    """A Mermaid drawing as a fenced block."""
    return f"```mermaid\n{text.rstrip()}\n```"


def picture(path: str, text: str) -> str:
    """A picture in the folder of the page."""
    return f"![{text}]({path})"


def details(summary: str, text: str) -> str:
    """Text that is folded away until somebody asks for it."""
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"
