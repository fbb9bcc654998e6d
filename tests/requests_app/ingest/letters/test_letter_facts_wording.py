"""One sentence at a time: the forms of words in which agencies say what must not be overlooked.

A detector concludes from silence, so that a form overlooked would be a false finding.
"""

import pytest

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact
from requests_app.ingest.extract.letter_facts.reading import read_letter

SAID = {
    FactName.APPEAL_RIGHT: (
        "You may appeal this decision in writing.",
        "If you wish to appeal, write to the Deputy Secretary.",
        "You have the right to an administrative appeal of this determination.",
        "Should you decide to appeal, your letter must be postmarked within 90 days.",
        "Any appeal must be received within 90 days of the date of this letter.",
        "An appeal of this denial may be filed with the General Counsel.",
        "This response may be appealed to the Associate Administrator.",
        "The right of appeal described in our earlier letter applies here as well.",
        "Appeals should be directed to the Office of the Secretary.",
        "For your appeal rights, see the enclosed sheet.",
        "You are entitled to file an appeal with the head of the agency.",
        "If you disagree with this response, you may write to the Administrator for review.",
        "If you consider this to be a denial, you may request reconsideration by the Secretary.",
        "You can challenge this decision by filing an administrative appeal.",
        "To appeal, use the agency's portal.",
    ),
    FactName.LIAISON: (
        "You may contact the FOIA Public Liaison, Ms. Calder.",
        "Our Public Liaison can assist you.",
        "Please contact our FOIA Liaison at (202) 555-0100.",
        "FOIA Public Liaison: Ines Calder, 202-555-0102",
        "The agency's FOIA public liaisons are listed on its website.",
    ),
    FactName.OGIS: (
        "OGIS offers mediation services.",
        "Contact the Office of Government Information Services at the National Archives.",
        "Write to ogis@nara.gov or call 202-741-5770.",
        "The Office of Governmental Information Services mediates disputes.",
    ),
    FactName.SEGREGABILITY_STATED: (
        "All reasonably segregable information has been released.",
        "No portion of the record is reasonably segregable.",
        "The exempt material could not be segregated from the rest.",
        "We conducted a line-by-line review of each page.",
        "The documents contain no segregable, nonexempt material.",
        "The exempt parts are inextricably intertwined with the rest.",
        "We released all non-exempt portions.",
    ),
    FactName.HARM_STATED: (
        "We reasonably foresee that disclosure would harm an interest protected by Exemption 5.",
        "Release would have a chilling effect on the agency's staff.",
        "Disclosure would discourage frank discussion among the staff.",
        "Release of the drafts could cause public confusion.",
        "The foreseeable harm is to candid advice.",
        "Disclosure could reasonably be expected to endanger the life of the agents.",
        "Their release would make those who advise less candid.",
    ),
    FactName.REASONS_STATED: (
        "The pages are withheld under Exemption 5.",
        "We are denying your request because the records are privileged.",
        "This information is exempt from disclosure under 5 U.S.C. § 552(b)(4).",
        "The names were redacted to protect personal privacy.",
        "We cannot process the request because it does not reasonably describe the records.",
        "Your request is denied, since the records are not agency records.",
        "The drafts are protected by the deliberative process privilege.",
        "ICE declines to search that office because it is unlikely to hold such records.",
        "The record is withheld in full as it is currently classified.",
    ),
    FactName.SEARCH_DESCRIBED: (
        "We searched the email accounts of two officials.",
        "A search was conducted in the Office of Policy.",
        "The Office of Policy performed a search of its shared drive.",
        "Searches of our case files located 12 pages.",
        "The program office queried its database using the contract number.",
        "The records custodian conducted an electronic search using the term “Larkspur”.",
        "HSI was tasked to search for responsive records.",
    ),
    FactName.MORE_PROMISED: (
        "We will provide further releases on a monthly basis.",
        "The remaining documents will be released as they are processed.",
        "We will continue to process your request and will send the rest when complete.",
        "We anticipate making additional productions of records.",
        "You will receive a separate response about the remaining pages.",
    ),
    FactName.OFFERS_TO_NARROW: (
        "You may wish to narrow the scope of your request.",
        "Please contact us to discuss an alternative time frame.",
        "If you would like to limit your request, let us know.",
    ),
    FactName.VOLUME_ESTIMATED: (
        "The remaining records are withheld in full.",
        "All of the responsive documents are withheld in their entirety.",
        "We withheld 12 documents in full.",
        "Three videos were denied in full.",
    ),
}
NOT_SAID = {
    FactName.APPEAL_RIGHT: (
        "You requested records of any appeal filed by the company.",
        "The Court of Appeals decided the matter.",
        "Your appeal has been received.",
        "This interim response is not appealable.",
        "You will be informed of your appeal rights in our final response.",
        "The Board of Immigration Appeals keeps those files.",
        "The proposal has wide appeal.",
    ),
    FactName.LIAISON: (
        "The Office of Congressional Liaison was searched.",
        "You asked for the e-mails of the FOIA Public Liaison.",
        "Our requester service center can help you.",
    ),
    FactName.OGIS: (
        "The Office of Information Services searched its files.",
        "You asked for all correspondence with OGIS.",
    ),
    FactName.EXEMPTION_CLAIMED: (
        "You asked for every record withheld under Exemption 5.",
        "The FOIA has nine exemptions, and Exemption 6 may be applied where privacy is at stake.",
        "The rule is Federal Rule 30(b)(6).",
        "Section 552a(b)(3) of the Privacy Act is another matter.",
        "The pages are not exempt under Exemption 4.",
        "Should records be located, they may be withheld under Exemption 7(A).",
    ),
    FactName.SEARCH_DESCRIBED: (
        "You requested a search of the Office of Policy.",
        "You will not be charged for search time.",
        "Search fees are $28 an hour.",
    ),
    FactName.MORE_PROMISED: (
        "If you have further questions, we will respond.",
        "No further records will be released.",
        "You requested all further releases that will be provided.",
    ),
    FactName.FEE_ESTIMATED: (
        "We will notify you before fees exceed $25.00.",
        "You agreed to pay up to $100.",
        "You requested invoices over $5,000.",
        "The rate is $28.00 per hour.",
    ),
    FactName.REFERRED_TO: (
        "You may wish to refer to the website of the Department of State.",
        "You asked for records referred to the Department of State.",
        "These records were referred to this office by the Department of State.",
    ),
    FactName.PAGES_WITHHELD_IN_FULL: (
        "You asked why 12 pages were withheld in full.",
        "The first 100 pages are free of charge.",
        "The request is limited to 12 pages.",
    ),
    FactName.EXTENDED_BY_DAYS: (
        "Agencies must respond within 20 working days.",
        "You have 90 days to appeal, and no extension is granted.",
    ),
    FactName.APPEAL_WITHIN_DAYS: (
        "Please respond within 30 days.",
        "We have twenty days to decide your appeal.",
    ),
}


