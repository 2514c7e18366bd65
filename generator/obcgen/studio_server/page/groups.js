/** Lists and tables of a spec: outcomes, prices, dates. Each item is a card of questions that can be added to, moved, removed. */

import { announce, button, el, put, say } from "./dom.js";
import { question } from "./controls.js";

/** Return a list or table of questions: `{element, path, update(field)}`. */
export function group(studio, first, changed) {
  let field = first;
  let inside = [];
  const items = el("div", { class: "items" });
  const help = el("p", { class: "help" }, first.help ?? "");
  const add = el("div", { class: "add" });
  const element = el("fieldset", { class: `question group ${first.control}`, "data-path": first.path },
    el("legend", {}, first.label), first.help && help, items, add);

  function build() {
    inside = (field.items ?? []).map((item) => card(item));
    put(items, inside.map((each) => each.element));
    put(add, button(field.add_label ?? `Add to ${field.label.toLowerCase()}`, () => added()),
      field.patterns?.map((pattern) => button(pattern.label, () => added({ pattern: pattern.name }))));
  }

  async function added(how = {}) {
    const reply = await studio.edit({ do: "add", path: field.path, ...how });
    if (reply.ok) announce(`Added to ${field.label}.`);
  }

  function card(item) {
    const questions = (item.fields ?? []).map((each) => (each.items ? group(studio, each, changed) : question(studio, each)));
    const title = el("h3", {}, item.title ?? item.path);
    const deeds = el("div", { class: "deeds" },
      button("Another like this", () => added({ like: item.path }), { "aria-label": `Add another like ${item.title}` }),
      button("Up", () => studio.edit({ do: "move", path: item.path, by: -1 }), { "aria-label": `Move ${item.title} up` }),
      button("Down", () => studio.edit({ do: "move", path: item.path, by: 1 }), { "aria-label": `Move ${item.title} down` }),
      button("Remove", async () => {
        const reply = await studio.edit({ do: "remove", path: item.path });
        if (reply.ok) announce(`${item.title} removed. Undo brings it back.`);
      }, { "aria-label": `Remove ${item.title}` }));
    const element = el("section", { class: "card", "data-path": item.path, "aria-label": item.title },
      el("div", { class: "top" }, title, deeds), questions.map((each) => each.element));
    return { element, path: item.path, update: (next) => {
      say(title, next.title ?? next.path);
      return questions.length === (next.fields ?? []).length && questions.every((each, at) =>
        each.path === next.fields[at].path && each.update(next.fields[at]) !== false);
    } };
  }

  function update(next) {
    field = next;
    const list = next.items ?? [];
    const same = inside.length === list.length && inside.every((each, at) => each.path === list[at].path);
    if (!same || !inside.every((each, at) => each.update(list[at]))) build();
  }

  build();
  return { element, path: first.path, update };
}
