// Says under a field with data-count how many characters are left, or too many.

for (const field of document.querySelectorAll("[data-count]")) {
  const most = Number(field.dataset.count);
  const line = document.createElement("p");
  line.className = "count";
  line.id = `${field.id}-count`;
  field.after(line);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
  const tell = () => {
    const left = most - [...field.value].length;
    line.textContent = left < 0 ? `${-left} tekens te veel` : `Nog ${left} tekens`;
    line.classList.toggle("count--over", left < 0);
  };
  field.addEventListener("input", tell);
  tell();
}