def facts(name: FactName, sentence: str) -> tuple[LetterFact, ...]:
    return read_letter([f"March 3, 2020\nDear Ms. Roe:\n{sentence}\nSincerely,\nJane Poe\n"]).all(
        name
    )


CASES = [(name, each) for name, sentences in SAID.items() for each in sentences]
NEAR_MISSES = [(name, each) for name, sentences in NOT_SAID.items() for each in sentences]


@pytest.mark.parametrize(("name", "sentence"), CASES)
def test_what_a_sentence_says_is_read(name: FactName, sentence: str) -> None:
    assert facts(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), NEAR_MISSES)
def test_what_a_sentence_only_resembles_is_not_read(name: FactName, sentence: str) -> None:
    assert not [each for each in facts(name, sentence) if each.confidence != "lead"]


VOLUMES = (
    ("We are withholding 12 pages in full.", {"pages_withheld_in_full": 12}),
    ("Twelve pages are denied in their entirety.", {"pages_withheld_in_full": 12}),
    ("One hundred and four pages were withheld in full.", {"pages_withheld_in_full": 104}),
    ("We reviewed 1,204 pages.", {"pages_processed": 1204}),
    ("No pages are withheld in full.", {"pages_withheld_in_full": 0}),
    (
        "Of the 50 pages, 20 were released in full and 30 in part.",
        {"pages_released_in_full": 20, "pages_released_in_part": 30},
    ),
    ("We released 20 pages with redactions.", {"pages_released_in_part": 20}),
    ("We grant access in full to 7 pages.", {"pages_released_in_full": 7}),
    ("Access to 9 pages is denied in full.", {"pages_withheld_in_full": 9}),
    ("The 31 pages are withheld entirely.", {"pages_withheld_in_full": 31}),
    ("We referred 6 pages to the Army.", {"pages_referred": 6}),
    ("Your request yielded 88 responsive pages.", {"pages_processed": 88}),
    (
        "We located 40 pages; 15 of them are withheld in full.",
        {"pages_processed": 40, "pages_withheld_in_full": 15},
    ),
    ("Enclosed please find 12 pages.", {"pages_released": 12}),
    ("Portions of 14 pages are exempt under Exemption 6.", {"pages_released_in_part": 14}),
    ("Deletions were made on 14 pages.", {"pages_released_in_part": 14}),
    (
        "We are releasing 3 pages in full, 4 pages in part and withholding 5 pages in full.",
        {"pages_released_in_full": 3, "pages_released_in_part": 4, "pages_withheld_in_full": 5},
    ),
)


@pytest.mark.parametrize(("sentence", "counts"), VOLUMES)
def test_pages_are_counted_under_what_is_done_with_them(
    sentence: str, counts: dict[str, int]
) -> None:
    reading = read_letter([f"Dear Ms. Roe:\n{sentence}\nSincerely,\nJane Poe\n"])
    read = {str(each.name): each.value for each in reading.facts if isinstance(each.value, int)}
    assert read == counts
