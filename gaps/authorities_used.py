"""Who rests on each authority: detectors, rules of law, and the letters' own words."""

import ast
import functools
import importlib
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gaps.appeals.letter import letter
from gaps.appeals.letters import LETTERS
from gaps.contract import LetterKind
from gaps.engine import detectors
from requests_app.law.authorities import authorities
from requests_app.law.catalogue import known_rules
from requests_app.law.statements import STATEMENTS

OWN = "gaps.appeals"
# A mark of an authority; what stands in bold is a fact to be filled in.
MARK = re.compile(r"(?<!\*)\[([A-Za-z0-9_]+)\]")


@dataclass(frozen=True, slots=True)
class Use:
    """Where one authority is used: codes of the detectors that rest on it and of those it cuts
    against, names of rules and of statements of law, and letters whose own words cite it."""

    detectors: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    @property
    def anywhere(self) -> bool:
        """Whether anything uses it."""
        return any((self.detectors, self.against, self.rules, self.statements, self.letters))


@functools.cache
def uses() -> Mapping[str, Use]:
    """The use of every authority, by its key."""
    own = {kind: set(own_keys(kind)) for kind in LetterKind}
    rules = {each.name: {cited.key for cited in each.authorities} for each in known_rules()}
    found = {
        key: Use(
            detectors=tuple(
                each.code for each in detectors() if key in {one.key for one in each.authorities}
            ),
            against=tuple(
                each.code for each in detectors() if key in {one.key for one in each.adverse}
            ),
            rules=tuple(name for name, keys in rules.items() if key in keys),
            statements=tuple(each.name for each in STATEMENTS if key in each.authorities),
            letters=tuple(kind.value for kind, keys in own.items() if key in keys),
        )
        for key in authorities()
    }
    return MappingProxyType(found)


def own_keys(kind: LetterKind) -> tuple[str, ...]:
    """The marks in the words that a letter has of its own, apart from those of its findings and
    of the count of days; read from the code, so that none in a rare branch is missed."""
    writer = letter if kind is LetterKind.APPEAL else LETTERS[kind]
    return tuple(dict.fromkeys(_marks(writer.__module__, writer.__name__, set())))


def _marks(module: str, name: str, seen: set[tuple[str, str]]) -> Iterator[str]:
    if (module, name) in seen:
        return
    seen.add((module, name))
    here, elsewhere = _names(module)
    for node in here.get(name, ()):
        for part in _spoken(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield from MARK.findall(part.value)
            elif isinstance(part, ast.Name) and part.id in here:
                yield from _marks(module, part.id, seen)
            elif isinstance(part, ast.Name) and part.id in elsewhere:
                yield from _marks(elsewhere[part.id], part.id, seen)


def _spoken(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node, without documentation: words that stand alone as a statement."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    yield node
    for part in ast.iter_child_nodes(node):
        yield from _spoken(part)


@functools.cache
def _names(module: str) -> tuple[dict[str, list[ast.AST]], dict[str, str]]:
    """What stands at the top of a module by its name, and the module of each name that it takes
    from the code of letters."""
    here: dict[str, list[ast.AST]] = {}
    elsewhere: dict[str, str] = {}
    for node in ast.parse(inspect.getsource(importlib.import_module(module))).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            here[node.name] = list(node.body)
        elif isinstance(node, ast.Assign):
            here |= {each.id: [node.value] for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OWN):
            elsewhere |= {each.name: node.module or "" for each in node.names}
    return here, elsewhere
