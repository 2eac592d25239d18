// The forms of the knowledge base: rows and choices that are added, moved and removed, words that are
// counted, hints and hours that are fetched. Everything is delegated, so panels may come and go.
(() => {
  const BASE = "/admin/connaissances/";
  let fresh = 0;

  const changed = (node) => node.dispatchEvent(new Event("change", { bubbles: true }));
  const wait = (work, ms = 500) => {
    let timer;
    return (...args) => {
      clearTimeout(timer);
      timer = setTimeout(() => work(...args), ms);
    };
  };

  function renumber(box) {
    const rows = [...box.querySelectorAll(":scope > [data-ed-list] > [data-ed-row]")];
    rows.forEach((row, index) => {
      const number = row.querySelector("[data-ed-number]");
      if (number) number.textContent = index + 1;
      if (row.getAttribute("role") === "group") row.setAttribute("aria-label", `${box.dataset.item} ${index + 1}`);
    });
    const none = box.querySelector("[data-ed-none]");
    if (none) none.hidden = rows.length > 0;
    const add = box.querySelector(":scope > [data-ed-add]");
    if (add && box.dataset.most) add.hidden = rows.length >= Number(box.dataset.most);
  }

  function addRow(box) {
    const key = `n${(fresh += 1)}`;
    const copy = box.querySelector(":scope > template").content.cloneNode(true);
    for (const node of copy.querySelectorAll("[id],[for]")) {
      if (node.id) node.id = node.id.replace("__new__", key);
      if (node.htmlFor) node.htmlFor = node.htmlFor.replace("__new__", key);
    }
    const row = copy.querySelector("[data-ed-row]");
    box.querySelector(":scope > [data-ed-list]").append(copy);
    renumber(box);
    changed(box);
    return row;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const box = button?.closest("[data-ed-lines],[data-ed-pick]");
    if (!box) return;
    const row = button.closest("[data-ed-row]");
    if ("edAdd" in button.dataset) {
      addRow(box).querySelector("input,textarea,select")?.focus();
    } else if ("edRemove" in button.dataset) {
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      renumber(box);
      changed(box);
      (next?.querySelector("[data-ed-remove]") || box.querySelector("[data-ed-add],[data-ed-search]"))?.focus();
    } else if ("edUp" in button.dataset || "edDown" in button.dataset) {
      const up = "edUp" in button.dataset;
      const other = up ? row.previousElementSibling : row.nextElementSibling;
      if (other) (up ? other.before(row) : other.after(row));
      renumber(box);
      changed(box);
      button.focus();
    } else if (button.dataset.edChoose !== undefined) {
      choose(box, button.dataset.edChoose, button.textContent.replace(/^Ajouter : /, ""));
    }
  });

  // Choices: typed words are looked for in the names, without accents or capitals.
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const optionsOf = (box) => JSON.parse(document.getElementById(`${box.id}-options`).textContent);

  function look(box) {
    const words = plain(box.querySelector("[data-ed-search]").value).split(/\s+/).filter(Boolean);
    const list = box.querySelector("[data-ed-found]");
    const status = box.querySelector("[data-ed-status]");
    list.replaceChildren();
    status.textContent = "";
    if (!words.length) return;
    const chosen = new Set([...box.querySelectorAll("[data-ed-list] input")].map((input) => input.value));
    const found = optionsOf(box).filter((o) => !chosen.has(o.id) && words.every((word) => plain(`${o.name} ${o.id}`).includes(word)));
    status.textContent = found.length ? `${found.length} trouvé${found.length > 1 ? "s" : ""}${found.length > 8 ? ", les 8 premiers" : ""}` : "Rien ne correspond.";
    for (const option of found.slice(0, 8)) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.edChoose = option.id;
      button.textContent = `Ajouter : ${option.name}`;
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
  }

  function choose(box, id, name) {
    const most = Number(box.dataset.most || 0);
    const status = box.querySelector("[data-ed-status]");
    if (most && box.querySelectorAll("[data-ed-list] > li").length >= most) {
      status.textContent = `${most} au plus : retirez-en un d'abord.`;
      return;
    }
    const row = addRow(box);
    row.querySelector("input").value = id;
    row.querySelector("[data-ed-name]").textContent = name;
    const search = box.querySelector("[data-ed-search]");
    search.value = "";
    look(box);
    status.textContent = `Ajouté : ${name}`;
    search.focus();
    changed(box);
  }

  // Words: counted at once, hints fetched when the typing pauses.
  function count(area) {
    let told = area.nextElementSibling;
    if (!told?.classList.contains("ed-count")) {
      told = document.createElement("span");
      told.className = "ed-count";
      const hints = document.createElement("ul");
      hints.className = "ed-hints";
      area.after(told, hints);
    }
    const most = Number(area.dataset.words);
    const words = area.value.split(/\s+/).filter(Boolean).length;
    told.textContent = `${words} mot${words > 1 ? "s" : ""} sur ${most}`;
    told.classList.toggle("over", words > most);
  }
  const hint = wait(async (area) => {
    const answer = await fetch(`${BASE}conseils/`, {
      method: "POST",
      headers: { "X-CSRFToken": csrf() },
      body: new URLSearchParams({ text: area.value }),
    });
    if (!answer.ok) return;
    const list = area.nextElementSibling.nextElementSibling;
    list.replaceChildren(
      ...(await answer.json()).hints.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
  });
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  // Hours: told back in words, with the next seven days.
  const ahead = wait(async (box) => {
    const form = new FormData(box.closest("form"));
    const body = new URLSearchParams();
    for (const [name, value] of form) {
      if (name.startsWith(box.dataset.name) || name.startsWith("closures-")) body.append(name, value);
    }
    const answer = await fetch(`${BASE}horaires/`, { method: "POST", headers: { "X-CSRFToken": csrf() }, body });
    if (!answer.ok) return;
    const told = await answer.json();
    const target = box.querySelector("[data-ed-ahead]");
    const words = Object.assign(document.createElement("p"), { textContent: told.words });
    const list = document.createElement("ul");
    list.append(...told.days.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    target.replaceChildren(words, list);
  });
  function mode(box) {
    const value = box.querySelector("[data-ed-mode]").value;
    box.querySelector("[data-ed-week]").hidden = value !== "week";
    box.querySelector("[data-ed-other]").hidden = value !== "other";
    ahead(box);
  }

  // An address offers the communes of its postcode.
  const communes = wait(async (input) => {
    const answer = await fetch(`${BASE}communes/?${new URLSearchParams({ postcode: input.value })}`);
    if (!answer.ok) return;
    const field = document.getElementById("id_commune");
    let list = document.getElementById("ed-communes");
    if (!list) {
      list = Object.assign(document.createElement("ul"), { id: "ed-communes", className: "ed-found" });
      field.after(list);
    }
    list.replaceChildren(
      ...(await answer.json()).communes.filter((name) => name !== field.value).map((name) => {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Choisir ${name}` });
        button.addEventListener("click", () => {
          field.value = name;
          list.replaceChildren();
          changed(field);
          field.focus();
        });
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
  });

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("[data-ed-search]")) look(field.closest("[data-ed-pick]"));
    if (field.matches("[data-words]")) {
      count(field);
      hint(field);
    }
    if (field.id === "id_postcode") communes(field);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-ed-mode]")) mode(event.target.closest("[data-ed-hours]"));
    const week = event.target.closest?.("[data-ed-hours]") || (event.target.name || "").startsWith("closures-");
    if (week) document.querySelectorAll("[data-ed-hours]").forEach(ahead);
  });
  // Enter in a search box must not send the form.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-ed-search]")) {
      event.preventDefault();
      event.target.closest("[data-ed-pick]").querySelector("[data-ed-choose]")?.click();
    }
  });
  function begin() {
    document.querySelectorAll("textarea[data-words]").forEach(count);
    document.querySelectorAll("[data-ed-lines],[data-ed-pick]").forEach(renumber);
    document.querySelectorAll("[data-ed-hours]").forEach(mode);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
