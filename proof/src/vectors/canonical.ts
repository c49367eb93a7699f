/** `vectors/canonical.json`: texts that are canonical JSON as entries use it, and texts that are not, with the reason. */
import { concat, hex, utf8 } from "../bytes.ts";

interface Accepted {
  what: string;
  /** The canonical text. */
  text: string;
  /** Another spelling of the same value: writing it canonically gives the text. */
  given?: string;
}
interface Refused {
  reason: string;
  what: string;
  bytes: string | Uint8Array;
}

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const DEEPEST = 8;
const LARGEST = String(Number.MAX_SAFE_INTEGER);

const ACCEPTED: readonly Accepted[] = [
  { what: "an object without members", text: "{}" },
  { what: "a list without items", text: "[]", given: "[ ]" },
  { what: "an empty string", text: '""' },
  { what: "a word of logic", text: "true", given: "\ttrue\n" },
  { what: "zero", text: "0" },
  { what: "a negative integer", text: "-1" },
  { what: "the largest integer", text: LARGEST },
  { what: "the smallest integer", text: `-${LARGEST}` },
  { what: "keys in order", text: '{"a":1,"b":2}', given: '{ "b": 2, "a": 1 }' },
  { what: "capitals before small letters", text: '{"B":1,"_":2,"a":3}', given: '{"a":3,"_":2,"B":1}' },
  { what: "a key before its own continuation", text: '{"a":1,"a.b":2,"aa":3}', given: '{"aa":3,"a.b":2,"a":1}' },
  { what: "keys of digits ordered as text", text: '{"10":1,"9":2}', given: '{"9":2,"10":1}' },
  { what: "a key that some languages treat apart", text: '{"__proto__":1,"constructor":2}', given: '{"constructor":2,"__proto__":1}' },
  { what: "a key with space, quote and backslash", text: '{" \\"\\\\":true}' },
  { what: "the longest key", text: `{"${"k".repeat(200)}":1}` },
  { what: "short escapes", text: '"\\b\\t\\n\\f\\r\\"\\\\"', given: '"\\u0008\\u0009\\u000a\\u000c\\u000d\\u0022\\u005C"' },
  { what: "other control characters in small hex", text: '"\\u0000\\u000f\\u001f"', given: '"\\u0000\\u000F\\u001F"' },
  { what: "slash and delete as they are", text: '"/\u007f"', given: '"\\/\\u007f"' },
  { what: "letters beyond ASCII as they are", text: '"é€ꦗ"', given: '"\\u00e9\\u20ac\\ua997"' },
  { what: "line separators as they are", text: '"\u2028\u2029"', given: '"\\u2028\\u2029"' },
  { what: "a surrogate pair as its character", text: '"😀"', given: '"\\ud83d\\ude00"' },
  { what: "letters not normalised", text: '["e\u0301","é"]' },
  { what: "a byte order mark within a string", text: '"\ufeff"' },
  { what: "as deep as allowed", text: nested(DEEPEST) },
  { what: "a list in the order given", text: '[3,1,2,{"a":[true,false]}]', given: '[3, 1, 2, { "a": [true, false] }]' },
];

