// Shows beside the form how the activity will look, and what somebody would still ask, a moment
// after each change: the parts of the page with data-fresh.

const PAUSE = 700;
const wide = matchMedia("(min-width: 75em)");

for (const form of document.querySelectorAll("form[data-preview]")) {
  const fold = document.querySelector("[data-preview-fold]");
  const parts = document.querySelectorAll("[data-fresh]");
  let timer = 0;
  let round = 0;

  const refresh = async () => {
    const mine = ++round;
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    const answer = await fetch(form.dataset.preview, { method: "POST", body: fields, redirect: "manual" });
    if (!answer.ok || mine !== round) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      part.replaceChildren(...page.querySelector(`[data-fresh="${part.dataset.fresh}"]`).childNodes);
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh().catch(() => {}), PAUSE);
  };

  fold.querySelector(".preview__button").hidden = true;
  fold.open = fold.open || wide.matches;
  fold.addEventListener("toggle", later);
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("rows-changed", later);
}
