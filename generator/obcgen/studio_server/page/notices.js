/** What is told in every view: a home that does not answer, a file changed outside. */

import { button, counted, el, when } from "./dom.js";
import { saved } from "./bar.js";
import { forget } from "./drafts.js";

const EVERY = 5_000;

/** Show notices in an element, and look now and then whether the file has changed on the disk. */
export function noticed(studio, element) {
  const shown = new Map();
  const closed = new Map();

  function tell(id, text, ...deeds) {
    if (shown.get(id)?.dataset.text === text || closed.get(id) === text) return;
    clear(id);
    const notice = el("div", { class: "notice", role: "alert", "data-text": text },
      el("p", {}, text),
      el("div", { class: "deeds" }, ...deeds, button("Close", () => {
        clear(id);
        closed.set(id, text);
      }, { class: "quiet" })));
    shown.set(id, notice);
    element.append(notice);
  }

  function clear(id) {
    shown.get(id)?.remove();
    shown.delete(id);
    closed.delete(id);
  }

  function changedOutside() {
    clear("kept");
    tell("disk", `${studio.name} was changed outside the studio. Both versions are kept: yours is here, the other is on the disk.`,
      button("See both and choose", () => chosen(), { "aria-haspopup": "dialog" }),
      button("Keep mine", () => mine()),
      button("Save mine under another name", () => another()),
      button("Show the one on the disk", () => theirs()));
  }

  /** Show what differs; what is chosen takes the place of both, and what was on the disk is kept under another name. */
  async function chosen() {
    const both = await studio.versions();
    if (both.disk === undefined) return;
    const { compared } = await import("./versions.js");
    const text = both.text === both.disk ? both.disk : await compared(studio.name, both);
    if (text === null) return;
    if (text === both.disk) return void theirs();
    const reply = text === both.text ? { ok: true } : await studio.edit({ do: "text", text }, "draft");
    if (reply.ok) await mine("What is chosen");
  }

  /** Put mine in place of what is on the disk, which is kept under another name. */
  async function mine(what = "Yours") {
    const keep = beside("disk");
    const reply = await saved(studio, "", keep);
    if (!reply.ok) return;
    clear("disk");
    tell("kept", `${what} is saved as ${studio.name}. What was on the disk is kept as ${keep}.`);
  }

  const beside = (whose) => `${studio.name.replace(/\.ya?ml$/i, "")}-${whose}-${stamp()}.yaml`;

  async function another() {
    const to = beside("mine");
    const reply = await saved(studio, to);
    if (!reply.ok) return "";
    clear("disk");
    tell("kept", `Yours is saved as ${to}.`);
    return to;
  }

  /** Open what is on the disk; what was here is kept under another name first, where it is not saved. */
  async function theirs() {
    const theirs = studio.name;
    const kept = studio.unsaved && await another();
    if (studio.unsaved) return;
    await studio.open(theirs, true);
    clear("disk");
    if (kept) tell("kept", `This is ${theirs} from the disk. Yours is kept as ${kept}.`, button("Open mine", () => studio.open(kept)));
  }

  studio.addEventListener("unread", () => {
    clear("unread");
    const count = studio.refused.size;
    if (count) tell("unread", `Saved without ${counted(count, "answer that cannot be read", "answers that cannot be read")}: the file holds what stood there before. What was typed is kept in this browser.`,
      button(count > 1 ? "Show them" : "Show it", () => studio.tell("go", { view: "problems" })));
  });
  studio.addEventListener("failed", ({ detail }) => tell("failed", detail.message));
  studio.addEventListener("edited", () => {
    clear("failed");
    if (!studio.refused.size) clear("unread");
  });
  studio.addEventListener("refused", ({ detail }) => {
    if (detail.disk !== undefined) {
      clear("disk"); // told anew each time that somebody tries to save
      changedOutside();
      shown.get("disk").querySelector("button").focus();
    }
    else tell("refused", detail.problems.map((each) => `${each.says || each.message} ${each.advice || each.hint}`).join(" "));
  });
  studio.addEventListener("opened", ({ detail }) => {
    for (const id of [...shown.keys()]) clear(id);
    if (detail.reply.changed) changedOutside();
    if (detail.draft) {
      tell("draft", `This browser has changes to ${studio.name} of ${when(detail.draft.at)} that were not saved.`,
        button("Take them up", async () => {
          const reply = await studio.edit({ do: "text", text: detail.draft.text }, "draft");
          for (const each of reply.ok ? detail.draft.unsent ?? [] : []) await studio.again(each);
          if (reply.ok) decided();
        }),
        button("Throw them away", decided));
    }
  });
  function decided() {
    forget(studio.folder, studio.name);
    clear("draft");
  }

  const look = async () => {
    if (!studio.name || document.hidden || studio.home.kind !== "server") return;
    if (await studio.changedOnDisk()) changedOutside();
    else clear("disk");
  };
  addEventListener("focus", look);
  setInterval(look, EVERY);
  return { failed: (message) => tell("failed", message) };
}

function stamp() {
  const now = new Date();
  const two = (number) => `${number}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
}