const REFUSED: readonly Refused[] = [
  { reason: "duplicate key", what: "same value", bytes: '{"a":1,"a":1}' },
  { reason: "duplicate key", what: "another value", bytes: '{"a":1,"a":2}' },
  { reason: "duplicate key", what: "one of them escaped", bytes: '{"a":1,"\\u0061":1}' },
  { reason: "unsorted keys", what: "two letters", bytes: '{"b":1,"a":2}' },
  { reason: "unsorted keys", what: "ordered as numbers", bytes: '{"9":2,"10":1}' },
  { reason: "unsorted keys", what: "ordered without regard to case", bytes: '{"a":1,"B":2}' },
  { reason: "unsorted keys", what: "within a list", bytes: '[{"b":1,"a":2}]' },
  { reason: "space", what: "behind a colon", bytes: '{"a": 1}' },
  { reason: "space", what: "behind a comma", bytes: "[1, 2]" },
  { reason: "space", what: "newline at the end", bytes: "{}\n" },
  { reason: "space", what: "before the text", bytes: " {}" },
  { reason: "float", what: "a fraction", bytes: "1.5" },
  { reason: "float", what: "a whole number with a point", bytes: "1.0" },
  { reason: "float", what: "an exponent", bytes: "1e3" },
  { reason: "float", what: "minus zero", bytes: "-0" },
  { reason: "integer out of range", what: "2^53", bytes: "9007199254740992" },
  { reason: "integer out of range", what: "-2^53", bytes: "-9007199254740992" },
  { reason: "integer out of range", what: "2^53 + 1, which doubles cannot hold", bytes: "9007199254740993" },
  { reason: "null", what: "alone", bytes: "null" },
  { reason: "null", what: "as a member", bytes: '{"a":null}' },
  { reason: "null", what: "as an item", bytes: "[null]" },
  { reason: "lone surrogate", what: "a high one, escaped", bytes: '"\\ud800"' },
  { reason: "lone surrogate", what: "a low one, escaped", bytes: '"\\udc00"' },
  { reason: "lone surrogate", what: "a pair in the wrong order", bytes: '"\\ude00\\ud83d"' },
  { reason: "not UTF-8", what: "a surrogate in three bytes", bytes: concat(utf8('"'), Uint8Array.of(0xed, 0xa0, 0x80), utf8('"')) },
  { reason: "not UTF-8", what: "a byte that begins nothing", bytes: concat(utf8('"'), Uint8Array.of(0xff), utf8('"')) },
  { reason: "not UTF-8", what: "an overlong slash", bytes: concat(utf8('"'), Uint8Array.of(0xc0, 0xaf), utf8('"')) },
  { reason: "non-ASCII key", what: "a letter beyond ASCII", bytes: '{"é":1}' },
  { reason: "non-ASCII key", what: "a control character", bytes: '{"\\n":1}' },
  { reason: "non-ASCII key", what: "delete", bytes: '{"\u007f":1}' },
  { reason: "key length", what: "empty", bytes: '{"":1}' },
  { reason: "key length", what: "201 characters", bytes: `{"${"k".repeat(201)}":1}` },
  { reason: "too deep", what: "nine lists", bytes: nested(DEEPEST + 1) },
  { reason: "too deep", what: "a member below eight levels", bytes: `${'{"a":'.repeat(DEEPEST)}{}${"}".repeat(DEEPEST)}` },
  { reason: "other escape", what: "a letter", bytes: '"\\u0041"' },
  { reason: "other escape", what: "a slash", bytes: '"\\/"' },
  { reason: "other escape", what: "a newline in hex", bytes: '"\\u000a"' },
  { reason: "other escape", what: "capital hex", bytes: '"\\u000F"' },
  { reason: "other escape", what: "a pair spelt out", bytes: '"\\ud83d\\ude00"' },
  { reason: "not JSON", what: "nothing", bytes: "" },
  { reason: "not JSON", what: "a comma at the end", bytes: "[1,]" },
  { reason: "not JSON", what: "two texts", bytes: "{}{}" },
  { reason: "not JSON", what: "a leading zero", bytes: "01" },
  { reason: "not JSON", what: "a plus sign", bytes: "+1" },
  { reason: "not JSON", what: "not a number", bytes: "NaN" },
  { reason: "not JSON", what: "single quotes", bytes: "{'a':1}" },
  { reason: "not JSON", what: "a raw newline in a string", bytes: '"\n"' },
  { reason: "not JSON", what: "a byte order mark before the text", bytes: "\ufeff{}" },
  { reason: "not JSON", what: "cut off", bytes: '{"a":1' },
];

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? utf8(text) : text);

/** The file, as a value. */
export function canonicalVectors(): object {
  return {
    accepted: ACCEPTED.map(({ what, text, given }) => ({ what, hex: hex(utf8(text)), text, given })),
    refused: REFUSED.map(({ reason, what, bytes }) => ({ reason, what, hex: hex(bytesOf(bytes)) })),
  };
}
