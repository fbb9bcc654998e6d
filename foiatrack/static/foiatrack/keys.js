// Keys for pages that show them: an element with data-key is followed or pressed by that key.
// Who speaks to the machine, or rests a hand on the keyboard, can switch them off.
const KEYS = "keys-off";
const keysOff = () => localStorage.getItem(KEYS) === "yes";
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("keys-switch");
  if (!button || !document.querySelector("[data-key]")) return;
  const name = () => {
    button.textContent = keysOff() ? "Switch single keys on" : "Switch single keys off";
  };
  button.addEventListener("click", () => {
    localStorage.setItem(KEYS, keysOff() ? "no" : "yes");
    name();
  });
  name();
  button.hidden = false;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input, textarea, select, [contenteditable]");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (keysOff()) return;
  const wanted = CSS.escape(event.key);
  const target = document.querySelector(`[data-key="${wanted}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
});

// In a long list, what is shown beside it stays in view; so does the proof on a page.
const keepInView = () => {
  const list = document.querySelector(".queue .rows");
  const current = list?.querySelector("[aria-current]");
  if (list && current) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
  const sheet = document.querySelector(".proof-page, .letter-sheet");
  const proof = sheet?.querySelector("path.proof");
  if (!sheet || !proof) return;
  const below = proof.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  if (below > sheet.clientHeight * 0.8) sheet.scrollTop += below - sheet.clientHeight / 3;
};
document.addEventListener("DOMContentLoaded", keepInView);
document.addEventListener("htmx:afterSettle", keepInView);

// What could not be done is said where other words are: nothing fails in silence.
const say = (words) => {
  const said = document.getElementById("said");
  if (said) said.textContent = words;
};
document.addEventListener("htmx:responseError", (event) => {
  const refused = event.detail.xhr.status === 403;
  say(refused
    ? "Not done: your account may not do this, or you have signed out. Load the page again."
    : `Not done: the program answered with error ${event.detail.xhr.status}. Load the page again.`);
});
document.addEventListener("htmx:sendError", () => say("Not done: the program cannot be reached."));
