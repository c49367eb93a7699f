/** `vectors/policies.json`: trust policies (C2SP tlog-policy), whose words are enough for them, and texts that are none. */
import { cosignerVkeyText, parseCosignerVkey } from "../cosignature.ts";
import { vkeyText } from "../note.ts";
import { ORIGIN, STRANGER, testKey, VKEY } from "./sign.ts";

const NAMES = ["A", "B", "C", "D", "E"];
const witnessVkey = (i: number): string => cosignerVkeyText(`witness.example/${i}`, testKey(64 + i * 32).publicKey);
const LOG_LINE = `log ${VKEY}\n`;
const lineOf = (i: number): string => `witness ${NAMES[i]} ${witnessVkey(i)}\n`;
const ALL = NAMES.map((_, i) => lineOf(i)).join("");
const BASE = LOG_LINE + ALL;

interface Policy {
  what: string;
  text: string;
  /** Names of logs, witnesses and groups, in their order. */
  logs?: string[];
  witnesses?: string[];
  groups?: string[];
  quorum: string;
  /** Who, having cosigned, is enough, and who is not. */
  enough: string[][];
  short: string[][];
}

const ACCEPTED: readonly Policy[] = [
  { what: "no witness asked for", text: `${LOG_LINE}quorum none\n`, witnesses: [], quorum: "none", enough: [[]], short: [] },
  { what: "no witness asked for, though some are known", text: `${BASE}quorum none\n`, quorum: "none", enough: [[], ["A"]], short: [] },
  { what: "no log at all", text: "quorum none\n", logs: [], witnesses: [], quorum: "none", enough: [[]], short: [] },
  {
    what: "one witness",
    text: `${BASE}quorum B\n`,
    quorum: "B",
    enough: [["B"], ["A", "B"]],
    short: [[], ["A"], ["b"], ["A", "C", "D", "E"]],
  },
  {
    what: "any of three",
    text: `${BASE}group g any A B C\nquorum g\n`,
    groups: ["g"],
    quorum: "g",
    enough: [["A"], ["C", "E"]],
    short: [[], ["D", "E"]],
  },
  {
    what: "all of three",
    text: `${BASE}group g all A B C\nquorum g\n`,
    groups: ["g"],
    quorum: "g",
    enough: [["C", "A", "B"]],
    short: [[], ["A", "B"], ["A", "B", "D", "E"], ["g"]],
  },
  {
    what: "two of three",
    text: `${BASE}group g 2 A B C\nquorum g\n`,
    groups: ["g"],
    quorum: "g",
    enough: [
      ["A", "C"],
      ["A", "B", "C"],
    ],
    short: [["A"], ["A", "D"], ["A", "A"]],
  },
  {
    what: "groups of groups: one inside and two of those outside",
    text: `${BASE}group in any A B\ngroup out 2 C D E\ngroup both all in out\nquorum both\n`,
    groups: ["in", "out", "both"],
    quorum: "both",
    enough: [
      ["A", "C", "D"],
      ["B", "D", "E"],
    ],
    short: [
      ["A", "B"],
      ["A", "C"],
      ["C", "D", "E"],
      ["in", "out"],
    ],
  },
  {
    what: "a group beside a witness",
    text: `${BASE}group g all A B\ngroup h any g C\nquorum h\n`,
    groups: ["g", "h"],
    quorum: "h",
    enough: [["C"], ["A", "B"]],
    short: [["A"], ["B", "D"]],
  },
  {
    what: "a group that nobody asks for",
    text: `${BASE}group g all A B\nquorum C\n`,
    groups: ["g"],
    quorum: "C",
    enough: [["C"]],
    short: [["A", "B"]],
  },
  {
    what: "comments, empty lines, tabs and spaces around words",
    text: `# ours\n\n \t\n\tlog   ${VKEY} \n${ALL}  # theirs\nquorum\tA\n`,
    quorum: "A",
    enough: [["A"]],
    short: [["B"]],
  },
  {
    what: "addresses behind log and witness",
    text: `log ${VKEY} https://log.example/\nwitness A ${witnessVkey(0)} https://witness.example/\nquorum A\n`,
    witnesses: ["A"],
    quorum: "A",
    enough: [["A"]],
    short: [[]],
  },
  {
    what: "the quorum before later witnesses",
    text: `${LOG_LINE}${lineOf(0)}quorum A\n${lineOf(1)}`,
    witnesses: ["A", "B"],
    quorum: "A",
    enough: [["A"]],
    short: [["B"]],
  },
  {
    what: "two logs",
    text: `${LOG_LINE}log ${vkeyText("example.org/another", STRANGER.publicKey)}\nquorum none\n`,
    logs: [ORIGIN, "example.org/another"],
    witnesses: [],
    quorum: "none",
    enough: [[]],
    short: [],
  },
  {
    what: "names that other languages know",
    text: `${LOG_LINE}witness __proto__ ${witnessVkey(0)}\ngroup constructor any __proto__\nquorum constructor\n`,
    witnesses: ["__proto__"],
    groups: ["constructor"],
    quorum: "constructor",
    enough: [["__proto__"]],
    short: [["toString"], ["constructor"]],
  },
];

