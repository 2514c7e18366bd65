/**
 * Texts that nobody has saved yet, kept in this browser: a crash, a reload or an ended studio loses nothing. A draft
 * that is found when its spec is opened is set aside, where later changes do not replace it, until somebody decides.
 */

const key = (folder, name) => `obcgen-draft:${folder}:${name}`;
const aside = (folder, name) => `obcgen-aside:${folder}:${name}`;

/** Do something with what the browser keeps; without it, or without room, nothing stops. */
function kept(does) {
  try {
    return does(localStorage);
  } catch {
    return null;
  }
}

/** Keep a text, and besides what was typed and did not arrive. */
export function keep(folder, name, text, unsent = []) {
  kept((storage) => storage.setItem(key(folder, name), JSON.stringify({ text, unsent, at: Date.now() })));
}

/** Return the draft of a spec where it says something else than its text: `{text, unsent, at}` or null. */
export function find(folder, name, text) {
  return kept((storage) => {
    const draft = JSON.parse(storage.getItem(aside(folder, name)) ?? storage.getItem(key(folder, name)));
    if (!draft || (draft.text === text && !draft.unsent?.length)) return null;
    storage.setItem(aside(folder, name), JSON.stringify(draft));
    return draft;
  });
}

/** Return the specs of a folder whose changes only this browser keeps, the latest first: `{name, at}`. */
export function drafts(folder) {
  return kept((storage) => Object.keys(storage).filter((each) => each.startsWith(key(folder, "")))
    .map((each) => ({ name: each.slice(key(folder, "").length), ...JSON.parse(storage[each]) }))
    .sort((one, other) => other.at - one.at)) ?? [];
}

/** Keep which values were filled in by the program, and which of them somebody has looked at. */
export function keepMarks(folder, name, found) {
  const at = `obcgen-marks:${folder}:${name}`;
  kept((storage) => (Object.values(found).some((each) => each.length) ? storage.setItem(at, JSON.stringify(found)) : storage.removeItem(at)));
}

export function marks(folder, name) {
  return kept((storage) => JSON.parse(storage.getItem(`obcgen-marks:${folder}:${name}`)));
}

/** Forget what a spec would say if it were saved: it is. */
export function drop(folder, name) {
  kept((storage) => storage.removeItem(key(folder, name)));
}

/** Forget the draft that was set aside: somebody has taken it up, or does not want it. */
export function forget(folder, name) {
  kept((storage) => storage.removeItem(aside(folder, name)));
}
