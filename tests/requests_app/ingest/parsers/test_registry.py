from requests_app.ingest.parsers.registry import parser_for, parsers


def test_every_module_with_a_parser_is_found_by_walking_the_package():
    assert "pdf_text" in {parser.name for parser in parsers()}


def test_the_first_bytes_count_for_more_than_the_name():
    parser = parser_for(b"%PDF-1.7\n", "letter.txt")
    assert parser is not None
    assert parser.name == "pdf_text"


def test_a_type_that_no_parser_claims_is_unknown():
    assert parser_for(b"\x89PNG\r\n\x1a\n", "photo.png") is None
