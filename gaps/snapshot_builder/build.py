"""From the database to the snapshot: the only place where both worlds meet.

The number of queries does not depend on how much the request holds.
"""

from datetime import date

from gaps import snapshot
from gaps.snapshot_builder.asked_and_said import (
    custodians_of,
    foia_request_of,
    letters_of,
    searches_of,
)
from gaps.snapshot_builder.deliveries import (
    pages_read_of,
    productions_of,
    reading_failures_of,
    stamps_of,
    withheld_sheets_of,
)
from gaps.snapshot_builder.mentions import mentions_of
from gaps.snapshot_builder.messages import messages_of
from gaps.snapshot_builder.sources import read_sources
from gaps.snapshot_builder.term_hits import terms_missed_of, words_asked_of
from requests_app.models import FoiaRequest
from requests_app.selectors.ledger import ledger_of


def build_snapshot(foia_request: FoiaRequest, *, as_of: date) -> snapshot.CaseSnapshot:
    """Everything a detector may know of the request, on the day `as_of`."""
    sources = read_sources(foia_request)
    custodians = custodians_of(sources)
    messages = messages_of(sources)
    asked = foia_request_of(sources, custodians)
    organisations = _organisations_of(foia_request)
    failures = reading_failures_of(sources)
    letters, searches = letters_of(sources), searches_of(sources, custodians)
    return snapshot.CaseSnapshot(
        as_of=as_of,
        foia_request=asked,
        offices=tuple(sources.offices.values()),
        organisations=organisations,
        ledger=ledger_of(foia_request),
        letters=letters,
        searches=searches,
        productions=productions_of(sources),
        reading_failures=failures,
        pages_read=pages_read_of(sources, failures),
        stamps=stamps_of(sources),
        withheld_sheets=withheld_sheets_of(sources),
        messages=messages,
        **mentions_of(sources),
        statements=tuple(
            snapshot.Statement(
                each.said_on,
                each.by,
                each.to,
                each.text,
                sources.page_ref(page)
                if (page := sources.first_page(each.source_file_id))
                else None,
            )
            for each in foia_request.statements.all()
        ),
        terms_missed=terms_missed_of(sources, searches, letters, messages),
        words_asked=words_asked_of(sources, asked, organisations),
    )


def _organisations_of(foia_request: FoiaRequest) -> tuple[snapshot.Organisation, ...]:
    return tuple(
        snapshot.Organisation(
            each.key,
            each.name,
            tuple(each.domains),
            each.side,  # type: ignore[arg-type]  # the column holds this Literal's values
            each.office.path if each.office else None,
        )
        for each in foia_request.organisations.select_related("office")
    )
