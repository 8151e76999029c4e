// The editor: passages selected in the text, names searched, and what was typed kept and checked as it is typed.
const desk = document.querySelector("[data-draft]");
const text = document.getElementById("text");
const WAIT = 350; // milliseconds without a key until what was typed is sent
const MOST = 40; // names that a search shows

// --- the text: positions count code points, as the format does
function positions() {
  const chosen = document.getSelection();
  if (!desk || !text || !chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const lead = words.length - words.trimStart().length;
  const first = count(before.toString()) + count(words.slice(0, lead));
  return words.trim() ? { first, after: first + count(words.trim()), words: words.trim() } : null;
}

function count(words) {
  let found = 0;
  for (const _ of words) found++;
  return found;
}

function fill(first, after, words) {
  const [from, to] = ["from", "to"].map((name) => document.getElementById(name));
  if (from && to) [from.value, to.value] = [first, after];
  const said = document.getElementById("chosen");
  if (said) said.textContent = words ? `Chosen: “${words.length > 160 ? words.slice(0, 160) + "…" : words}”` : "";
}

let last = null;
let moving = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(moving);
  moving = setTimeout(selected, 100); // a long text is not counted at every step of the mouse
});

function selected() {
  const found = positions();
  if (!found) return;
  last = found;
  fill(found.first, found.after, found.words);
  const take = document.getElementById("take");
  if (take) take.hidden = false;
}

document.addEventListener("change", (event) => {
  if (event.target.id === "sentence" && event.target.value) {
    fill(...event.target.value.split("-"), event.target.selectedOptions[0].text.replace(/^\d+\. /, ""));
  }
});

document.addEventListener("input", (event) => {
  if (event.target.id === "begins") fill("", "", "");
});

document.addEventListener("click", (event) => {
  if (event.target.id === "take" && last) {
    document.getElementById("span-from").value = last.first;
    document.getElementById("span-to").value = last.after;
    soon();
  }
  const mark = event.target.closest?.("mark[data-key]");
  if (mark && document.getSelection().isCollapsed) location.assign(`${desk.dataset.draft}/claims/${mark.dataset.key}`);
});

text?.querySelector?.("mark.here")?.scrollIntoView?.({ block: "center" });
if (text && matchMedia("(max-width: 62rem)").matches) scrollTo(0, 0);

// --- what was typed: kept and checked. One sending waits for the other, so that none overtakes a later one
let timer = 0;
let unsent = false;
let under_way = 0;
let sending = Promise.resolve();
const form = () => document.getElementById("item");

function soon() {
  unsent = true;
  status("Typing…");
  clearTimeout(timer);
  timer = setTimeout(send, WAIT);
}

function status(words) {
  const said = document.getElementById("kept");
  if (said && said.textContent !== words) said.textContent = words;
}

function send() {
  clearTimeout(timer);
  if (!unsent || !form()) return sending;
  unsent = false;
  under_way++;
  const [where, body] = [form().dataset.live, new FormData(form())];
  sending = sending.then(() => post(where, body)).finally(() => under_way--);
  return sending;
}

async function post(where, body) {
  try {
    const answer = await fetch(where, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.status === 404) return status("Not kept: this was deleted elsewhere.");
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    if (!unsent && form()?.dataset.live === where) tell(form(), told);
  } catch {
    unsent = true;
    status("Not kept: the workbench does not answer. It is tried again.");
    timer = setTimeout(send, 3000);
  }
}

// whoever goes elsewhere goes when all is kept
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || !(unsent || under_way) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  send().then(() => location.assign(link.href));
});
document.addEventListener("submit", (event) => {
  if (event.target.id === "item" || !(unsent || under_way)) return;
  event.preventDefault();
  send().then(() => event.target.submit());
});
document.addEventListener("htmx:confirm", (event) => {
  if (!under_way) return;
  event.preventDefault();
  sending.then(() => event.detail.issueRequest());
});

function tell(here, told) {
  const places = new Map([...here.querySelectorAll("ul.wrong")].map((list) => [list.dataset.at, []]));
  for (const one of told.wrong) {
    let at = one.at;
    while (!places.has(at)) at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "";
    places.get(at).push(`${one.what}; ${one.why}. ${one.fix.charAt(0).toUpperCase()}${one.fix.slice(1)}.`);
  }
  for (const list of here.querySelectorAll("ul.wrong")) {
    const lines = places.get(list.dataset.at);
    if (lines.join("\n") !== [...list.children].map((line) => line.textContent).join("\n")) {
      list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    }
    const field = here.querySelector(`[aria-describedby~="${list.id}"]`);
    if (field) lines.length ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
  }
  for (const place of here.querySelectorAll("[data-said]")) {
    place.textContent = told.said[place.dataset.said] || "Not complete yet: it will be read here in words.";
  }
  const undo = document.querySelector("form[action$='/undo'] button");
  if (undo) undo.disabled = false;
  status(told.mend ? `Kept as a draft; ${told.mend} to be mended` : "Kept as a draft; nothing to be mended");
}

