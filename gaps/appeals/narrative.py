"""The statement of facts and the standard: what happened, and what the law asks, in short."""

import re
from datetime import date

from gaps.appeals.citations import Footnotes, applicable
from gaps.appeals.contract import AppealFacts, Citation, Delivery, LetterNoted, SearchNoted
from gaps.appeals.markdown import count, listed, long_date, plain

LETTER_NAMES = {
    "request": "the request",
    "acknowledgment": "an acknowledgment",
    "clarification_request": "a request for clarification",
    "clarification_reply": "the answer to the request for clarification",
    "extension": "a notice of extension",
    "fee_notice": "a fee notice",
    "interim_response": "an interim response",
    "determination": "a determination",
    "referral": "a notice of referral",
    "consultation": "a notice of consultation",
    "appeal": "an appeal",
    "appeal_determination": "a decision on the appeal",
    "ogis": "a letter on mediation by the Office of Government Information Services",
}
SEARCH_WORDS = {
    "searched": "states that it searched {office}",
    "no_records": "states that it searched {office} and found no records",
    "refused": "declined to search {office}",
    "referred": "states that it referred the request to {office}",
}


WITH_ARTICLE = re.compile(r"(?:Office|Bureau|Division|Directorate|Department|Branch) (?:of|for)\b")


def the(office: str) -> str:
    """An office as a sentence names it: `the Office of Acquisition Management`."""
    return f"the {office}" if WITH_ARTICLE.match(office) else office


def statement_of_facts(facts: AppealFacts, *, heading: str = "Statement of Facts") -> str:
    """Numbered facts, each with its exhibit where there is one."""
    events = [(each.dated_on, _letter_sentence(each, facts)) for each in facts.letters]
    events += [(each.received_on, _delivery_sentence(each)) for each in facts.deliveries]
    events.sort(key=lambda each: each[0] or date.max)
    stated = [told for _, told in events]
    told_by = [each for letter in facts.letters for each in _refusals_by(letter, facts)]
    searches = [
        each for each in facts.searches if each.status in SEARCH_WORDS and each not in told_by
    ]
    searches.sort(key=lambda each: list(SEARCH_WORDS).index(each.status))
    stated += [_search_sentence(each) for each in searches]
    stated = stated or ["**[no letter and no production is on file]**"]
    numbered = "\n".join(f"{number}. {each}" for number, each in enumerate(stated, 1))
    return f"# {heading}\n\n{numbered}"


def _letter_sentence(noted: LetterNoted, facts: AppealFacts) -> str:
    who, other = "Requester", "the agency"
    if noted.direction == "in":
        who, other = other, who
    refused = [the(each.office) for each in _refusals_by(noted, facts)]
    if refused:
        did = f"declined to search {listed(refused)}"
    elif noted.kind in LETTER_NAMES:
        did = f"sent {LETTER_NAMES[noted.kind]}"
    else:
        did = f"wrote to {other}"
    # That office is no part of the agency, and what it writes is not the agency's.
    if noted.kind == "ogis" and noted.direction == "in":
        who, did = "the Office of Government Information Services", "wrote to Requester"
    told = f"On {long_date(noted.dated_on)}, {who} {did}."
    asked = _asked(facts) if noted.kind == "request" else ""
    return " ".join(filter(None, (plain(told), asked, _cited(noted.citation))))


def _asked(facts: AppealFacts) -> str:
    asked = facts.asked
    clauses = []
    if asked.records_from or asked.records_to:
        since = f"from {long_date(asked.records_from)}" if asked.records_from else ""
        until = f"to {long_date(asked.records_to)}" if asked.records_to else ""
        clauses.append(f"asks for records {' '.join(filter(None, (since, until)))}")
    if asked.offices:
        clauses.append(f"names {listed([the(each) for each in asked.offices])}")
    told = f"It {' and '.join(clauses)}." if clauses else ""
    parts = "; ".join(f"({number}) “{text.rstrip('.; ')}”" for number, text in asked.items)
    return plain(" ".join(filter(None, (told, f"It asks for {parts}." if parts else ""))))


def refusals(facts: AppealFacts) -> list[SearchNoted]:
    """The refusals to search an office that came by a letter of another day than the
    determination: an answer of its own, which an appeal has to name."""
    decided = facts.window.determined_on if facts.window else None
    return [each for each in facts.searches if _refused(each) and each.said_on != decided]


def _refusals_by(letter: LetterNoted, facts: AppealFacts) -> list[SearchNoted]:
    """The refusals that a letter of no other kind of its own brought."""
    if letter.kind in LETTER_NAMES or letter.direction != "in" or letter.dated_on is None:
        return []
    return [each for each in refusals(facts) if each.said_on == letter.dated_on]


def _refused(noted: SearchNoted) -> bool:
    return noted.status == "refused" and noted.said_on is not None


def _search_sentence(noted: SearchNoted) -> str:
    words = SEARCH_WORDS[noted.status].format(office=the(noted.office))
    people = list(noted.custodians)
    named = f", naming {listed(people)} as {'a custodian' if len(people) == 1 else 'custodians'}"
    by = f"On {long_date(noted.said_on)} the" if _refused(noted) else "The"
    told = plain(f"{by} agency {words}{named if people else ''}.")
    return " ".join(filter(None, (told, _cited(noted.citation))))


def _delivery_sentence(delivery: Delivery) -> str:
    brought = [
        count(delivery.pages_counted, "page") if delivery.pages_counted else "",
        count(delivery.electronic_files, "electronic file") if delivery.electronic_files else "",
    ]
    received = listed([each for each in brought if each]) or "no page that could be read"
    on = f"On {long_date(delivery.received_on)}, " if delivery.received_on else ""
    if delivery.pages_in_all > delivery.pages_counted:
        received = f"{received} ({count(delivery.pages_in_all, 'page')} in all as printed)"
    told = [f"{on}Requester received {received}"]
    if delivery.messages:
        told.append(f"in which Requester counts {count(delivery.messages, 'email')}")
    if delivery.files_failed:
        told.append(f"of which {count(delivery.files_failed, 'file')} could not be read in full")
    withheld = delivery.pages_withheld_in_full
    more = f"; the agency reports {count(withheld, 'page')} withheld in full" if withheld else ""
    return plain(f"{', '.join(told)}{more}.")


def _cited(citation: Citation | None) -> str:
    return f"{plain(str(citation))}\\." if citation else ""


def standard(facts: AppealFacts, notes: Footnotes) -> str:
    """What the law asks of a search, and what this letter does not rest on."""
    text = (
        "An agency that receives a request reasonably describing records must make the records "
        "promptly available [foia_a3A]. Its search must be reasonably calculated to uncover all "
        "relevant documents [morley]. The Department’s regulation names the adequacy of the search "
        "and an incomplete response among the grounds of appeal [dhs_5_8a]. Speculation that other "
        "records exist would not be enough [wilbur]. Each point below rests on the request, on the "
        "agency’s own letters or on the records that it released, cited by exhibit and page. "
        "What is known to cut against a point is stated with it."
    )
    return f"# Standard\n\n{notes.cite(applicable(text, within_dhs=facts.within_dhs))}"
