/** Above every view: the spec and whether it is saved, views, undo, redo, save, export. */

import { announce, button, el, put, say, unsaid } from "./dom.js";
import { exported } from "./export.js";

/** Fill the bar and return it: `show(view)` shows a view, or nothing but the program's name. */
export function bar(studio, views, element) {
  const name = el("button", { type: "button", class: "name", title: "Open another deal" });
  const state = el("span", { class: "state" });
  const undo = button("Undo", () => turned(studio, "undo"), { title: "Undo (Ctrl+Z)" });
  const redo = button("Redo", () => turned(studio, "redo"), { title: "Redo (Ctrl+Y)" });
  const save = button("Save", () => saved(studio), { class: "main", title: "Save (Ctrl+S)" });
  const out = button("Export …", () => exported(studio), { "aria-haspopup": "dialog" });
  const tabs = Object.entries(views).map(([id, { label }]) =>
    el("li", { class: `to-${id}` }, button(label, () => show(id), { "data-view": id })));
  const badges = ["badge", "badge warned"].map((name) => el("span", { class: name, hidden: true }));
  tabs[3].firstChild.append(...badges);
  const nav = el("nav", { "aria-label": "Views" }, el("ul", {}, tabs));
  const deeds = el("div", { class: "deeds" }, undo, redo, out, save);
  name.addEventListener("click", () => studio.tell("close"));

  async function show(view, detail = {}) {
    const open = Boolean(view);
    put(element, mark(), open && el("div", { class: "file" }, name, state), open && nav, open && deeds);
    if (!open) return;
    for (const tab of tabs) {
      if (tab.firstChild.dataset.view === view) tab.firstChild.setAttribute("aria-current", "page");
      else tab.firstChild.removeAttribute("aria-current");
    }
    studio.tell("show", { view, ...detail });
  }

  function refresh() {
    say(name, studio.name);
    say(state, studio.unsaved ? "Not saved yet" : "Saved");
    state.title = studio.unsaved ? "What is not saved is kept in this browser" : "";
    name.title = `${studio.name}: open another deal`;
    if (studio.unsaved) unsaid("Saved.");
    state.classList.toggle("unsaved", studio.unsaved);
    undo.disabled = !studio.undo;
    redo.disabled = !studio.redo;
  }

  studio.addEventListener("saved", refresh);
  studio.addEventListener("edited", refresh);
  studio.addEventListener("go", ({ detail }) => show(detail.view, detail));
  studio.addEventListener("counted", ({ detail }) => {
    for (const [at, [count, word]] of [[detail.count, "open"], [detail.warnings, "to look at twice"]].entries()) {
      badges[at].hidden = !count;
      say(badges[at], `${count}`);
      badges[at].setAttribute("aria-label", `, ${badges[at].title = `${count} ${word}`}`);
    }
  });
  document.addEventListener("keydown", (event) => keyed(event, studio));
  return { show };
}

function mark() {
  return el("p", { class: "mark" }, el("strong", {}, "obcgen"), " studio");
}

/** Save; where the file has changed on the disk meanwhile the notices say what can be done. */
export async function saved(studio, to = "", keep = "") {
  settled(studio);
  const reply = await studio.save(to, keep);
  if (reply.ok) {
    announce("Saved.");
    studio.tell("unread");
  }
  else if (!reply.failed) studio.tell("refused", reply);
  return reply;
}

/** Send what was typed last, and not sent yet. */
export function settled(studio) {
  document.activeElement?.dispatchEvent(new Event("change"));
  studio.tell("settle");
}

async function turned(studio, what) {
  const reply = await studio.edit({ do: what }, "undo");
  if (reply.change) announce(what === "undo" ? "Undone." : "Done again.");
}

function keyed(event, studio) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !studio.name) return;
  const key = event.key.toLowerCase();
  const typing = event.target.closest?.("input, textarea, [contenteditable]");
  const does = {
    s: () => saved(studio),
    z: () => !typing && turned(studio, event.shiftKey ? "redo" : "undo"),
    y: () => !typing && turned(studio, "redo"),
  }[key];
  if (!does || (typing && key !== "s")) return;
  event.preventDefault();
  does();
}
