/** What may stand at a place of the text and what a word of it means, by the schema. */

import { EditorView } from "./codemirror.js";
import { announce, el } from "./dom.js";

const HELD = 350;

/** Return extensions that complete and explain; `settled` sends what was typed first. */
export function completions(studio, settled) {
  let open = null;
  let held = 0;

  function close() {
    open?.element.remove();
    const was = open;
    open = null;
    return Boolean(was);
  }

  function show(view, place, element) {
    close();
    element.classList.add("popup");
    view.dom.parentNode.append(element);
    open = { element, place };
    placed(view);
  }

  /** Put what is shown beside its place of the text, wherever that has been scrolled to. */
  function placed(view) {
    const at = open && view.coordsAtPos(open.place);
    if (!at) return void close();
    const { offsetWidth: wide, offsetHeight: high, style } = open.element;
    style.left = `${Math.max(8, Math.min(at.left, innerWidth - wide - 8))}px`;
    style.top = `${at.bottom + high + 8 > innerHeight ? at.top - high - 4 : at.bottom + 4}px`;
  }

  async function offer(view) {
    await settled();
    const at = view.state.selection.main.head;
    const reply = await studio.ask({ do: "complete", at });
    const items = (reply.ok && reply.items) || [];
    if (at !== view.state.selection.main.head) return;
    if (!items.length) announce("Nothing is offered here.");
    else choose(view, { items, from: reply.from, chosen: 0 });
  }

  function choose(view, offered) {
    const list = el("ul", { class: "offers", role: "listbox", "aria-label": "Offered" }, offered.items.slice(0, 60).map((item, at) =>
      el("li", { role: "option", "aria-selected": `${at === offered.chosen}`, on: { mousedown: (event) => {
        event.preventDefault();
        take(view, { ...offered, chosen: at });
      } } }, item.label, el("small", {}, item.help ?? ""))));
    show(view, offered.from, list);
    if (!open) return;
    open.offered = offered;
    list.children[offered.chosen]?.scrollIntoView({ block: "nearest" });
    const { label, help = "" } = offered.items[offered.chosen];
    announce(`${label}. ${help} ${offered.chosen + 1} of ${offered.items.length}`);
  }

  function take(view, { items, from, chosen }) {
    const insert = items[chosen].insert ?? items[chosen].label;
    close();
    view.dispatch({ changes: { from, to: view.state.selection.main.head, insert }, selection: { anchor: from + insert.length } });
    view.focus();
  }

  const move = (by) => (view) => {
    if (!open?.offered) return false;
    const { items, chosen } = open.offered;
    choose(view, { ...open.offered, chosen: (chosen + by + items.length) % items.length });
    return true;
  };
  const accept = (view) => {
    if (!open?.offered) return false;
    take(view, open.offered);
    return true;
  };

  async function tell(view, place, aloud) {
    const reply = await studio.ask({ do: "hover", at: place });
    if (!aloud && open?.offered) return;
    if (!reply.ok || !reply.text) return aloud && announce("Nothing is known of this place.");
    show(view, place, el("div", { class: "tip" }, reply.text));
    if (aloud) announce(reply.text);
  }

  return [
    keys({
      "Mod- ": (view) => offer(view),
      F1: (view) => tell(view, view.state.selection.main.head, true),
      ArrowDown: move(1),
      ArrowUp: move(-1),
      Enter: accept,
      Tab: accept,
      Escape: close,
    }),
    EditorView.domEventHandlers({
      mousemove(event, view) {
        clearTimeout(held);
        if (open?.offered) return;
        close();
        held = setTimeout(() => {
          const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
          if (place !== null) tell(view, place, false);
        }, HELD);
      },
      mouseleave: () => clearTimeout(held),
      blur: () => { close(); },
      scroll: (_, view) => placed(view),
    }),
    EditorView.updateListener.of((update) => { if (update.docChanged || update.selectionSet) close(); }),
  ];
}

/** Return the extension that does something for a key (`Mod-z`), unless that returns false. */
export function keys(deeds) {
  return EditorView.domEventHandlers({ keydown(event, view) {
    const name = `${event.ctrlKey || event.metaKey ? "Mod-" : ""}${event.shiftKey ? "Shift-" : ""}${event.key}`;
    const found = deeds[name] ?? deeds[name.toLowerCase().replace("mod-", "Mod-").replace("shift-", "Shift-")];
    return Boolean(found) && !event.isComposing && found(view) !== false;
  } });
}
