import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkpointText } from "./checkpoint.ts";
import type { Entry } from "./entry.ts";
import { type Hash, leafHash } from "./hash.ts";
import { canonical } from "./jcs.ts";
import { keyId, signatureLine, vkeyText } from "./note.ts";
import { parseTrustPolicy } from "./parse-trust-policy.ts";
import { inclusionRanges } from "./proofs.ts";
import type { JournalReader } from "./reader.ts";
import { tlogProofText } from "./tlog-proof.ts";
import { rootOf } from "./tree.ts";
import { published } from "./vectors/publish.ts";
import { type VerifyOptions, verifyJournal } from "./verify.ts";

const ORIGIN = "example/log";
const START = Date.parse("2026-06-01T12:00:00.000Z");

interface Key {
  raw: Uint8Array;
  privateKey: KeyObject;
  vkey: string;
}
const newKey = (): Key => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return { raw, privateKey, vkey: vkeyText(ORIGIN, raw) };
};
const [first, second, third, stranger] = [newKey(), newKey(), newKey(), newKey()];

const entryAt = (i: number, more: Partial<Entry>): Buffer => {
  const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
  return Buffer.from(canonical({ v: 1, ts: new Date(START + i * 1000).toISOString(), iid, ...more } as never));
};
const call = (i: number) => entryAt(i, { typ: "interaction", body: { kind: "call", count: i } });
const names = (i: number, key: string, { raw }: Key) =>
  entryAt(i, { typ: "key.rotate", out: "done", body: { key, state: "begin", pub: Buffer.from(raw).toString("hex") } });
const ENTRIES = [
  entryAt(0, { typ: "start", body: { origin: ORIGIN, code: "c", node: "v20" } }),
  ...[1, 2].map(call),
  names(3, "log-2", second),
  ...[4, 5].map(call),
  names(6, "log-3", third),
  ...[7, 8].map(call),
];

function noteOf(entries: readonly Buffer[], ...keys: readonly Key[]): string {
  const text = checkpointText({ origin: ORIGIN, size: entries.length, root: rootOf(entries.map(leafHash)) });
  const lines = keys.map(({ raw, privateKey }) => signatureLine(ORIGIN, keyId(ORIGIN, raw), sign(null, Buffer.from(text), privateKey)));
  return `${text}\n${lines.join("")}`;
}

function receiptOf(entries: readonly Buffer[], index: number, ...keys: readonly Key[]): string {
  const leaves = entries.map(leafHash);
  const path: Hash[] = inclusionRanges(index, entries.length).map(({ from, to }) => rootOf(leaves.slice(from, to)));
  return tlogProofText({ extra: entries[index] as Buffer, index, path, checkpoint: noteOf(entries, ...keys) });
}

/** A journal whose checkpoint these keys have signed, and beside it what is given. */
function journalOf(keys: readonly Key[], beside: Record<string, string> = {}, entries: readonly Buffer[] = ENTRIES): JournalReader {
  const { files } = published(entries);
  for (const [name, text] of Object.entries({ checkpoint: noteOf(entries, ...keys), ...beside })) files.set(name, Buffer.from(text));
  return { read: async (path) => files.get(path) };
}
const told = async (journal: JournalReader, options: VerifyOptions) => {
  const { code, exit, findings } = await verifyJournal(journal, options);
  return { code, exit, where: findings[0]?.where };
};
const HANDOVERS = receiptOf(ENTRIES.slice(0, 4), 3, first, second) + receiptOf(ENTRIES.slice(0, 7), 6, second, third);
const lines = (...keys: readonly Key[]) => keys.map(({ vkey }) => `${vkey}\n`).join("");

