"""The rules of law on one page, made from the code: `docs/law`.

    python -m requests_app.law.catalogue --write docs/law
    python -m requests_app.law.catalogue --check docs/law

`--check` ends with status 1 where the page differs from what would be written.
"""

import argparse
import ast
import functools
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from requests_app.law import rules
from requests_app.law.authorities import Authority, authorities
from requests_app.law.contested import Calendar, Point, points
from requests_app.law.parameters import DatedValue, Parameter, parameters
from requests_app.law.statements import STATEMENTS

CASES = "tests/law"
_PACKAGE = "requests_app.law"
_DATA = frozenset(
    f"{_PACKAGE}.{name}" for name in ("authorities", "contested", "parameters", "ledger", "trace")
)
"""Modules that hold or read data for every rule, so that importing one says nothing of a rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what it rests on: other rules, numbers, open points and authorities."""

    name: str
    function: Callable[..., Any]
    builds_on: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    points: tuple[Point, ...]
    authorities: tuple[Authority, ...]

    @property
    def guards(self) -> str:
        """The calendar it counts with unless told otherwise; empty where it counts nothing."""
        given = inspect.signature(self.function).parameters.get("calendar")
        return given.default.value if given and isinstance(given.default, Calendar) else ""


def known_rules() -> tuple[Rule, ...]:
    """Every rule, by name."""
    return tuple(_rule(each.name) for each in pkgutil.iter_modules(rules.__path__))


def _rule(name: str) -> Rule:
    module = f"{_PACKAGE}.rules.{name}"
    imported, words = _reach(module)
    found = [
        each
        for key, each in parameters().items()
        if key in words or any(key.startswith(f"{word}_") for word in words & _PREFIXES)
    ]
    open_points = [each for key, each in points().items() if key in words]
    keys = (
        words
        | {value.authority for each in found for value in each.values}
        | {key for each in open_points for key in each.authorities}
    )
    return Rule(
        name=name,
        function=getattr(importlib.import_module(module), name),
        builds_on=tuple(sorted(imported)),
        parameters=tuple(found),
        points=tuple(open_points),
        authorities=tuple(each for key, each in authorities().items() if key in keys),
    )


_PREFIXES = {
    "appeal_window",
    "clarification_reply_period",
    "expedition_period",
    "routing_limit",
    "tracking_number_period",
}
"""Numbers that agencies have of their own, asked for by what comes before the agency's name."""


def _reach(module: str) -> tuple[set[str], set[str]]:
    """The rules that a module builds on, and the words it asks the data by: its own and those of
    the modules it uses that are no rules themselves."""
    return _walk(module, set())


def _walk(module: str, seen: set[str]) -> tuple[set[str], set[str]]:
    seen.add(module)
    used, words = set(), set()
    for node in ast.walk(_source(module)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_PACKAGE):
            used.add(node.module or "")
    built_on = {each.removeprefix(f"{_PACKAGE}.rules.") for each in used if ".rules." in each}
    for each in sorted(used - _DATA - seen):
        if ".rules." not in each:
            more, further = _walk(each, seen)
            built_on |= more
            words |= further
    return built_on, words


@functools.cache
def _source(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(importlib.import_module(module)))


def page() -> str:
    """The page, in Markdown."""
    known = known_rules()
    parts = [
        "# The rules of time",
        "Made from the code by `python -m requests_app.law.catalogue --write docs/law`; not edited "
        "by hand. Every rule takes the ledger of a request and returns an answer with its working, "
        "step by step and, where days of the week are counted, day by day; each step names what it "
        "rests on. This is information for a lawyer to review, not legal advice.",
        "A rule counts with one of two calendars. The **requester's** guards a deadline of the "
        "requester: what is doubtful makes the day come earlier. The **agency's** guards against "
        "calling an agency late: what is doubtful makes the day come later. Which reading each "
        "takes stands under [open points](#open-points).",
        "| Rule | Answers | Calendar |\n|---|---|---|\n"
        + "\n".join(
            f"| [{each.name}](#{each.name}) | {_first(each)} | {each.guards or '–'} |"
            for each in known
        ),
        *map(_section, known),
        "## What moves no day by itself\n\n" + _bullets(_statements()),
        "## Open points\n\nThe law leaves each of these open; none is decided in the code.",
        *map(_point, points().values()),
        "## Numbers\n\n" + _numbers(),
    ]
    return "\n\n".join(parts) + "\n"


