/**
 * A holder's keys: the DEK seals fields and details, the link key makes pseudonyms and tags and survives a change of the DEK.
 * wrap = 1 | epoch u32 | key id (8 bytes) | AES-256-GCM(KEK; DEK, link key, generation u32, flags u8, older DEKs; AAD = all of the place)
 * Generations count from 1; older DEKs stand newest first, one for each generation before this one.
 */
import type { HolderKind } from "../protocol.ts";
import { bound, boundText, openBytes, sealBytes } from "./aead.ts";
import { derive, tag128 } from "./mac.ts";
import { chance } from "./random.ts";

const VERSION = 1;
const HEAD = 13;
const KEY = 32;
const PLAIN = 69;

export interface Flags {
  honey: boolean;
  protected: boolean;
}
export interface HolderName {
  kind: HolderKind;
  id: string;
}

/** A DEK, and what is derived from it. */
export class DataKey {
  readonly generation: number;
  private readonly dek: Buffer;
  private readonly derived: { enc?: Buffer; detail?: Buffer } = {};

  constructor(generation: number, dek: Buffer) {
    this.generation = generation;
    this.dek = dek;
  }

  /** Derived when first asked for: a holder that an import makes is only sealed, and needs one of the two. */
  get fieldKey(): Buffer {
    this.derived.enc ??= derive(this.dek, "enc");
    return this.derived.enc;
  }

  get detailKey(): Buffer {
    this.derived.detail ??= derive(this.dek, "detail");
    return this.derived.detail;
  }
}

export class Holder {
  readonly name: HolderName;
  readonly flags: Flags;
  /** Seals from now on. */
  readonly key: DataKey;
  /** Newest first: they only open what they have sealed. */
  readonly older: readonly DataKey[];
  private readonly link: Buffer;
  private readonly derived: { sub?: Buffer; tag?: Buffer } = {};
  private readonly subs = new Map<string, string>();
  private place: { origin: string; text: string } | undefined;

  constructor(name: HolderName, plain: Buffer) {
    this.link = plain.subarray(KEY, 2 * KEY);
    this.name = { kind: name.kind, id: name.id };
    const generation = plain.readUInt32BE(64);
    this.key = new DataKey(generation, plain.subarray(0, KEY));
    this.older = Array.from(
      { length: generation - 1 },
      (_, i) => new DataKey(generation - 1 - i, plain.subarray(PLAIN + i * KEY, PLAIN + (i + 1) * KEY)),
    );
    const flags = plain.readUInt8(68);
    this.flags = { honey: (flags & 1) !== 0, protected: (flags & 2) !== 0 };
  }

  /** How the place of each of his fields in a log begins. */
  placeIn(origin: string): string {
    if (this.place?.origin !== origin) this.place = { origin, text: boundText(["field", origin, this.name.kind, this.name.id]) };
    return this.place.text;
  }

  /** Undefined where none of his keys opens it; the newest is tried first. */
  openedBy(open: (key: DataKey) => Buffer | undefined): Buffer | undefined {
    let opened = open(this.key);
    for (let i = 0; opened === undefined && i < this.older.length; i++) opened = open(this.older[i] as DataKey);
    return opened;
  }

  /** Pseudonym in a calendar quarter (UTC), `YYYYQn`. */
  sub(quarter: string): string {
    let sub = this.subs.get(quarter);
    if (sub === undefined) {
      this.derived.sub ??= derive(this.link, "sub");
      sub = tag128(this.derived.sub, quarter);
      this.subs.set(quarter, sub);
    }
    return sub;
  }

  /** Tag of a case of this holder. */
  ctag(caseId: string): string {
    this.derived.tag ??= derive(this.link, "tag");
    return tag128(this.derived.tag, caseId);
  }
}

/** New keys for a holder, wrapped. */
export function newHolder(
  kek: Buffer,
  epoch: number,
  origin: string,
  name: HolderName,
  flags: Partial<Flags>,
): { holder: Holder; wrap: string } {
  const plain = Buffer.concat([chance(64), Buffer.alloc(5)]);
  plain.writeUInt32BE(1, 64);
  plain.writeUInt8((flags.honey ? 1 : 0) | (flags.protected ? 2 : 0), 68);
  return { holder: new Holder(name, plain), wrap: wrapped(kek, epoch, chance(8), origin, name, plain).toString("base64") };
}

function wrapped(kek: Buffer, epoch: number, id: Buffer, origin: string, name: HolderName, plain: Buffer): Buffer {
  const head = Buffer.concat([Buffer.from([VERSION, 0, 0, 0, 0]), id]);
  head.writeUInt32BE(epoch, 1);
  return Buffer.concat([head, sealBytes(kek, plain, placeOf(origin, name, head))]);
}

export type KekOf = (epoch: number) => Buffer | undefined;

/** Opens a wrap; undefined where it is another holder's, another log's or no wrap at all. */
export function openWrap(kekOf: KekOf, origin: string, name: HolderName, wrap: Buffer): Holder | undefined {
  const plain = plainOf(kekOf, origin, name, wrap);
  return plain === undefined ? undefined : new Holder(name, plain);
}

/**
 * The same keys under another KEK; the key id stays.
 * @param renew with a new DEK, so that whoever has the old one opens nothing that is sealed from now on; the old one goes on opening what it sealed
 */
export function rewrap(kekOf: KekOf, epoch: number, origin: string, name: HolderName, wrap: Buffer, renew: boolean): Buffer | undefined {
  const plain = plainOf(kekOf, origin, name, wrap);
  const kek = kekOf(epoch);
  if (plain === undefined || kek === undefined) return undefined;
  const next = renew ? renewed(plain) : plain;
  const made = wrapped(kek, epoch, wrap.subarray(5, HEAD), origin, name, next);
  plain.fill(0);
  next.fill(0);
  return made;
}

function renewed(plain: Buffer): Buffer {
  const next = Buffer.concat([chance(KEY), plain.subarray(KEY, PLAIN), plain.subarray(0, KEY), plain.subarray(PLAIN)]);
  next.writeUInt32BE(plain.readUInt32BE(64) + 1, 64);
  return next;
}

/** Epoch of the KEK that a wrap is sealed under; undefined where it is no wrap. */
export function epochOf(wrap: Buffer): number | undefined {
  return wrap.length > HEAD && wrap[0] === VERSION ? wrap.readUInt32BE(1) : undefined;
}

function plainOf(kekOf: KekOf, origin: string, name: HolderName, wrap: Buffer): Buffer | undefined {
  const epoch = epochOf(wrap);
  const kek = epoch === undefined ? undefined : kekOf(epoch);
  const head = wrap.subarray(0, HEAD);
  const plain = kek === undefined ? undefined : openBytes(kek, wrap.subarray(HEAD), placeOf(origin, name, head));
  return plain !== undefined && plain.length >= PLAIN && plain.length === PLAIN + KEY * (plain.readUInt32BE(64) - 1) ? plain : undefined;
}

function placeOf(origin: string, name: HolderName, head: Buffer): Buffer {
  return bound("wrap", origin, name.kind, name.id, head.toString("hex"));
}
