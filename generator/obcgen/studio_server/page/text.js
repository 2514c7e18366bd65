/**
 * The text of the deal, in CodeMirror; completion, hover and undo come from the studio's core. The editor lives in a
 * shadow root, whose style sheets need no leave from the content security policy; `editor.css` says how it looks.
 */

import { Decoration, EditorState, EditorView, StateEffect, StateField, ViewPlugin } from "./codemirror.js";
import { announce, el, paused, put } from "./dom.js";
import { completions, keys } from "./completion.js";

const PAUSE = 150;
const ours = StateEffect.define();

export async function textView(studio) {
  const host = el("div", { class: "editor" });
  const told = el("p", { class: "quiet", role: "status" });
  const element = el("div", { class: "written" },
    el("div", { class: "top" }, el("h1", { tabindex: "-1" }, "The text of the deal"),
      el("p", { class: "help" }, "Ctrl+Space offers what fits; F1, or the pointer held over a word, tells what it is; Tab leaves the text.")),
    host, told);
  const root = host.attachShadow({ mode: "open" });
  const look = new CSSStyleSheet();
  look.replaceSync(await (await fetch("editor.css")).text());
  let sent = studio.text;

  const send = paused(async () => {
    const text = editor.state.doc.toString();
    if (text === studio.text) return;
    sent = text;
    await studio.edit({ do: "text", text }, "text");
  }, PAUSE);

  const editor = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: studio.text, extensions: [
      coloured, marks, EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Text of the deal", "aria-multiline": "true", tabindex: "0", spellcheck: "false" }),
      ...completions(studio, () => send.now()),
      keys({ "Mod-z": () => undone("undo"), "Mod-y": () => undone("redo"), "Mod-Shift-z": () => undone("redo"), Enter: indented }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((each) => each.effects.some((effect) => effect.is(ours)))) send();
      }),
    ] }),
  });

  root.adoptedStyleSheets.push(look);

  function undone(what) {
    const work = send.now();
    Promise.resolve(work).then(() => studio.edit({ do: what }, "undo"));
    return true;
  }

  /** Bring the editor to the text of the spec, unless somebody has typed on meanwhile. */
  function follow({ detail }) {
    const here = editor.state.doc.toString();
    if (here !== studio.text && !(detail?.by === "text" && here !== sent)) {
      editor.dispatch({ changes: difference(here, studio.text), effects: ours.of(null) });
    }
    if (element.isConnected) mark();
  }

  const mark = paused(async () => {
    const reply = await studio.ask({ do: "problems" });
    const problems = (reply.problems ?? []).filter((each) => each.line && each.severity !== "waived");
    editor.dispatch({ effects: marked.of(problems) });
    put(told, problems.length ? `${problems.length} lines to look at; each is marked at its number.` : "");
  }, 120);

  studio.addEventListener("edited", follow);
  studio.addEventListener("settle", () => send.now());
  return {
    element,
    shown({ line } = {}) {
      follow({});
      mark();
      if (!line) return element.querySelector("h1").focus();
      const at = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
      editor.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
      editor.focus();
      announce(`Line ${line}`);
    },
  };
}

function difference(old, next) {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < next.length - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  return { from: start, to: old.length - end, insert: next.slice(start, next.length - end) };
}

/** Begin the next line below the first letter of this one, and deeper after a key that has no value yet. */
function indented(view) {
  const { from, to } = view.state.selection.main;
  const line = view.state.doc.lineAt(from).text;
  const deep = line.match(/^ */)[0] + (/:\s*(#.*)?$/.test(line) ? "  " : "");
  view.dispatch({ changes: { from, to, insert: `\n${deep}` }, selection: { anchor: from + 1 + deep.length }, scrollIntoView: true, userEvent: "input" });
  return true;
}

const marked = StateEffect.define();

const marks = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    const found = transaction.effects.find((each) => each.is(marked));
    if (!found) return value.map(transaction.changes);
    const { doc } = transaction.state;
    const lines = new Map();
    for (const each of found.value) {
      if (each.line > doc.lines) continue;
      const told = lines.get(each.line) ?? { severity: each.severity, messages: [] };
      told.messages.push(each.message);
      lines.set(each.line, told);
    }
    return Decoration.set([...lines].sort(([one], [other]) => one - other).map(([line, { severity, messages }]) =>
      Decoration.line({ class: `wrong-${severity}`, attributes: { title: messages.join("\n") } }).range(doc.line(line).from)));
  },
  provide: (field) => EditorView.decorations.from(field),
});

const TOKENS = /(#.*$)|^(\s*(?:- )?)([A-Za-z0-9_.-]+)(?=\s*:(?:\s|$))|("(?:[^"\\]|\\.)*"|'[^']*')|(\$?\b\d[\d,.]*\s?%?)/gm;
const NAMES = [null, "t-comment", null, "t-key", "t-text", "t-number"];

/** What is on the screen: numbers of lines, colors of comments, keys, quoted texts, numbers. */
const coloured = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = coloring(view); }
  update(update) { if (update.docChanged || update.viewportChanged) this.decorations = coloring(update.view); }
}, { decorations: (plugin) => plugin.decorations });

function coloring(view) {
  const found = [];
  for (const { from, to } of view.visibleRanges) {
    const start = view.state.doc.lineAt(from).from;
    for (let at = start; at <= to;) {
      const line = view.state.doc.lineAt(at);
      found.push(Decoration.line({ attributes: { "data-line": line.number } }).range(line.from));
      at = line.to + 1;
    }
    for (const match of view.state.sliceDoc(start, to).matchAll(TOKENS)) {
      const which = NAMES.findIndex((name, at) => name && match[at]);
      const begin = start + match.index + (which === 3 ? match[2].length : 0);
      const isComment = which !== 1 || match.index === 0 || /\s/.test(view.state.sliceDoc(begin - 1, begin));
      if (which > 0 && isComment) found.push(Decoration.mark({ class: NAMES[which] }).range(begin, begin + match[which].length));
    }
  }
  return Decoration.set(found, true);
}
