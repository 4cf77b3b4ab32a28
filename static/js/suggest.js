// Suggestions under a field while somebody types (ARIA 1.2 combobox with a listbox):
// <input data-suggest="/plekken"> fills itself in. With data-suggest-fill="street postcode place" it
// fills those fields of its form; data-suggest-only="address street" offers no other kinds;
// data-suggest-with="place" sends what stands in that field along. Without script it is a plain field.

const PAUSE_MILLISECONDS = 180;
const FEWEST_CHARACTERS = 2;

let boxes = 0;

class Combobox {
  constructor(input) {
    this.input = input;
    this.options = [];
    this.active = -1;
    this.list = this.makeList();
    this.count = document.createElement("span");
    this.count.className = "hidden";
    this.count.setAttribute("role", "status");
    const label = input.closest("label"); // or its name would be what is in the list as well
    if (label) input.setAttribute("aria-label", label.textContent.trim());
    const frame = document.createElement("span");
    frame.className = "suggest";
    input.replaceWith(frame);
    frame.append(input, this.list, this.count);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      "aria-haspopup": "listbox",
    })) {
      input.setAttribute(name, value);
    }
    this.listen();
  }

  makeList() {
    const list = document.createElement("ul");
    boxes += 1;
    list.id = `suggesties-${boxes}`;
    list.className = "suggest__list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggesties");
    list.hidden = true;
    return list;
  }

  listen() {
    this.input.addEventListener("input", (event) => {
      if (event.isTrusted) this.later();
    });
    this.input.addEventListener("keydown", (press) => this.pressed(press));
    this.input.addEventListener("blur", () => this.close());
    // Before the field loses the focus, so that the list is still there for the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  later() {
    clearTimeout(this.pause);
    this.asked?.abort();
    if (this.input.value.trim().length < FEWEST_CHARACTERS) {
      this.close();
      return;
    }
    this.pause = setTimeout(() => this.ask(), PAUSE_MILLISECONDS);
  }

  async ask() {
    const { suggest, suggestOnly, suggestWith } = this.input.dataset;
    const beside = suggestWith && this.input.form?.elements.namedItem(suggestWith)?.value.trim();
    const words = [this.input.value.trim(), beside].filter(Boolean).join(", ");
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${suggest}?${new URLSearchParams({ q: words })}`, {
        signal: this.asked.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      const kinds = suggestOnly?.split(" ");
      this.show(kinds ? found.filter(({ precision }) => kinds.includes(precision)) : found);
    } catch (failure) {
      if (failure.name !== "AbortError") this.close();
    }
  }

  show(options) {
    if (document.activeElement !== this.input) return;
    this.options = options;
    this.list.replaceChildren(...options.map((option, index) => this.optionElement(option, index)));
    this.highlight(-1);
    this.open(options.length > 0);
    this.count.textContent =
      options.length === 0 ? "" : options.length === 1 ? "1 suggestie" : `${options.length} suggesties`;
  }

  optionElement({ label, detail }, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.className = "suggest__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.textContent = label;
    item.append(name);
    if (detail) {
      const more = document.createElement("span");
      more.className = "suggest__detail";
      more.textContent = detail;
      item.append(" ", more);
    }
    return item;
  }

  pressed(press) {
    const { key } = press;
    const last = this.options.length - 1;
    if (press.isComposing || press.altKey || press.ctrlKey || press.metaKey) return;
    if (this.list.hidden) {
      if ((key === "ArrowDown" || key === "ArrowUp") && last >= 0) {
        this.open(true);
        this.highlight(key === "ArrowDown" ? 0 : last);
        press.preventDefault();
      }
      return;
    }
    if (key === "ArrowDown") this.highlight(this.active === last ? -1 : this.active + 1);
    else if (key === "ArrowUp") this.highlight(this.active === -1 ? last : this.active - 1);
    else if (key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (key === "Escape") this.close();
    else return;
    press.preventDefault();
  }

  highlight(index) {
    this.active = index;
    [...this.list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === index));
    });
    const item = this.list.children[index];
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  choose(index) {
    const option = this.options[index];
    const fill = this.input.dataset.suggestFill?.split(" ");
    if (!fill) this.write(this.input, option.value);
    for (const name of fill ?? []) {
      const field = this.input.form?.elements.namedItem(name);
      if (field && option[name]) this.write(field, option[name]);
    }
    this.options = [];
    this.close();
    this.input.focus();
  }

  write(field, value) {
    if (field.value === value) return;
    field.value = value;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.pause);
    this.asked?.abort();
    this.highlight(-1);
    this.open(false);
    this.count.textContent = "";
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Combobox(input);
