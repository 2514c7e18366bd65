/** After the award: results from a district's own tables, what is wrong with them, and the settlement. */

import { announce, button, bytesOf, counted, download, el, encoded, put, say } from "./dom.js";
import { BLANK, told } from "./controls.js";
import { dated, money, table } from "./money.js";
import { dotted } from "./paths.js";
import { questioned } from "./problems.js";

const FACTS = [
  ["as_of", "Settled as of", "a date such as June 20, 2028"],
  ["verified.by", "Verified by", "the office that decided"],
  ["verified.on", "Verified on", "a date"],
  ["roster", "On the roster", "a number"],
  ["served", "Served", "a number"],
];
/** What is said of a payment that was made before; the last where late interest counts from it. */
const MADE = { amount: "Paid", on: "Paid on", invoiced: "Invoice received on" };
/** By spec, what was chosen and typed while the window is open; tables are kept nowhere else. */
const begun = new Map();
/** What a reload keeps besides: names of tables, what columns hold, facts; no row of any table. */
const STORED = ["roster", "exports", "mapping", "facts", "text", "written"];
/** What settle asks to be answered with a reason: the name that the answer has in the results file. */
const ODD = /acknowledged: \{(.+): why it is right\}/;
/** Rows of a fault that are named; the others are counted. */
const SHOWN_ROWS = 10;
/** What is chosen in place of a column that says who was served. */
const ALL = "Everyone was";
/** Columns that the first rows of a table are shown with. */
const WIDE = 8;

