"""Codes that were released once and are never to be used again, each with the reason."""

from collections.abc import Mapping

RETIRED: Mapping[str, str] = {}

RELEASED: frozenset[str] = frozenset(
    {
        "COR001",
        "COR002",
        "COR003",
        "COR004",
        "COR006",
        "PRD001",
        "PRD002",
        "SCH001",
        "SCH002",
        "SCH003",
    }
)
"""Every code of the last release. A code leaves the registry only into RETIRED; a new one is added
here when the version with it is published."""