document.addEventListener("input", (event) => {
  if (event.target.closest("#item")) soon();
});
document.addEventListener("change", (event) => {
  if (!event.target.closest("#item")) return;
  if (event.target.matches("[data-restructure]")) htmx.trigger(form(), "restructure");
  else soon();
});
addEventListener("pagehide", () => {
  if (unsent && form()) navigator.sendBeacon(form().dataset.live, new FormData(form()));
});
document.addEventListener("htmx:beforeRequest", () => {
  clearTimeout(timer);
  unsent = false;
});
document.addEventListener("htmx:responseError", () => status("Not kept: this was deleted elsewhere, or cannot be kept."));
document.addEventListener("htmx:sendError", () => status("Not kept: the workbench does not answer. Try once more."));
document.addEventListener("htmx:afterSwap", () => {
  status("Kept as a draft");
  const undo = document.querySelector("form[action$='/undo'] button");
  if (undo) undo.disabled = false;
});

// --- a deed: which pieces it has depends on what is done
document.addEventListener("change", async (event) => {
  const row = event.target.matches("select.verb") && event.target.closest(".deed");
  if (!row) return;
  row.dataset.verb = event.target.value;
  const verb = (await words()).verbs[event.target.value];
  row.querySelector(".of-what input").dataset.pool = verb ? verb.pool : "event";
  row.querySelector(".amount-words").textContent = verb?.amount || "amount";
  row.querySelector(".start-words").textContent = event.target.value === "force" ? "at month" : "from month";
});

// --- search: names with what they mean, by the words of both
let known = null;
function words() {
  known ??= fetch(`${desk.dataset.draft}/words.json`).then((answer) => answer.json());
  return known;
}

const list = Object.assign(document.createElement("ul"), { id: "found", className: "found", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Names that fit");
document.body.append(list);
let field = null;

function fits(pool, typed) {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = [];
  for (const word of pool) {
    const name = word.name.toLowerCase();
    const all = `${name} ${word.called} ${word.says} ${word.kind}`.toLowerCase();
    if (parts.every((part) => all.includes(part))) scored.push([parts.every((part) => name.includes(part)) ? 0 : 1, word]);
  }
  return scored.sort((a, b) => a[0] - b[0]).slice(0, MOST).map((pair) => pair[1]);
}

async function open(input) {
  const pool = (await words()).pools[input.dataset.pool] ?? [];
  if (document.activeElement !== input) return;
  field = input;
  const found = fits(pool, input.value);
  list.replaceChildren(...found.map((word, i) => {
    const line = document.createElement("li");
    line.id = `found-${i}`;
    line.setAttribute("role", "option");
    line.dataset.name = word.name;
    const name = Object.assign(document.createElement("strong"), { textContent: word.name });
    const unit = [word.kind, word.unit && `[${word.unit}]`, word.bounds].filter(Boolean).join(", ");
    const says = Object.assign(document.createElement("span"), { textContent: word.says });
    line.append(name, says, Object.assign(document.createElement("small"), { textContent: unit }));
    return line;
  }));
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(!!found.length));
  input.removeAttribute("aria-activedescendant");
  const box = input.getBoundingClientRect();
  const wide = document.documentElement.clientWidth;
  list.style.top = `${box.bottom + scrollY}px`;
  list.style.width = `${Math.min(Math.max(box.width, 420), wide - 24)}px`;
  list.style.left = `${Math.max(12, Math.min(box.left, wide - 12 - Math.min(Math.max(box.width, 420), wide - 24)))}px`;
}

function close() {
  list.hidden = true;
  field?.setAttribute("aria-expanded", "false");
  field?.removeAttribute("aria-activedescendant");
}

function choose(line) {
  const input = field;
  input.value = line.dataset.name;
  close();
  about(input);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

async function about(input) {
  const word = ((await words()).pools[input.dataset.pool] ?? []).find((one) => one.name === input.value.trim());
  const place = document.getElementById(input.id.replace(/^f-/, "a-"));
  if (!place) return;
  place.textContent = word ? `${word.says}${word.unit ? ` [${word.unit}]` : ""}${word.bounds ? `; ${word.bounds}` : ""}` : "";
}

function step(by) {
  const lines = [...list.children];
  const now = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  const next = lines[(now + by + lines.length) % lines.length] ?? lines[0];
  for (const line of lines) line.setAttribute("aria-selected", String(line === next));
  field.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("input[data-pool]")) return;
  if (event.isTrusted) open(event.target);
  about(event.target);
});
document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.("input[data-pool]");
  if (!input) return;
  const shown = !list.hidden && field === input;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (shown) step(event.key === "ArrowDown" ? 1 : -1);
    else open(input).then(() => list.hidden || step(1));
  } else if (event.key === "Enter") {
    event.preventDefault(); // a name is chosen here; the form is kept anyway
    const line = shown && list.querySelector("[aria-selected='true']");
    if (line) choose(line);
  } else if (event.key === "Escape" && shown) {
    event.preventDefault();
    close();
  }
});
document.addEventListener("focusout", (event) => {
  if (event.target === field) close();
});
document.addEventListener("click", (event) => {
  if (event.target.matches?.("input[data-pool]") && list.hidden) open(event.target);
});
list.addEventListener("pointerdown", (event) => {
  event.preventDefault(); // the field keeps the focus
  const line = event.target.closest("li");
  if (line) choose(line);
});
