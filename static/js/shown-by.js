// Hides fields that another answer makes needless: <div data-shown-by="name" data-shown-for="a b">.
// What stands in them stays and is sent all the same.

for (const form of document.querySelectorAll("form")) {
  const groups = [...form.querySelectorAll("[data-shown-by]")];
  if (!groups.length) continue;
  const settle = () => {
    for (const group of groups) {
      const { shownBy, shownFor } = group.dataset;
      const chosen = new FormData(form).getAll(shownBy);
      const hasError = group.querySelector("[aria-invalid=true]");
      group.hidden = !hasError && !shownFor.split(" ").some((value) => chosen.includes(value));
    }
  };
  form.addEventListener("change", settle);
  settle();
}
