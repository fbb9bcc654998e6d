"""Names of offices, as they stand behind a word that leads to them."""

import re
from collections.abc import Iterator

_SMALL = r"(?:of|for|and|the|on|in|&|to|at)"
_CAPITAL = (
    r"(?:Regions? \d{1,2}|U\.S\.|[A-Z][\w.'’&/-]*[\w)]|[A-Z]{1,2}(?![a-z.])|U\.S\.|I&A|S&T|M&A)"
)
NAME = re.compile(
    rf"(?:the )?(?P<name>{_CAPITAL}(?: (?:{_SMALL} )?(?:{_SMALL} )?{_CAPITAL}|['’]s? (?=[A-Z])|"
    rf", (?={_SMALL} )){{0,11}}(?:['’]s? {_CAPITAL}(?: (?:{_SMALL} )?{_CAPITAL}){{0,6}})?"
    r"(?: \((?P<short>[A-Z][\w&/ -]{1,14}(?:\([A-Z]{1,4}\))?)\))?)"
)
JOINT = re.compile(r",? (?:and|or|as well as|nor) (?:with |to |by |of )?|; (?:and )?|, ")
NOT_OFFICES = re.compile(
    r"(?:(?:Department|Office|Agency|Bureau|Division|Component|Staff|Section|Center|Program|Team|"
    r"Branch)|(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b.*|The|This|We|You|Your|FOIA|Act|Privacy Act|"
    r"Freedom of Information Act(?: \(FOIA\))?|Exemptions?.*|Mr|Ms|Mrs|Congress|I|It|In|If|On|For|"
    r"A|An|Title.*|Section.*|U\.S\.C\.?|C\.F\.R\.?|Bates.*|Records?|Item.*|Part.*|Internet|"
    r"DHS regulations.*|Pub.*|Rule.*|Attorney General Garland.*|Exhibit.*|Record Group.*)"
)
ORGANISATION = re.compile(
    r"\b(?:Office|Department|Dep[’']?t|Agency|Bureau|Division|Branch|Unit|Center|Service|Services|"
    r"Directorate|Administration|Section|Staff|Program|Programs|Operations|Investigations|"
    r"Enforcement|Protection|Command|Corps|Council|Commission|Institutes?|Laboratory|Team|Advisor|"
    r"Region|Regional|Headquarters|HQ|Embassy|Group|Counsel|Secretary|Secretariat|Administrator|"
    r"Director|Affairs|Management|Board|Archives|Intelligence|Review|Attorney|Attorneys|Academy|"
    r"Army|Navy|Force|Marine|Guard|Police|Foundation|Park|Refuge|Component)\b"
)
HOLDINGS = re.compile(r"\b(?:Systems?|Database|Records|Index|Indices|Files|Drive|Archive)\b")
KEEPER = re.compile(r"\b(?:Office|Division|Center|Branch|Section|Service|Administration|Unit)\b")
BEGINS = re.compile(
    r"(?:Offices? of|U\.S\.|United States|Department|Bureau|Division|Directorate|"
    r"Enforcement and Removal|Homeland Security|Federal|National|Defense|Central|Bureau|"
    r"[A-Z]{2,6}\b)"
)
ACRONYM = re.compile(r"[A-Z][A-Z&/-]{1,9}(?:/[A-Z&-]{2,8})*")


def office_names(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The names from a place on, as long as commas and `and` join them: bounds and name."""
    while True:
        found = NAME.match(text, at)
        if found is None:
            return
        name = _first_of(re.sub(r"^The ", "", found["name"]).rstrip(","))
        start = found.end("name") - len(re.sub(r"^The ", "", found["name"]))
        end = start + len(name)
        if is_office(name):
            yield start, end, name
        joint = JOINT.match(text, end)
        if joint is None:
            return
        at = joint.end()


def _first_of(name: str) -> str:
    """The first of two offices that `and` joins: `HSI and ERO`, but not `Health and Human
    Services`."""
    for joint in re.finditer(r",? and (?:the )?", name):
        left, right = name[: joint.start()], name[joint.end() :]
        if not is_office(right):
            continue
        if (
            (joint.group().endswith("the ") and is_office(left))
            or BEGINS.match(right)
            or (is_office(left) and (left[-1] == ")" or ACRONYM.fullmatch(left)))
        ):
            return left
    return name


def is_office(name: str) -> bool:
    """Whether a capitalised name is that of an office: by a word for one, or in capitals alone."""
    if NOT_OFFICES.fullmatch(name) or (HOLDINGS.search(name) and not KEEPER.search(name)):
        return False
    bare = re.sub(r" \([^)]*\)$", "", name)
    return bool(ORGANISATION.search(name) or ACRONYM.fullmatch(bare) or name.endswith(")"))
