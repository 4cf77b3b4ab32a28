// Copies the text of a field: <button data-copy="id of the field" data-copied="Gekopieerd" hidden>.
// The button shows itself only where copying works; the field can be selected by hand as well.

const SHOWN_MILLISECONDS = 4000;

function select(field) {
  field.focus();
  field.select();
}

async function copy(button, field, label) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    select(field);
    return;
  }
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => {
    label.textContent = before;
  }, SHOWN_MILLISECONDS);
}

for (const field of document.querySelectorAll("[data-select-all]")) {
  field.addEventListener("click", () => field.select());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const label = button.querySelector(".nl-button__label") ?? button;
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(button, field, label));
}
