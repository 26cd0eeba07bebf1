"""Descriptions: a TOML file read into a schema, with the line of each value, or one complaint."""

from dialonce.description.reader import Description, Format, read, read_text

__all__ = ["Description", "Format", "read", "read_text"]
