"""Case folders for the letters besides the appeal: a request that waits, and an appeal that does.

No agency and no person in them is more than a name; the letters are written for these tests.
"""

from pathlib import Path
from typing import Any

import yaml
from reportlab.pdfgen.canvas import Canvas

TOP = 740
LEADING = 14
ICE = (
    "U.S. Immigration and Customs Enforcement",
    "Freedom of Information Act Office",
    "500 12th Street, S.W., Stop 5009",
    "Washington, D.C. 20536-5009",
)
REQUEST = {
    "ref": "R-2018-07",
    "title": "Cloud services for case management",
    "agency": "DHS/ICE",
    "requester": "Example Oversight",
    "text": "All emails between ICE and the vendor Northwind on cloud services.",
    "filed_on": "2018-07-20",
    "received_on": "2018-07-23",
    "records_from": "2018-01-01",
    "records_to": "2018-06-30",
    "identifiers": [{"number": "2018-ICFO-48213", "kind": "request"}],
}
Letters = dict[str, tuple[str, str, str, str]]
"""Name of the file, without its ending: kind, direction, day, and the words."""


def acknowledgment(day: str) -> str:
    return (
        f"{day}\n\nRE: ICE FOIA Case Number 2018-ICFO-48213\n\nDear Requester:\n\n"
        "This acknowledges receipt of your July 20, 2018, Freedom of Information Act (FOIA)\n"
        "request to U.S. Immigration and Customs Enforcement (ICE). Your request was received\n"
        "in this office on July 23, 2018, and has been assigned reference number\n"
        "2018-ICFO-48213. We have queried the appropriate component of ICE for responsive\n"
        "records.\n\nSincerely,\n\nICE FOIA Office"
    )


WAITING: Letters = {
    "1-request": (
        "request",
        "out",
        "2018-07-20",
        "July 20, 2018\n\nTo the FOIA Officer:\n\nExample Oversight requests all emails between "
        "ICE and the\nvendor Northwind on cloud services, from January 1 to June 30, 2018.",
    ),
    "2-acknowledgment": ("acknowledgment", "in", "2018-07-30", acknowledgment("July 30, 2018")),
}
HELD_UP: Letters = WAITING | {
    "3-question": (
        "clarification_request",
        "in",
        "2018-08-01",
        "August 1, 2018\n\nRE: 2018-ICFO-48213\n\nDear Requester:\n\nYour request does not "
        "reasonably describe the records sought. Please tell us which\noffices of ICE you ask us "
        "to search. Your request is on hold until we receive your answer.\n\nSincerely,\n\n"
        "ICE FOIA Office",
    ),
    "4-answer": (
        "clarification_reply",
        "out",
        "2018-08-03",
        "August 3, 2018\n\nTo the FOIA Officer:\n\nPlease search the Office of Acquisition "
        "Management.",
    ),
    "5-question": (
        "clarification_request",
        "in",
        "2018-08-10",
        "August 10, 2018\n\nRE: 2018-ICFO-48213\n\nDear Requester:\n\nPlease clarify your request "
        "further by giving the names of the employees whose\nemails you seek. Your request is on "
        "hold until we receive your answer.\n\nSincerely,\n\nICE FOIA Office",
    ),
    "6-extension": (
        "extension",
        "in",
        "2018-08-16",
        "August 16, 2018\n\nRE: 2018-ICFO-48213\n\nDear Requester:\n\nDue to unusual circumstances "
        "we need an extension of 30 working days to process\nyour request, pursuant to 5 U.S.C. "
        "552(a)(6)(B), because of the need to search for and\ncollect records from field offices.\n"
        "\nSincerely,\n\nICE FOIA Office",
    ),
    "7-fees": (
        "fee_notice",
        "in",
        "2018-10-15",
        "October 15, 2018\n\nRE: 2018-ICFO-48213\n\nDear Requester:\n\nThe estimated fees for your "
        "request are $412.50 for search time. Please confirm within\n30 days that you agree to pay "
        "$412.50, or your request will be closed.\n\nSincerely,\n\nICE FOIA Office",
    ),
}
APPEALED: Letters = WAITING | {
    "3-determination": (
        "determination",
        "in",
        "2018-09-14",
        "September 14, 2018\n\nRE: 2018-ICFO-48213\n\nDear Requester:\n\nThis is the final "
        "response to your request. A search of the Office of Acquisition\nManagement was made and "
        "no records responsive to your request were found.\n\nYou have the right to appeal this "
        "determination within 90 business days of the date\nof this letter, to the Office of the "
        "Principal Legal Advisor, 500 12th Street, S.W.,\nWashington, D.C. 20536. You may contact "
        "the FOIA Public Liaison, or the Office of\nGovernment Information Services, for help.\n\n"
        "Sincerely,\n\nJane Example\nFOIA Officer",
    ),
    "4-appeal": (
        "appeal",
        "out",
        "2018-10-01",
        "October 1, 2018\n\nFreedom of Information Act Appeal\n\nExample Oversight appeals the "
        "determination of September 14, 2018.",
    ),
}
RECEIVED_BY_APPEALS = "2018-10-03"


def case_folder(
    folder: Path,
    letters: Letters,
    *,
    as_of: str,
    received: dict[str, str] | None = None,
    **asked: Any,
) -> Path:
    """A case folder with its letters as PDF files; `received` are days of receipt by the name of
    the letter, `asked` what the request says besides."""
    (folder / "letters").mkdir(parents=True)
    rows = []
    for name, (kind, direction, dated_on, words) in letters.items():
        _write(folder / "letters" / f"{name}.pdf", words, heading=ICE if direction == "in" else ())
        row: dict[str, Any] = {"kind": kind, "direction": direction, "dated_on": dated_on}
        if received and name in received:
            row["received_on"] = received[name]
        if kind == "determination":
            row["adverse"] = True
        rows.append(row | {"file": f"letters/{name}.pdf"})
    case = {"schema": "foiatrack.case/1", "request": REQUEST | asked, "correspondence": rows}
    # Days are written bare, as a person writes them.
    text = yaml.safe_dump(case | {"as_of": as_of}, sort_keys=False).replace("'", "")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder


def waiting(folder: Path) -> Path:
    """Acknowledged, and never determined; fees and expedition were asked to be decided."""
    return case_folder(
        folder,
        WAITING,
        as_of="2018-11-01",
        fee_waiver_requested=True,
        expedition_requested_on="2018-07-20",
    )


def held_up(folder: Path) -> Path:
    """Two questions, an extension of thirty working days, and a bill; never determined."""
    received = {"4-answer": "2018-08-06"}
    return case_folder(folder, HELD_UP, as_of="2018-11-01", received=received)


def appealed(folder: Path) -> Path:
    """Determined late, appealed, and the appeal never decided."""
    received = {"4-appeal": RECEIVED_BY_APPEALS}
    return case_folder(folder, APPEALED, as_of="2018-12-20", received=received)


def _write(path: Path, words: str, *, heading: tuple[str, ...]) -> None:
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    canvas.setFont("Times-Roman", 11)
    lines = [*heading, *([""] if heading else []), *words.splitlines()]
    for number, line in enumerate(lines):
        canvas.drawString(72, TOP - LEADING * number, line)
    canvas.save()
