/** A mark of a page comes back from the caller: whatever a database could not take in it is none of ours. */

/** An instant within the years 1 to 9999, or undefined. */
export function markedInstant(value: unknown): Date | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const at = new Date(value);
  const year = at.getUTCFullYear();
  return year >= 1 && year <= 9999 ? at : undefined;
}

/** An id as we make them, or undefined. */
export function markedId(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z]+_[0-9a-z]{1,60}$/.test(value) ? value : undefined;
}
