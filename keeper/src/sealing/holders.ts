/** Unwrapped holders, the most recently used ones: unwrapping costs more than opening a field. */

import { keyIdOf } from "../keys/holder-list.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import type { Destructions } from "../limits/destructions.ts";
import type { HolderRef } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { type Flags, type Holder, type HolderName, newHolder, openWrap } from "./holder.ts";

const MOST = 10_000;
const KINDS: readonly unknown[] = ["customer", "person"];
const ID = /^[\x21-\x7e]{1,100}$/;

export class Holders {
  /** Holders that got keys since the start. */
  made = 0;
  private readonly keys: KeyRing;
  private readonly known = new Map<string, { wrap: string; holder: Holder }>();

  private readonly destructions: Destructions;
  private readonly domain: string;

  constructor(keys: KeyRing, destructions: Destructions) {
    this.destructions = destructions;
    this.keys = keys;
    this.domain = keys.domain;
  }

  /** A KEK that is alive. */
  readonly kekOf = (epoch: number): Buffer | undefined => (this.keys.epochs.includes(epoch) ? this.keys.get(`kek-${epoch}`) : undefined);

  /** What was opened under a KEK that is gone must be opened no more. */
  forgetAll(): void {
    this.known.clear();
  }

  /** Undefined where the wrap is not this holder's. */
  open(ref: HolderRef): Holder | undefined {
    const name = `${ref.kind}:${ref.id}`;
    const known = this.known.get(name);
    if (known?.wrap === ref.wrap) {
      this.known.delete(name);
      this.known.set(name, known);
      return known.holder;
    }
    if (this.isErased(ref)) return undefined;
    const holder = openWrap(this.kekOf, this.domain, ref, Buffer.from(ref.wrap, "base64"));
    if (holder !== undefined) this.keep(name, ref.wrap, holder);
    return holder;
  }

  /** Why a wrap does not open. */
  faultOf(ref: HolderRef): "erased" | "bad-wrap" {
    return this.isErased(ref) ? "erased" : "bad-wrap";
  }

  /** His wrap is asked about anew. */
  forget({ kind, id }: HolderName): void {
    this.known.delete(`${kind}:${id}`);
  }

  private isErased({ wrap }: HolderRef): boolean {
    return this.destructions.size > 0 && this.destructions.has(keyIdOf(Buffer.from(wrap, "base64")).toString("hex"));
  }

  /** Not kept in mind: the thousands of an import would push out those who are being looked at. */
  create(name: HolderName, flags: Partial<Flags>): { holder: Holder; wrap: string } {
    if (!KINDS.includes(name.kind) || typeof name.id !== "string" || !ID.test(name.id))
      throw new Refusal("bad-call", "holder: kind customer or person, id 1 to 100 printable ASCII characters");
    const made = newHolder(this.keys.get(`kek-${this.keys.epoch}`), this.keys.epoch, this.domain, name, flags);
    this.made++;
    return made;
  }

  private keep(name: string, wrap: string, holder: Holder): void {
    this.known.set(name, { wrap, holder });
    if (this.known.size <= MOST) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      return;
    }
  }
}
