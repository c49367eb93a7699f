/**
 * A holder's keys: the DEK seals fields and details, the link key makes pseudonyms and tags and survives a change of the DEK.
 * wrap = 1 | epoch u32 | key id (8 bytes) | AES-256-GCM(KEK; DEK, link key, generation u32, flags u8; AAD = all of the place)
 */
import type { HolderKind } from "../protocol.ts";
import { bound, openBytes, sealBytes } from "./aead.ts";
import { derive, tag128 } from "./mac.ts";
import { chance } from "./random.ts";

const VERSION = 1;
const HEAD = 13;
const PLAIN = 69;

export interface Flags {
  honey: boolean;
  protected: boolean;
}
export interface HolderName {
  kind: HolderKind;
  id: string;
}

type Label = "enc" | "detail" | "sub" | "tag";

export class Holder {
  readonly name: HolderName;
  readonly flags: Flags;
  readonly generation: number;
  private readonly dek: Buffer;
  private readonly link: Buffer;
  private readonly derived: { [label in Label]?: Buffer } = {};
  private readonly subs = new Map<string, string>();

  constructor(name: HolderName, plain: Buffer) {
    this.dek = plain.subarray(0, 32);
    this.link = plain.subarray(32, 64);
    this.name = { kind: name.kind, id: name.id };
    this.generation = plain.readUInt32BE(64);
    const flags = plain.readUInt8(68);
    this.flags = { honey: (flags & 1) !== 0, protected: (flags & 2) !== 0 };
  }

  get fieldKey(): Buffer {
    return this.key("enc");
  }

  get detailKey(): Buffer {
    return this.key("detail");
  }

  /** Pseudonym in a calendar quarter (UTC), `YYYYQn`. */
  sub(quarter: string): string {
    let sub = this.subs.get(quarter);
    if (sub === undefined) {
      sub = tag128(this.key("sub"), quarter);
      this.subs.set(quarter, sub);
    }
    return sub;
  }

  /** Tag of a case of this holder. */
  ctag(caseId: string): string {
    return tag128(this.key("tag"), caseId);
  }

  /** Derived when first asked for: a holder that an import makes is only sealed, and needs one of the four. */
  private key(label: Label): Buffer {
    const known = this.derived[label];
    if (known !== undefined) return known;
    const made = derive(label === "enc" || label === "detail" ? this.dek : this.link, label);
    this.derived[label] = made;
    return made;
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

/** The same keys under another KEK; the key id stays. */
export function rewrap(kekOf: KekOf, epoch: number, origin: string, name: HolderName, wrap: Buffer): Buffer | undefined {
  const plain = plainOf(kekOf, origin, name, wrap);
  const kek = kekOf(epoch);
  if (plain === undefined || kek === undefined) return undefined;
  const made = wrapped(kek, epoch, wrap.subarray(5, HEAD), origin, name, plain);
  plain.fill(0);
  return made;
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
  return plain?.length === PLAIN ? plain : undefined;
}

function placeOf(origin: string, name: HolderName, head: Buffer): Buffer {
  return bound("wrap", origin, name.kind, name.id, head.toString("hex"));
}
