/** What a person has to be told whatever view is shown: a home that does not answer, a file changed outside. */

import { announce, button, el } from "./dom.js";
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
    tell("disk", `${studio.name} was changed outside the studio. Both versions are kept: yours is here, the other is on the disk.`,
      button("Save mine under another name", () => another()),
      button("Show the one on the disk", () => theirs()));
  }

  async function another() {
    const to = `${studio.name.replace(/\.ya?ml$/i, "")}-mine-${stamp()}.yaml`;
    const reply = await saved(studio, to);
    if (reply.ok) {
      clear("disk");
      announce(`Saved as ${to}.`);
    }
  }

  /** Open what is on the disk; what was here is kept under another name first, where it is not saved. */
  async function theirs() {
    const theirs = studio.name;
    if (studio.unsaved) await another();
    if (!studio.unsaved) await studio.open(theirs, true);
    clear("disk");
  }

  studio.addEventListener("failed", ({ detail }) => tell("failed", detail.message));
  studio.addEventListener("edited", () => clear("failed"));
  studio.addEventListener("refused", ({ detail }) => {
    if (detail.disk !== undefined) changedOutside();
    else tell("refused", detail.problems.map((each) => `${each.message} ${each.hint}`).join(" "));
  });
  studio.addEventListener("opened", ({ detail }) => {
    for (const id of [...shown.keys()]) clear(id);
    if (detail.reply.changed) changedOutside();
    if (detail.draft) {
      const at = new Date(detail.draft.at).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
      tell("draft", `This browser has changes to ${studio.name} of ${at} that were not saved.`,
        button("Take them up", async () => {
          const reply = await studio.edit({ do: "text", text: detail.draft.text }, "draft");
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
