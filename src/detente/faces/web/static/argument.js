// The page of an audit, beyond htmx: keys among the marked passages, the chosen claim, and the premises.
const card = document.querySelector("#card");
const text = document.querySelector("#text");
const marks = () => [...text.querySelectorAll("a.end:not(.off), .claims a.item")].filter((one) => one.offsetParent);

// Arrow keys lead from one marked passage to the next; Home and End to the first and the last.
text.addEventListener("keydown", (event) => {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const list = marks();
  const at = list.indexOf(document.activeElement);
  if (at < 0) return;
  const next = event.key === "Home" ? 0 : event.key === "End" ? list.length - 1 : at + (steps[event.key] ?? NaN);
  if (!list[next]) return;
  event.preventDefault();
  list[next].focus();
});

// A claim that is looked at lights up wherever it stands, also where another lies over it.
function light(name, on) {
  for (const mark of text.querySelectorAll("mark")) {
    if (mark.dataset.claims.split(" ").includes(name)) mark.classList.toggle("lit", on);
  }
}
for (const [kind, on] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
  text.addEventListener(kind, (event) => {
    const handle = event.target.closest("[data-claim]");
    if (handle) light(handle.dataset.claim, on);
  });
}

function choose(name) {
  for (const mark of text.querySelectorAll("mark")) {
    mark.classList.toggle("chosen", mark.dataset.claims.split(" ").includes(name));
  }
  for (const handle of text.querySelectorAll("[data-claim]")) {
    const here = handle.dataset.claim === name;
    handle.classList.toggle("chosen", here);
    if (here) handle.setAttribute("aria-current", "true");
    else handle.removeAttribute("aria-current");
  }
}

// Focus goes into a card that opens, and back to its passage when it closes.
const handleOf = (name) => marks().find((one) => one.dataset.claim === name);
let last = card.querySelector("article")?.dataset.claim ?? "";
let opener = null; // the link outside the card that has opened it, to come back to
document.addEventListener("click", (event) => {
  const link = event.target.closest('[hx-target="#card"]');
  if (link && !card.contains(link)) opener = link;
});
card.addEventListener("htmx:afterSettle", () => {
  const name = card.querySelector("article")?.dataset.claim ?? "";
  choose(name);
  card.scrollTop = 0;
  const back = opener?.isConnected && opener.dataset.claim === last ? opener : handleOf(last);
  const place = name ? card.querySelector("#card-heading") : back ?? document.querySelector("#document-heading");
  place.focus({ preventScroll: Boolean(name) });
  handleOf(name)?.scrollIntoView({ block: "nearest" }); // on a telephone the card covers half of the text
  last = name;
});
card.addEventListener("keydown", (event) => {
  if (event.key === "Escape") card.querySelector("a.close")?.click();
});

function open(name) {
  const query = new URLSearchParams(new FormData(document.querySelector("#looking")));
  query.set("claim", name);
  const path = location.pathname;
  htmx.ajax("GET", `${path}/claims/${encodeURIComponent(name)}?${query}`, { target: "#card", swap: "innerHTML" });
}

// An address within the page may stand in a part that was not loaded yet: it is loaded, opened and shown.
function show(target) {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.setAttribute("tabindex", "-1");
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}
document.addEventListener("click", async (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  const key = decodeURIComponent(link.getAttribute("href").slice(1));
  const found = document.getElementById(key);
  if (found) return found.closest("details") && show(found);
  const claim = [...text.querySelectorAll("[data-claim]")].find((one) => spelled(one.dataset.claim) === key);
  event.preventDefault();
  if (claim) return open(claim.dataset.claim);
  for (const part of document.querySelectorAll("[data-part]")) {
    const answer = await fetch(part.getAttribute("hx-get"));
    if (!(await answer.text()).includes(`id="${key}"`)) continue;
    part.addEventListener("htmx:afterSettle", () => show(document.getElementById(key)), { once: true });
    part.closest("details").open = true;
    return;
  }
});
const spelled = (name) =>
  "claim-" + name.replaceAll(".", "--").replace(/[^A-Za-z0-9_-]/g, (one) => `_x${one.charCodeAt(0).toString(16)}_`);

// Grant all premises again, or none of them.
const granting = document.querySelector("#granting");
for (const button of granting.querySelectorAll("[data-grant]")) {
  button.addEventListener("click", () => {
    const all = button.dataset.grant === "all";
    for (const box of granting.querySelectorAll("input[type=checkbox]")) {
      if (all || box.name === "grant") box.checked = all;
    }
    granting.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
