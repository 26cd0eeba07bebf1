"""Faulty variants of the dialer, one mistake each, with the clauses that the mistake breaks."""

from . import links, pair, people, proxy, records, reports, storage
from .variant import Variant

VARIANTS: dict[str, Variant] = {
    variant.name: variant
    for file in (links, reports, records, people, storage, pair, proxy)
    for variant in file.VARIANTS
}

__all__ = ["VARIANTS", "Variant"]
