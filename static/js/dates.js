// Adds, removes and repeats dates without leaving the page: the server draws them, as it does
// without script.

const SECTION = "[data-dates]";

const redraw = async (form, press) => {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  fields.set("doe", press);
  const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.querySelector(SECTION);
  form.querySelector(SECTION).replaceWith(document.importNode(drawn, true));
  form.dispatchEvent(new Event("rows-changed"));
};

const focusOn = (form, press) => {
  const rows = [...form.querySelectorAll(`${SECTION} .date-row`)];
  if (press === "datum_erbij") rows.at(-1)?.querySelector("input[type=date]")?.focus();
  else form.querySelector("#dates")?.focus();
};

const comesTwice = (day, time) => {
  const [year, month, date] = day.split("-").map(Number);
  return month === 10 && date > 24 && new Date(year, 9, date).getDay() === 0 && time.startsWith("02:");
};

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-rows]");
    if (!button) return;
    event.preventDefault();
    try {
      await redraw(form, button.value);
      focusOn(form, button.value);
    } catch {
      form.requestSubmit(button);
    }
  });

  // The hour that comes twice in October is asked as soon as it is there.
  form.addEventListener("change", async (event) => {
    const row = event.target.closest(".date-row");
    if (!row || !event.target.matches("[type=date], [type=time], [data-all-day]")) return;
    const [day, last] = row.querySelectorAll("[type=date]");
    const [starts, ends] = row.querySelectorAll("[type=time]");
    const isWhole = row.querySelector("[data-all-day]").checked;
    const asks =
      !isWhole &&
      (comesTwice(day.value, starts.value) || comesTwice(last.value || day.value, ends.value));
    if (!asks && !row.querySelector("[type=radio]")) return;
    const next = event.target.id;
    await redraw(form, "datums").catch(() => {});
    document.getElementById(next)?.focus();
  });
}
