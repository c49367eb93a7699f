/**
 * How a log says that another key signs from now on: receipts of the entries that name a new key, each under a checkpoint that the key before
 * it has signed. That both keys stand under one checkpoint would say nothing: anybody may add a signature line to a note.
 */
import { fromUtf8, hex } from "./bytes.ts";
import { checkProof } from "./check-proof.ts";
import type { Entry } from "./entry.ts";
import { type Note, noteIsSignedBy, parseVkey, type VerifierKey, vkeyText } from "./note.ts";
import type { JournalReader } from "./reader.ts";
import { parseTlogProof } from "./tlog-proof.ts";

/** Beside the checkpoint: receipts one after another, the oldest first. */
export const HANDOVERS = "handovers";
const RECEIPT = /(?=^c2sp\.org\/tlog-proof@v1\n)/m;
const MOST = 100;

/** The receipts in such a file. */
export function splitHandovers(text: string): string[] {
  return text.split(RECEIPT).filter((part) => part !== "");
}

/** The key that an entry brings in beside the one that signs; undefined for every other entry. */
export function keyNamedBy(entry: Pick<Entry, "typ" | "body">, origin: string): VerifierKey | undefined {
  const { key, pub, state } = entry.body ?? {};
  if (entry.typ !== "key.rotate" || state !== "begin" || !/^log-\d+$/.test(String(key)) || !/^[0-9a-f]{64}$/.test(String(pub)))
    return undefined;
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(String(pub).slice(2 * i, 2 * i + 2), 16));
  return parseVkey(vkeyText(origin, bytes));
}

/**
 * Who signed this note, where it was none of the keys that the reader holds but one that they, or one after the other, have named.
 * Not to be believed for that: whoever stole an old key may have written it. It says which key to ask for.
 */
export async function successorThatSigned(
  note: Note,
  held: readonly VerifierKey[],
  reader: JournalReader,
): Promise<{ vkey: string; index: number } | undefined> {
  const file = await reader.read(HANDOVERS);
  if (file === undefined) return undefined;
  const named = [...held];
  for (const text of splitHandovers(textOf(file)).slice(-MOST)) {
    const { key, index } = (await namedIn(text, named)) ?? {};
    if (key === undefined || index === undefined) continue;
    if (await noteIsSignedBy(note, key)) return { vkey: vkeyText(key.name, key.publicKey), index };
    named.push(key);
  }
  return undefined;
}

async function namedIn(text: string, by: readonly VerifierKey[]): Promise<{ key: VerifierKey; index: number } | undefined> {
  const proof = parseTlogProof(text);
  if ("code" in proof || proof.extra === undefined) return undefined;
  for (const holder of by) {
    if (!(await checkProof(proof.extra, text, holder)).ok) continue;
    const key = keyNamedBy(entryOf(proof.extra), holder.name);
    return key === undefined || by.some(({ publicKey }) => hex(publicKey) === hex(key.publicKey)) ? undefined : { key, index: proof.index };
  }
  return undefined;
}

/** A thief of an old key may have signed anything: what is no entry names nobody. */
function entryOf(bytes: Uint8Array): Pick<Entry, "typ" | "body"> {
  try {
    return JSON.parse(textOf(bytes)) ?? { typ: "" };
  } catch {
    return { typ: "" };
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return "";
  }
}
