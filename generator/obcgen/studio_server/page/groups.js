/**
 * Questions that stand together: a group of them, a list, a table of things by id. What must be answered or is answered
 * stands open; what may be said besides waits behind one line.
 */

import { announce, button, coded, counted, el, put, say } from "./dom.js";
import { question, told } from "./controls.js";
import { dotted } from "./paths.js";

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

/** Tell whether a question stands open: it has to be answered, is answered, or something is wrong with it. */
function stands(field) {
  return field.usual ?? Boolean(field.required || field.problems?.length || field.value || field.items?.length);
}

/** Return one question, or the questions of a group, a list or a table; `update` is false where it became another kind. */
function one(studio, field, level) {
  const kind = kindOf(field);
  const made = { group, several, question }[kind](studio, field, level);
  return { ...made, update: (next) => kindOf(next) === kind && made.update(next) };
}

function kindOf(field) {
  if (field.control === "group") return "group";
  return field.control === "list" || field.control === "table" || field.items?.length ? "several" : "question";
}

function group(studio, first, level) {
  const inside = questions(studio, first.items?.[0]?.fields ?? [], level);
  return {
    element: framed(studio, first, inside.element),
    path: dotted(first.path),
    update: (next) => inside.update(next.items?.[0]?.fields ?? []),
  };
}

function framed(studio, field, ...inside) {
  return el("fieldset", { class: `question group is-${field.control}`, "data-path": dotted(field.path) },
    el("legend", {}, field.label), field.help && el("p", { class: "help" }, coded(field.help)),
    field.problems?.length > 0 && el("div", { class: "wrong" }, field.problems.map((each) => told(studio, each))), inside);
}

/** A list or a table: each of its items is a card that can be copied, moved and taken out. */
function several(studio, first, level) {
  let field = first;
  let cards = [];
  const items = el("ol", { class: "items" });
  const add = el("div", { class: "deeds" });
  const element = framed(studio, first, items, add);

  function build() {
    cards = (field.items ?? []).map((item, at) => card(item, at));
    put(items, cards.map((each) => each.element));
    add.hidden = Boolean(field.fixed);
    put(add, button(`Add to ${field.label.toLowerCase()}`, () => added({})));
  }

  async function added(how) {
    const reply = await studio.edit({ do: "add", path: field.path, ...how });
    if (!reply.ok) return;
    announce(`Added to ${field.label}.`);
    requestAnimationFrame(() => element.querySelector(`[data-path="${CSS.escape(dotted(reply.path))}"] :is(input, textarea, select)`)?.focus());
  }

  function card(item, at) {
    const inside = questions(studio, item.fields, Math.min(level + 1, 6));
    const name = item.title || `${at + 1}`;
    const plain = item.fields.length === 1 && dotted(item.fields[0].path) === dotted(item.path);
    const title = plain ? null : el(`h${level}`, {}, name);
    const last = field.items.length - 1;
    const deeds = !field.fixed && el("div", { class: "deeds" },
      field.control === "table" && button("Another like this", () => added({ like: item.path.at(-1) }), { class: "small", "aria-label": `Another like this: ${name}` }),
      at > 0 && button("↑", () => studio.edit({ do: "move", path: item.path, to: at - 1 }), { class: "small", "aria-label": `Move ${name} up`, title: "Up" }),
      at < last && button("↓", () => studio.edit({ do: "move", path: item.path, to: at + 1 }), { class: "small", "aria-label": `Move ${name} down`, title: "Down" }),
      button("Remove", async () => {
        const reply = await studio.edit({ do: "remove", path: item.path });
        if (reply.ok) announce(`${name} removed. Undo brings it back.`);
      }, { class: "small", "aria-label": `Remove ${name}` }));
    const element = el("li", { class: `card ${plain ? "plain" : ""}`, "data-path": dotted(item.path) },
      el("div", { class: "top" }, title, deeds), inside.element);
    return { element, path: dotted(item.path), update(next) {
      if (title) say(title, next.title || name);
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
