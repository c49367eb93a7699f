import type { By } from "./parts.ts";

/** What every entry about a person carries: whom it concerns, who acted, and what its order is kept for. */
export function about(personId: string, by: By): { aggregate: string; psn: string; act?: string } {
  return { aggregate: `person:${personId}`, psn: personId, ...(by ? { act: by } : {}) };
}

/** Leaves out what is not known: an entry has no empty fields. */
export function known<Value>(fields: Record<string, Value | undefined | null>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, Value] => pair[1] !== undefined && pair[1] !== null));
}
