/** What was filled in for somebody to look at: `{element, refresh()}`. */

import { announce, button, el, put } from "./dom.js";

export function filledIn(studio) {
  const element = el("section", { class: "filled-in" });

  async function refresh() {
    const { groups = [] } = await studio.ask({ do: "filled" });
    const held = element.contains(document.activeElement);
    const open = [...element.querySelectorAll("details[open]")].map((each) => each.id);
    put(element, groups.length > 0 && el("h2", {}, `Filled in for you, to look at (${groups.reduce((sum, { values }) => sum + values.length, 0)})`),
      groups.map(({ id, title, values }) => el("details", { id: `filled-${id}`, open: open.includes(`filled-${id}`) },
        el("summary", {}, `${title} (${values.length})`),
        el("ul", { class: "problems" }, values.map(({ path, says, value }) => el("li", {}, button(says, () => studio.tell("go", { view: "questions", path }), { class: "small" }), ` ${value}`))),
        button(`I have looked at all of these: ${title}`, async () => {
          const reply = await studio.edit({ do: "look", group: id }, "look");
          if (reply.ok) announce(`Looked at; ${reply.unseen} left.`);
        }, { class: "small" }))));
    if (held) element.querySelector("summary")?.focus();
  }

  return { element, refresh };
}
