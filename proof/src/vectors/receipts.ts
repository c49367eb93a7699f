/** `vectors/receipts.json`: receipts (C2SP tlog-proof) that prove an entry, and some that must prove nothing. */
import { base64, concat, fromLatin1, hex } from "../bytes.ts";
import { checkpointText } from "../checkpoint.ts";
import { leafHash } from "../hash.ts";
import { signedNote, vkeyText } from "../note.ts";
import { tlogProofText } from "../tlog-proof.ts";
import { cosigned, noteOf, SECOND, SECOND_VKEY, TIME, textOf, WITNESS, WITNESS_VKEY } from "./cosignatures.ts";
import { entryOf, inclusionPath, MOST } from "./leaves.ts";
import { LOG, ORIGIN, STRANGER, VKEY } from "./sign.ts";

const SIZE = 100;
const AT = 42;
const POLICY = `log ${VKEY}\nwitness one ${WITNESS_VKEY}\nwitness two ${SECOND_VKEY}\ngroup both all one two\nquorum both\n`;
const ALONE = `log ${VKEY}\nquorum none\n`;

function witnessed(size: number, ...who: (typeof WITNESS)[]): string {
  const text = textOf(size);
  return noteOf(text) + who.map((witness) => cosigned(witness, TIME, text)).join("");
}
const BOTH = witnessed(SIZE, WITNESS, SECOND);
const receiptOf = (index: number, size: number, checkpoint: string, extra?: Uint8Array): string =>
  tlogProofText({ ...(extra === undefined ? {} : { extra }), index, path: inclusionPath(index, size), checkpoint });
const GOOD = receiptOf(AT, SIZE, BOTH, entryOf(AT));
const BARE = receiptOf(AT, SIZE, BOTH);

interface Accepted {
  what: string;
  index: number;
  size: number;
  proof: string;
  policy: string;
}
const ACCEPTED: readonly Accepted[] = [
  { what: "cosigned by the quorum, the entry in it as extra data", index: AT, size: SIZE, proof: GOOD, policy: POLICY },
  { what: "without extra data", index: AT, size: SIZE, proof: BARE, policy: POLICY },
  { what: "extra data that is something else", index: AT, size: SIZE, proof: receiptOf(AT, SIZE, BOTH, entryOf(7)), policy: POLICY },
  ...[
    [0, 1],
    [0, 2],
    [1, 2],
    [0, MOST],
    [127, MOST],
    [128, MOST],
    [MOST - 1, MOST],
  ].map(([index = 0, size = 0]) => ({
    what: `entry ${index} of ${size}, no witness asked for`,
    index,
    size,
    proof: receiptOf(index, size, noteOf(textOf(size))),
    policy: ALONE,
  })),
];

type Refused = readonly [reason: string, what: string, proof: string, policy?: string, entry?: Uint8Array];

const path = inclusionPath(AT, SIZE);
const withPath = (hashes: string[]): string => tlogProofText({ index: AT, path: hashes, checkpoint: BOTH });
const swapped = [path[1] ?? "", path[0] ?? "", ...path.slice(2)];

const UNPROVED: readonly Refused[] = [
  ["root", "another entry", GOOD, POLICY, entryOf(AT + 1)],
  ["root", "the entry with a byte more", GOOD, POLICY, concat(entryOf(AT), Uint8Array.of(0))],
  ["root", "the two hashes below a node offered as an entry", withPath(path.slice(1)), POLICY, nodeBelow()],
  ["root", "the neighbour's index", GOOD.replace(`index ${AT}\n`, `index ${AT + 1}\n`)],
  ["root", "an index beyond the tree", GOOD.replace(`index ${AT}\n`, `index ${SIZE}\n`)],
  ["root", "a path with its first hash missing", withPath(path.slice(1))],
  ["root", "a path with its last hash missing", withPath(path.slice(0, -1))],
  ["root", "a path with a hash too many", withPath([...path, path[0] ?? ""])],
  ["root", "a path with two hashes swapped", withPath(swapped)],
  ["root", "no path", withPath([])],
  ["root", "the path of another size", tlogProofText({ index: AT, path: inclusionPath(AT, 64), checkpoint: BOTH })],
  ["root", "a checkpoint of another size", receiptOf(AT, SIZE, witnessed(MOST, WITNESS, SECOND))],
  ["quorum", "no witness", receiptOf(AT, SIZE, witnessed(SIZE))],
  ["quorum", "one witness of two", receiptOf(AT, SIZE, witnessed(SIZE, WITNESS))],
  ["quorum", "one witness twice", receiptOf(AT, SIZE, witnessed(SIZE, WITNESS, WITNESS))],
  ["signature", "a bad cosignature beside the good ones", receiptOf(AT, SIZE, BOTH + cosigned(WITNESS, TIME, textOf(MOST)))],
  ["signature", "an edited root", GOOD.replace(textOf(SIZE), textOf(SIZE).replace(/\n[^\n]{44}\n/, `\n${base64(new Uint8Array(32))}\n`))],
  ["signature", "signed by another key", receiptOf(AT, SIZE, strangers())],
  ["signature", "the log's line left out", receiptOf(AT, SIZE, BOTH.replace(/(\n\n)[^\n]*\n/, "$1"))],
  ["origin", "a log that the policy does not know", GOOD, `log ${vkeyText("example.org/another", LOG.publicKey)}\nquorum none\n`],
  ["origin", "a policy without a log", GOOD, "quorum none\n"],
];

