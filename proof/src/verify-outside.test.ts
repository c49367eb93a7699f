import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bundleBytes } from "./bundle.ts";
import { checkpointText } from "./checkpoint.ts";
import { cosignatureLine, cosignedMessage, cosignerVkeyText } from "./cosignature.ts";
import type { Entry } from "./entry.ts";
import { type Hash, leafHash } from "./hash.ts";
import { canonical } from "./jcs.ts";
import { signedNote, vkeyText } from "./note.ts";
import { parseTrustPolicy } from "./parse-trust-policy.ts";
import { inclusionRanges } from "./proofs.ts";
import type { JournalReader } from "./reader.ts";
import { bundlePath, tileBytes, tilePath } from "./tiles.ts";
import { tlogProofText } from "./tlog-proof.ts";
import { rootOf } from "./tree.ts";
import { type VerifyOptions, verifyJournal } from "./verify.ts";

const ORIGIN = "example/log";
const NOW = new Date("2026-06-01T00:00:00.000Z");
const SECONDS = NOW.getTime() / 1000;
const newPair = () => {
  const pair = generateKeyPairSync("ed25519");
  return { ...pair, raw: pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32) };
};
const log = newPair();
const witnesses = { W0: newPair(), W1: newPair() };
type Name = keyof typeof witnesses;
const LOG_LINE = `log ${vkeyText(ORIGIN, log.raw)}\n`;
const WITNESS_LINES = (["W0", "W1"] as const)
  .map((name) => `witness ${name} ${cosignerVkeyText(`w.example/${name}`, witnesses[name].raw)}\n`)
  .join("");
const ONE = parseTrustPolicy(`${LOG_LINE}${WITNESS_LINES}group one any W0 W1\nquorum one\n`);
const TWO = parseTrustPolicy(`${LOG_LINE}${WITNESS_LINES}group two all W0 W1\nquorum two\n`);

/** A minute between entries, the last one at `NOW`. `from` on, another history is told. */
function entriesOf(size: number, from = size): Buffer[] {
  return Array.from({ length: size }, (_, i) => {
    const ts = new Date(NOW.getTime() - (size - 1 - i) * 60_000).toISOString();
    const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
    const entry: Entry =
      i === 0
        ? { v: 1, typ: "start", ts, iid, body: { origin: ORIGIN, code: "c", node: "v20" } }
        : { v: 1, typ: "interaction", ts, iid, act: "a".repeat(32), body: { kind: i < from ? "call" : "visit", count: i } };
    return Buffer.from(canonical(entry as never));
  });
}

function noteOf(entries: readonly Buffer[], times: Partial<Record<Name, number>> = {}): string {
  const text = checkpointText({ origin: ORIGIN, size: entries.length, root: rootOf(entries.map(leafHash)) });
  let note = signedNote(text, ORIGIN, log.raw, sign(null, Buffer.from(text), log.privateKey));
  for (const [name, time] of Object.entries(times) as Array<[Name, number]>) {
    const { raw, privateKey } = witnesses[name];
    note += cosignatureLine(`w.example/${name}`, raw, time, sign(null, cosignedMessage(text, time), privateKey));
  }
  return note;
}

/** A journal of fewer than 256 entries, as a keeper would have published it. */
function journalOf(entries: readonly Buffer[], note = noteOf(entries)): JournalReader {
  const files = new Map<string, Uint8Array>([
    ["vkey", Buffer.from(`${vkeyText(ORIGIN, log.raw)}\n`)],
    ["checkpoint", Buffer.from(note)],
    [bundlePath(0, entries.length), bundleBytes(entries)],
    [tilePath(0, 0, entries.length), tileBytes(entries.map(leafHash))],
  ]);
  return { read: async (path) => files.get(path) };
}

function receiptOf(entries: readonly Buffer[], index: number): string {
  const leaves = entries.map(leafHash);
  const path: Hash[] = inclusionRanges(index, entries.length).map(({ from, to }) => rootOf(leaves.slice(from, to)));
  return tlogProofText({ extra: entries[index] as Buffer, index, path, checkpoint: noteOf(entries) });
}

const whole = entriesOf(20);
const older = whole.slice(0, 12);
const rewritten = [...whole.slice(0, 5), ...entriesOf(20, 5).slice(5)];
const verify = (journal: JournalReader, options: VerifyOptions = {}) => verifyJournal(journal, { now: NOW, ...options });

