import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromUtf8 } from "../bytes.ts";
import type { EntryValue } from "../entry.ts";
import { canonical, parseCanonical } from "../jcs.ts";

interface Accepted {
  what: string;
  hex: string;
  text: string;
  given?: string;
}
interface Refused {
  reason: string;
  what: string;
  hex: string;
}
const file = new URL("../../vectors/canonical.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as { accepted: Accepted[]; refused: Refused[] };

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const read = (hex: string): EntryValue => parseCanonical(fromUtf8(bytesOf(hex)));

/**
 * A second opinion: a reader that knows nothing but the canonical form, written from RFC 8259 (grammar) and RFC 8785 (form).
 * It never builds a value and never writes one; it only goes forward.
 */
const CHARACTER = /[ !#-[\]-\u{10ffff}]|\\["\\bfnrt]|\\u00(?:0[0-7be-f]|1[0-9a-f])/u.source;
const STRING = new RegExp(`"(?:${CHARACTER})*"`, "uy");
const INTEGER = /0|-?[1-9][0-9]{0,15}/y;

class StrictReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  accepts(): boolean {
    return this.value(0) && this.at === this.text.length;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private value(depth: number): boolean {
    if (this.take(/true|false/y)) return true;
    if (this.take(/\[/y)) return depth < 8 && this.members(/\]/y, () => this.value(depth + 1));
    if (this.take(/\{/y)) return depth < 8 && this.members(/\}/y, this.member(depth + 1));
    const text = this.take(STRING);
    if (text !== undefined) return !/[\ud800-\udfff]/u.test(text);
    const digits = this.take(INTEGER);
    return digits !== undefined && BigInt(digits.replace("-", "")) < 2n ** 53n;
  }

  private members(end: RegExp, one: () => boolean): boolean {
    if (this.take(end)) return true;
    while (one()) {
      if (this.take(end)) return true;
      if (!this.take(/,/y)) return false;
    }
    return false;
  }

  /** Each key comes after the one before it, byte by byte, so none comes twice. */
  private member(depth: number): () => boolean {
    let last = "";
    return () => {
      const name = this.take(/"(?:[ !#-[\]-~]|\\["\\])*"(?=:)/y);
      if (name === undefined) return false;
      const key = name.slice(1, -1).replaceAll(/\\(.)/g, "$1");
      if (key.length > 200 || key <= last) return false;
      last = key;
      return this.take(/:/y) !== undefined && this.value(depth);
    };
  }
}

function strictlyAccepts(hex: string): boolean {
  const bytes = Buffer.from(hex, "hex");
  const text = bytes.toString("utf8");
  // Bytes that are not UTF-8 do not come back as they were.
  return Buffer.from(text, "utf8").equals(bytes) && new StrictReader(text).accepts();
}

describe("the canonical texts of the vectors", () => {
  it.each(vectors.accepted)("are accepted and come back unchanged: $what", ({ hex, text, given }) => {
    expect(Buffer.from(text, "utf8").toString("hex")).toBe(hex);
    expect(canonical(read(hex))).toBe(text);
    if (given !== undefined) expect(canonical(JSON.parse(given) as EntryValue)).toBe(text);
    expect(strictlyAccepts(hex)).toBe(true);
  });

  it.each(vectors.accepted.filter(({ given }) => given !== undefined))("are not accepted in another spelling: $what", ({ given }) => {
    expect(() => parseCanonical(given ?? "")).toThrow();
    expect(strictlyAccepts(Buffer.from(given ?? "", "utf8").toString("hex"))).toBe(false);
  });

  it.each(vectors.refused)("are not accepted with $reason: $what", ({ hex }) => {
    expect(() => read(hex)).toThrow();
    expect(strictlyAccepts(hex)).toBe(false);
  });
});
