/**
 * Texts that nobody has saved yet, kept in this browser: a crash, a reload or an ended studio loses nothing. A draft
 * that is found when its spec is opened is set aside, where later changes do not replace it, until somebody decides.
 */

const under = (kind, folder, name) => `obcgen-${kind}:${folder}:${name}`;
const key = (folder, name) => under("draft", folder, name);
const aside = (folder, name) => under("aside", folder, name);

/** Do something with what the browser keeps; without it, or without room, nothing stops. */
function kept(does) {
  try {
    return does(localStorage);
  } catch {
    return null;
  }
}

/** Keep a text, which version in which run of its home it is, and besides what was typed and did not arrive. */
export function keep(folder, name, draft) {
  kept((storage) => storage.setItem(key(folder, name), JSON.stringify({ ...draft, at: Date.now() })));
}

/** Return the draft of a spec where it holds what its home never had: `{text, unsent, at}` or null. */
export function find(folder, name, { text, version, run }) {
  return kept((storage) => {
    for (const at of [aside(folder, name), key(folder, name)]) {
      const draft = JSON.parse(storage.getItem(at));
      const isKnown = draft?.text === text || (run && draft?.run === run && draft.version <= version);
      if (draft && (!isKnown || draft.unsent?.length)) {
        storage.setItem(aside(folder, name), JSON.stringify(draft));
        return draft;
      }
      storage.removeItem(at);
    }
    return null;
  });
}

/** Return the specs of a folder whose changes only this browser keeps, the latest first: `{name, at}`. */
export function drafts(folder) {
  return kept((storage) => Object.keys(storage).filter((each) => each.startsWith(key(folder, "")))
    .map((each) => ({ name: each.slice(key(folder, "").length), ...JSON.parse(storage[each]) }))
    .sort((one, other) => other.at - one.at)) ?? [];
}

/**
 * Keep beside a spec what belongs to it and is not in it: `marks`, which values were filled in by the program and which of
 * them somebody has looked at; `unread`, what was typed and cannot be read.
 */
export function remember(kind, folder, name, found) {
  const at = under(kind, folder, name);
  kept((storage) => (Object.values(found).some((each) => each.length) ? storage.setItem(at, JSON.stringify(found)) : storage.removeItem(at)));
}

export function recall(kind, folder, name) {
  return kept((storage) => JSON.parse(storage.getItem(under(kind, folder, name))));
}

/** Forget what a spec would say if it were saved: it is. */
export function drop(folder, name) {
  kept((storage) => storage.removeItem(key(folder, name)));
}

/** Forget the draft that was set aside: somebody has taken it up, or does not want it. */
export function forget(folder, name) {
  kept((storage) => storage.removeItem(aside(folder, name)));
}
