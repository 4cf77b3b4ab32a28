// Moves the bar of work that is under way, and shows the next page once it is done.

const PAUSE = 700;
const frame = document.querySelector("[data-progress]");

const look = async () => {
  try {
    const answer = await fetch(frame.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { state, total, done } = await answer.json();
      if (state !== frame.dataset.state) {
        location.reload();
        return;
      }
      show(total, done);
    }
  } catch {
    // No connection for a moment: look again.
  }
  setTimeout(look, PAUSE);
};

const show = (total, done) => {
  const bar = frame.querySelector("progress");
  if (total) {
    bar.max = total;
    bar.value = done;
    frame.querySelector("[role=status]").hidden = false;
  }
  frame.querySelector("[data-total]").textContent = total;
  frame.querySelector("[data-done]").textContent = done;
};

if (frame) setTimeout(look, PAUSE);
