"""What is wrong with a key or a value, in the words of the file's author."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from dialonce.description.positions import Path
from dialonce.errors import nearest

WORDS = {
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number with a fraction",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
SHOWN_MAX = 40
OTHER = "Other"  # the choice for what a schema has no word for
SYNTAX = {
    "Cannot declare": "write the head with two brackets, [[…]], each time",
    "Cannot overwrite": "give each key once in a table; [[…]] begins the next one",
    "Duplicate inline table key": "give each key once in an entry",
    "Cannot mutate immutable": "write the list in one way: in brackets, or as tables [[…]]",
    "Invalid initial character": "keep { … } on one line, without a comma before the brace",
    "Unclosed inline table": "keep { … } on one line, with commas between its keys",
    "Unclosed array": "put commas between the entries, and ] behind the last one",
    "Invalid value": "put a text in plain quotes; true and false are in lower case",
    "Expected '='": "write key = value",
    "Invalid statement": "write key = value, or a head such as [[…]]",
    "Unterminated": "close the quotes",
    "Unescaped": r"write \\ for a backslash, or put the text in single quotes",
    "Expected newline": "write one thing a line",
    "Found invalid character": "save it as plain text",
}


def explain(message: str, data: Any, schema: type[msgspec.Struct]) -> tuple[Path, str, str]:
    """The path, what is wrong there, and the mend, from the schema checker's message."""
    said, path = _split(message, data)
    key = _head(path)
    if found := re.match(r"Object contains unknown field `(.*)`$", said, re.DOTALL):
        known = [*get_type_hints(_type_at(schema, path))]
        name = found[1] if found[1].isprintable() and found[1] else repr(found[1])
        return (*path, found[1]), f"{key} has no key {name[:SHOWN_MAX]}.", nearest(found[1], known)
    if found := re.match(r"Object missing required field `(.*)`", said):
        example = _example(schema, (*path, found[1]), found[1])
        return path, f"{key} lacks {found[1]}.", f"add {example}"
    if said.startswith("Invalid enum value"):
        value, known = str(_value_at(data, path)), [*get_args(_type_at(schema, path))]
        offer = nearest(value, known)
        offer += f' Otherwise write "{OTHER}"' if OTHER in known else ""
        return path, f"{key} cannot be {value[:SHOWN_MAX]!r}.", offer
    if found := re.match(r"Expected `(\w+)`, got `(\w+)`", said):
        if len(path) == 1:
            return path, f"{path[0]} is no array of tables.", f"write [[{path[0]}]]"
        got = WORDS.get(found[2], f"a {found[2]}")
        return path, f"{key} is {got}.", f"write {_wanted_at(schema, path, found[1])}"
    return path, f"{key} does not fit.", f"give {_wanted(said)}"


def _split(message: str, data: Any) -> tuple[str, Path]:
    """What is said, and of which path; what stands in the file may look like a path, too."""
    said, _, place = message.rpartition(" - at `$")
    path: Path = tuple(
        int(number) if number else name
        for name, number in re.findall(r"\.(\w+)|\[(\d+)\]", place.rstrip("`"))
    )
    try:
        _value_at(data, path)
    except (LookupError, TypeError):
        return message, ()
    return said or message, path if said else ()


def syntax_mend(said: str) -> str:
    """The mend of what the TOML parser says."""
    found = (mend for start, mend in SYNTAX.items() if said.startswith(start))
    return next(found, "correct the TOML syntax there")


def _wanted_at(schema: Any, path: Path, kind: str) -> str:
    """What belongs at a path; for a list of tables, how such a table is written."""
    found = _type_at(schema, path)
    if isinstance(found, type) and issubclass(found, msgspec.Struct):
        required = [f for f in msgspec.structs.fields(found) if f.required]
        return "{ " + ", ".join(_example(found, (f.name,), f.name) for f in required) + " }"
    return WORDS.get(kind, kind)


def _wanted(said: str) -> str:
    """What the schema asks for, from a message such as: Expected `int` >= 1."""
    if r"\\d" in said:
        return "numbers with dots between them, such as 8.1.5"
    if "regex" in said:
        return "a text without control characters"
    words = said.replace("Expected ", "").replace("`", "")
    words = words.replace("of length >= 1", "that is not empty")
    return re.sub(r"^\w+", lambda kind: WORDS.get(kind[0], kind[0]), words)


def _head(path: Path) -> str:
    """A path as its author knows it: the key, or the table that it is in."""
    names = [part for part in path if isinstance(part, str)]
    if path and isinstance(path[-1], int):
        return f"[[{names[0]}]]" if len(names) == 1 else f"an entry of {names[-1]}"
    return names[-1] if names else "the file"


def _type_at(schema: Any, path: Path) -> Any:
    """The type of the schema at a path."""
    found: Any = schema
    for part in path:
        found = _bare(found)
        if isinstance(part, int):
            (found,) = get_args(found)
        else:
            found = get_type_hints(found, include_extras=True)[part]
    return _bare(found)


def _bare(found: Any) -> Any:
    return get_args(found)[0] if get_origin(found) is Annotated else found


def _example(schema: Any, path: Path, name: str) -> str:
    """A line that would fit."""
    kind = _type_at(schema, path)
    if get_origin(kind) is list:
        return f"a table [[{name}]]"
    if get_origin(kind) is Literal:
        return f'{name} = "{get_args(kind)[0]}"'
    return f"{name} = 5050" if kind is int else f'{name} = "…"'


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data
