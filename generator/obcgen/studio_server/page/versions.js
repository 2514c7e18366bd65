/**
 * Two versions of one text, line by line: what is here and what is on the disk. Somebody chooses for each place where
 * they differ; a change that only one of them made is chosen beforehand.
 */

import { button, counted, el, fresh, shown } from "./dom.js";

/** Above so many pairs of lines what differs is one place: finding it would take long. */
const MOST = 4_000_000;

/** Return where two lists of lines differ: `[from, to, start, end]` in both. */
export function differences(mine, theirs) {
  let top = 0;
  while (top < mine.length && top < theirs.length && mine[top] === theirs[top]) top += 1;
  let [end, other] = [mine.length, theirs.length];
  while (end > top && other > top && mine[end - 1] === theirs[other - 1]) [end, other] = [end - 1, other - 1];
  if (end === top && other === top) return [];
  const [high, wide] = [end - top, other - top];
  if (high * wide > MOST) return [[top, end, top, other]];
  const alike = Array.from({ length: high + 1 }, () => new Uint16Array(wide + 1));
  for (let row = high - 1; row >= 0; row -= 1) {
    for (let at = wide - 1; at >= 0; at -= 1) {
      alike[row][at] = mine[top + row] === theirs[top + at] ? alike[row + 1][at + 1] + 1 : Math.max(alike[row + 1][at], alike[row][at + 1]);
    }
  }
  const found = [];
  for (let row = 0, at = 0; row < high || at < wide;) {
    if (row < high && at < wide && mine[top + row] === theirs[top + at]) {
      [row, at] = [row + 1, at + 1];
      continue;
    }
    const [from, start] = [row, at];
    while ((row < high || at < wide) && !(row < high && at < wide && mine[top + row] === theirs[top + at])) {
      if (at === wide || (row < high && alike[row + 1][at] >= alike[row][at + 1])) row += 1;
      else at += 1;
    }
    found.push([top + from, top + row, top + start, top + at]);
  }
  return found;
}

/** Return a place as one for each line, where its lines are values of the same keys. */
function apart(place, mine, theirs) {
  const [from, to, start, end] = place;
  const key = (line) => /^\s*(- )?\w+:/.exec(line)?.[0];
  const lines = Array.from({ length: to - from }, (_, at) => [from + at, from + at + 1, start + at, start + at + 1]);
  return to - from === end - start && lines.every(([at, , other]) => key(mine[at]) && key(mine[at]) === key(theirs[other])) ? lines : [place];
}

/** Show what differs; resolves to the text that was chosen, or to null where nobody chose. */
export function compared(name, { text, disk, base }) {
  const [mine, theirs, before] = [text, disk, base].map((each) => each.split("\n"));
  const places = differences(mine, theirs).flatMap((place) => apart(place, mine, theirs));
  const touched = differences(before, mine);
  const isMine = ([from, to]) => touched.some(([, , start, end]) => (start === end || from === to ? start <= to && from <= end : start < to && from < end));
  const chosen = places.map((place) => (isMine(place) ? "mine" : "theirs"));
  return new Promise((resolve) => {
    let answer = null;
    const form = el("form", { method: "dialog", on: { submit: () => { answer = merged(mine, theirs, places, chosen); } } },
      el("div", { class: "versions" }, places.map((place, at) => choice(place, at))),
      el("div", { class: "deeds" }, el("button", { class: "main" }, "Save what is chosen"),
        button("Choose all of mine", () => all("mine")), button("Choose all of the disk", () => all("theirs")), button("Not now", () => dialog.close())));
    const dialog = shown(`Two versions of ${name}`,
      el("p", {}, `They differ at ${counted(places.length, "place")}. Choose which one stays at each; what only one of them changed is chosen already. The file on the disk is kept under another name, and Undo brings yours back.`), form);
    dialog.classList.add("wide");
    dialog.addEventListener("close", () => resolve(answer));

    function all(whose) {
      for (const input of form.querySelectorAll(`input[value="${whose}"]`)) input.click();
    }

    function choice([from, to, start, end], at) {
      const group = fresh("version");
      const one = (whose, word, lines) => el("label", { class: `version ${whose}` },
        el("span", {}, el("input", { type: "radio", name: group, value: whose, checked: chosen[at] === whose, on: { change: () => { chosen[at] = whose; } } }), ` ${word}`),
        lines.length ? el("pre", {}, lines.join("\n")) : el("p", { class: "quiet" }, "Nothing stands here."));
      return el("fieldset", { class: "question group" }, el("legend", {}, `Line ${from + 1}${under(mine, from)}`),
        el("div", { class: "both" }, one("mine", "Mine", mine.slice(from, to)), one("theirs", "On the disk", theirs.slice(start, end))));
    }
  });
}

/** Return below which key of the spec a line stands, for its heading. */
function under(lines, at) {
  const key = lines.slice(0, at + 1).findLast((line) => /^\w/.test(line))?.match(/^\w+/);
  return key ? `, in ${key[0].replaceAll("_", " ")}` : "";
}

function merged(mine, theirs, places, chosen) {
  let at = 0;
  const lines = places.flatMap(([from, to, start, end], place) => {
    const kept = mine.slice(at, from);
    at = to;
    return [...kept, ...(chosen[place] === "mine" ? mine.slice(from, to) : theirs.slice(start, end))];
  });
  return [...lines, ...mine.slice(at)].join("\n");
}
