import json
from datetime import datetime
from pathlib import Path

import pytest

from requests_app.ingest.parsers.contract import (
    Address,
    Box,
    DrawnMark,
    Failure,
    ParsedAttachment,
    ParsedChild,
    ParsedFile,
    ParsedMessage,
    ParsedPage,
    Word,
)
from requests_app.ingest.parsers.wire import WireError, from_wire, to_wire

PAGE = ParsedPage(
    index=0,
    text="To: Ann",
    width=612.0,
    height=792.0,
    words=(
        Word("To:", 0, 3, Box(72.0, 90.5, 90.25, 101.0)),
        Word("Ann", 4, 7, Box(95, 90, 110, 101)),
    ),
    marks=(DrawnMark("fill", Box(1.0, 2.0, 3.0, 4.0), 0.0), DrawnMark("image", Box(1, 2, 3, 4))),
    label="i",
)
FILE = ParsedFile(
    parser="eml",
    pages=(PAGE,),
    expected_pages=2,
    failed_pages=(Failure("page 2", "damaged"),),
    message=ParsedMessage(
        message_id="1@b",
        references=("0@b",),
        sender=Address("Ann", None),
        sent_at=datetime(2020, 3, 3, 10, 15),
        utc_offset=-300,
        attachments=(ParsedAttachment("a.pdf", "application/pdf", 3, inline=True),),
    ),
    children=(ParsedChild("a.pdf", Path("/spool/member-000001"), 3),),
    expected_children=1,
    outline=((0, "First"),),
)


def over_the_wire(value: object) -> object:
    return json.loads(json.dumps(to_wire(value), allow_nan=False))


def test_a_file_comes_back_as_it_was():
    assert from_wire(ParsedFile, over_the_wire(FILE)) == FILE


def changed(at: int, value: object) -> list[object]:
    plain = over_the_wire(PAGE)
    assert isinstance(plain, list)
    plain[at] = value
    return plain


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        [],
        changed(0, "0"),
        changed(0, True),
        changed(1, None),
        changed(2, float("nan")),
        changed(4, [0, 3, 1, 2, 3]),
        changed(4, [0, 99, 1, 2, 3, 4]),
        changed(4, [3, 3, 1, 2, 3, 4]),
        changed(4, [-1, 3, 1, 2, 3, 4]),
        changed(4, [0, 3, 1, 2, 3, "4"]),
        changed(5, [["explosion", [1, 2, 3, 4], None, ""]]),
        changed(5, [["fill", [1, 2, 3], None, ""]]),
    ],
)
def test_what_is_not_a_page_is_refused(value):
    with pytest.raises(WireError):
        from_wire(ParsedPage, value)