/** The line at which it fails, from 1; what was done; the text. */
const REFUSED: readonly [line: number, what: string, text: string][] = [
  [1, "nothing", ""],
  [7, "no quorum: who wrote it?", `${BASE}group g any A\n`],
  [7, "the end is missing: no newline", `${BASE}quorum A`],
  [7, "a word that begins no line", `${BASE}witnesses A\nquorum A\n`],
  [7, "a capital where none is", `${BASE}Quorum A\n`],
  [8, "a second quorum", `${BASE}quorum A\nquorum A\n`],
  [7, "a quorum of two words", `${BASE}quorum A B\n`],
  [7, "a quorum of nobody", `${BASE}quorum\n`],
  [7, "a quorum that is not known", `${BASE}quorum F\n`],
  [7, "a quorum that is defined later only", `${BASE}quorum g\ngroup g any A\n`],
  [2, "a witness defined twice", `${lineOf(0)}witness A ${witnessVkey(1)}\nquorum A\n`],
  [2, "one key under two names: it would be counted twice", `${lineOf(0)}witness B ${witnessVkey(0)}\ngroup g all A B\nquorum g\n`],
  [
    2,
    "one key under two key names",
    `${lineOf(0)}witness B ${cosignerVkeyText("witness.example/other", parseCosignerVkey(witnessVkey(0))?.publicKey ?? new Uint8Array(0))}\nquorum A\n`,
  ],
  [2, "one log key twice", `${LOG_LINE}${LOG_LINE}quorum none\n`],
  [1, "a log's key for a witness", `witness A ${VKEY}\nquorum A\n`],
  [1, "a witness's key for a log", `log ${witnessVkey(0)}\nquorum none\n`],
  [1, "a witness without a key", "witness A\nquorum A\n"],
  [1, "a log without a key", "log\nquorum none\n"],
  [1, "a key whose id does not fit", `witness A ${witnessVkey(0).replace(/\+[0-9a-f]{8}\+/, "+00000000+")}\nquorum A\n`],
  [1, "a word too many behind a log", `log ${VKEY} https://log.example/ more\nquorum none\n`],
  [1, "a word too many behind a witness", `witness A ${witnessVkey(0)} https://witness.example/ more\nquorum A\n`],
  [7, "a group of nobody", `${BASE}group g any\nquorum none\n`],
  [7, "a group that wants none", `${BASE}group g 0 A B\nquorum g\n`],
  [7, "a group that wants more than it has", `${BASE}group g 3 A B\nquorum g\n`],
  [7, "a group that wants less than none", `${BASE}group g -1 A B\nquorum g\n`],
  [7, "a group that wants a part of one", `${BASE}group g 1.5 A B\nquorum g\n`],
  [7, "a count with a leading zero", `${BASE}group g 01 A B\nquorum g\n`],
  [7, "a member that is not known", `${BASE}group g any A F\nquorum g\n`],
  [7, "a member that is the group itself", `${BASE}group g any A g\nquorum g\n`],
  [7, "a member twice in one group", `${BASE}group g 2 A A\nquorum g\n`],
  [8, "a member of two groups: it would be counted twice", `${BASE}group g any A B\ngroup h any A C\nquorum g\n`],
  [7, "a group with a witness's name", `${BASE}group A any B C\nquorum A\n`],
  [7, "a group called none", `${BASE}group none any A B\nquorum none\n`],
  [1, "a witness called none", `witness none ${witnessVkey(0)}\nquorum none\n`],
  [1, "newlines of Windows", `${BASE}quorum A\n`.replaceAll("\n", "\r\n")],
  [7, "a control character in a comment", `${BASE}# \u0007\nquorum A\n`],
  [7, "a comment behind a quorum", `${BASE}quorum A # ours\n`],
];

/** The file, as a value. */
export function policyVectors(): object {
  return {
    accepted: ACCEPTED.map((policy) => ({ logs: [ORIGIN], witnesses: NAMES, groups: [], ...policy })).map(
      ({ what, text, logs, witnesses, groups, quorum, enough, short }) => ({ what, text, logs, witnesses, groups, quorum, enough, short }),
    ),
    refused: REFUSED.map(([line, what, text]) => ({ line, what, text })),
  };
}
