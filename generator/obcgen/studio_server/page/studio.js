/**
 * The spec that is open, as the page knows it: its text, what may be undone, what is saved. Views listen to it:
 * `opened` (another spec), `edited` (its text changed), `saved` (or not any more), `failed` (the home does not answer).
 */

import { connect } from "./send.js";
import { drafts, drop, find, keep, recall, remember } from "./drafts.js";
import { paused, waits } from "./dom.js";
import { dotted } from "./paths.js";

/** Requests after which a path may lead to something else. */
const MOVING = new Set(["remove", "move", "rename"]);
/** Requests that hold what somebody typed. */
const TYPED = new Set(["set", "clear", "text"]);

export class Studio extends EventTarget {
  home = null;
  folder = "";
  name = "";
  text = "";
  version = 0;
  undo = false;
  redo = false;
  unsaved = false;
  /** Changes that are on their way. */
  editing = 0;
  /** By path what was typed and could not be read: `{label, text, problems}`, until its writer mends it. */
  refused = new Map();
  files = [];
  /** The path of the value that is being edited: the preview scrolls there. */
  path = "";
  /** By path what was typed while the home did not answer. */
  #unsent = new Map();
  #last = Promise.resolve();
  /** Keep beside the spec, not in it, what was filled in for somebody to look at. */
  #remember = paused(async () => {
    const { folder, name } = this;
    const reply = await this.ask({ do: "marks" });
    if (reply.ok) remember("marks", folder, name, reply.marks);
  }, 1_000);
  #others = new BroadcastChannel("obcgen-studio");

  async start() {
    this.home = await connect();
    this.#others.onmessage = ({ data }) => this.#elsewhere(data);
  }

  /** Do one thing after the other, in the order in which they were asked for. */
  #inTurn(work) {
    waits(1);
    const done = this.#last.then(work).catch((error) => {
      this.tell("failed", { message: error.message });
      return { ok: false, problems: [], failed: true };
    }).finally(() => waits(-1));
    this.#last = done;
    return done;
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  ask(request) {
    return this.#inTurn(() => this.home.send(request));
  }

  /** Ask for something that takes long and changes nothing; what else is asked does not wait for it. */
  async apart(request) {
    waits(1);
    await this.#last;
    return this.home.send(request).catch(({ message }) => {
      this.tell("failed", { message });
      return { ok: false, problems: [] };
    }).finally(() => waits(-1));
  }

  /** Ask for a change; what has changed is told to every view, and to other windows. */
  edit(request, by = "form") {
    this.editing += 1;
    return this.#inTurn(async () => {
      const reply = await this.home.send({ version: this.version, ...request }).catch((error) => {
        this.unsaved = true; // what was typed is on the page alone: do not leave it unasked
        if (TYPED.has(request.do)) this.#unsent.set(dotted(request.path), request);
        this.#keep();
        throw error;
      });
      if (reply.ok && MOVING.has(request.do)) this.#forget(request.path.slice(0, -1));
      if (TYPED.has(request.do)) this.#unsent.delete(dotted(request.path));
      if (reply.ok && TYPED.has(request.do) && request.path) this.refuse(dotted(request.path)); // a later answer counts
      if (reply.ok) this.#take(reply, by);
      else if (reply.text !== undefined && reply.version !== undefined) {
        this.#replace(reply, by);
        this.tell("refused", reply);
      }
      return reply;
    }).finally(() => { this.editing -= 1; });
  }

  /** Ask once more for what did not arrive; what cannot be read waits at its question for its writer. */
  async again(request) {
    const reply = await this.edit(request, "draft");
    const at = dotted(request.path);
    if (!reply.ok && request.typed) this.refuse(at, { label: at, text: request.typed, problems: reply.problems });
  }

  /** Keep, also beyond a reload, what was typed at a path and cannot be read; or forget it. */
  refuse(at, typed = null) {
    if (typed) this.refused.set(at, typed);
    else this.refused.delete(at);
    remember("unread", this.folder, this.name, [...this.refused]);
  }

  /** Positions below a path, or ids, are others now. */
  #forget(path) {
    const start = `${dotted(path)}.`;
    for (const each of this.refused.keys()) if (each.startsWith(start)) this.refuse(each);
  }

  #take(reply, by) {
    const before = this.text;
    if (reply.text !== undefined) this.text = reply.text;
    else if (reply.change) this.text = changed(this.text, reply.change);
    this.version = reply.version ?? this.version;
    this.undo = reply.undo ?? this.undo;
    this.redo = reply.redo ?? this.redo;
    this.#mark(reply.unsaved ?? (this.unsaved || before !== this.text));
    this.tell("edited", { by, before, reply });
    this.#remember();
    this.#others.postMessage({ folder: this.folder, name: this.name, version: this.version });
  }

  /** Show a text that another window has made, in place of the one that was here. */
  #replace(reply, by) {
    const before = this.text;
    this.text = reply.text;
    this.version = reply.version;
    this.tell("edited", { by: by === "text" ? "elsewhere" : by, before, reply });
  }

  #mark(unsaved) {
    this.unsaved = unsaved;
    if (!unsaved) this.#unsent.clear();
    if (unsaved) this.#keep();
    else drop(this.folder, this.name);
    this.tell("saved");
  }

  #keep() {
    const { text, version, home: { run } } = this;
    keep(this.folder, this.name, { text, version, run, unsent: [...this.#unsent.values()] });
  }

  async #elsewhere({ folder, name, version, saved }) {
    if (folder !== this.folder || name !== this.name || (version === this.version && !saved) || this.home.kind !== "server") return;
    const reply = await this.#inTurn(() => this.home.state());
    if (!reply.ok) return;
    this.unsaved = reply.unsaved;
    if (reply.version !== this.version) this.#replace(reply, "elsewhere");
    this.tell("saved");
  }

  async list() {
    const reply = await this.#inTurn(() => this.home.list());
    this.folder = reply.folder ?? "";
    return reply;
  }

  open(name, anew = false) {
    return this.#arrive(() => this.home.open(name, anew, recall("marks", this.folder, name)));
  }

  /** Go on with a spec that is in no file yet, and that this browser alone keeps. */
  resume(name) {
    const { text } = drafts(this.folder).find((each) => each.name === name);
    return this.begin({ from: "draft", name, text, marks: recall("marks", this.folder, name) ?? {} });
  }

  /** Open a spec of a folder; `pick` is asked for one of several names. */
  openFolder(pick) {
    return this.#arrive(() => this.home.openFolder(pick));
  }

  begin(request) {
    return this.#arrive(() => this.home.begin(request));
  }

  #arrive(work) {
    return this.#inTurn(async () => {
      const reply = await work();
      if (!reply?.ok) return reply;
      this.name = reply.name;
      this.text = reply.text;
      this.version = reply.version ?? 0;
      this.undo = Boolean(reply.undo);
      this.redo = Boolean(reply.redo);
      this.unsaved = Boolean(reply.unsaved);
      this.path = "";
      this.refused = new Map(recall("unread", this.folder, this.name));
      this.files = reply.files ?? [];
      const draft = find(this.folder, this.name, { text: this.text, version: this.version, run: this.home.run });
      if (this.unsaved && !draft) this.#keep();
      this.tell("opened", { draft, reply });
      this.tell("saved");
      this.#remember();
      return reply;
    });
  }

  /** Save, under another name where one is given; `keep` is a name for what is on the disk now. */
  save(to = "", keep = "") {
    return this.#inTurn(async () => {
      const reply = await this.home.save(to, keep);
      if (reply.ok) {
        drop(this.folder, this.name);
        this.name = reply.name ?? this.name;
        this.#mark(false);
        this.#others.postMessage({ folder: this.folder, name: this.name, version: this.version, saved: true });
      }
      return reply;
    });
  }

  /** Return the text that is here, the one on the disk, and the one that both began with. */
  versions() {
    return this.#inTurn(async () => ({ ...await this.home.versions(), text: this.text }));
  }

  async changedOnDisk() {
    return (await this.#inTurn(() => this.home.changed())) === true;
  }

  look(path) {
    if (path === this.path) return;
    this.path = path;
    this.tell("looked", { path });
  }
}

export function changed(text, [from, to, inserted]) {
  return text.slice(0, from) + inserted + text.slice(to);
}