/** Return the view of results: `{element, shown()}`. */
export async function awardView(studio) {
  const state = remembered(studio);
  let of = studio.version;
  const mapped = el("div", { class: "tables" });
  const answer = el("div", { class: "tables", role: "status" });
  const raw = el("textarea", { rows: 14, spellcheck: "false", on: { change: () => { state.text = raw.value; if (!raw.value.trim()) state.written = {}; keep(studio, state); } } });
  const ledger = el("details");
  const more = el("div", { class: "asked" });
  const facts = el("form", { class: "fields", on: { change: () => { state.facts = [...new Map([...state.facts, ...new FormData(facts)])]; keep(studio, state); } } }, FACTS.map(([id, label, help]) =>
    el("label", {}, label, el("span", {}, help), el("input", { name: id, autocomplete: "off", "data-at": id }))),
  el("label", {}, "Kind of settlement", el("span", {}, "the last one settles all"), el("select", { name: "settlement" }, ["interim", "final"].map((each) => el("option", {}, each)))), more, ledger);
  const beside = el("select", { on: { change: () => { if (beside.value) settle(beside.value); } } });
  const element = el("div", { class: "list award" },
    el("h1", { tabindex: "-1" }, "After the award"),
    el("p", { class: "intro" }, "Give your roster and the exports of your assessment system. Who was dropped, is missing or stands there twice is named before anything is paid. ",
      studio.home.kind === "server" ? "They stay on this computer." : "They stay in this browser."),
    el("section", { class: "panel" }, el("h2", {}, "1. Your tables"),
      el("div", { class: "fields" },
        picking("Roster", "one row for each participant", false, () => [state.roster].filter(Boolean), (names) => { [state.roster = ""] = names; }),
        picking("Exports with scores", "one or more, from Istation, i-Ready, MAP Growth, STAR, DIBELS or your own", true, () => state.exports, (names) => { state.exports = names; })),
      el("label", { hidden: !resultFiles().length }, "Or a results file of this folder", beside)),
    el("section", { class: "panel" }, el("h2", {}, "2. What the columns hold"), mapped),
    el("section", { class: "panel" }, el("h2", {}, "3. Who verified what"), facts,
      el("details", {}, el("summary", {}, "The results file as text"), el("label", {}, "results.yaml", el("span", {}, "What you change here counts until the field above that says otherwise is changed."), raw),
        button("Save it", () => download("results.yaml", raw.value)))),
    el("div", { class: "deeds" }, button("Settle", () => settled(), { class: "main" })),
    answer);

  function resultFiles() {
    return studio.files.filter((name) => /\.ya?ml$/.test(name) && /result|final|interim|settle/.test(name));
  }

  function picking(label, help, multiple, now, chosen) {
    const names = el("span", {}, now().join(", "));
    const input = el("input", { type: "file", accept: ".csv,.xlsx", multiple, on: { change: async () => {
      const before = now();
      const picked = [...input.files];
      if (!picked.length) return;
      chosen(picked.map((each) => each.name));
      for (const each of picked) state.files[each.name] = await encoded(each);
      renamed(before, now());
      state.laid = false;
      say(names, now().join(", "));
      await again();
    } } });
    return el("label", {}, label, el("span", {}, help), input, names);
  }

  /** What the columns hold goes on to other tables in the place of those before, where they are as many. */
  function renamed(before, after) {
    if (before.length !== after.length) state.mapping = undefined;
    const to = (name) => after[before.indexOf(name)] ?? name;
    const { mapping } = state;
    if (mapping) for (const [one, key] of [[mapping, "participants"], ...Object.values(mapping.exports ?? {}).map((each) => [each, "file"])]) one[key] = to(one[key]);
  }

  /** Return what is said of a table: that it is the roster, or of each export that is read from it. */
  const said = ({ file }) => (file === state.roster ? [["", state.mapping]] : Object.entries(state.mapping.exports ?? {}).filter(([, one]) => one.file === file));
  const named = (each) => said(each).flatMap(([, one]) => [one.participant, ...Object.values(one.columns ?? {})]).filter((heading) => heading && !heading.startsWith("<"));

  /** Read the tables with the mapping so far, and show both. */
  async function read() {
    const kept = state.mapping;
    const files = state.laid ? {} : state.files;
    const reply = await studio.ask({ do: "results", ...(state.roster && { roster: state.roster, exports: state.exports }), files, mapping: state.mapping, text: state.text });
    state.version = studio.version;
    state.laid = reply.ok;
    state.faults = new Set((reply.problems ?? []).map((each) => each.message));
    if (!reply.ok) return put(mapped, faults(reply.problems));
    Object.assign(state, { mapping: reply.mapping ?? state.mapping, text: reply.text, labels: reply.labels ?? {} });
    keep(studio, state);
    if (kept && (reply.tables ?? []).some((each) => named(each).some((heading) => !each.headings.includes(heading)))) {
      state.mapping = undefined; // a table with other headings: what they hold is proposed anew
      return read();
    }
    raw.value = reply.text;
    put(mapped, (reply.tables ?? []).map((each) => pointed(each)), faults(reply.problems));
    return announce("The tables are read.");
  }

  /** Read the tables again where the spec is another one than when they were read. */
  async function again() {
    const missing = [state.roster, ...state.exports].filter((name) => name && !(name in state.files));
    if (missing.length) {
      put(mapped, el("p", { class: "problem warning" }, `Choose again: ${missing.join(", ")}. What their columns hold is kept; the tables themselves are not.`));
      return;
    }
    if (state.roster && (!state.laid || state.version !== studio.version)) await read();
  }

  /** Show one table with the choice of its columns, and its first rows. */
  function pointed(each) {
    const isRoster = each.file === state.roster;
    const order = Object.keys(state.labels);
    return el("section", { class: "tables" },
      el("h3", {}, each.file, el("span", { class: "quiet" }, ` ${each.rows.toLocaleString("en-US")} rows${each.system ? `, ${each.system}` : ""}`)),
      said(each).map(([id, owner]) => el("fieldset", { class: "question group" }, el("legend", {}, isRoster ? "Roster" : `${each.system || "Scores"}: ${id.replaceAll("_", " ")}`),
        el("div", { class: "fields" },
          !isRoster && heading("Id of the participant", `exports.${id}.participant`, each.headings, owner.participant, (value) => { owner.participant = value; }),
          [...new Set([...Object.keys(owner.columns ?? {}), ...(isRoster && owner.columns ? ["served"] : [])])].sort((one, other) => order.indexOf(one) - order.indexOf(other)).map((name) => heading(state.labels[name] ?? name.replaceAll("_", " "), `${id && `exports.${id}.`}columns.${name}`, each.headings, owner.columns[name], (value) => {
            if (value === ALL) delete owner.columns[name];
            else owner.columns[name] = value;
          }, isRoster && name === "served"))))),
      !named(each).length && el("p", { class: "quiet" }, "Nothing is read from this table. What it says of a whole group is typed below."),
      firstRows(each, named(each)));
  }

  /** Show the first rows of a table; of a wide one the columns that are read, then others. */
  function firstRows({ file, headings, first }, read) {
    const places = headings.map((_, at) => at).sort((one, other) => read.includes(headings[other]) - read.includes(headings[one])).slice(0, WIDE);
    const kept = (row) => places.map((at) => row[at]);
    return table(`First rows of ${file}${places.length < headings.length ? `, ${places.length} of its ${headings.length} columns` : ""}`, kept(headings), first.map(kept));
  }

  function heading(label, at, headings, value, chosen, all = false) {
    const select = el("select", { "data-at": at, on: { change: () => { chosen(select.value); read(); } } },
      el("option", { value: value?.startsWith("<") ? value : "" }, "Choose the column"), headings.map((each) => el("option", {}, each)), all && el("option", {}, ALL));
    if (headings.includes(value)) select.value = value;
    else if (all && value === undefined) select.value = ALL;
    return el("label", {}, label, select);
  }

  /** Show what else the results file asks, and a row for each payment of the schedule, to say what was paid before. */
  async function scheduled() {
    const reply = await studio.ask({ do: "payments" });
    const asked = Object.keys(MADE).slice(0, reply.invoiced ? 3 : 2);
    const typed = Object.fromEntries(state.facts);
    ledger.hidden = !reply.ok;
    state.asked = reply.asked ?? [];
    put(more, state.asked.map(({ path, label }) => el("label", {}, label, el("input", { name: `fact/${path.join("/")}`, "data-at": dotted(path), autocomplete: "off", value: typed[`fact/${path.join("/")}`] }))));
    put(ledger, el("summary", {}, "What was paid before"), el("p", { class: "help" }, "Leave open what was not paid yet. What was given back, or paid in parts, is written in the text below."),
      table("Payments of the schedule", ["Payment", "Due", "At most", ...asked.map((key) => MADE[key])], (reply.payments ?? []).map(({ id, name, date, most }) => [name, dated(date), money(most), ...asked.map((key) =>
        el("input", { name: `paid/${id}/${key}`, "data-at": `paid.${id}.${key}`, "aria-label": `${MADE[key]}: ${name}`, autocomplete: "off", value: typed[`paid/${id}/${key}`] }))]), [2]));
  }

  /** Return what was typed of one thing by its keys; nothing where all of it is empty. */
  function group(typed, of, filled = false) {
    const held = Object.entries(typed).filter(([name]) => name.startsWith(of));
    return held.some(([, value]) => value) && Object.fromEntries(held.filter(([, value]) => value || !filled).map(([name, value]) => [name.slice(of.length), value])) || "";
  }

  /** Write what changed in the fields into the results file, and settle what it says. */
  async function settled(known = {}) {
    await again();
    const typed = Object.fromEntries([...new FormData(facts)].map(([name, value]) => [name, value.trim()]));
    const changed = Object.keys(typed).filter((name) => typed[name] !== (state.written[name] ?? ""));
    for (const name of changed) {
      const [kind, id] = name.split("/");
      if (kind === "paid") known.paid = { ...known.paid, [id]: group(typed, `paid/${id}/`, true) };
      else if (kind.startsWith("verified")) known.verified = group(typed, "verified.");
      else if (kind !== "fact") known[name] = typed[name];
    }
    const reasons = [...answer.querySelectorAll("[data-odd]")].map((each) => ({ path: ["acknowledged", each.dataset.odd], typed: each.value }));
    const asked = state.asked.map(({ path }) => ({ path, typed: typed[`fact/${path.join("/")}`] })).filter(({ path }) => changed.includes(`fact/${path.join("/")}`));
    const answers = [...asked, ...reasons.filter(({ path: [, name], typed: why }) => why.trim() !== (state.reasons?.find((each) => each.name === name)?.reason ?? ""))];
    const reply = await studio.ask({ do: "results", ...(state.roster && { roster: state.roster, exports: state.exports, mapping: state.mapping }), text: state.text, facts: known, answers });
    if (!reply.ok) return unsettled(reply.problems);
    raw.value = state.text = reply.text;
    state.reasons = reply.reasons;
    state.written = { ...state.written, ...typed };
    keep(studio, state);
    return settle("results.yaml");
  }

  async function settle(name) {
    of = studio.version;
    put(answer, el("p", {}, "Working …"));
    const reply = await studio.ask({ do: "settle", name });
    if (!reply.ok) return unsettled(reply.problems);
    const { lines, total, base, performance, payable_now: now } = reply.settlement;
    return put(answer, el("section", { class: "panel" }, el("h2", {}, "Settlement"),
      table("For results", ["Line", "Participants or units", "Result", "Amount"], lines.map((each) => [each.name, `${each.quantity ?? ""}`, `${each.result ?? ""}`, money(each.amount)]), [1, 2, 3]),
      el("dl", { class: "sums" }, [["Base funding", base], ["For results", performance], ["In all", total], ["Payable now", now]].map(([word, amount]) =>
        el("div", {}, el("dt", {}, word), el("dd", {}, money(amount))))),
      el("p", {}, reply.due_words),
      faults(reply.problems), given(),
      el("div", { class: "deeds" }, [["docx", "statement (Word)"], ["xlsx", "workbook"], ["csv", "table (CSV)"]].map(([format, word]) =>
        button(`Save the ${word}`, () => statement(name, format))))));
  }

  async function statement(name, format) {
    announce("Working.");
    const reply = await studio.apart({ do: "settle", name, formats: [format] });
    for (const [file, { base64: content }] of Object.entries(reply.files ?? {})) download(file, bytesOf(content));
  }

  /** Say why nothing is settled: each blank by the name of its field, with the first of them in focus. */
  function unsettled(problems) {
    of = studio.version;
    answer.querySelector("[role=alert]")?.remove();
    const refused = problems.filter((each) => each.steps?.[0] === "acknowledged");
    if (refused.length) return answer.prepend(el("div", { role: "alert" }, refused.map((each) => told(studio, each)))); // what was typed stays
    const blanks = problems.filter((each) => each.code === BLANK);
    const above = problems.filter((each) => state.faults?.has(each.message) && each.code !== BLANK);
    const places = new Map([...element.querySelectorAll("[data-at]")].map((each) => [each.dataset.at, each]));
    const called = (place) => place.ariaLabel ?? place.parentElement.firstChild.textContent;
    const reason = (problem) => {
      const place = places.get(problem.path);
      if (!place) return `In the results file as text, line ${problem.line}: ${problem.found.replace(/[<>]/g, "")}`;
      const name = called(place);
      return button(place.matches("select") ? `Say which column holds “${name}”` : `Fill in “${name}”`, () => led(place), { class: "small" });
    };
    put(answer, el("h2", {}, "Not settled yet"), blanks.length > 0 && el("p", {}, `${counted(blanks.length, "thing is", "things are")} not said yet:`),
      el("ul", {}, blanks.map((each) => el("li", {}, reason(each)))), above.length > 0 && el("p", {}, "Mend first what is said above."), faults(problems.filter((each) => !above.includes(each)).map((each) => (places.has(each.path) ? { ...each, says: `${called(places.get(each.path))}: ${each.says || each.message}` } : each))));
    answer.append(given());
    led(problems.map((each) => places.get(each.path)).find(Boolean));
  }

  function led(place) {
    if (ledger.contains(place)) ledger.open = true;
    place?.focus();
  }

  /** Show what is wrong: a fault of many rows once, with its rows. */
  function faults(problems) {
    const alike = new Map();
    for (const each of (problems ?? []).filter((one) => one.code !== BLANK && !["note", "waived"].includes(one.severity))) {
      const key = each.path ? each : `${each.file}: ${each.message}`;
      alike.set(key, [...alike.get(key) ?? [], each]);
    }
    return [...alike.values()].map(([each, ...others]) =>
      el("div", {}, told(studio, { ...each, hint: "", advice: (each.advice || each.hint)?.replace(/(In the results file as text: )?If it is right, answer it .*/, "") }), odd(each.hint), each.path === "contract" && button(`They belong to ${each.expected}: carry them over`, () => settled({ contract: each.expected }), { class: "small" }), !each.path && each.line && el("p", { class: "quiet" }, rows(each.file, [each, ...others].map(({ line }) => line))),
        (each.page || each.path?.startsWith("provider")) && questioned(studio, each)));
  }

  function odd(hint) {
    const [, name] = ODD.exec(hint) ?? [];
    return name && why("If it is right, say why, and settle again", name);
  }

  function why(label, name, value = "") {
    return el("label", {}, label, el("input", { "data-odd": name, autocomplete: "off", value }));
  }

  /** Show the reasons that were given: each may be changed or withdrawn. */
  function given() {
    const all = state.reasons ?? [];
    return el("div", {}, all.length > 0 && el("p", {}, "Reasons you gave. Change one, or empty it to withdraw it, and settle again:"), all.map(({ name, says, reason }) => why(says, name, reason)));
  }

  function rows(file, lines) {
    const more = lines.length - SHOWN_ROWS;
    return `${file}, ${lines.length === 1 ? "row" : `${lines.length} rows:`} ${lines.slice(0, SHOWN_ROWS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  }

  put(beside, el("option", { value: "" }, "None"), resultFiles().map((each) => el("option", {}, each)));
  put(mapped, el("p", { class: "quiet" }, "Choose tables first, where there are any; what they do not hold is typed below."));
  for (const [name, value] of state.facts) if (facts.elements[name]) facts.elements[name].value = value;
  raw.value = state.text ?? "";
  return { element, shown() {
    if (of !== studio.version) put(answer); // of another spec than this one
    return Promise.all([again(), scheduled()]);
  } };
}

function remembered({ folder, name }) {
  const key = `obcgen-award:${folder}:${name}`;
  const stored = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const state = begun.get(key) ?? { roster: "", exports: [], facts: [], written: {}, asked: [], text: undefined, labels: {}, files: {}, ...stored };
  state.laid = false; // the desk may be another one
  begun.set(key, state);
  return state;
}

function keep({ folder, name }, state) {
  sessionStorage.setItem(`obcgen-award:${folder}:${name}`, JSON.stringify(Object.fromEntries(STORED.map((key) => [key, state[key]]))));
}
