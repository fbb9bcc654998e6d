"""What stands around the text of every letter: head, addressee, reference, signature, enclosures
and the lawyer's checklist."""

from dataclasses import dataclass

from gaps.appeals.contract import Addressee, AppealFacts, ExhibitPage
from gaps.appeals.markdown import lines, long_date, plain
from gaps.appeals.narrative import refusals

BANNER = (
    "DRAFT: privileged attorney work product. Remove this line, and the checklist at the end, "
    "before filing."
)
DELIVERY = "**[state the means of delivery]**"
NUMBER_NAMES = {
    "appeal": "Appeal No.",
    "litigation": "Civil Action No.",
    "referral": "Referral No.",
    "consultation": "Consultation No.",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """In what the heads of letters differ: the office addressed, the words of the salutation (with
    none the paper is no letter, and has no delivery and no addressee), the subject in capitals,
    and where it goes."""

    office: str
    salutation: str
    subject: str
    addressee: Addressee | None


def head(facts: AppealFacts, frame: Frame) -> str:
    """Everything above the first paragraph."""
    delivery = block("delivery", "Delivery", DELIVERY)
    sent = [delivery, block("addressee", "Address", address_lines(facts, frame))]
    return "\n\n".join(
        (
            block("banner", "Banner", plain(BANNER)),
            block("letterhead", "Letterhead", plain(facts.requester) or "**[letterhead]**"),
            block("date", "Date Line", plain(long_date(facts.dated_on))),
            *(sent if frame.salutation else ()),
            block("re", "Re Block", reference_lines(facts, frame)),
            *([f"Dear {frame.salutation}:"] if frame.salutation else ()),
        )
    )


def address_lines(facts: AppealFacts, frame: Frame) -> str:
    """The addressee, with what is still to be filled in or confirmed."""
    addressee = frame.addressee
    address = [plain(each) for each in addressee.address.splitlines()] if addressee else []
    return lines(
        plain(frame.office),
        plain(addressee.name) if addressee else plain(facts.agency),
        *address,
        "" if address else "**[address]**",
        "" if addressee and addressee.verified else "**[confirm addressee and address]**",
    )


def reference_lines(facts: AppealFacts, frame: Frame) -> str:
    """What the letter is about: the subject, and the numbers of the file."""
    numbers = facts.request_numbers
    name = "Request No." if len(numbers) == 1 else "Request Nos."
    determined = f"Determination of {long_date(facts.window.determined_on)}" if facts.window else ""
    appeals = [each for each in facts.letters if each.kind == "appeal" and each.dated_on]
    return lines(
        f"**{frame.subject}**",
        plain(f"{name} {', '.join(numbers)}") if numbers else "**[request number]**",
        *(plain(f"{NUMBER_NAMES.get(kind, kind)} {no}") for kind, no in facts.other_numbers),
        plain(f"Agency: {facts.agency}"),
        plain(f"Request filed on {long_date(facts.filed_on)}") if facts.filed_on else "",
        plain(determined),
        *dict.fromkeys(plain(f"Refusal of {long_date(each.said_on)}") for each in refusals(facts)),
        *(plain(f"Appeal of {long_date(each.dated_on)}") for each in appeals),
        plain(f"Subject: {facts.title}"),
        plain(f"Our file: {facts.ref}"),
    )


def last_words(text: str) -> str:
    """The paragraph above the signature, which never stands alone on a page. It cites nothing: a
    note would stay behind on the page that the paragraph leaves.

    Raises ValueError for words with a note.
    """
    if "[^" in text:
        raise ValueError("the paragraph above the signature cites nothing")
    return block("last-words", "Lead-in", text)


def signature(facts: AppealFacts) -> str:
    """The place to sign."""
    return block("signature", "Signature", signature_lines(facts))


def signature_lines(facts: AppealFacts) -> str:
    """Who signs, for whom, and from where."""
    return lines(
        "Respectfully submitted,",
        "**[signature]**",
        "**[name, title, bar number and jurisdiction]**",
        f"for {plain(facts.requester) or '**[requester]**'}",
        "**[address, telephone, email]**",
    )


def enclosures(facts: AppealFacts, others: tuple[str, ...] = ()) -> str:
    """The table of what goes with the letter; `others` are its further rows."""
    rows = [
        f"| Exhibit {each.letter} | {plain(each.title)} | {plain(page_ranges(each.pages))} |"
        for each in facts.exhibits
    ]
    return enclosure_table((*rows, *others))


def enclosure_table(rows: tuple[str, ...]) -> str:
    """What goes with the letter, a row for each enclosure."""
    table = "\n".join(rows)
    return f"# Enclosures\n\n| Enclosure | Document | Pages |\n|:---|:----------|:---|\n{table}"


def page_ranges(pages: tuple[ExhibitPage, ...]) -> str:
    """Pages as a list prints them: `1–3, 7`."""
    runs: list[list[int]] = []
    for each in pages:
        if runs and each.page == runs[-1][-1] + 1:
            runs[-1][1:] = [each.page]
        else:
            runs.append([each.page])
    return ", ".join("–".join(str(number) for number in run) for run in runs)


def checklist_page(to_check: list[str]) -> str:
    """The lawyer's own page, which is not part of the letter."""
    rows = "\n".join(f"- ☐ {each}" for each in to_check)
    return "\n\n".join(
        (
            block("checklist", "Banner", "Not part of the letter: remove before filing"),
            "# Before filing: the lawyer’s checklist",
            rows,
        )
    )


def block(name: str, style: str, text: str) -> str:
    """A paragraph with a style of its own in Word and a label of its own in the PDF."""
    return f'::: {{#{name} custom-style="{style}"}}\n{text}\n:::'
