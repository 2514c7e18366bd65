/** After the award: results from a district's own table, what is wrong with them, and the settlement. */

import { announce, button, bytesOf, download, el, put, say } from "./dom.js";
import { told } from "./controls.js";
import { money, table } from "./money.js";

/** Return the view of results: `{element, shown()}`. */
export async function awardView(studio) {
  const state = { name: "", content: null, preset: "", columns: {}, outcome: "" };
  const file = el("input", { type: "file", accept: ".csv,.xlsx", id: "results" });
  const mapped = el("div");
  const answer = el("div", { role: "status" });
  const element = el("div", { class: "list award" },
    el("h1", { tabindex: "-1" }, "After the award"),
    el("p", { class: "intro" }, "Give the export of your assessment system. Say once which column holds what; what was dropped, doubled or missing is named before anything is paid."),
    el("section", { class: "panel" }, el("h2", {}, "Verified results"),
      el("div", { class: "fields" }, el("label", { for: "results" }, "Table of results", el("span", {}, "CSV or xlsx, from your own system"), file)),
      mapped),
    answer);

  file.addEventListener("change", async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    state.name = chosen.name;
    state.content = { base64: await base64(chosen) };
    state.columns = {};
    read();
  });

  const asked = () => ({ table: { name: state.name, content: state.content }, preset: state.preset || undefined, columns: state.columns, outcome: state.outcome || undefined });

  async function read() {
    const reply = await studio.ask({ do: "results", ...asked() });
    if (!reply.ok) return put(mapped, problems(reply));
    state.preset ||= reply.preset ?? "";
    put(mapped,
      reply.presets && picked("Exported from", reply.presets, state.preset, (value) => { state.preset = value; state.columns = {}; read(); }),
      reply.headings && el("fieldset", { class: "question group" }, el("legend", {}, "Which column holds what"),
        el("div", { class: "fields" }, (reply.names ?? []).map((each) => picked(each.label ?? each, reply.headings, (reply.columns ?? {})[each.name ?? each] ?? "",
          (value) => { state.columns = { ...reply.columns, [each.name ?? each]: value }; read(); })))),
      notes(reply),
      el("div", { class: "deeds" }, button("Settle", settle, { class: "main" })));
    return announce("The table is read.");
  }

  function notes(reply) {
    const found = [...(reply.notes ?? []), ...(reply.problems ?? [])];
    return found.length > 0 && el("section", {}, el("h3", {}, "Before anything is paid"),
      el("ul", { class: "problems" }, found.map((each) => el("li", {}, typeof each === "string" ? each : told(studio, each)))));
  }

  async function settle() {
    put(answer, el("p", {}, "Working …"));
    const reply = await studio.ask({ do: "settle", ...asked() });
    if (!reply.ok) return put(answer, problems(reply));
    const { statement = reply } = reply;
    return put(answer, el("section", { class: "panel" }, el("h2", {}, "Settlement"),
      statement.lines && table("What is paid", ["Line", "Counted", "Amount"], statement.lines.map((each) => [each.name, `${each.quantity ?? each.counted ?? ""}`, money(each.amount)]), [1, 2]),
      statement.total !== undefined && el("p", {}, "In all: ", el("strong", {}, money(statement.total))),
      el("div", { class: "deeds" }, Object.entries(reply.files ?? {}).map(([name, content]) => button(`Save ${name}`, () => download(name, bytesOf(content.base64 ?? content)))))));
  }

  function problems(reply) {
    return (reply.problems ?? []).map((each) => told(studio, each));
  }

  return { element, shown: () => say(answer, "") };
}

/** Return a choice with its label. */
function picked(label, options, value, chosen) {
  const select = el("select", { on: { change: () => chosen(select.value) } }, el("option", { value: "" }, "None"),
    options.map((each) => el("option", { value: each.name ?? each }, each.label ?? each.title ?? each.name ?? each)));
  select.value = value;
  return el("label", {}, label, select);
}

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
