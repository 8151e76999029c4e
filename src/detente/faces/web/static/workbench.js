// What a page needs beyond htmx: what an address points at is unfolded; a run that is over shows its result, and
// its title says how it stands.
const opened = () => {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = there?.closest("details");
  if (!fold || fold.open) return;
  fold.open = true;
  there.scrollIntoView();
};
addEventListener("hashchange", opened);

for (const box of document.querySelectorAll("[data-until-over]")) {
  const over = () => location.replace(box.dataset.untilOver);
  const titled = (words) => {
    document.title = [words, ...document.title.split(": ").slice(1)].join(": ");
  };
  let stopping = false; // by this page, which is told by the answer to its own request
  box.addEventListener("htmx:beforeRequest", () => (stopping = true));
  box.addEventListener("htmx:beforeSwap", () => titled("Cancelled"));
  box.addEventListener("htmx:sendError", over);
  box.addEventListener("htmx:responseError", over);
  box.addEventListener("htmx:sseClose", (event) => {
    if (event.detail.type === "message" && !stopping) over();
  });
  box.addEventListener("htmx:sseMessage", () => titled(box.querySelector("h2").textContent));
}
opened();
