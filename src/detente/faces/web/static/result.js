// Copies texts, and lets two runs be chosen, not three.
const shown = (within) => {
  for (const button of within.querySelectorAll("[data-copy]")) button.hidden = false;
};

const copied = async (button) => {
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  let done = false;
  try {
    await navigator.clipboard.writeText(field.value);
    done = true;
  } catch {
    done = document.execCommand("copy"); // away from the loopback browsers give no clipboard without https
  }
  const words = button.firstChild;
  const usual = words.data;
  words.data = done ? "Copied" : "Press Ctrl-C";
  setTimeout(() => (words.data = usual), 2000);
};

const two = (form) => {
  const picks = () => [...document.querySelectorAll(`input[form="${form.id}"]`)];
  const order = [];
  const button = form.querySelector("button");
  const told = () => {
    button.disabled = picks().filter((one) => one.checked).length !== 2;
  };
  document.addEventListener("change", (event) => {
    const pick = event.target;
    if (pick.getAttribute("form") !== form.id) return;
    if (pick.checked) order.push(pick.value);
    else order.splice(order.indexOf(pick.value), 1);
    if (order.length > 2) {
      const gone = order.shift();
      for (const one of picks()) if (one.value === gone) one.checked = false;
    }
    told();
  });
  document.addEventListener("htmx:afterSettle", told);
  order.push(...picks().filter((one) => one.checked).map((one) => one.value));
  told();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copied(button);
});
document.addEventListener("htmx:load", (event) => shown(event.detail.elt));
shown(document);
for (const form of document.querySelectorAll("[data-two]")) two(form);
