import { describe, expect, it } from "vitest";
import { checkpointText } from "./checkpoint.ts";
import type { Entry } from "./entry.ts";
import { leafHash } from "./hash.ts";
import { canonical } from "./jcs.ts";
import { signedNote, vkeyText } from "./note.ts";
import type { JournalReader, KeptBatch } from "./reader.ts";
import { bundlePath } from "./tiles.ts";
import { rootOf } from "./tree.ts";
import { published } from "./vectors/publish.ts";
import { LOG, STRANGER } from "./vectors/sign.ts";
import { type VerifyOptions, verifyJournal } from "./verify.ts";

const ORIGIN = "example/log";
const NOW = new Date("2026-06-01T12:00:00.000Z");
const MINUTE = 60_000;

/** Entries so many minutes before `NOW`, the first a `start`. */
function entriesAt(minutes: readonly number[], more: (i: number) => Partial<Entry> = () => ({})): Buffer[] {
  return minutes.map((before, i) => {
    const ts = new Date(NOW.getTime() - before * MINUTE).toISOString();
    const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
    const start: Partial<Entry> = { typ: "start", body: { origin: ORIGIN, code: "c", node: "v20" } };
    const entry = { v: 1, typ: "interaction", ts, iid, body: { kind: "call", count: i }, ...(i === 0 ? start : {}), ...more(i) };
    return Buffer.from(canonical(entry as never));
  });
}

function noteOf(entries: readonly Buffer[], key = LOG, size = entries.length): string {
  const text = checkpointText({ origin: ORIGIN, size, root: rootOf(entries.map(leafHash)) });
  return signedNote(text, ORIGIN, LOG.publicKey, key.sign(text));
}

/** A journal with the batches from which it was made; `ends` says where they end. */
function journalOf(entries: readonly Buffer[], ends: readonly number[] = [], change = (batches: KeptBatch[]) => batches): JournalReader {
  const { files } = published(entries);
  files.set("vkey", Buffer.from(`${vkeyText(ORIGIN, LOG.publicKey)}\n`));
  files.set("checkpoint", Buffer.from(noteOf(entries)));
  const batches = ends.map((end, i) => {
    const first = ends[i - 1] ?? 0;
    return { first, entries: entries.slice(first, end), note: noteOf(entries.slice(0, end)) };
  });
  return {
    read: async (path) => files.get(path),
    kept: async function* () {
      yield* change(batches);
    },
  };
}

const verify = (journal: JournalReader, options: VerifyOptions = {}) => verifyJournal(journal, { now: NOW, ...options });

describe("a keeper's own old checkpoints", () => {
  const SIZE = 600;
  const ENDS = [1, 4, 255, 256, 257, 300, 512, 599, 600];
  const whole = entriesAt(Array.from({ length: SIZE }, () => 10));
  const other = [...whole.slice(0, 270), ...entriesAt(Array.from({ length: SIZE }, () => 9)).slice(270)];
  const AT = ENDS.indexOf(300);
  const withNote = (note: string) => journalOf(whole, ENDS, (batches) => batches.with(AT, { ...(batches[AT] as KeptBatch), note }));

  it("all fit a whole journal, however it was cut into batches, and those that came after its head are none of its business", async () => {
    for (const ends of [ENDS, [600], Array.from({ length: SIZE }, (_, i) => i + 1), []])
      expect(await verify(journalOf(whole, ends))).toMatchObject({ code: "OK", findings: [] });
    const grown = entriesAt(Array.from({ length: SIZE + 8 }, () => 10));
    const later = (batches: KeptBatch[]) => [...batches, { first: SIZE, entries: grown.slice(SIZE), note: noteOf(grown) }];
    expect(await verify(journalOf(whole, ENDS, later))).toMatchObject({ code: "OK" });
  });

  it.each([
    ["that of another size", noteOf(whole.slice(0, 257))],
    ["one with an edited root", noteOf(whole.slice(0, 300)).replace(/\n[^\n]{44}\n/, `\n${"A".repeat(43)}=\n`)],
    ["one of another history, signed by a stranger", noteOf(other.slice(0, 300), STRANGER)],
  ])("21: swapped for %s: the range is named, though the head fits", async (_what, note) => {
    expect(await verify(withNote(note))).toMatchObject({ code: "E_ROOT", exit: 1, index: 257, upto: 300, size: SIZE });
  });

  it("row 21: in another order", async () => {
    const swapped = journalOf(whole, ENDS, (batches) => batches.with(2, batches[3] as KeptBatch).with(3, batches[2] as KeptBatch));
    expect(await verify(swapped)).toMatchObject({ code: "E_ROOT", exit: 1 });
  });

  it("are let go of where the journal cannot be read", async () => {
    const journal = journalOf(whole, ENDS);
    let open = 0;
    const failing: JournalReader = {
      read: (path) => (path === bundlePath(1) ? Promise.reject(new Error("the disk fails")) : journal.read(path)),
      async *kept() {
        open++;
        try {
          yield* journal.kept?.() ?? [];
        } finally {
          open--;
        }
      },
    };
    await expect(verify(failing)).rejects.toThrow("the disk fails");
    expect(open).toBe(0);
  });

  it("that are no checkpoints are said to be none", async () => {
    expect(await verify(withNote("nothing"))).toMatchObject({ code: "E_CHECKPOINT", exit: 1 });
  });

  it("rows 14, 21: with which the log itself signed another history tell where the two part", async () => {
    expect(await verify(withNote(noteOf(other.slice(0, 300))))).toMatchObject({ code: "E_FORK", exit: 1, index: 257, upto: 300 });
    const behind = (batches: KeptBatch[]) => batches.map((b, i) => (i < AT ? b : { ...b, note: noteOf(other.slice(0, ENDS[i])) }));
    const verdict = await verify(journalOf(whole, ENDS, behind));
    expect(verdict).toMatchObject({ code: "E_FORK", index: 257, upto: 300 });
    expect(verdict.findings).toHaveLength(ENDS.length - AT);
  });

  it("do not stand in the way of naming the entry that was changed", async () => {
    const { files } = published(whole.with(280, whole[281] as Buffer));
    const sound = journalOf(whole, ENDS);
    const edited: JournalReader = {
      ...sound,
      read: async (path) => (path.startsWith("tile/entries") ? files.get(path) : sound.read(path)),
    };
    expect(await verify(edited)).toMatchObject({ code: "E_ROOT", exit: 1, index: 280 });
  });
});

