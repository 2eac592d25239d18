// « Quitter vite » on the public pages: as quick as in the chat. Without JavaScript it stays a plain link.
import { armShift, leave } from "/widget/leaving.js";

const link = document.querySelector(".leave");
const status = document.createElement("p");
status.className = "leaving";
status.setAttribute("role", "status");
link.after(status);

const go = () => leave(link.href);
link.addEventListener("click", (event) => {
  event.preventDefault();
  go();
});
armShift(go, (text) => (status.textContent = text));
