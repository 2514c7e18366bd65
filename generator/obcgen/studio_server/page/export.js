/** The documents as files: the same bytes as the command line writes. */

import { announce, button, bytesOf, counted, download, el, put, shown } from "./dom.js";
import { told } from "./controls.js";
import { questioned, ways } from "./problems.js";

const KINDS = [
  { id: "package", label: "The whole package for bidders", help: "RFP, response file, price file and draft contract, as one zip" },
  { id: "rfp", label: "RFP", help: "Word" },
  { id: "contract", label: "Contract", help: "Word" },
  { id: "spec", label: "The deal itself", help: "the text from which everything is made" },
];

export function exported(studio) {
  const state = el("div", { role: "status" });
  const first = el("div");
  const dialog = shown("Export",
    el("p", { class: "quiet" }, "A file is made when nothing has to be mended any more. ",
      studio.home.kind === "server" ? ""
        : "Its table of contents shows page numbers once you click on it in Word and press F9, and choose to update the whole table."),
    studio.unseen > 0 && el("p", { class: "problem warning" }, `${counted(studio.unseen, "value was", "values were")} filled in for you, and nobody has looked at ${studio.unseen === 1 ? "it" : "them"} yet. A file prints them as they are; the steps say where they stand.`),
    studio.refused.size > 0 && el("p", { class: "problem warning" }, `${counted(studio.refused.size, "answer", "answers")} cannot be read: a file prints what stood there before.`),
    el("ul", { class: "choices" }, KINDS.map((kind) => {
      const made = button("", () => make(studio, kind, state));
      made.append(el("strong", {}, kind.label), el("span", {}, kind.help));
      return el("li", {}, made);
    })),
    state, first,
    el("div", { class: "deeds" }, button("Close", () => dialog.close())));
  studio.addEventListener("go", () => dialog.close(), { once: true });
  studio.ask({ do: "problems" }).then(({ problems = [], weighs }) => put(first, warned(studio, problems.filter((each) => each.severity === "warning")), weighs?.length > 0 && [el("h2", {}, "Look first at what was filled in and binds"), ways(weighs.map(({ says, path }) => [says, () => studio.tell("go", { view: "questions", path })]))]));
}

/** Name the warnings that remain, which stop no file. */
function warned(studio, found) {
  return found.length > 0 && el("details", {}, el("summary", {}, `${counted(found.length, "warning remains", "warnings remain")}; a file is made all the same`),
    found.flatMap((each) => [told(studio, each), questioned(studio, each)]));
}

async function make(studio, kind, state) {
  if (kind.id === "spec") {
    download(studio.name.split("/").at(-1), studio.text, "application/yaml");
    return;
  }
  put(state, el("p", {}, "Working; this takes some seconds …"));
  const reply = await studio.apart({ do: "export", ...asked(kind.id) });
  if (!reply.ok) {
    const errors = (reply.problems ?? []).filter((each) => each.severity === "error");
    put(state, el("p", {}, `${errors.length} open before this can be made. The first ones:`), errors.slice(0, 3).map((each) => [told(studio, each), (each.path || each.line) && questioned(studio, each)]));
    return;
  }
  const files = Object.entries(reply.files ?? {});
  for (const [name, content] of files) download(name, bytesOf(content.base64 ?? content));
  put(state, el("p", {}, `Saved by your browser: ${files.map(([name]) => name).join(", ")}.`));
  announce("The file is ready.");
}

function asked(kind) {
  return kind === "package" ? { document: "rfp", zip: true } : { document: kind, formats: ["docx"], ...(kind === "rfp" && { only: ["rfp"] }) };
}
