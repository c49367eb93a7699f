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
  const head = Buffer.concat([Buffer.from([VERSION, 0, 0, 0, 0]), chance(8)]);
  head.writeUInt32BE(epoch, 1);
  const sealed = sealBytes(kek, plain, placeOf(origin, name, head));
  return { holder: new Holder(name, plain), wrap: Buffer.concat([head, sealed]).toString("base64") };
}

/** Opens a wrap; undefined where it is another holder's, another log's or no wrap at all. */
export function openWrap(kekOf: (epoch: number) => Buffer | undefined, origin: string, name: HolderName, wrap: string): Holder | undefined {
  const bytes = Buffer.from(wrap, "base64");
  if (bytes.length < HEAD || bytes[0] !== VERSION) return undefined;
  const head = bytes.subarray(0, HEAD);
  const kek = kekOf(head.readUInt32BE(1));
  const plain = kek === undefined ? undefined : openBytes(kek, bytes.subarray(HEAD), placeOf(origin, name, head));
  return plain?.length === PLAIN ? new Holder(name, plain) : undefined;
}

function placeOf(origin: string, name: HolderName, head: Buffer): Buffer {
  return bound("wrap", origin, name.kind, name.id, head.toString("hex"));
}
