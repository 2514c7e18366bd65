/** How a figure is worked out, down to the lines of the spec. */

import { button, el, shown } from "./dom.js";
import { dotted } from "./paths.js";

/** Return a function that shows the dialog of a figure over `supposed` results. */
export function explainer(studio, supposed) {
  return async (figure) => {
    const reply = await studio.ask({ do: "explain", figure, ...supposed() });
    if (!reply.ok) return;
    const dialog = shown("How this is worked out", one(reply, reply.figure, new Set()),
      el("div", { class: "deeds" }, button("Close", () => dialog.close(), { class: "main" })));

    function one(all, name, seen) {
      const found = all.figures[name];
      if (!found || seen.has(name)) return null;
      const under = new Set([...seen, name]);
      const deeper = (found.from ?? []).map((each) => one(all, each, under)).filter(Boolean);
      return el("div", { class: "why" },
        el("p", {}, (found.words ?? name).replace(/\.$/, ""), ": ", el("strong", {}, `${found.value}`)),
        found.formula && el("p", { class: "quiet" }, found.formula),
        found.steps?.length > 0 && el("ul", {}, found.steps.map((step) => el("li", {}, step))),
        found.given?.length > 0 && el("div", { class: "deeds" }, found.given.map((each) => button(
          `${each.text}${each.line ? ` (line ${each.line})` : ""}`, () => to(each), { class: "small", title: dotted(each.path) }))),
        deeper.length > 0 && el("details", { open: seen.size === 0 }, el("summary", {}, "From these figures"), deeper));
    }

    function to(each) {
      dialog.close();
      studio.tell("go", { view: each.line ? "text" : "questions", line: each.line, path: dotted(each.path) });
    }
  };
}
