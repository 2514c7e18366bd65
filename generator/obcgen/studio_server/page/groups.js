/**
 * Questions that stand together: a group of them, a list, a table of things by id. What must be answered or is answered
 * stands open; what may be said besides waits behind one line.
 */

import { announce, button, coded, counted, el, put, say, shown } from "./dom.js";
import { question, told } from "./controls.js";
import { dotted } from "./paths.js";

const YEAR = "Which school year, such as 2025-26?";

/** Return the questions of some fields: `{element, paths, update(fields)}`; `update` is false where they are others. */
export function questions(studio, fields, level = 2) {
  const asked = fields.map((field) => one(studio, field, level));
  const main = asked.filter((each, at) => stands(fields[at]));
  const rest = asked.filter((each) => !main.includes(each));
  const more = rest.length > 0 && el("details", { class: "rest" },
    el("summary", {}, `${counted(rest.length, "more thing", "more things")} that can be said here`),
    rest.map((each) => each.element));
  return {
    element: el("div", { class: "questions" }, main.map((each) => each.element), more),
    update: (next) => next.length === asked.length
      && asked.every((each, at) => each.path === dotted(next[at].path))
      && asked.every((each, at) => each.update(next[at]) !== false),
  };
}

/** Tell whether a question is open: to be answered, answered, or with something wrong. */
function stands(field) {
  return field.usual ?? Boolean(field.required || field.problems?.length || field.value || field.items?.length);
}

/** Return one question or those of a group, list or table; `update` is false where its kind changed. */
function one(studio, field, level) {
  const kind = kindOf(field);
  const made = { group, several, question: either }[kind](studio, field, level);
  return { ...made, update: (next) => kindOf(next) === kind && made.update(next) };
}

function kindOf(field) {
  if (field.control === "group") return "group";
  return field.control === "list" || field.control === "table" || field.items?.length ? "several" : "question";
}

/** A question whose answer may be one value, or be said in more detail while it is open. */
function either(studio, field, level) {
  const made = question(studio, field);
  if (!field.or?.length || field.value !== null) return made;
  const forms = field.or.map((form) => questions(studio, form.fields, level));
  made.element.append(el("details", { class: "more" }, el("summary", {}, "Or in more detail"),
    forms.map((form, at) => [el("p", { class: "help" }, coded(field.or[at].title)), form.element])));
  return { ...made, update: (next) => next.value === null && next.or?.length === forms.length
    && made.update(next) !== false && forms.every((form, at) => form.update(next.or[at].fields) !== false) };
}

function group(studio, first, level) {
  const inside = questions(studio, first.items?.[0]?.fields ?? [], level);
  const word = first.single === "money" ? "amount" : "answer";
  const single = first.single && el("div", { class: "deeds" }, button(`One ${word} in place of all this …`, () => titled(first.label, `Which ${word}? What stands here is taken out; Undo brings it back.`, "Put it in place", "", async (typed) => {
    const reply = await studio.edit({ do: "set", path: first.path, typed });
    if (reply.ok) announce(`${first.label}: one ${word} in place of what stood here. Undo brings it back.`);
    return reply;
  }), { class: "small", "aria-haspopup": "dialog", "aria-label": `One ${word} in place of all this: ${first.label}` }));
  return {
    element: framed(studio, first, inside.element, single),
    path: dotted(first.path),
    update: (next) => next.single === first.single && inside.update(next.items?.[0]?.fields ?? []),
  };
}

function framed(studio, field, ...inside) {
  return el("fieldset", { class: `question group is-${field.control}`, "data-path": dotted(field.path) },
    el("legend", {}, field.label), field.help && el("p", { class: "help" }, coded(field.help)),
    field.prefilled && !field.looked && seen(studio, field),
    field.problems?.length > 0 && el("div", { class: "wrong" }, field.problems.map((each) => told(studio, each))), inside);
}

function seen(studio, field) {
  const made = button("I have looked at all of this", async () => {
    const reply = await studio.edit({ do: "look", path: field.path }, "look");
    if (reply.ok) made.remove();
    announce(`${field.label}: looked at.`);
  }, { class: "small", "aria-label": `I have looked at all of this: ${field.label}` });
  return made;
}

