/** Pseudonyms of persons: they change each year, and nobody can tell them once the year's key is gone. */
import { quarterOf, yearOf } from "../clock.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import type { Holder } from "./holder.ts";
import { tag128 } from "./mac.ts";

const MOST = 50_000;

export class Pseudonyms {
  private readonly keys: KeyRing;
  private readonly known = new Map<string, string>();

  constructor(keys: KeyRing) {
    this.keys = keys;
  }

  person(id: string, when: number): string {
    const year = yearOf(when);
    const name = `${year}:${id}`;
    let known = this.known.get(name);
    if (known === undefined) {
      known = tag128(this.keys.person(year), id);
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(name, known);
    }
    return known;
  }

  /** Pseudonym of a holder at that time: of a customer under the own link key, of a person as everywhere. */
  holder(holder: Holder, when: number): string {
    return holder.name.kind === "person" ? this.person(holder.name.id, when) : holder.sub(quarterOf(when));
  }
}
