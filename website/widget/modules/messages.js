// Turning messages of the API into DOM nodes. Text is always text: nothing here parses HTML.

/** Make an element: tag, properties (class, text, attributes), children. */
export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** A link only to what may be followed: https, tel, sms, mailto, or a page of this site. */
export function safeLink(href, base) {
  try {
    const url = new URL(href, base);
    return ["https:", "tel:", "sms:", "mailto:"].includes(url.protocol) || (url.protocol === "http:" && url.origin === new URL(base).origin) ? url.href : null;
  } catch {
    return null;
  }
}

function link(href, text, base, props = {}) {
  const safe = safeLink(href, base);
  return safe ? make("a", { href: safe, text, rel: "noreferrer noopener", ...props }) : make("span", { text });
}

function facts(contact) {
  const known = [];
  if (contact.free === true) known.push("gratuit");
  if (contact.anonymous === true) known.push("anonyme");
  if (contact.on_phone_bill === false && contact.free === true) known.push("n’apparaît pas sur la facture");
  return known.join(" · ");
}

/** The buttons that reach a contact, with its name for who cannot see the number alone. */
export function calls(contact, base, look = "call") {
  const buttons = (contact.phones || []).map((phone) =>
    link(phone.tel, phone.number, base, { class: look, "aria-label": `${phone.number}, appeler ${contact.name}` }),
  );
  if (contact.sms) buttons.push(link(`sms:${contact.sms}`, `SMS ${contact.sms}`, base, { class: look, "aria-label": `SMS ${contact.sms}, écrire à ${contact.name}` }));
  return buttons;
}

function contactCard(contact, base) {
  const card = make("li", { class: "contact" }, make("p", { class: "name", text: contact.name }));
  card.append(...calls(contact, base));
  for (const phone of contact.phones || []) {
    if (phone.label) card.append(make("p", { class: "small", text: phone.label }));
  }
  if (contact.hours) card.append(make("p", { class: contact.open_now ? "open" : "hours", text: contact.hours }));
  if (contact.what) card.append(make("p", { class: "small", text: contact.what }));
  if (facts(contact)) card.append(make("p", { class: "small", text: facts(contact) }));
  if (contact.address) {
    const far = !contact.distance_km ? "" : ` (environ ${String(contact.distance_km).replace(".", ",")} km)`;
    card.append(make("p", { class: "small", text: contact.address + far }));
  }
  if (contact.url) card.append(link(contact.url, "Site internet", base, { class: "site", target: "_blank", "aria-label": `Site internet de ${contact.name}` }));
  return card;
}

export function contactList(contacts, base) {
  return make(
    "div",
    {},
    make("ul", { class: "contacts" }, ...contacts.map((contact) => contactCard(contact, base))),
    make("p", { class: "small", text: "Un appel reste dans le journal d’appels du téléphone. Vous pouvez l’y effacer." }),
  );
}

const KINDS = {
  text: (m) => make("p", { class: "bubble", text: m.text, lang: m.lang, dir: m.dir }),
  urgent: (m, base) => make("div", { class: "urgent", role: "group", "aria-label": "Urgence" }, make("p", { text: m.text }), ...(m.contacts || []).flatMap((c) => calls(c, base))),
  steps: (m) => make("section", { class: "steps" }, make("h3", { text: m.title }), make("ol", {}, ...m.steps.map((step) => make("li", { text: step })))),
  contacts: (m, base) => contactList(m.contacts, base),
  source: (m, base) => make("p", { class: "small source" }, link(m.url, m.title, base, { target: "_blank" })),
  person: (m) => make("p", { class: "bubble" }, make("strong", { text: `${m.name} : ` }), m.text || ""),
  form: (m) => (m.text || m.title ? make("p", { class: "bubble", text: m.text || m.title }) : null),
};

/** The node of one message, or null for a type that this widget does not know. */
export function render(message, base, choose) {
  if (message.type === "choices") {
    const buttons = message.choices.map((choice) =>
      make("button", { type: "button", class: "choice", text: choice.title, onclick: (event) => choose(choice, event.currentTarget) }),
    );
    return make("div", { class: "choices", role: "group", "aria-label": "Choix proposés" }, ...buttons);
  }
  const kind = Object.hasOwn(KINDS, message.type) ? KINDS[message.type] : null;
  return kind ? kind(message, base) : null;
}

/** What a screen reader is told of a message, as plain text. */
export function spoken(message) {
  const numbers = (contacts) => (contacts || []).map((c) => [c.name, ...(c.phones || []).map((p) => p.number), c.sms ? `SMS ${c.sms}` : ""].filter(Boolean).join(", ")).join(". ");
  if (message.type === "urgent") return `${message.text} ${numbers(message.contacts)}`;
  if (message.type === "contacts") return numbers(message.contacts);
  if (message.type === "steps") return `${message.title}. ${message.steps.join(" ")}`;
  if (message.type === "choices") return `Choix : ${message.choices.map((c) => c.title).join(", ")}`;
  if (message.type === "person") return `${message.name} : ${message.text}`;
  return message.text || message.title || "";
}
