/** What the journal tells of its own key: which one signs, and since when another takes over. */
import type { Entry } from "@mercusuar/proof";
import { FIRST_LOG_KEY } from "./log-keys.ts";

/** From one key to the next. */
interface Handover {
  /** Index of the entry that names it. */
  index: number;
  /** ms since 1970: until then the old one signs beside it, unless two persons end it sooner. */
  until: number;
}

export class LogHistory {
  /** Names of those that sign, the older first: two while one takes over. */
  names: readonly string[] = [FIRST_LOG_KEY];
  handover: Handover | undefined;
  /** Index of each entry that ever named a log key, the oldest first. */
  readonly named: number[] = [];
  /** When the last rotation began, ms since 1970. */
  rotatedAt: number | undefined;

  /** An entry of kind `key.rotate` that names a log key. */
  take(body: NonNullable<Entry["body"]>, when: number, index: number): void {
    if (body.state === "begin") this.begun(String(body.key), { when, index, until: Date.parse(String(body.until ?? "")) });
    if (body.state === "end") this.ended(String(body.key));
  }

  begun(name: string, { when, index, until }: Handover & { when: number }): void {
    this.names = [...this.names.slice(-1), name];
    this.handover = { index, until: Number.isNaN(until) ? when : until };
    this.named.push(index);
    this.rotatedAt = when;
  }

  ended(name: string): void {
    this.names = [name];
    this.handover = undefined;
  }
}