describe("a journal seen with witnesses", () => {
  const both = { W0: SECONDS, W1: SECONDS - 5 };

  it("is whole once the quorum has cosigned its checkpoint", async () => {
    const verdict = await verify(journalOf(whole, noteOf(whole, both)), { policy: TWO });
    expect(verdict).toMatchObject({ code: "OK", exit: 0, size: 20 });
    expect(verdict.witnesses).toEqual([
      { name: "W0", time: SECONDS },
      { name: "W1", time: SECONDS - 5 },
    ]);
    expect(await verify(journalOf(whole, noteOf(whole, { W1: SECONDS })), { policy: ONE })).toMatchObject({ code: "OK" });
  });

  it("rewritten and signed with the stolen log key lacks the quorum (row 12), also with one witness's key where two are asked for (row 13c)", async () => {
    expect(await verify(journalOf(rewritten), { policy: ONE })).toMatchObject({ code: "E_QUORUM", exit: 2 });
    expect(await verify(journalOf(rewritten, noteOf(rewritten, { W0: SECONDS })), { policy: TWO })).toMatchObject({ code: "E_QUORUM" });
  });

  it("rewritten with the log key and the one witness's key that is asked for is taken for whole (row 13, a limit that SECURITY.md tells)", async () => {
    expect(await verify(journalOf(rewritten, noteOf(rewritten, { W0: SECONDS })), { policy: ONE })).toMatchObject({ code: "OK" });
  });

  it("is refused where a cosignature's time was altered (row 18) or it was pasted from another checkpoint (row 32)", async () => {
    const { raw, privateKey } = witnesses.W0;
    const pasted = noteOf(older, { W0: SECONDS }).split("\n").at(-2) as string;
    const text = noteOf(whole).split("\n\n")[0] as string;
    const signature = sign(null, cosignedMessage(`${text}\n`, SECONDS - 90_000), privateKey);
    const altered = cosignatureLine("w.example/W0", raw, SECONDS, signature);
    for (const line of [altered, `${pasted}\n`])
      expect(await verify(journalOf(whole, noteOf(whole, { W1: SECONDS }) + line), { policy: ONE })).toMatchObject({
        code: "E_SIG",
        exit: 1,
      });
  });

  it("takes the key from the policy, and another one from elsewhere only if the policy names it", async () => {
    const files = journalOf(whole, noteOf(whole, both));
    const without: JournalReader = { read: async (path) => (path === "vkey" ? undefined : files.read(path)) };
    expect(await verify(without, { policy: ONE })).toMatchObject({ code: "OK" });
    expect(await verify(without)).toMatchObject({ code: "E_KEY", exit: 2 });
    expect(await verify(files, { policy: ONE, vkey: vkeyText(ORIGIN, log.raw) })).toMatchObject({ code: "OK" });
    expect(await verify(files, { policy: ONE, vkey: vkeyText(ORIGIN, newPair().raw) })).toMatchObject({ code: "E_KEY", exit: 2 });
    expect(await verify(files, { policy: parseTrustPolicy(`${WITNESS_LINES}quorum W1\n`) })).toMatchObject({ code: "OK" });
    expect(await verify(files, { policy: parseTrustPolicy(`log ${vkeyText("x/log", log.raw)}\nquorum none\n`) })).toMatchObject({
      code: "E_ORIGIN",
    });
  });
});

