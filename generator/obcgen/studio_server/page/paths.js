/** Paths of values: in requests lists of keys and of positions from 0, in problems and in the page `payment.rates.1`. */

/** Return a path as people write it; positions count from 1. */
export function dotted(path) {
  return Array.isArray(path) ? path.map((step) => (typeof step === "number" ? step + 1 : step)).join(".") : path ?? "";
}

/** Return the steps of a path that people write. */
export function steps(path) {
  return Array.isArray(path) ? path : path.split(".").filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) - 1 : step));
}
