// What a page needs beyond htmx: a run that is over shows its result.
for (const box of document.querySelectorAll("[data-until-over]")) {
  box.addEventListener("htmx:sseClose", () => location.replace(box.dataset.untilOver));
}
