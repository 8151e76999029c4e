// What makes the form of a scenario nicer: finding numbers, saying at once what changed or cannot be.
const form = document.getElementById("scenario");

// find numbers by name or meaning
const find = document.getElementById("find");
find.closest("[hidden]").hidden = false;
const folded = new Set();
find.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let hits = 0;
  for (const part of form.querySelectorAll(".part")) {
    let here = 0;
    for (const row of part.querySelectorAll(".stock:not(.heads)")) {
      const text = row.querySelector(".about").textContent.toLowerCase().replaceAll("_", " ");
      const hit = words.every((word) => text.includes(word.replaceAll("_", " ")));
      row.hidden = !hit;
      here += hit;
    }
    if (words.length && here && !part.open) { part.open = true; folded.add(part); }
    if ((!words.length || !here) && folded.delete(part)) part.open = false;
    part.hidden = words.length > 0 && !here;
    hits += here;
  }
  document.getElementById("found").textContent = words.length ? `${hits} found` : "";
});

// a number as the server writes it, so that 1.0 and 1 are the same
const plain = (text) => (text.trim() && Number.isFinite(Number(text)) ? String(Number(text)) : text.trim());

function inWords(cell) {
  const [way, one, two] = [cell.querySelector("select").value, ...["one", "two"].map((name) => plain(cell.querySelector(`[name$=".${name}"]`).value))];
  if (!one && !two) return "";
  return way === "range" ? `${one} to ${two}` : way === "median" ? `${one} with a spread of ${two}` : one;
}

function look(cell) {
  const was = cell.querySelector('[name$=".was"]');
  const source = cell.querySelector(".source").value.trim();
  const now = inWords(cell);
  const before = cell.dataset.before ??= was ? was.value.slice(0, was.value.lastIndexOf(" | ")) : "";
  const first = cell.dataset.first ??= cell.classList.contains("changed") ? "" : now;
  const kept = cell.querySelector('[name$=".keep"]')?.checked;
  const changed = Boolean(was && now && now !== before && now !== first);
  const old = was ? was.value.slice(was.value.lastIndexOf(" | ") + 3) : "";
  cell.classList.toggle("given", Boolean(now));
  cell.classList.toggle("changed", changed && !kept && (!source || source === old || source === "assumed"));
  cell.classList.toggle("assumed-number", Boolean(now) && (!source || source === "assumed" || (changed && !kept && source === old)));
}

function reach(input) {
  const { low, high } = input.closest(".stock").dataset;
  const ends = { "-inf": -Infinity, inf: Infinity };
  const number = Number(input.value);
  const spread = input.name.endsWith(".two") && input.closest(".cell").querySelector("select").value === "median";
  const fits = !input.value.trim() || (Number.isFinite(number) && (spread || (number >= (ends[low] ?? Number(low)) && number <= (ends[high] ?? Number(high)))));
  if (fits) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

form.addEventListener("focusin", (event) => {
  const cell = event.target.closest(".cell");
  if (cell) look(cell); // remembers what was there before anything is typed
});
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => {
    const cell = event.target.closest(".cell");
    if (cell) look(cell);
    if (event.target.closest(".numbers input")) reach(event.target);
  });
}

// a part of the page that came back with something wrong is shown too
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});

// what is unfolded stays so when its section comes back, and what is looked for is looked for in it, too
const keyOf = (fold) => fold.id || fold.querySelector("[id]")?.id;
const unfolded = new Set();
document.addEventListener("htmx:beforeSwap", (event) => {
  unfolded.clear();
  for (const fold of event.detail.target.querySelectorAll("details[open]")) unfolded.add(keyOf(fold));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const fold of form.querySelectorAll("details:not([open])")) if (unfolded.has(keyOf(fold))) fold.open = true;
  if (find.value) find.dispatchEvent(new Event("input"));
});

// a link to a field in a folded section unfolds it
function unfold() {
  const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = field?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  field?.focus();
}
addEventListener("hashchange", unfold);
for (const link of document.querySelectorAll("#problems a")) link.addEventListener("click", () => setTimeout(unfold));
