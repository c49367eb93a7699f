/** Looks for many texts at once in any bytes: as they are, as hex, as base64 (in each of its three positions), as UTF-16. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Patterns are told apart by their first bytes; shorter texts cannot be searched for in bytes. */
const HEAD = 8;
const BITS = 22;
const WALKS = 20;

export interface Hit {
  where: string;
  text: string;
  as: string;
}

export function formsOf(text: string): Array<{ as: string; bytes: Buffer }> {
  const raw = Buffer.from(text, "utf8");
  const wide = Buffer.from(text, "utf16le");
  return [
    { as: "raw", bytes: raw },
    { as: "hex", bytes: Buffer.from(raw.toString("hex"), "latin1") },
    { as: "HEX", bytes: Buffer.from(raw.toString("hex").toUpperCase(), "latin1") },
    { as: "utf-16le", bytes: wide },
    { as: "utf-16be", bytes: Buffer.from(wide).swap16() },
    ...[0, 1, 2].map((shift) => ({ as: `base64+${shift}`, bytes: Buffer.from(base64At(raw, shift), "latin1") })),
    ...[0, 1, 2].map((shift) => ({
      as: `base64url+${shift}`,
      bytes: Buffer.from(base64At(raw, shift).replaceAll("+", "-").replaceAll("/", "_"), "latin1"),
    })),
  ];
}

/** The characters that stand for the text wherever it begins `shift` bytes after a group of three: those at the edges depend on neighbours. */
function base64At(raw: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), raw]);
  const characters = Math.floor((whole.length * 8) / 6);
  return whole.toString("base64").slice(Math.ceil((shift * 8) / 6), characters);
}

export class PlainSearch {
  private readonly bits = new Uint8Array(2 ** (BITS - 3));
  private readonly heads = new Map<string, Array<{ text: string; as: string; bytes: Buffer }>>();

  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) for (const form of formsOf(text)) this.add(text, form);
  }

  private add(text: string, { as, bytes }: { as: string; bytes: Buffer }): void {
    if (bytes.length < HEAD) throw new Error(`too short to be searched for in bytes: ${text.length} characters`);
    const head = bytes.toString("latin1", 0, HEAD);
    this.heads.set(head, [...(this.heads.get(head) ?? []), { text, as, bytes }]);
    const slot = slotOf(bytes, 0);
    this.bits[slot >> 3] = (this.bits[slot >> 3] ?? 0) | (1 << (slot & 7));
  }

  inBytes(where: string, bytes: Buffer): Hit[] {
    const hits: Hit[] = [];
    for (let at = 0; at + HEAD <= bytes.length; at++) {
      const slot = slotOf(bytes, at);
      if (((this.bits[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0) continue;
      for (const one of this.heads.get(bytes.toString("latin1", at, at + HEAD)) ?? [])
        if (bytes.compare(one.bytes, 0, one.bytes.length, at, Math.min(at + one.bytes.length, bytes.length)) === 0)
          hits.push({ where, text: one.text, as: one.as });
    }
    return hits;
  }

  /** Who lives in the directory goes on meanwhile: a file that is renamed or replaced under our eyes is looked for anew, with all others. */
  inDirectory(dir: string): Hit[] {
    for (let walks = 1; ; walks++) {
      try {
        return this.inOneWalk(dir);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT" || walks === WALKS) throw error;
      }
    }
  }

  private inOneWalk(dir: string): Hit[] {
    return readdirSync(dir, { recursive: true, encoding: "utf8" }).flatMap((name) => {
      const path = join(dir, name);
      const facts = statSync(path);
      return facts.isFile() ? this.inBytes(name, readFileSync(path)) : [];
    });
  }
}

function slotOf(bytes: Buffer, at: number): number {
  const low =
    (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
  const high =
    (bytes[at + 4] as number) | ((bytes[at + 5] as number) << 8) | ((bytes[at + 6] as number) << 16) | ((bytes[at + 7] as number) << 24);
  return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - BITS);
}