describe("a journal whose log key is rotated", () => {
  it("is whole under the old key and under the new one while both sign, and a false line beside a good one changes nothing", async () => {
    for (const { vkey } of [first, second]) expect(await told(journalOf([first, second]), { vkey })).toMatchObject({ code: "OK" });
    const forged = { ...stranger, raw: second.raw };
    expect(await told(journalOf([first, forged]), { vkey: first.vkey })).toMatchObject({ code: "OK" });
    expect(await told(journalOf([first, forged]), { vkey: second.vkey })).toMatchObject({ code: "E_SIG", exit: 1 });
  });

  it("tells whoever holds only an old key which one signs now, over several rotations, and takes it for nothing better", async () => {
    const journal = journalOf([third], { handovers: HANDOVERS });
    const rotated = { code: "E_ROTATED", exit: 2, where: `checkpoint: signed by ${third.vkey}, as entry 6 says` };
    expect(await told(journal, { vkey: first.vkey })).toEqual(rotated);
    expect(await told(journal, { vkey: second.vkey })).toEqual(rotated);
    expect(await told(journal, { policy: parseTrustPolicy(`log ${first.vkey}\nquorum none\n`) })).toEqual(rotated);
    expect(await told(journal, { vkey: third.vkey })).toMatchObject({ code: "OK" });
    expect(await told(journal, { vkey: stranger.vkey })).toMatchObject({ code: "E_SIG", exit: 1 });
  });

  it("is E_SIG under a key that the old one never named (row 15), though both stand under one checkpoint or a receipt of another key names it", async () => {
    const { vkey } = first;
    const swapped = [...ENTRIES.slice(0, 3), names(3, "log-2", stranger)];
    const shown = [
      noteOf(ENTRIES, first, stranger),
      receiptOf(ENTRIES.slice(0, 4), 2, first, stranger),
      receiptOf(swapped, 3, stranger),
      receiptOf(ENTRIES.slice(0, 4), 3, first).replace(/^extra .*$/m, `extra ${swapped[3]?.toString("base64")}`),
      HANDOVERS,
      "",
    ];
    for (const handovers of shown)
      expect(await told(journalOf([stranger], { handovers }), { vkey })).toEqual({ code: "E_SIG", exit: 1, where: "checkpoint" });
  });

  it("is read with the keys beside it where its reader brings none: former ones vouch for what was kept, and for no new head", async () => {
    const beside = { vkey: lines(third), "vkey.former": lines(first, second) };
    const kept = { known: [noteOf(ENTRIES.slice(0, 5), first)], receipts: [receiptOf(ENTRIES.slice(0, 6), 4, second)] };
    expect(await told(journalOf([third], beside), kept)).toMatchObject({ code: "OK" });
    expect(await told(journalOf([first], beside), {})).toMatchObject({ code: "E_SIG" });
    expect(await told(journalOf([second], { vkey: lines(first), "vkey.next": lines(second) }), {})).toMatchObject({ code: "OK" });
    const policy = parseTrustPolicy(`log ${first.vkey}\nlog ${third.vkey}\nquorum none\n`);
    expect(await told(journalOf([third]), { policy, known: kept.known })).toMatchObject({ code: "OK" });
  });

  it("names the damage below a rotation to whoever holds the new key alone", async () => {
    const edited = ENTRIES.with(1, entryAt(1, { typ: "interaction", body: { kind: "visit", count: 1 } }));
    const { files } = published(edited);
    files.set("checkpoint", Buffer.from(noteOf(ENTRIES, third)));
    const batches = [2, 4, 7, 9].map((end, i, all) => {
      const from = all[i - 1] ?? 0;
      return { first: from, entries: ENTRIES.slice(from, end), note: noteOf(ENTRIES.slice(0, end), ...(end < 7 ? [first] : [third])) };
    });
    const journal: JournalReader = {
      read: async (path) => files.get(path),
      kept: async function* () {
        yield* batches;
      },
    };
    expect(await verifyJournal(journal, { vkey: third.vkey })).toMatchObject({ code: "E_ROOT", index: 0, upto: 2 });
    const both = parseTrustPolicy(`log ${first.vkey}\nlog ${third.vkey}\nquorum none\n`);
    expect(await verifyJournal(journal, { policy: both })).toMatchObject({ code: "E_ROOT", index: 1 });
  });
});
