"""The catalogue of gaps, made from the detectors and their cases: `docs/gaps`.

    python -m gaps.catalogue --write docs/gaps
    python -m gaps.catalogue --check docs/gaps

`--check` ends with status 1 and names the pages that differ from what would be written.
"""

import argparse
import importlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gaps.contract import Detector, Evidence, Finding
from gaps.engine import detectors, run
from gaps.retired import RETIRED
from gaps.snapshot import CaseSnapshot
from requests_app.law.authorities import Authority

CASES = Path("tests/gaps/detectors")
FAMILIES = {
    "correspondence": "what the messages prove about messages that are not there",
    "search": "who and where was searched",
    "production": "whether what came is whole",
}


@dataclass(frozen=True, slots=True)
class Example:
    """The example case of a detector, run: its name and the findings. `misses` are what the
    detector is known not to find."""

    name: str
    findings: tuple[Finding, ...]
    misses: tuple[str, ...]


def examples(
    root: Path, case_of: Callable[[Mapping[str, Any]], CaseSnapshot]
) -> dict[str, Example]:
    """The example of each detector by its name, from the cases files below `root`.

    Raises ValueError where an example finds nothing, or its detector fails.
    """
    found = {}
    for path in sorted(root.glob("*/*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        name = content["detector"]
        shown = next(each for each in content["cases"] if each.get("example"))
        result = run(case_of(shown["case"]), select={name})
        if result.errors or not result.findings:
            raise ValueError(f"{path}: the example finds nothing {result.errors or ''}")
        misses = tuple(content.get("known_misses", ()))
        found[name] = Example(shown["name"], result.findings, misses)
    return found


def pages(known: Sequence[Detector], shown: Mapping[str, Example]) -> dict[str, str]:
    """The pages of the catalogue by their paths below its folder."""
    written = {f"{each.family}/{each.name}.md": page(each, shown.get(each.name)) for each in known}
    written["index.md"] = index(known)
    written["authorities.md"] = authorities_page(known)
    return written


def page(detector: Detector, example: Example | None = None) -> str:
    """One detector's page, in Markdown."""
    summary, sections = split_documentation(detector.documentation)
    parts = [
        f"# {detector.name} ({detector.code})",
        f"{detector.stage.name.capitalize()} since {detector.stage.since} · severity "
        f"{detector.severity} · {detector.family} · "
        f"[source](../../../gaps/detectors/{detector.family}/{detector.name}.py) · "
        f"[cases](../../../{CASES}/{detector.family}/{detector.name}.yaml)",
        summary,
        "## Legal basis\n\n" + _bullets(map(_cited, detector.authorities)),
    ]
    if detector.adverse:
        parts.append(
            "Against it, disclosed where a letter says it:\n\n"
            + _bullets(map(_cited, detector.adverse))
        )
    parts += [f"## {heading}\n\n{text}" for heading, text in sections.items()]
    facts = (f"`{name}`: {meaning}" for name, meaning in detector.facts.items())
    parts.append("## Facts of a finding\n\n" + _bullets(facts))
    parts.append("## In the letter\n\n" + _letter(detector))
    if example:
        parts.append(
            f"## Example\n\n{example.name}.\n\n" + "\n\n".join(map(_shown, example.findings))
        )
        if example.misses:
            parts.append("## Known misses\n\n" + _bullets(example.misses))
    parts.append(f"## Changes\n\n- {detector.stage.since}: added.")
    return "\n\n".join(parts) + "\n"


def split_documentation(text: str) -> tuple[str, dict[str, str]]:
    """The first paragraph of a docstring, and its sections by heading, in order."""
    summary, *rest = text.split("\n## ")
    sections = {}
    for each in rest:
        heading, _, body = each.partition("\n")
        sections[heading.strip()] = _flowing(body)
    return _flowing(summary), sections


def index(known: Sequence[Detector]) -> str:
    """The list of all detectors by family, and of the codes that are retired."""
    families: defaultdict[str, list[Detector]] = defaultdict(list)
    for each in known:
        families[each.family].append(each)
    parts = [
        "# The gap catalogue",
        "Made from the detectors by `python -m gaps.catalogue --write docs/gaps`; not edited by "
        "hand. Codes are permanent. A finding is certain (the evidence proves it), probable, or a "
        "lead. The authorities on which each rests are listed in [authorities](authorities.md).",
    ]
    for family in [*FAMILIES, *sorted(set(families) - set(FAMILIES))]:
        if family not in families:
            continue
        about = f": {FAMILIES[family]}" if family in FAMILIES else ""
        rows = [
            f"| {each.code} | [{each.name}]({family}/{each.name}.md) | "
            f"{_cell(split_documentation(each.documentation)[0])} | {each.severity} | "
            f"{each.stage.name} |"
            for each in families[family]
        ]
        head = "| Code | Detector | Shows | Severity | Stage |\n|---|---|---|---|---|"
        parts.append(f"## {family.capitalize()}{about}\n\n{head}\n" + "\n".join(rows))
    if RETIRED:
        retired = (f"{code}: {reason}" for code, reason in sorted(RETIRED.items()))
        parts.append("## Retired\n\n" + _bullets(retired))
    return "\n\n".join(parts) + "\n"


def authorities_page(known: Sequence[Detector]) -> str:
    """Each authority that a detector cites, what is not verified of it, and who cites it."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    cited: dict[str, Authority] = {}
    for each in known:
        for authority in (*each.authorities, *each.adverse):
            cited[authority.key] = authority
            against = " (adverse)" if authority in each.adverse else ""
            used[authority.key].append(f"[{each.code}]({each.family}/{each.name}.md){against}")
    rows = [
        f"| {_cell(cited[key].cite_text)} | {_cell(cited[key].proposition)} | "
        f"{_cell(cited[key].unverified_note) or 'nothing open'} | {', '.join(used[key])} |"
        for key in sorted(cited, key=lambda key: (cited[key].kind, cited[key].cite_text))
    ]
    head = "| Authority | Stands for | Not verified | Detectors |\n|---|---|---|---|"
    return (
        "# Authorities\n\nEvery authority on which a detector rests. What is not verified has to "
        f"be opened by a lawyer before a letter cites it.\n\n{head}\n" + "\n".join(rows) + "\n"
    )


def _cited(authority: Authority) -> str:
    # The heading above says already which of them are adverse.
    return f"{authority.cite_text}: {authority.proposition.removeprefix('ADVERSE: ')}"


def _letter(detector: Detector) -> str:
    letter = detector.letter
    if letter is None:
        return "It is a reminder for the requester and enters no letter."
    named = {
        "Stands in": ", ".join(each.replace("_", " ") for each in detector.letters) + ".",
        "Heading": letter.heading,
        "Rule": letter.rule,
        "Showing": letter.item,
        "Limits": letter.limits,
        "Relief": f"The agency should {letter.relief}",
    }
    return _bullets(f"**{name}.** {text}" for name, text in named.items() if text)


def _shown(finding: Finding) -> str:
    facts = ", ".join(f"{name} = {value!r}" for name, value in finding.facts.items())
    lines = [f"> **{finding.message}** ({finding.confidence})", ">", f"> Facts: {facts}", ">"]
    lines += [f"> - {_piece(each)}" for each in finding.evidence]
    return "\n".join(lines)


def _piece(evidence: Evidence) -> str:
    place = f", {evidence.page}" if evidence.page else ""
    if evidence.kind == "quoted":
        words = f"“{evidence.quote}”" if evidence.quote else evidence.what
        return f"quoted: {words}{place}"
    if evidence.kind == "looked_for":
        return f"looked for: {evidence.what}, in {evidence.looked_in}"
    if evidence.kind == "dated":
        return f"dated: {evidence.what}, {evidence.on}{place}"
    return f"computed: {evidence.what}: {'; '.join(evidence.working)}"


def _flowing(text: str) -> str:
    """Paragraphs with their lines joined."""
    return "\n\n".join(" ".join(each.split()) for each in text.strip().split("\n\n"))


def _bullets(rows: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in rows)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def stale(folder: Path, wanted: Mapping[str, str]) -> Iterator[str]:
    """The paths below a folder that differ from the pages wanted, or are no page at all."""
    held = {each.relative_to(folder).as_posix() for each in folder.glob("**/*.md")}
    for path in sorted(held | set(wanted)):
        if path not in wanted:
            yield f"{path}: no detector has this page"
        elif path not in held:
            yield f"{path}: missing"
        elif (folder / path).read_text(encoding="utf-8") != wanted[path]:
            yield f"{path}: out of date"


def write(folder: Path, wanted: Mapping[str, str]) -> None:
    """Write the pages, and remove those of detectors that are gone."""
    for path, text in wanted.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for each in folder.glob("**/*.md"):
        if each.relative_to(folder).as_posix() not in wanted:
            each.unlink()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the catalogue; the status is 1 where a page is stale."""
    parser = argparse.ArgumentParser(prog="python -m gaps.catalogue", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", type=Path, metavar="FOLDER")
    mode.add_argument("--check", type=Path, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    # The cases are written in the form of the tests; only this command needs to read them.
    case_of = importlib.import_module("tests.snapshots").case_of
    wanted = pages(detectors(), examples(CASES, case_of))
    if chosen.write:
        write(chosen.write, wanted)
        return 0
    differing = list(stale(chosen.check, wanted))
    for each in differing:
        sys.stderr.write(f"{chosen.check}/{each}\n")
    if differing:
        sys.stderr.write("Run: python -m gaps.catalogue --write docs/gaps\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
