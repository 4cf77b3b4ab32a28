// A form that keeps itself: in the background at our server, and what could not be sent in this
// browser, until it can. What is typed never waits for the network and is never lost by it.

import { drop, fieldsOf, isSame, keep, kept, values } from "./local-copy.js";

const PAUSE = 2000;
const AGAIN = 15000;
const LONGEST_WAIT = 4000;

const watch = (form) => {
  const line = form.querySelector("[data-saved]");
  const says = line.dataset;
  const isDraft = form.dataset.draft === "yes";
  const token = form.elements.namedItem("csrf_token");
  let key = form.dataset.key;
  let timer = 0;
  let sending = null;
  let dirty = false;
  let stopped = !isDraft;
  let leaving = false;
  let hasWaited = false;

  const tell = (words, failed = false, link = null) => {
    const parts = [words];
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.target = "_blank";
      anchor.rel = "noopener";
      anchor.textContent = link.words;
      parts.push(" ", anchor);
    }
    line.replaceChildren(...parts);
    line.classList.toggle("saved--failed", failed);
  };

  const later = (pause) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, pause);
  };

  const took = (answer) => {
    form.elements.namedItem("seen").value = answer.seen;
    if (key !== String(answer.id)) {
      drop(key);
      key = String(answer.id);
      form.dataset.key = key;
      form.dataset.autosave = answer.keep;
      form.dataset.preview = answer.preview;
      form.action = answer.here;
      history.replaceState(history.state, "", answer.here);
    }
    if (!dirty) drop(key);
    tell(says.kept.replace("%s", answer.at));
  };

  // A new sign-in gives new tokens: the page as it is now has one.
  const renewToken = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form#activiteit [name=csrf_token]");
    const isNew = Boolean(fresh) && fresh.value !== token.value;
    if (isNew) token.value = fresh.value;
    return isNew;
  };

  const post = async () =>
    fetch(form.dataset.autosave, {
      method: "POST",
      body: values(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });

  const isRefused = (answer) => answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status);

  const attempt = async () => {
    let answer = await post();
    if (isRefused(answer) && (await renewToken())) answer = await post();
    if (answer.ok) return took(await answer.json());
    dirty = true;
    if (isRefused(answer)) return tell(says.signedOut, true, { href: says.signIn, words: says.signInWords });
    if (answer.status === 409) {
      stopped = true;
      return tell(says.overtaken, true);
    }
    tell(says.failed, true);
    return later(AGAIN);
  };

  const send = async () => {
    if (stopped || leaving || !dirty || sending) return;
    dirty = false;
    tell(says.sending);
    sending = attempt().catch(() => {
      dirty = true;
      tell(says.offline, true);
      later(AGAIN);
    });
    await sending;
    sending = null;
    if (dirty && !line.classList.contains("saved--failed")) later(PAUSE);
  };

  const changed = (event) => {
    if (event.target.matches("[data-unkept]")) return;
    dirty = true;
    keep(key, form);
    if (stopped) tell(isDraft ? says.overtaken : says.local, isDraft);
    else later(PAUSE);
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("rows-changed", changed);
  form.addEventListener("focusout", () => dirty && later(300));
  // What is on its way has to arrive first, or this form would be in its own way.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    leaving = true;
    keep(key, form, true);
    if (!sending || hasWaited) return;
    event.preventDefault();
    await Promise.race([sending, new Promise((done) => setTimeout(done, LONGEST_WAIT))]);
    hasWaited = true;
    form.requestSubmit(event.submitter);
  });
  document.addEventListener("visibilitychange", send);
  addEventListener("pageshow", () => {
    leaving = false;
    hasWaited = false;
  });
  addEventListener("online", send);
  addEventListener("offline", () => tell(says.offline, true));
};

// Offers what this browser kept and the server does not have.
const offer = (form) => {
  const box = document.querySelector("[data-restore]");
  const copy = kept(form.dataset.key);
  if (!box || !copy) return;
  const seen = form.elements.namedItem("seen").value;
  if ((copy.isSent && copy.seen !== seen) || isSame(copy.fields, fieldsOf(form))) {
    drop(form.dataset.key);
    return;
  }
  box.hidden = false;
  box.querySelector("[data-restore-when]").textContent = new Date(copy.at).toLocaleString("nl-NL", {
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  });
  box.querySelector("[data-restore-yes]").addEventListener("click", () => {
    const back = document.createElement("form");
    back.method = "post";
    back.action = form.action;
    const own = ["csrf_token", form.elements.namedItem("csrf_token").value];
    for (const [name, value] of [...copy.fields, own, ["doe", "terugzetten"]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      back.append(field);
    }
    back.hidden = true;
    document.body.append(back);
    back.submit();
  });
  box.querySelector("[data-restore-no]").addEventListener("click", () => {
    drop(form.dataset.key);
    box.hidden = true;
    form.querySelector("input:not([type=hidden])")?.focus();
  });
};

for (const form of document.querySelectorAll("form[data-autosave]")) {
  offer(form);
  watch(form);
}
