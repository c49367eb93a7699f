/**
 * A rule for a field made into a function that finds where a plain value of it ends, without reading the value: an entry that is plain
 * throughout need not be parsed, written out and compared. A scan that finds nothing says nothing: escapes, characters beyond ASCII and
 * long numbers are left to whoever parses.
 */
import type { FieldRule } from "./field-rules.ts";
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_RECORD,
  COLON,
  COMMA,
  MINUS,
  NINE,
  OPEN_LIST,
  OPEN_RECORD,
  QUOTE,
  SAFE_DIGITS,
  ZERO,
} from "./json-codes.ts";
import { Met } from "./met.ts";

/** One text twice: `text` has a character for each byte. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Where the value that begins at `at` ends, if it is plain, canonical and fits; else -1. */
export type Scan = (source: Source, at: number) => number;

/** Characters of an entry of which something is remembered. Against whom: a writer of fat entries, to whom a reader's memory would be open. */
const MOST_LEARNED = 4096;

/** By byte: 1 for printable ASCII but quote and backslash, which stands for itself. */
const plain = new Uint8Array(256).fill(1, 0x20, 0x7f);
plain[QUOTE] = 0;
plain[BACKSLASH] = 0;
/** By byte: 1 for the digits of lower-case hexadecimal. */
const hexDigit = new Uint8Array(256).fill(1, ZERO, NINE + 1).fill(1, 97, 103);

const digit = (byte: number | undefined): number => hexDigit[byte as number] as number;

export function scanOf(rule: FieldRule): Scan {
  switch (rule.is) {
    case "text":
      return textScan(rule.most);
    case "fixed":
      return rule.hex === true ? hexScan(rule.length) : fixedScan(rule.length, rule.pattern);
    case "word":
      return wordScan(rule.words);
    case "integer":
      return integerScan(rule.least);
    case "flag":
      return flagScan;
    case "list":
      return known(listScan(scanOf(rule.of), rule.most), "]");
    case "members":
      return known(membersScan(rule.of.map(scanOf), rule.name, rule.most), "}");
  }
}

/** Behind the closing quote of a plain text; -1 where none begins here. */
function endOfText({ bytes }: Source, at: number): number {
  if (bytes[at] !== QUOTE) return -1;
  let end = at + 1;
  while (plain[bytes[end] as number] === 1) end++;
  return bytes[end] === QUOTE ? end + 1 : -1;
}

function textScan(most: number): Scan {
  return (source, at) => {
    const end = endOfText(source, at);
    return end - at - 2 <= most ? end : -1;
  };
}

function hexScan(length: number): Scan {
  return ({ bytes }, at) => {
    const close = at + length + 1;
    if (bytes[at] !== QUOTE || bytes[close] !== QUOTE) return -1;
    let good = 1;
    // Four at a time, which takes half as long: lengths are multiples of it, and of another one nothing would be said.
    for (let i = at + 1; i < close; i += 4) good &= digit(bytes[i]) & digit(bytes[i + 1]) & digit(bytes[i + 2]) & digit(bytes[i + 3]);
    return good === 1 ? close + 1 : -1;
  };
}

function fixedScan(length: number, pattern: RegExp): Scan {
  return (source, at) => {
    const end = at + length + 2;
    return endOfText(source, at) === end && pattern.test(source.text.slice(at + 1, end - 1)) ? end : -1;
  };
}

export function wordScan(words: readonly string[]): Scan {
  const quoted = words.map((word) => `"${word}"`);
  return ({ text }, at) => {
    for (const word of quoted) if (text.startsWith(word, at)) return at + word.length;
    return -1;
  };
}

function integerScan(least: number): Scan {
  return ({ bytes, text }, at) => {
    const start = bytes[at] === MINUS ? at + 1 : at;
    let end = start;
    while ((bytes[end] as number) >= ZERO && (bytes[end] as number) <= NINE) end++;
    const digits = end - start;
    if (digits === 0 || digits > SAFE_DIGITS) return -1;
    if (bytes[start] === ZERO && (digits > 1 || start > at)) return -1;
    return Number(text.slice(at, end)) >= least ? end : -1;
  };
}

