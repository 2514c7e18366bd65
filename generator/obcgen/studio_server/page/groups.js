/**
 * Questions that stand together: a group of them, a list, a table of things by id. What must be answered or is answered
 * stands open; what may be said besides waits behind one line.
 */

import { announce, button, counted, el, put, say } from "./dom.js";
import { question } from "./controls.js";
import { dotted } from "./paths.js";

/** Return the questions of some fields: `{element, paths, update(fields)}`; `update` is false where they are others. */
export function questions(studio, fields) {
  const asked = fields.map((field) => one(studio, field));
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

/** Tell whether a question stands open: it has to be answered, is answered, or something is wrong with it. */
function stands(field) {
  return Boolean(field.required || field.problems?.length || (field.value !== null && field.value !== undefined)
    || field.items?.length || field.fields?.some(stands));
}

function one(studio, field) {
  if (field.fields) return group(studio, field);
  return field.items || field.control === "list" || field.control === "table" ? several(studio, field) : question(studio, field);
}

function group(studio, first) {
  let inside = questions(studio, first.fields);
  const element = framed(first, inside.element);
  return { element, path: dotted(first.path), update(next) {
    if (inside.update(next.fields ?? [])) return;
    const fresh = questions(studio, next.fields ?? []);
    inside.element.replaceWith(fresh.element);
    inside = fresh;
  } };
}

function framed(field, ...inside) {
  return el("fieldset", { class: `question group is-${field.control}`, "data-path": dotted(field.path) },
    el("legend", {}, field.label), field.help && el("p", { class: "help" }, field.help), inside);
}

/** A list or a table: each of its items is a card that can be copied, moved and taken out. */
function several(studio, first) {
  let field = first;
  let cards = [];
  const items = el("ol", { class: "items" });
  const add = el("div", { class: "deeds" });
  const element = framed(first, items, add);

  function build() {
    cards = (field.items ?? []).map((item, at) => card(item, at));
    put(items, cards.map((each) => each.element));
    put(add, button(`Add to ${field.label.toLowerCase()}`, () => added({})));
  }

  async function added(how) {
    const reply = await studio.edit({ do: "add", path: field.path, ...how });
    if (!reply.ok) return;
    announce(`Added to ${field.label}.`);
    requestAnimationFrame(() => element.querySelector(`[data-path="${CSS.escape(dotted(reply.path))}"] :is(input, textarea, select)`)?.focus());
  }

  function card(item, at) {
    const inside = item.fields ? questions(studio, item.fields) : one(studio, { ...item, label: item.label ?? item.title ?? `${at + 1}` });
    const name = item.title ?? item.label ?? `${at + 1}`;
    const title = item.fields ? el("h3", {}, name) : null;
    const last = field.items.length - 1;
    const deeds = el("div", { class: "deeds" },
      field.control === "table" && item.fields && button("Another like this", () => added({ like: item.path.at(-1) }), { class: "small", "aria-label": `Add another like ${name}` }),
      at > 0 && button("↑", () => studio.edit({ do: "move", path: item.path, to: at - 1 }), { class: "small", "aria-label": `Move ${name} up`, title: "Up" }),
      at < last && button("↓", () => studio.edit({ do: "move", path: item.path, to: at + 1 }), { class: "small", "aria-label": `Move ${name} down`, title: "Down" }),
      button("Remove", async () => {
        const reply = await studio.edit({ do: "remove", path: item.path });
        if (reply.ok) announce(`${name} removed. Undo brings it back.`);
      }, { class: "small", "aria-label": `Remove ${name}` }));
    const element = el("li", { class: `card ${item.fields ? "" : "plain"}`, "data-path": dotted(item.path) },
      el("div", { class: "top" }, title, deeds), inside.element);
    return { element, path: dotted(item.path), update(next) {
      if (title) say(title, next.title ?? next.label ?? name);
      return next.fields ? inside.update(next.fields) : inside.update({ ...next, label: next.label ?? next.title ?? `${at + 1}` });
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
