import type { Entry } from "./entry.ts";

/**
 * How many sealed values an entry says were opened: fields of a look, a use or a match, and of a listing what it says itself.
 * Undefined for a listing of an older release, which does not say.
 */
export function openingsIn({ typ, out, fld = [], body }: Pick<Entry, "typ" | "out" | "fld" | "body">): number | undefined {
  if (out !== "opened" && out !== "match" && out !== "nomatch") return 0;
  if (typ !== "listing") return fld.filter((field) => !field.endsWith(":hidden")).length;
  return typeof body?.opened === "number" ? body.opened : undefined;
}

/** An entry in which the keeper says how often it opened anything, against the entries since its start. */
export interface Unlogged {
  index: number;
  /** What the keeper counted, and what the entries since its `start` say. */
  counted: number;
  logged: number;
}

/**
 * Holds the keeper's own count of openings, as its heartbeats and its `stop` tell it, against the entries. Give it the entries in their order.
 * Behind entries that were pruned it takes up counting from the first count that is told: what was opened among them no entry says any more.
 */
export class OpeningCount {
  private logged: number | undefined;
  private next: number | undefined;
  private behindGap = false;

  /** What is wrong, where this entry tells a count. */
  add(index: number, entry: Entry): Unlogged | undefined {
    const { typ, body } = entry;
    if (this.next !== undefined && index !== this.next) [this.logged, this.behindGap] = [undefined, true];
    this.next = index + 1;
    if (typ === "start") [this.logged, this.behindGap] = [0, false];
    const openings = openingsIn(entry);
    this.logged = this.logged === undefined || openings === undefined ? undefined : this.logged + openings;
    if ((typ !== "heartbeat" && typ !== "stop") || typeof body?.opened !== "number") return undefined;
    const counted = body.opened - (typeof body.kept === "number" ? body.kept : 0);
    if (this.logged === undefined && this.behindGap) [this.logged, this.behindGap] = [counted, false];
    return this.logged === undefined || counted === this.logged ? undefined : { index, counted, logged: this.logged };
  }
}
