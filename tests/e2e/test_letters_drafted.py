"""The five letters from loaded cases, the whole way: read, confirmed, analysed, drafted."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from docx import Document

from gaps.appeals.markdown import long_date
from gaps.appeals.pandoc import converted
from gaps.contract import LetterKind
from gaps.models import Appeal, DraftedLetter
from gaps.services.analysis import request_analyze
from gaps.services.appeals import NothingToAssertError, appeal_draft
from gaps.services.letters import letter_draft
from requests_app.law.openings import Confirmed
from requests_app.models import AuthorityRecord, FoiaRequest
from requests_app.services.authority_openings import authority_open
from requests_app.services.cases import case_load
from requests_app.services.ingest import request_read
from requests_app.services.letter_facts import letter_confirm
from requests_app.services.reference_data import reference_data_load
from tests.e2e.letter_cases import appealed, held_up, waiting
from tests.e2e.test_cases import FIXTURES, all_rows, analysed

pytestmark = pytest.mark.django_db(transaction=True)

Folder = Callable[[Path], Path]


def loaded(folder: Path) -> FoiaRequest:
    """The case, with all that was read from its letters confirmed by a person."""
    reference_data_load()
    foia_request = case_load(folder=folder).foia_request
    request_read(foia_request=foia_request, readers=1)
    for letter in foia_request.correspondence.all():
        letter_confirm(letter=letter)
    request_analyze(foia_request=foia_request)
    return foia_request


def words(markdown: str) -> str:
    """The letter as a reader sees it, without the lawyer's page."""
    return " ".join(converted(markdown.partition("Not part of the letter")[0], "plain").split())


def drafted(foia_request: FoiaRequest, kind: LetterKind) -> str:
    draft = letter_draft(foia_request=foia_request, kind=kind, accept_all=True)
    return words(draft.letter.markdown)


def test_a_request_that_waits_is_followed_up(tmp_path: Path) -> None:
    text = drafted(loaded(waiting(tmp_path / "case")), LetterKind.FOLLOW_UP)
    assert "The determination was due on August 20, 2018" in text
    assert "51 working days ago" in text
    assert text.count("Day 20 is Mon, Aug 20, 2018") == 1
    assert "The request for expedited processing was not answered" in text
    assert "The request to waive fees was not answered" in text
    assert "on fees the agency is silent" in text
    # What the lawyer alone is told.
    assert "not on record" not in text
    assert "an appeal" not in text


def test_what_held_a_request_up_is_told_with_the_letters_that_did(tmp_path: Path) -> None:
    text = drafted(loaded(held_up(tmp_path / "case")), LetterKind.FOLLOW_UP)
    assert "takes 30 working days, and does not do what that requires" in text
    assert "it does not name the FOIA Public Liaison" in text
    assert "asked for information on August 1, 2018, and again on August 10, 2018" in text
    assert "names fees of $412.50" in text
    assert "the time to decide on the request ended on Mon, Sep 10, 2018" in text
    assert "not counted from Wed, Aug 1, 2018 to Mon, Aug 6, 2018" in text
    assert "Mon, Sep 3, 2018: Labor Day, not counted" in text


def test_an_appeal_that_waits_is_followed_up_at_the_office_of_appeals(tmp_path: Path) -> None:
    text = drafted(loaded(appealed(tmp_path / "case")), LetterKind.FOLLOW_UP)
    assert "OVERDUE DECISION ON A FREEDOM OF INFORMATION ACT APPEAL" in text
    assert "Office of the Principal Legal Advisor" in text
    assert "On October 1, 2018, Requester sent an appeal." in text
    assert "The decision on the appeal was due on November 1, 2018" in text
    assert "decide the appeal at once" in text
    assert "complete it" not in text


@pytest.mark.parametrize(
    ("folder", "due", "later"),
    [
        (waiting, "No determination by Mon, Aug 20, 2018", "the answer has to be appealed"),
        (appealed, "No decision on the appeal by Thu, Nov 1, 2018", "has to be written anew"),
    ],
)
def test_the_remedies_that_are_exhausted_are_stated(
    folder: Folder, due: str, later: str, tmp_path: Path
) -> None:
    text = drafted(loaded(folder(tmp_path / "case")), LetterKind.EXHAUSTION)
    assert f"{due}: remedies are deemed exhausted" in text
    assert later in text
    assert "cannot be used" not in text


@pytest.mark.parametrize("folder", [waiting, held_up, appealed])
def test_mediation_is_asked_for_with_the_days_counted(folder: Folder, tmp_path: Path) -> None:
    text = drafted(loaded(folder(tmp_path / "case")), LetterKind.OGIS)
    assert "asks the Office of Government Information Services for its help" in text
    assert "was counted so" in text
    assert "mediation extends no time limit" in text


