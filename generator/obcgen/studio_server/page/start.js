/** The first page: begin a spec from a question, a worked deal or a blank, or open one. */

import { announce, button, el, put, shown, when } from "./dom.js";
import { told } from "./controls.js";
import { drafts, drop } from "./drafts.js";

export async function begin(studio) {
  const [listed, offered] = [await studio.list(), await studio.ask({ do: "questions" })];
  const specs = listed.specs ?? [];
  const kept = new Set(drafts(studio.folder).map((each) => each.name));
  for (const each of specs) if (kept.delete(each.name)) each.unsaved = true;
  studio.taken = new Set([...specs.map((each) => each.name), ...kept]);
  return el("div", { class: "first" },
    el("header", {},
      el("h1", { tabindex: "-1" }, "Write a contract that pays for results"),
      el("p", { class: "intro" }, "Answer questions in your own words, see the RFP grow beside them, and hand out a Word file. ",
        studio.home.kind === "server" ? "Everything stays on this computer." : "Everything stays in this browser.")),
    kept.size > 0 && unsaved(studio, [...kept]),
    specs.length > 0 && opened(studio, listed),
    studio.home.kind === "page" && el("section", {}, el("h2", {}, "Go on with a deal"),
      el("div", { class: "deeds" },
        button("Open a file …", () => tried(studio, studio.open()), { class: "main" }),
        button("Open a folder …", () => tried(studio, studio.openFolder(oneOf)), { title: "For a deal that reads files of folders below its own" }))),
    bought(studio, offered),
    worked(studio, offered.deals));
}

function opened(studio, listed) {
  return el("section", { class: "list" },
    el("h2", {}, "Go on with a deal"),
    listed.folder && el("p", { class: "quiet" }, `In ${listed.folder}`),
    el("ul", { class: "choices" }, listed.specs.map((each) => chosen(each.name, each.unsaved ? "Has changes that are not saved yet" : `Changed ${when(each.written * 1000)}`, () => tried(studio, studio.open(each.name))))));
}

/** What was begun and never saved: it is in this browser alone. */
function unsaved(studio, names) {
  return el("section", { class: "list" },
    el("h2", {}, "Never saved: kept in this browser alone"),
    el("ul", { class: "choices" }, names.map((name) => {
      const made = chosen(name, "Go on with it, then save it", () => tried(studio, studio.resume(name)));
      made.append(button("Throw it away", () => {
        drop(studio.folder, name);
        made.remove();
        announce(`${name}: thrown away.`);
      }, { class: "small", "aria-label": `Throw away ${name}` }));
      return made;
    })));
}

/** Ask which spec of a folder is meant; resolves to its name, or to nothing. */
function oneOf(names) {
  return new Promise((resolve) => {
    let answer = "";
    const dialog = shown("Which deal?", el("ul", { class: "choices" }, names.map((name) => chosen(name, "", () => {
      answer = name;
      dialog.close();
    }))), button("Cancel", () => dialog.close()));
    dialog.addEventListener("close", () => resolve(answer));
  });
}

function bought(studio, { questions = [], blank = [] }) {
  return el("section", { class: "list" },
    el("h2", {}, "Begin a new one: what are you buying?"),
    el("ul", { class: "choices" },
      questions.map((each) => chosen(each.title, each.help, () => facts(studio, each.title, { from: "question", buying: each.id }, blank.filter((one) => each.asks.includes(one.id))))),
      chosen("Something else", "Begin with a blank.", () => facts(studio, "A new deal", { from: "blank" }, blank))));
}

function worked(studio, deals = []) {
  if (!deals.length) return null;
  return el("section", { class: "list" },
    el("h2", {}, "Or look at a worked deal, and make it yours"),
    el("ul", { class: "choices" }, deals.map((each) => chosen(each.title, each.id, () => facts(studio, each.title, { from: "deal", deal: each.id }, [])))));
}

function chosen(title, help, does) {
  const made = button("", does);
  made.append(el("strong", {}, title), el("span", {}, help ?? ""));
  return el("li", {}, made);
}

/** Ask for the name of the new file and the first facts, none of which need be known, and begin. */
function facts(studio, title, request, asked) {
  const name = el("input", { type: "text", required: true, autocomplete: "off", value: free(studio, named(title)),
    pattern: String.raw`[^:*?"<>\|\\]+`, title: String.raw`A name without : * ? " < > | \ ` });
  const beside = new Map(asked.map((each) => [each.id, el("div", { id: `wrong-${each.id}`, role: "alert" })]));
  const inputs = asked.map((each) => el("div", {}, el("label", {}, each.asks, el("input", { type: "text", name: each.id, autocomplete: "off", list: each.choices && `of-${each.id}`, "aria-describedby": `wrong-${each.id}` }),
    each.choices && el("datalist", { id: `of-${each.id}` }, each.choices.map((value) => el("option", { value })))), beside.get(each.id)));
  const wrong = el("div", { role: "alert" });
  const form = el("form", { method: "dialog", class: "panel" },
    inputs.length > 0 && el("p", { class: "help" }, "A few facts to start with. Leave open what you do not know yet."),
    el("div", { class: "fields" }, inputs, el("label", {}, "Name of the new file", name)),
    wrong,
    el("div", { class: "deeds" }, el("button", { class: "main" }, "Begin"), button("Cancel", () => dialog.close())));
  const dialog = shown(title, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answers = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    put(wrong, el("p", { class: "quiet" }, "Working …"));
    const reply = await studio.begin({ ...request, answers, name: name.value });
    if (reply.ok) dialog.close();
    const place = (each) => (each.steps?.[0] === "answers" && beside.get(each.steps[1])) || wrong;
    for (const at of [wrong, ...beside.values()]) put(at, (reply.problems ?? []).filter((each) => place(each) === at).map((each) => told(studio, each)));
    for (const [id, at] of beside) form.elements[id].setAttribute("aria-invalid", `${at.hasChildNodes()}`);
    form.querySelector("[aria-invalid=true]")?.focus();
  });
}

function named(title) {
  return `${title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.yaml`;
}

/** Return a name that no spec of the folder has. */
function free(studio, name) {
  for (let at = 1; ; at += 1) {
    const one = at === 1 ? name : name.replace(".yaml", `-${at}.yaml`);
    if (!studio.taken.has(one)) return one;
  }
}

async function tried(studio, work) {
  const reply = await work;
  if (reply && !reply.ok && !reply.failed) studio.tell("refused", reply);
}
