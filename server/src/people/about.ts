import type { By } from "./parts.ts";

/** What every entry about a person carries: whom it concerns, who acted, and what its order is kept for. */
export function about(personId: string, by: By): { aggregate: string; psn: string; act?: string } {
  return { aggregate: `person:${personId}`, psn: personId, ...(by ? { act: by } : {}) };
}