describe("a journal seen with what its reader kept", () => {
  it("is whole where it continues every kept checkpoint and holds every receipt's entry", async () => {
    const known = [1, 2, 7, 12, 19, 20].map((size) => noteOf(whole.slice(0, size)));
    const receipts = [receiptOf(older, 3), receiptOf(whole, 19)];
    expect(await verify(journalOf(whole), { known, receipts })).toMatchObject({ code: "OK", findings: [] });
  });

  it("put back to an older signed state is whole for whoever kept nothing (row 11, a limit that SECURITY.md tells), and E_ROLLBACK with a kept checkpoint (row 11b)", async () => {
    expect(await verify(journalOf(older))).toMatchObject({ code: "OK" });
    expect(await verify(journalOf(older), { known: [noteOf(whole)] })).toMatchObject({ code: "E_ROLLBACK", exit: 1 });
    expect(await verify(journalOf(older), { receipts: [receiptOf(whole, 3)] })).toMatchObject({ code: "E_ROLLBACK", exit: 1 });
  });

  it("put back to before a kept receipt's entry is another history (row 11d)", async () => {
    expect(await verify(journalOf(older), { receipts: [receiptOf(whole, 15)] })).toMatchObject({ code: "E_FORK", exit: 1 });
  });

  it("rewritten with stolen keys is another history, by a kept checkpoint (rows 13b, 14) and by a kept receipt (row 13d)", async () => {
    for (const known of [noteOf(whole), noteOf(older)])
      expect(await verify(journalOf(rewritten), { known: [known] })).toMatchObject({ code: "E_FORK", exit: 1 });
    const verdict = await verify(journalOf(rewritten), { receipts: [receiptOf(whole, 8)] });
    expect(verdict).toMatchObject({ code: "E_FORK", index: 0, upto: 9 });
    expect(await verify(journalOf(rewritten), { known: [noteOf(whole.slice(0, 5))] })).toMatchObject({ code: "OK" });
  });

  it("rewritten is another history also where its last entries were taken away, so that the whole cannot be told", async () => {
    const { read } = journalOf(rewritten);
    const cut = { read: async (path: string) => (path === bundlePath(0, 20) ? bundleBytes(rewritten.slice(0, 15)) : read(path)) };
    expect(await verify(cut)).toMatchObject({ code: "E_MISSING", exit: 2 });
    expect(await verify(cut, { known: [noteOf(older)] })).toMatchObject({ code: "E_FORK", exit: 1, index: 0, upto: 12 });
    const honest = {
      read: async (path: string) => (path === bundlePath(0, 20) ? bundleBytes(whole.slice(0, 15)) : journalOf(whole).read(path)),
    };
    expect(await verify(honest, { known: [noteOf(older)] })).toMatchObject({ code: "E_MISSING", exit: 2 });
  });

  it("of which another history was signed says between which entries the two part, the narrower the more was kept (row 14)", async () => {
    const sizes = [2, 5, 12, 20];
    const known = sizes.map((size) => noteOf(whole.slice(0, size)));
    expect(await verify(journalOf(rewritten), { known })).toMatchObject({
      code: "E_FORK",
      index: 5,
      upto: 12,
      findings: [
        { index: 5, upto: 12, where: "known checkpoint 3: another history from an entry between 5 and 11 on" },
        { index: 5, upto: 20, where: "known checkpoint 4: another history from an entry between 5 and 19 on" },
      ],
    });
    const receipts = [receiptOf(whole, 8), receiptOf(whole, 5)];
    expect(await verify(journalOf(rewritten), { known, receipts })).toMatchObject({ code: "E_FORK", index: 5, upto: 6 });
    const both = [noteOf(rewritten.slice(0, 12)), noteOf(older)];
    expect(await verify(journalOf(rewritten), { known: both })).toMatchObject({ code: "E_FORK", index: 0, upto: 12 });
  });

  it("says where the entries do not give the signed root, before it speaks of another history", async () => {
    expect(await verify(journalOf(rewritten, noteOf(whole)), { known: [noteOf(older)] })).toMatchObject({ code: "E_ROOT", exit: 1 });
  });

  it("is not judged by what this log never signed", async () => {
    const known = noteOf(whole).replace("\n20\n", "\n21\n");
    expect(await verify(journalOf(whole), { known: [known] })).toMatchObject({
      code: "E_SIG",
      findings: [{ where: "known checkpoint 1" }],
    });
    expect(await verify(journalOf(whole), { known: ["no note"] })).toMatchObject({ code: "E_CHECKPOINT", exit: 1 });
    const receipt = receiptOf(whole, 3);
    for (const bad of ["none", receipt.replace("index 3\n", "index 4\n"), receipt.replace(/extra .*\n/, "")])
      expect(await verify(journalOf(whole), { receipts: [bad] })).toMatchObject({ code: "E_SCHEMA", exit: 1 });
  });
});

describe("a journal whose reader asks for a fresh one", () => {
  const maxAge = 120_000;
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

  it("is stale once its last entry is older (row 11c)", async () => {
    expect(await verify(journalOf(whole), { maxAge, now: at(120) })).toMatchObject({ code: "OK" });
    expect(await verify(journalOf(whole), { maxAge, now: at(121) })).toMatchObject({ code: "E_STALE", exit: 3 });
    expect(await verify(journalOf(older), { maxAge })).toMatchObject({ code: "E_STALE", exit: 3 });
  });

  it("is stale once too few witnesses have cosigned it lately, whatever its entries say", async () => {
    const journal = journalOf(whole, noteOf(whole, { W0: SECONDS, W1: SECONDS - 300 }));
    expect(await verify(journal, { maxAge, policy: ONE })).toMatchObject({ code: "OK" });
    expect(await verify(journal, { maxAge, policy: TWO })).toMatchObject({ code: "E_STALE", exit: 3 });
    expect(await verify(journal, { maxAge, policy: ONE, now: at(122) })).toMatchObject({ code: "E_STALE", exit: 3 });
  });

  it("takes no cosignature from the future for a fresh one", async () => {
    const journal = journalOf(whole, noteOf(whole, { W0: SECONDS + 86_400 }));
    expect(await verify(journal, { maxAge, policy: ONE })).toMatchObject({ code: "E_STALE" });
  });

  it("is rather called damaged than stale", async () => {
    expect(await verify(journalOf(rewritten, noteOf(whole)), { maxAge, now: at(999) })).toMatchObject({ code: "E_ROOT", exit: 1 });
  });

  it("is not judged without a clock", async () => {
    await expect(verifyJournal(journalOf(whole), { maxAge })).rejects.toThrow(RangeError);
    await expect(verify(journalOf(whole), { maxAge: Number.NaN })).rejects.toThrow(RangeError);
  });
});