describe("a journal that falls silent", () => {
  const HOURS = [200, 199, 139, 138, 0];

  it("row 38: for an hour without a stop is a gap, told with the entry behind it", async () => {
    const verdict = await verify(journalOf(entriesAt(HOURS)));
    expect(verdict).toMatchObject({ code: "E_GAP", exit: 2, index: 2 });
    expect(verdict.findings).toEqual([
      { code: "E_GAP", index: 2, where: "60 minutes of silence before it, and no stop" },
      { code: "E_GAP", index: 4, where: "138 minutes of silence before it, and no stop" },
    ]);
  });

  it("after a stop, or for less than an hour, is not", async () => {
    const stops = entriesAt(HOURS, (i) => (i === 1 || i === 3 ? { typ: "stop", body: {} } : {}));
    expect(await verify(journalOf(stops))).toMatchObject({ code: "OK" });
    expect(await verify(journalOf(entriesAt([100, 41, 0])))).toMatchObject({ code: "OK" });
  });

  it("because the keeper was killed is a gap too: nobody can tell what its keys were used for", async () => {
    const killed = entriesAt([200, 0], (i) => (i === 1 ? { typ: "start", body: { origin: ORIGIN, code: "c", node: "v20" } } : {}));
    expect(await verify(journalOf(killed))).toMatchObject({ code: "E_GAP", index: 1 });
  });

  it("may do so for as long as its reader says", async () => {
    expect(await verify(journalOf(entriesAt(HOURS)), { maxGap: 24 * 60 * MINUTE })).toMatchObject({ code: "OK" });
    expect(await verify(journalOf(entriesAt([9, 7, 0])), { maxGap: 2 * MINUTE })).toMatchObject({ code: "E_GAP", index: 1 });
    for (const maxGap of [0, 59_999, Number.NaN, -1])
      await expect(verify(journalOf(entriesAt(HOURS)), { maxGap })).rejects.toThrow(RangeError);
  });

  it("row 38: at its end is stale for whoever asks for a fresh one, with a stop or without", async () => {
    for (const typ of ["stop", "heartbeat"]) {
      const silent = entriesAt([61, 60], (i) => (i === 1 ? { typ, body: {} } : {}));
      expect(await verify(journalOf(silent), { maxAge: 2 * MINUTE })).toMatchObject({ code: "E_STALE", exit: 3 });
    }
  });

  it("is rather called forged than silent, and a hundred gaps hide nothing behind them", async () => {
    const many = entriesAt(
      Array.from({ length: 240 }, (_, i) => (240 - i) * 61),
      (i) => (i === 239 ? { body: { kind: "call", name: "Budi" } } : {}),
    );
    const verdict = await verify(journalOf(many));
    expect(verdict).toMatchObject({ code: "E_SCHEMA", exit: 1, index: 239 });
    expect(verdict.findings.filter(({ code }) => code === "E_GAP")).toHaveLength(100);
  });

  it("does not hide a gap behind a time that is none", async () => {
    const none = entriesAt([200, 10, 0]).map((entry, i) => (i === 1 ? Buffer.from(entry.toString().replace(/T\d\d:/, "T99:")) : entry));
    const verdict = await verify(journalOf(none));
    expect(verdict.findings).toMatchObject([
      { code: "E_TIME", index: 1 },
      { code: "E_GAP", index: 2 },
    ]);
  });
});