const flagScan: Scan = ({ text }, at) => (text.startsWith("true", at) ? at + 4 : text.startsWith("false", at) ? at + 5 : -1);

function listScan(item: Scan, most: number): Scan {
  return (source, at) => {
    const { bytes } = source;
    if (bytes[at] !== OPEN_LIST) return -1;
    if (bytes[at + 1] === CLOSE_LIST) return at + 2;
    for (let count = 1, next = at + 1; count <= most; count++) {
      const end = item(source, next);
      if (end < 0) return -1;
      if (bytes[end] === CLOSE_LIST) return end + 1;
      if (bytes[end] !== COMMA) return -1;
      next = end + 1;
    }
    return -1;
  };
}

function membersScan(values: readonly Scan[], longest: number, most: number): Scan {
  return (source, at) => {
    const { bytes } = source;
    if (bytes[at] !== OPEN_RECORD) return -1;
    if (bytes[at + 1] === CLOSE_RECORD) return at + 2;
    let before = "";
    for (let count = 1, next = at + 1; count <= most; count++) {
      const close = endOfText(source, next);
      const name = source.text.slice(next + 1, close - 1);
      // In the order of their names, each once: that is what canonical means.
      if (close < 0 || name.length > longest || name <= before || bytes[close] !== COLON) return -1;
      const end = endOfOne(values, source, close + 1);
      if (end < 0) return -1;
      if (bytes[end] === CLOSE_RECORD) return end + 1;
      if (bytes[end] !== COMMA) return -1;
      before = name;
      next = end + 1;
    }
    return -1;
  };
}

function endOfOne(values: readonly Scan[], source: Source, at: number): number {
  for (const scan of values) {
    const end = scan(source, at);
    if (end >= 0) return end;
  }
  return -1;
}

/** A record of named fields and no others; `needed` of them must be there. */
export function recordScan(fields: ReadonlyMap<string, Scan>, needed: readonly string[]): Scan {
  const heads = [...fields.keys()].sort().map((name) => {
    const head = `"${name}":`;
    const code = twoBytes(head.charCodeAt(1), head.charCodeAt(2));
    return { head, code, scan: fields.get(name) as Scan, needed: needed.includes(name) };
  });
  return (source, at) => {
    const { bytes, text } = source;
    if (bytes[at] !== OPEN_RECORD) return -1;
    let next = at + 1;
    let end = next;
    let code = codeAt(bytes, next);
    for (const field of heads) {
      // In the order of their names, each at most once: that is what canonical means.
      if (field.code === code && text.startsWith(field.head, next)) {
        end = field.scan(source, next + field.head.length);
        if (end < 0) return -1;
        next = end + 1;
        code = bytes[end] === COMMA ? codeAt(bytes, next) : 0;
      } else if (field.needed) return -1;
    }
    return bytes[end] === CLOSE_RECORD ? end + 1 : -1;
  };
}

/** The first letters of a name: most names are told apart by them. */
const codeAt = (bytes: Uint8Array, at: number): number => twoBytes(bytes[at + 1] as number, bytes[at + 2] as number);
const twoBytes = (first: number, second: number): number => (first << 8) | second;

/** The same scan, which knows by sight what it met before: a list or record that is whole is no beginning of a longer one. */
function known(scan: Scan, close: "]" | "}"): Scan {
  const met = new Met();
  return (source, at) => {
    // Where a text inside holds such a character, it ends too early and is nothing that was met.
    const first = source.text.indexOf(close, at) + 1;
    if (met.has(source.bytes, at, first)) return first;
    const end = scan(source, at);
    if (end === first && source.text.length <= MOST_LEARNED) met.add(new Uint8Array(source.bytes.subarray(at, first)));
    return end;
  };
}
