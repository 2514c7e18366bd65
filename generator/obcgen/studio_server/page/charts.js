/** Pictures of money, each with a text that says the same. */

import { el, svg } from "./dom.js";
import { money, percent } from "./money.js";

const WIDE = 360;
const HIGH = 206;
const LEFT = 52;
const LOW = 34;

/** Return how much of what is paid falls due in which quarter, base and results above each other. */
export function bars(quarters) {
  const shown = (quarters ?? []).filter((each) => Number(each.total) > 0);
  if (!shown.length) return null;
  const most = Math.max(...shown.map((each) => Number(each.total)));
  const top = rounded(most);
  const step = (WIDE - LEFT) / shown.length;
  const y = (amount) => 10 + (HIGH - 10 - LOW) * (1 - Number(amount) / top);
  const drawn = shown.flatMap((each, at) => {
    const x = LEFT + at * step + step * 0.18;
    const wide = step * 0.64;
    const [year, quarter] = each.quarter.split(" ");
    return [
      svg("rect", { class: "base", x, y: y(each.base), width: wide, height: y(0) - y(each.base) }),
      svg("rect", { class: "results", x, y: y(each.total), width: wide, height: y(each.base) - y(each.total) }),
      svg("text", { x: x + wide / 2, y: HIGH - 20, "text-anchor": "middle" }, quarter),
      year !== shown[at - 1]?.quarter.split(" ")[0] && svg("text", { x: x + wide / 2, y: HIGH - 5, "text-anchor": "middle" }, year),
    ];
  });
  const words = shown.map((each) => `${each.quarter}: ${money(each.total)}`).join("; ");
  return figure("Paid by quarter", words, [...ruled(top, y), ...drawn],
    el("p", { class: "legend" }, el("span", { class: "base" }), " Base funding ", el("span", { class: "results" }), " For results"));
}

/** Return what is paid in all as one outcome goes from nobody to everybody, what is supposed, and the most that can be paid. */
export function curve({ name, points }, outcome, most) {
  if (!points?.length) return null;
  const top = rounded(Math.max(Number(most), ...points.map((each) => Number(each.total))));
  const x = (share) => LEFT + (WIDE - LEFT - 22) * Number(share);
  const y = (amount) => 10 + (HIGH - 10 - LOW) * (1 - Number(amount) / top);
  const path = points.map((each, at) => `${at ? "L" : "M"}${x(each.attainment).toFixed(1)} ${y(each.total).toFixed(1)}`).join("");
  const marks = outcome ? [["expected_without", "without"], ["target", "target"]].filter(([key]) => outcome[key]).flatMap(([key, word]) => [
    svg("line", { class: "mark", x1: x(outcome[key]), x2: x(outcome[key]), y1: 10, y2: y(0) }),
    svg("text", { x: x(outcome[key]), y: HIGH - 5, "text-anchor": "middle" }, word)]) : [];
  const level = outcome?.level !== undefined && outcome?.level !== null
    ? [svg("circle", { class: "here", cx: x(outcome.level), cy: y(between(points, Number(outcome.level))), r: 6 })] : [];
  const words = `${name}: ${points.map((each) => `${percent(each.attainment)} pays ${money(each.total)}`).join("; ")}. At most ${money(most)}`;
  const limit = Number(most) > 0 && [svg("line", { class: "mark", x1: LEFT, x2: WIDE, y1: y(most), y2: y(most) }), svg("text", { x: LEFT + 4, y: y(most) + 12 }, "at most")];
  const scale = [0, 0.25, 0.5, 0.75, 1].map((share) => svg("text", { x: x(share), y: HIGH - 20, "text-anchor": "middle" }, percent(share)));
  return figure(`In all, as ${name.toLowerCase()} goes up`, words, [...ruled(top, y), ...scale, ...limit || [], ...marks, svg("path", { class: "line", d: path }), ...level]);
}

function between(points, share) {
  const after = points.find((each) => Number(each.attainment) >= share) ?? points.at(-1);
  const before = [...points].reverse().find((each) => Number(each.attainment) <= share) ?? points[0];
  const wide = Number(after.attainment) - Number(before.attainment);
  return Number(before.total) + (wide ? ((share - Number(before.attainment)) / wide) * (Number(after.total) - Number(before.total)) : 0);
}

function figure(title, words, drawn, below = null) {
  return el("figure", { class: "chart" }, el("figcaption", {}, title),
    svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": `${title}. ${words}` }, drawn), below);
}

function ruled(top, y) {
  return [0, top / 2, top].flatMap((amount) => [
    svg("line", { class: "rule", x1: LEFT, x2: WIDE, y1: y(amount), y2: y(amount) }),
    svg("text", { x: LEFT - 8, y: y(amount) + 4, "text-anchor": "end" }, short(amount))]);
}

function short(amount) {
  if (amount >= 1e6) return `$${(amount / 1e6).toLocaleString("en-US", { maximumFractionDigits: 2 })}M`;
  return amount >= 1e4 ? `$${(amount / 1e3).toLocaleString("en-US", { maximumFractionDigits: 1 })}K` : `$${amount.toLocaleString("en-US")}`;
}

function rounded(most) {
  const unit = 10 ** Math.floor(Math.log10(most || 1));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((each) => each * unit).find((each) => each >= most) || 1;
}
