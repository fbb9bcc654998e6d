"""The lists of the admin in a real browser: what is done to the rows that were chosen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit


@pytest.mark.parametrize("visitor", ["administrator"], indirect=True)
def test_what_can_be_done_to_the_chosen_rows_stands_in_a_bar_as_wide_as_the_list(
    visitor: Visit,
) -> None:
    page = visitor.page
    visitor.go("/admin/requests_app/foiarequest/")
    bar, rows = page.locator("#changelist-actions"), page.locator("#result_list")
    page.locator("#result_list input.action-select").first.check()
    expect(page.locator(".action-counter")).to_contain_text("1 of 2 selected")
    bar.locator("select[name=action]").select_option(index=1)
    expect(bar.get_by_role("button", name="Run")).to_be_visible()
    shown, beside = bar.bounding_box(), rows.bounding_box()
    assert shown
    assert beside
    assert abs(shown["width"] - beside["width"]) < 40
