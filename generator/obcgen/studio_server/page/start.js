/** The first page: begin a new spec from a question, a worked deal or a blank, or open one of the folder. */

import { announce, button, el, put } from "./dom.js";

/** Return the first page. */
export async function begin(studio) {
  const [listed, offered] = [await studio.list(), await studio.ask({ do: "beginnings" })];
  const specs = listed.specs ?? [];
  return el("div", { class: "first" },
    el("header", {},
      el("h1", { tabindex: "-1" }, "Write a contract that pays for results"),
      el("p", { class: "intro" }, "Answer questions in your own words, see the RFP grow beside them, and hand out a Word file. ",
        studio.home.kind === "server" ? "Everything stays on this computer." : "Everything stays in this browser.")),
    specs.length > 0 && opened(studio, listed),
    studio.home.kind === "page" && el("section", {}, el("h2", {}, "Go on with a spec"),
      button("Open a file …", () => tried(studio.open()), { class: "main" })),
    bought(studio, offered.questions ?? []),
    worked(studio, offered.deals ?? []));
}

function opened(studio, listed) {
  return el("section", { class: "list" },
    el("h2", {}, "Go on with a spec"),
    listed.folder && el("p", { class: "quiet" }, `In ${listed.folder}`),
    el("ul", { class: "choices" }, listed.specs.map((each) => el("li", {},
      button("", () => tried(studio.open(each.name)), {}))).map((item, at) => {
      const spec = listed.specs[at];
      item.firstChild.append(el("strong", {}, spec.name), el("span", {}, `Changed ${when(spec.written)}`));
      return item;
    })));
}

function bought(studio, questions) {
  return el("section", { class: "list" },
    el("h2", {}, "Begin a new one: what are you buying?"),
    el("ul", { class: "choices" },
      questions.map((each) => chosen(each.label, each.help, () => named(studio, { from: "question", answers: { [each.answer ?? "buying"]: each.id } }, each.label))),
      chosen("Something else", "Begin with a blank, with a comment on every part.", () => named(studio, { from: "blank", answers: {} }, "new deal"))));
}

function worked(studio, deals) {
  if (!deals.length) return null;
  return el("section", { class: "list" },
    el("h2", {}, "Or begin from a worked deal"),
    el("ul", { class: "choices" }, deals.map((each) =>
      chosen(each.title, each.help ?? each.name, () => named(studio, { from: "deal", deal: each.name }, each.name)))));
}

function chosen(title, help, does) {
  const made = button("", does);
  made.append(el("strong", {}, title), el("span", {}, help ?? ""));
  return el("li", {}, made);
}

/** Ask for the name of the new file, and begin. */
function named(studio, request, stem) {
  const name = el("input", { type: "text", required: true, autocomplete: "off", value: `${stem.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.yaml` });
  const wrong = el("p", { class: "problem error", role: "alert", hidden: true });
  const form = el("form", { method: "dialog" },
    el("h2", {}, "Name the new file"),
    el("label", {}, "Name", name),
    wrong,
    el("div", { class: "deeds" }, el("button", { class: "main" }, "Begin"), button("Cancel", () => dialog.close())));
  const dialog = el("dialog", { "aria-label": "Name the new file" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reply = await studio.begin({ do: "begin", ...request, name: name.value });
    if (reply.ok) dialog.close();
    wrong.hidden = reply.ok;
    if (!reply.ok) wrong.textContent = (reply.problems ?? []).map((each) => each.message).join(" ");
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  name.select();
}

async function tried(work) {
  const reply = await work;
  if (reply && !reply.ok) announce((reply.problems ?? []).map((each) => each.message).join(" "));
}

function when(seconds) {
  return new Date(seconds * 1000).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
}
