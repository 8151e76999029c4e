// What a page needs beyond htmx: a run that is over shows its result, and its title says how it stands.
for (const box of document.querySelectorAll("[data-until-over]")) {
  box.addEventListener("htmx:sseClose", () => location.replace(box.dataset.untilOver));
  box.addEventListener("htmx:sseMessage", () => {
    const [, ...title] = document.title.split(": ");
    document.title = [box.querySelector("h2").textContent, ...title].join(": ");
  });
}