@pytest.mark.parametrize("folder", [waiting, held_up, appealed])
def test_where_nothing_was_released_nothing_is_asked_for_as_missing(
    folder: Folder, tmp_path: Path
) -> None:
    foia_request = loaded(folder(tmp_path / "case"))
    with pytest.raises(NothingToAssertError):
        letter_draft(foia_request=foia_request, kind=LetterKind.MISSING_RECORDS, accept_all=True)
    with pytest.raises(NothingToAssertError):
        appeal_draft(foia_request=foia_request)


def test_the_sample_case_gives_its_letters_and_the_same_again_writes_no_row(
    tmp_path: Path,
) -> None:
    foia_request = analysed(FIXTURES / "ice-amazon")
    kinds = (LetterKind.MISSING_RECORDS, LetterKind.OGIS, LetterKind.EXHAUSTION)

    def draft() -> dict[str, bytes]:
        for kind in kinds:
            out = str(tmp_path / kind)
            call_command("draft_letter", foia_request.ref, kind.value, "--accept-all", "--out", out)
        out = str(tmp_path / "appeal")
        call_command("draft_appeal", foia_request.ref, "--accept-all", "--out", out)
        return {str(path): path.read_bytes() for path in sorted(tmp_path.rglob("*.*"))}

    first, rows = draft(), all_rows()
    assert DraftedLetter.objects.count() == len(kinds)
    assert Appeal.objects.count() == 1
    assert draft() == first
    assert all_rows() == rows


@pytest.mark.parametrize("folder", [waiting, appealed])
def test_a_letter_drafted_twice_is_kept_once_and_speaks_of_its_findings(
    folder: Folder, tmp_path: Path
) -> None:
    foia_request = loaded(folder(tmp_path / "case"))
    kinds = (LetterKind.FOLLOW_UP, LetterKind.EXHAUSTION, LetterKind.OGIS)
    for kind in kinds:
        letter_draft(foia_request=foia_request, kind=kind, accept_all=True)
    rows = all_rows()
    for kind in kinds:
        letter_draft(foia_request=foia_request, kind=kind, accept_all=True)
    assert all_rows() == rows
    assert all(each.findings.exists() for each in DraftedLetter.objects.all())


def test_word_and_pdf_of_a_letter_say_the_same(tmp_path: Path) -> None:
    foia_request = loaded(held_up(tmp_path / "case"))
    out = tmp_path / "out"
    call_command("draft_letter", foia_request.ref, "follow_up", "--accept-all", "--out", str(out))
    in_word = " ".join(each.text for each in Document(str(out / "letter.docx")).paragraphs)
    with pypdfium2.PdfDocument(out / "letter.pdf") as pdf:
        in_pdf = " ".join(page.get_textpage().get_text_range() for page in pdf)
    for told in ("Day 30 is Mon, Sep 10, 2018", "withdraw any search fee", "Requester asks that"):
        assert told in " ".join(in_word.split())
        assert told in " ".join(in_pdf.split())


def test_an_authority_that_a_lawyer_opened_is_marked_no_more_in_the_next_draft() -> None:
    foia_request = analysed(FIXTURES / "ice-amazon")
    first = appeal_draft(foia_request=foia_request, accept_all=True)
    marked = (
        "*Campbell v\\. U\\.S\\. Dep\\'t of Justice*, 164 F\\.3d 20, 28 \\(D\\.C\\. Cir\\. 1998\\)"
    )
    assert f"{marked} **[verify before filing]**" in first.letter.markdown
    kept = authority_open(
        record=AuthorityRecord.objects.get(key="campbell"),
        opened_by=get_user_model().objects.create_user("counsel", last_name="Counsel"),
        confirmed=(Confirmed.CITATION, Confirmed.PIN),
        source="Westlaw",
    )
    second = appeal_draft(foia_request=foia_request, accept_all=True)
    assert second.appeal.number == first.appeal.number + 1
    assert marked in second.letter.markdown
    assert f"{marked} **[verify before filing]**" not in second.letter.markdown
    on = long_date(timezone.localtime(kept.opened_at).date())
    told = " ".join(converted("\n\n".join(second.letter.checklist), "plain").split())
    assert f"opened by Counsel on {on}; confirmed: citation, page." in told
    # Another authority, which nobody opened, is marked as before.
    assert "Verify Truitt" in told
    assert appeal_draft(foia_request=foia_request, accept_all=True).appeal == second.appeal
