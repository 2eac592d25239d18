// Makes the test bench smooth: the same forms, sent without leaving the page. Without this file everything still works.
const bench = () => document.getElementById("bench");

async function play(form, button) {
  const data = new FormData(form, button);
  document.getElementById("said").textContent = "Le programme répond…";
  const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
  if (reply.redirected || !reply.ok) return form.submit();
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  bench().replaceWith(document.importNode(page.getElementById("bench"), true));
  const waiting = document.querySelector("[data-again]");
  const last = waiting ?? [...document.querySelectorAll(".pair:not(.composer) .phone")].pop();
  // After a parse, the region is new: what it says must come later to be heard.
  setTimeout(() => (document.getElementById("said").textContent = last ? last.innerText.slice(0, 600) : "Conversation vide"), 100);
  document.getElementById("text").focus();
  if (waiting) again(waiting, button);
}

// A model that loads says so: the same step is tried again until it answers, or somebody does something else.
function again(waiting, button) {
  const step = button?.name ? { name: button.name, value: button.value } : null;
  setTimeout(() => {
    if (!waiting.isConnected) return;
    const form = document.getElementById("talk");
    const same = document.createElement("button");
    if (step) Object.assign(same, step);
    form.append(same);
    play(form, same).catch(() => form.submit());
    same.remove();
  }, 1000 * waiting.dataset.again);
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "talk") return;
  event.preventDefault();
  play(event.target, event.submitter).catch(() => event.target.submit());
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "text" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  document.getElementById("talk").requestSubmit();
});
