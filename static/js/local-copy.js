// What somebody typed and the server does not have yet, kept in this browser for a week.

const PREFIX = "activiteit:";
const DAYS = 7;
const OURS = ["csrf_token", "doe"];

export const values = (form) => {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  return fields;
};

export const fieldsOf = (form) => [...values(form)].filter(([name]) => !OURS.includes(name));

const told = (fields) =>
  JSON.stringify(fields.filter(([name, value]) => value && !["seen", "form_token", "pin_seen"].includes(name)));

export const isSame = (one, other) => told(one) === told(other);

export const keep = (key, form, isSent = false) => {
  const fields = fieldsOf(form);
  const seen = form.elements.namedItem("seen").value;
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), seen, isSent, fields }));
  } catch {
    // A full or closed storage: the background save is all there is then.
  }
};

export const kept = (key) => {
  try {
    const copy = JSON.parse(localStorage.getItem(PREFIX + key));
    return copy && Date.now() - copy.at < DAYS * 86_400_000 ? copy : null;
  } catch {
    return null;
  }
};

export const drop = (key) => {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
};
