"""The facts of an appeal, with what a test does not care about filled in."""

from dataclasses import replace
from datetime import date
from typing import Any

from gaps.appeals.contract import (
    Addressee,
    AppealFacts,
    Asked,
    Citation,
    Delivery,
    Exhibit,
    ExhibitPage,
    LetterNoted,
    Point,
    SearchNoted,
    Showing,
    Window,
)

SHA256 = "ab" * 32
THROUGH = "43 pages, 16 messages"
WINDOW = Window(
    determined_on=date(2018, 10, 5),
    closes_on=date(2019, 2, 15),
    working=("The determination is dated Fri, Oct 5, 2018", "Day 90 is Fri, Feb 15, 2019"),
    authorities=("foia_a6Ai", "dhs_5_8a", "usc5_6103", "eo_11582"),
)
ADDRESSEE = Addressee("Office of the Principal Legal Advisor", "500 12th Street SW\nDC", True)


def exhibit(letter: str = "F", *pages: int) -> Exhibit:
    """An exhibit of released emails."""
    numbers = pages or (1,)
    return Exhibit(
        letter,
        f"Released records: {letter}.pdf",
        f"{letter}.pdf",
        SHA256,
        tuple(ExhibitPage(number) for number in numbers),
    )


def showing(name: str = "terms.xlsx", **changes: Any) -> Showing:
    """One attachment that was not produced, proven on page 3 of exhibit F."""
    where = Citation("F", 3, "ICE 3")
    return replace(
        Showing(
            facts={"name": name, "message": "message from Ann Vale of June 14, 2018"},
            citations=(where,),
            quotes=(),
            looked=((f"the file “{name}”", THROUGH),),
            fingerprint=name,
        ),
        **changes,
    )


def point(*showings: Showing, **changes: Any) -> Point:
    """A point on attachments."""
    return replace(
        Point(
            code="COR004",
            detector="attachment_not_produced",
            heading="Attachments named in the release were not produced",
            rule="The Act requires the responsive records [foia_a3A]. Under the regulations of the "
            "Department of Homeland Security a denial states its reasons [dhs_5_6e].",
            item="The {message} names the attachment “{name}”.",
            limits="One record that was missed does not by itself show a search to be inadequate "
            "[iturralde].",
            relief="produce “{name}” of the {message}.",
            adverse=("iturralde",),
            showings=showings or (showing(),),
        ),
        **changes,
    )


def facts(**changes: Any) -> AppealFacts:
    """The facts of an appeal to ICE."""
    return replace(
        AppealFacts(
            ref="X-1",
            title="Amazon and ICE",
            requester="Example Oversight",
            agency="U.S. Immigration and Customs Enforcement (ICE)",
            within_dhs=True,
            dated_on=date(2018, 11, 1),
            filed_on=date(2018, 7, 20),
            received_on=date(2018, 7, 23),
            expedition_requested_on=None,
            request_numbers=("2018-ICFO-1",),
            other_numbers=(),
            addressee=ADDRESSEE,
            window=WINDOW,
            window_unknown="",
            asked=Asked(date(2018, 1, 1), date(2018, 8, 31), ("ERO",)),
            letters=(
                LetterNoted("request", "out", date(2018, 7, 20), Citation("A", 1)),
                LetterNoted("determination", "in", date(2018, 10, 5), Citation("C", 1)),
            ),
            searches=(SearchNoted("HSI", "searched", ("Marcus Ellery",), Citation("C")),),
            deliveries=(Delivery(date(2018, 10, 5), 40, 16, 2),),
            points=(point(),),
            exhibits=(exhibit("A"), exhibit("C"), exhibit("F", 3)),
        ),
        **changes,
    )
