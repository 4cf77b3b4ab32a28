// Narrows a list of names while somebody types; without a script the form asks the server.
const bare = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

for (const form of document.querySelectorAll("form[data-filter]")) {
  const list = document.getElementById(form.dataset.filter);
  const field = form.querySelector("input");
  const none = document.querySelector("[data-filter-none]");
  const narrow = () => {
    const wanted = bare(field.value);
    let found = 0;
    for (const group of list.querySelectorAll("[data-filter-group]")) {
      let shown = 0;
      for (const item of group.querySelectorAll("[data-filter-text]")) {
        item.hidden = !bare(item.dataset.filterText).includes(wanted);
        shown += item.hidden ? 0 : 1;
      }
      group.hidden = shown === 0;
      found += shown;
    }
    none.hidden = found > 0;
  };
  field.addEventListener("input", narrow);
}
