"""Findings as a person reads them on a terminal: what is missing, and the page that proves it."""

from typing import Any

from django.core.management.base import OutputWrapper
from rich.table import Table

from requests_app.management.console import cell, console_on

QUOTE_SHOWN = 160
"""Characters of a quotation; whole ones are in the other formats and in the exhibits."""
MARKS = {"certain": "●", "probable": "◐", "lead": "○"}


def findings_table(shown: dict[str, Any], out: OutputWrapper) -> None:
    """Print findings in the shape of `foiatrack.findings/1` as a table.

    What the records say is escaped: `[mailto:...]` is no markup.
    """
    table = Table(
        "gap",
        "how sure",
        "what is missing",
        "proof",
        title=cell(f"{shown['request']}"),
        show_lines=True,
    )
    for finding in shown["findings"]:
        table.add_row(
            f"{finding['code']}\n{finding['status']}",
            f"{MARKS[finding['confidence']]} {finding['confidence']}",
            cell("\n".join(filter(None, (finding["message"], finding["caveat"])))),
            cell("\n".join((*map(_proof, finding["evidence"]), _law(finding)))),
        )
    console = console_on(out)
    console.print(table)
    console.print(_counted(shown))


def _counted(shown: dict[str, Any]) -> str:
    """How many gaps there are, by how sure they are; what was cured is counted apart."""
    present = [each for each in shown["findings"] if each["status"] != "cured"]
    counts = [f"{sum(each['confidence'] == sure for each in present)} {sure}" for sure in MARKS]
    cured = len(shown["findings"]) - len(present)
    apart = f"; {cured} cured" if cured else ""
    return f"{len(present)} gaps as of {shown['as_of']}: {', '.join(counts)}{apart}"


def _law(finding: dict[str, Any]) -> str:
    return f"law: {'; '.join(finding['authorities'])}"


def _proof(piece: dict[str, Any]) -> str:
    place = ""
    if piece.get("document"):
        stamp = f" · {piece['bates']}" if piece.get("bates") else ""
        place = f"{piece['document']} p. {piece['page']}{stamp}"
    if piece["kind"] == "looked_for":
        return f"not found: {piece['what']} (looked through {piece['in']})"
    words = _shortened(piece.get("quote") or "") or " ".join((piece.get("what") or "").split())
    if piece["kind"] == "dated" and piece.get("on"):
        words = f"{words}, {piece['on']}"
    if piece.get("working"):
        words = "; ".join((words, *piece["working"]))
    return ": ".join(filter(None, (place, words)))


def _shortened(quote: str) -> str:
    """A quotation on one line, its end left out where it is long."""
    words = " ".join(quote.split())
    if len(words) <= QUOTE_SHOWN:
        return words
    return f"{words[:QUOTE_SHOWN].rsplit(' ', 1)[0]} …"
