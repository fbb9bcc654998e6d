"""Every page by the Tab key alone: all that can be used is reached, in view, and shown as such."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import LOOKED_AT

MARK = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  // A field of the admin that searches stands in for one that is as small as a dot.
  const shown = each => each.checkVisibility({visibilityProperty: true}) && !each.disabled
    && !each.classList.contains('select2-hidden-accessible');
  // Of radio buttons, Tab reaches the one that is chosen.
  const chosen = each => each.type !== 'radio' || each.checked
    || !document.querySelector(`[name="${each.name}"]:checked`);
  const all = [...document.querySelectorAll(`${kinds}, [tabindex="0"]`)]
    .filter(each => shown(each) && chosen(each));
  all.forEach((each, place) => each.dataset.place = place);
  window.reached = [];
  document.addEventListener('focusin', event => {
    const at = event.target, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    window.reached.push({
      place: at.dataset.place ?? null,
      html: at.outerHTML.slice(0, 160),
      marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
      inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    });
  });
  return all.map(each => each.outerHTML.slice(0, 160));
}"""


@pytest.mark.parametrize(("visitor", "path"), LOOKED_AT, indirect=["visitor"])
def test_all_that_can_be_used_on_a_page_is_reached_by_tab_in_view_and_marked(
    visitor: Visit, path: str
) -> None:
    page = visitor.page
    visitor.go(path)
    usable = page.evaluate(MARK)
    assert usable
    # A few more than there are: what has several fields inside, as a date, takes several.
    dates = page.locator("input[type=date]").count()
    for _ in range(len(usable) + 4 * dates + 1):
        page.keyboard.press("Tab")
    reached = page.evaluate("window.reached")
    unmarked = [each["html"] for each in reached if not each["marked"]]
    hidden = [each["html"] for each in reached if not each["inView"]]
    places = {int(each["place"]) for each in reached if each["place"] is not None}
    missed = [html for place, html in enumerate(usable) if place not in places]
    assert (missed, unmarked, hidden) == ([], [], [])