/** Ask for one thing in a dialog, which stays open where the answer is refused. */
function titled(title, label, deed, value, does) {
  const name = el("input", { type: "text", required: true, autocomplete: "off", value });
  const wrong = el("p", { role: "alert" });
  const form = el("form", { class: "fields" }, el("label", {}, label, name), wrong,
    el("div", { class: "deeds" }, el("button", { class: "main" }, deed), button("Cancel", () => dialog.close())));
  const dialog = shown(title, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { ok, problems = [] } = await does(name.value);
    if (ok) dialog.close();
    say(wrong, ok ? "" : problems.map((each) => `${each.says || each.message} ${each.advice || each.hint}`).join(" "));
  });
}

/** A list or a table: each of its items is a card that can be copied, moved and taken out. */
function several(studio, first, level) {
  let field = first;
  let cards = [];
  const years = first.path.at(-1) === "history";
  const items = el("ol", { class: "items" });
  const add = el("div", { class: "deeds" });
  const element = framed(studio, first, items, add);

  function build() {
    cards = (field.items ?? []).map((item, at) => card(item, at));
    put(items, cards.map((each) => each.element));
    add.hidden = Boolean(field.fixed);
    put(add, button(`Add to ${field.label.toLowerCase()}`, () => (field.control === "table"
      ? titled(`Add to ${field.label.toLowerCase()}`, years ? YEAR : "What is it called?", "Add", "", (named) => added({ named })) : added({}))));
  }

  async function renamed(item, id) {
    const reply = await studio.edit({ do: "rename", path: item.path, id });
    if (reply.ok) announce("Done. All that names it follows.");
    return reply;
  }

  async function added(how) {
    const reply = await studio.edit({ do: "add", path: field.path, ...how });
    if (!reply.ok) return reply;
    announce(`Added to ${field.label}.`);
    requestAnimationFrame(() => element.querySelector(`[data-path="${CSS.escape(dotted(reply.path))}"] :is(input, textarea, select)`)?.focus());
    return reply;
  }

  function card(item, at) {
    const inside = questions(studio, item.fields, Math.min(level + 1, 6));
    const name = item.title || `${at + 1}`;
    const plain = item.fields.length === 1 && dotted(item.fields[0].path) === dotted(item.path);
    const blank = /^<(.*)>$/.exec(item.path.at(-1))?.[1];
    const title = plain ? null : el(`h${level}`, {}, name);
    const last = field.items.length - 1;
    const deeds = !field.fixed && el("div", { class: "deeds" },
      field.control === "table" && button("Another like this", () => added({ like: item.path.at(-1) }), { class: "small", "aria-label": `Another like this: ${name}` }),
      field.control === "table" && button(blank ? "Give it a name" : "Short name", () => titled(name, years ? YEAR : blank ? `What is it called? ${blank}` : "A short name", "Give it this name", blank ? "" : item.path.at(-1), (id) => renamed(item, id)),
        { class: `small ${blank ? "main" : ""}`, "aria-label": `${blank ? "Give it a name" : "Short name"}: ${name}` }),
      at > 0 && button("↑", () => studio.edit({ do: "move", path: item.path, to: at - 1 }), { class: "small", "aria-label": `Move ${name} up`, title: "Up" }),
      at < last && button("↓", () => studio.edit({ do: "move", path: item.path, to: at + 1 }), { class: "small", "aria-label": `Move ${name} down`, title: "Down" }),
      button("Remove", async () => {
        const reply = await studio.edit({ do: "remove", path: item.path });
        if (reply.ok) announce(`${name} removed. Undo brings it back.`);
      }, { class: "small", "aria-label": `Remove ${name}` }));
    if (title) Object.assign(inside.element, { role: "group", ariaLabel: name });
    const element = el("li", { class: `card ${plain ? "plain" : ""}`, "data-path": dotted(item.path) },
      el("div", { class: "top" }, title, deeds), inside.element);
    return { element, path: dotted(item.path), update(next) {
      if (title) say(title, inside.element.ariaLabel = next.title || name);
      return inside.update(next.fields);
    } };
  }

  function update(next) {
    field = next;
    const list = next.items ?? [];
    const same = cards.length === list.length && cards.every((each, at) => each.path === dotted(list[at].path));
    if (!same || !cards.every((each, at) => each.update(list[at]) !== false)) build();
  }

  build();
  return { element, path: dotted(first.path), update };
}
