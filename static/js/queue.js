// J and K walk through the queue. Off while somebody types, and can be switched off for good:
// who steers by voice sets off single keys by accident (WCAG 2.1.4).

const KEPT = "sneltoetsen-uit";
const STEPS = { j: 1, k: -1 };

const areOff = () => {
  try {
    return localStorage.getItem(KEPT) === "1";
  } catch {
    return false;
  }
};

const keep = (off) => {
  try {
    if (off) localStorage.setItem(KEPT, "1");
    else localStorage.removeItem(KEPT);
  } catch {
    // Without storage the choice holds for this page only.
  }
};

const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select"));

const walk = (root) => {
  const items = [...root.querySelectorAll("[data-queue-item]")];
  const hint = root.querySelector("[data-shortcuts-hint]");
  const toggle = root.querySelector("[data-shortcuts-switch]");
  if (!hint) return;
  let off = areOff();

  const show = () => {
    hint.hidden = false;
    hint.querySelector("p").hidden = off;
    toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off;
  };

  toggle.addEventListener("click", () => {
    off = !off;
    keep(off);
    show();
  });

  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key.toLowerCase()];
    if (off || !step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const here = items.findIndex((item) => item.hasAttribute("aria-current"));
    const next = items[here + step];
    if (!next) return;
    event.preventDefault();
    next.click();
  });

  show();
};

for (const root of document.querySelectorAll("[data-shortcuts]")) walk(root);
