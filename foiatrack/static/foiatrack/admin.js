// The theme of the admin gives each part that scrolls the same name. A screen reader tells them
// apart by what stands in them; where that is nothing we know, by their number. And the column of
// the buttons that delete a row has no head.
const NAMES = new Map([
  ["#nav-sidebar-apps", "Menu"],
  ["#changelist-filter [data-simplebar]", "Filters"],
  ["[data-simplebar]:has(#result_list)", "Rows"],
  ["[data-simplebar]:has(#command-results)", "Found"],
]);

document.addEventListener("DOMContentLoaded", () => {
  for (const head of document.querySelectorAll("th")) {
    if (head.textContent.trim()) continue;
    const name = Object.assign(document.createElement("span"), { className: "unseen" });
    name.textContent = "Delete";
    head.append(name);
  }
  const parts = document.querySelectorAll("[data-simplebar]");
  parts.forEach((part, index) => {
    const known = [...NAMES.keys()].find((selector) => part.matches(selector));
    part.dataset.simplebarAriaLabel = known ? NAMES.get(known) : `Part ${index + 1}`;
  });
});

// The fields that search while one types are named by what is chosen in them; we name them by their
// labels. They come and go with the rows of a form.
const nameSearches = () => {
  for (const box of document.querySelectorAll(".select2-selection[aria-labelledby]")) {
    const field = box.closest(".select2-container").previousElementSibling;
    const words = field?.getAttribute("aria-label") ?? field?.labels?.[0]?.innerText ?? "";
    const name = words.replace("*", "").trim();
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", name);
    for (const each of box.querySelectorAll("[role=textbox]")) {
      each.removeAttribute("role");
      each.removeAttribute("aria-readonly");
    }
    for (const each of box.querySelectorAll("[role=searchbox]")) each.setAttribute("aria-label", name);
  }
  for (const each of document.querySelectorAll(".select2-selection--multiple :is(ul, li):not([role])")) {
    each.setAttribute("role", "none");
  }
  for (const each of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
    each.setAttribute("aria-label", "Search");
  }
};
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(nameSearches).observe(document.body, { childList: true, subtree: true });
  nameSearches();
});
