/**
 * Whether a text is canonical JSON at first sight. True only where reading the text and writing the value would give it back; an entry is
 * nearly always that plain, and reading alone is a third of the price. False says nothing: escapes, characters beyond the basic plane and
 * long numbers are left to whoever writes it out.
 */
import { CLOSE_LIST, CLOSE_RECORD, COLON, COMMA, MINUS, NINE, OPEN_LIST, OPEN_RECORD, QUOTE, SAFE_DIGITS, ZERO } from "./json-codes.ts";

/** No control characters, no backslash, no half of a pair: then each string ends at the next quote and is spelt as it is. */
const CLEAN = /^[ -[\]-\ud7ff\ue000-\uffff]*$/;

export function isPlainlyCanonical(source: string, isName: (key: string) => boolean, maxDepth: number): boolean {
  if (!CLEAN.test(source)) return false;
  const scan = new Scan(source, isName, maxDepth);
  return scan.value(0) && scan.at === source.length;
}

class Scan {
  at = 0;
  private readonly source: string;
  private readonly isName: (key: string) => boolean;
  private readonly maxDepth: number;

  constructor(source: string, isName: (key: string) => boolean, maxDepth: number) {
    this.source = source;
    this.isName = isName;
    this.maxDepth = maxDepth;
  }

  value(depth: number): boolean {
    const code = this.source.charCodeAt(this.at);
    if (code === QUOTE) return this.text();
    if (code === OPEN_RECORD) return depth < this.maxDepth && this.record(depth + 1);
    if (code === OPEN_LIST) return depth < this.maxDepth && this.list(depth + 1);
    return code <= NINE ? this.integer() : this.word("true") || this.word("false");
  }

  private text(): boolean {
    this.at = this.source.indexOf('"', this.at + 1) + 1;
    return this.at > 0;
  }

  private record(depth: number): boolean {
    let before = "";
    for (this.at++; !this.take(CLOSE_RECORD); ) {
      if (before !== "" && !this.take(COMMA)) return false;
      const start = this.at + 1;
      if (this.source.charCodeAt(this.at) !== QUOTE || !this.text()) return false;
      const key = this.source.slice(start, this.at - 1);
      if (key <= before || !this.isName(key) || !this.take(COLON) || !this.value(depth)) return false;
      before = key;
    }
    return true;
  }

  private list(depth: number): boolean {
    let first = true;
    for (this.at++; !this.take(CLOSE_LIST); first = false) if ((!first && !this.take(COMMA)) || !this.value(depth)) return false;
    return true;
  }

  private integer(): boolean {
    const negative = this.take(MINUS);
    const start = this.at;
    while (this.isDigit()) this.at++;
    const digits = this.at - start;
    const leadingZero = this.source.charCodeAt(start) === ZERO && (digits > 1 || negative);
    return digits > 0 && digits <= SAFE_DIGITS && !leadingZero;
  }

  private isDigit(): boolean {
    const code = this.source.charCodeAt(this.at);
    return code >= ZERO && code <= NINE;
  }

  private word(word: string): boolean {
    if (!this.source.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private take(code: number): boolean {
    if (this.source.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }
}