function nodeBelow(): Uint8Array {
  return concat(fromLatin1(leafHash(entryOf(AT))), fromLatin1(leafHash(entryOf(AT + 1))));
}
function strangers(): string {
  const text = textOf(SIZE);
  return signedNote(text, ORIGIN, LOG.publicKey, STRANGER.sign(text));
}

const MALFORMED: readonly Refused[] = [
  ["proof", "nothing", ""],
  ["proof", "another version", GOOD.replace("@v1", "@v2")],
  ["proof", "newlines of Windows", GOOD.replaceAll("\n", "\r\n")],
  ["proof", "no index", BARE.replace(/index .*\n/, "")],
  ["proof", "an index with a leading zero", GOOD.replace("index ", "index 0")],
  ["proof", "a negative index", GOOD.replace("index ", "index -")],
  ["proof", "an index of 16 nines", GOOD.replace(`index ${AT}`, "index 9999999999999999")],
  ["proof", "extra data behind the index", GOOD.replace(/(extra .*\n)(index .*\n)/, "$2$1")],
  ["proof", "extra data twice", GOOD.replace(/(extra .*\n)/, "$1$1")],
  ["proof", "empty extra data", GOOD.replace(/extra .*\n/, "extra \n")],
  ["proof", "extra data that is not base64", GOOD.replace("extra ", "extra !")],
  ["proof", "a hash of 31 bytes", BARE.replace(/(index .*\n).*\n/, `$1${base64(new Uint8Array(31))}\n`)],
  ["proof", "a hash in hex", BARE.replace(/(index .*\n).*\n/, `$1${"0".repeat(64)}\n`)],
  ["proof", "a hash without its padding", BARE.replace(/(index .*\n.*)=\n/, "$1\n")],
  ["proof", "a space behind a hash", BARE.replace(/(index .*\n.*)\n/, "$1 \n")],
  ["proof", "no empty line before the checkpoint", GOOD.replace("\n\n", "\n").replace("\n\n", "\n")],
  ["checkpoint", "no checkpoint", `${GOOD.slice(0, GOOD.indexOf("\n\n"))}\n\n`],
  ["checkpoint", "a checkpoint without signatures", receiptOf(AT, SIZE, `${textOf(SIZE)}\n`)],
  [
    "checkpoint",
    "a size with a leading zero, signed by the log",
    receiptOf(AT, SIZE, noteOf(textOf(SIZE).replace(`\n${SIZE}\n`, `\n0${SIZE}\n`))),
  ],
  [
    "checkpoint",
    "an endless size, signed by the log",
    receiptOf(
      AT,
      SIZE,
      noteOf(checkpointText({ origin: ORIGIN, size: 1, root: path[0] ?? "" }).replace("\n1\n", "\n99999999999999999999\n")),
    ),
  ],
];

/** The file, as a value. */
export function receiptVectors(): object {
  return {
    policy: POLICY,
    accepted: ACCEPTED.map(({ what, index, size, proof, policy }) => ({
      what,
      index,
      size,
      entry: hex(entryOf(index)),
      proof,
      ...(policy === POLICY ? {} : { policy }),
    })),
    refused: [...UNPROVED, ...MALFORMED].map(([reason, what, proof, policy = POLICY, entry = entryOf(AT)]) => ({
      reason,
      what,
      entry: hex(entry),
      proof,
      ...(policy === POLICY ? {} : { policy }),
    })),
  };
}