def _first(rule: Rule) -> str:
    return _cell(_documentation(rule)[0])


def _documentation(rule: Rule) -> list[str]:
    """The paragraphs of the docstring, each in one line."""
    text = inspect.getdoc(rule.function) or ""
    return [" ".join(each.split()) for each in text.split("\n\n")]


def _section(rule: Rule) -> str:
    source, cases = (
        f"[source](../../requests_app/law/rules/{rule.name}.py)",
        f"[cases](../../{CASES}/{rule.name}.yaml)",
    )
    parts = [f"## {rule.name}", f"{source} · {cases}", *_documentation(rule)]
    if rule.guards:
        parts.append(f"Counts with the {rule.guards}'s calendar unless told otherwise.")
    if rule.builds_on:
        parts.append(
            "Builds on " + ", ".join(f"[{each}](#{each})" for each in rule.builds_on) + "."
        )
    if rule.parameters:
        parts.append(
            "Numbers: " + ", ".join(f"[{each.name}](#numbers)" for each in rule.parameters) + "."
        )
    if rule.points:
        parts.append(
            "Open points: "
            + ", ".join(f"[{each.name}](#{each.name})" for each in rule.points)
            + "."
        )
    if rule.authorities:
        parts.append("Authorities:\n\n" + _bullets(map(_cited, rule.authorities)))
    return "\n\n".join(parts)


def _cited(each: Authority) -> str:
    adverse = " Adverse." if each.adverse else ""
    is_open = f" Not verified: {each.unverified_note}" if each.unverified_note else ""
    return f"{each.cite_text}: {each.proposition.removeprefix('ADVERSE: ')}{adverse}{is_open}"


def _statements() -> Iterator[str]:
    for each in STATEMENTS:
        cited = "; ".join(authorities()[key].cite_text for key in each.authorities)
        yield f"{each.text} ({cited})"


def _point(each: Point) -> str:
    whose = f" Concerns {', '.join(each.agencies)} alone." if each.agencies else ""
    cited = "; ".join(authorities()[key].cite_text for key in each.authorities)
    taken = _bullets(
        f"the {calendar}'s calendar: {each.readings[name]}" for calendar, name in each.taken.items()
    )
    return (
        f"### {each.name}\n\n{' '.join(each.question.split())}{whose}\n\n{taken}\n\n"
        f"{cited}. Checked on {each.checked_on}."
    )


def _numbers() -> str:
    head = (
        "| Number | From | Value | Reference | Checked on | Verified |\n|---|---|---|---|---|---|"
    )
    rows = [
        f"| {name} | {value.since} | {_value(each, value)} "
        f"| [{_cell(value.title)}]({value.href}) | {each.checked_on} | {_verified(value)} |"
        for name, each in parameters().items()
        for value in each.values
    ]
    meanings = (f"`{name}`: {_cell(each.description)}" for name, each in parameters().items())
    return head + "\n" + "\n".join(rows) + "\n\n" + _bullets(meanings)


def _value(each: Parameter, value: DatedValue) -> str:
    act = f", {each.timely_act}" if each.timely_act else ""
    hour = f" {each.time_of_day}" if each.time_of_day else ""
    return _cell(f"{value}{act}{hour}")


def _verified(value: DatedValue) -> str:
    note = f": {value.note}" if value.note else ""
    return _cell(f"{'yes' if value.verified else 'no'}{note}")


def _bullets(rows: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in rows)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page; the status is 1 where it is stale."""
    parser = argparse.ArgumentParser(prog=f"python -m {_PACKAGE}.catalogue", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", type=Path, metavar="FOLDER")
    mode.add_argument("--check", type=Path, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    path = (chosen.write or chosen.check) / "index.md"
    if chosen.write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write(f"{path}: out of date\n")
    sys.stderr.write(f"Run: python -m {_PACKAGE}.catalogue --write docs/law\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
