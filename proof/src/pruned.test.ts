/** A pruned log, judged by the verifier as an auditor runs it: from a directory, in one thread and in two. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { readEntries, readJournalDir, verifyCommand } from "./node.ts";
import { type EntryLeft, isWhole, kindOf, leftBytes, PrunedEntry, Pruning, parseLeft } from "./pruned.ts";
import { EntryPruned, publishedTree } from "./published-tree.ts";
import type { JournalReader } from "./reader.ts";
import { BADLY_PRUNED, BEFORE_PRUNING, PRUNED_NOW, UPTO, WHOLE_PRUNED } from "./vectors/pruned-log.ts";
import { verifyJournal } from "./verify.ts";

describe("a log whose oldest looks have ended", () => {
  const scratch = mkdtempSync(join(tmpdir(), "mercusuar-pruned-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  let dirs = 0;
  const laid = (files: ReadonlyMap<string, Uint8Array>): string => {
    const dir = join(scratch, String(dirs++));
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), bytes);
    }
    return dir;
  };
  const judged = async (dir: string, threads: number) => (await verifyCommand(dir, { now: PRUNED_NOW, threads })).report;

  it.each(WHOLE_PRUNED)("is whole: %s", async (_what, files, count) => {
    const dir = laid(files);
    for (const threads of [1, 2]) expect(await judged(dir, threads)).toMatchObject({ code: "OK", pruned: { upto: UPTO, count } });
  });

  it.each(BADLY_PRUNED)("rows 48, 49: is not whole where %s", async (_what, files, fault) => {
    const dir = laid(files);
    for (const threads of [1, 2]) expect(await judged(dir, threads)).toMatchObject({ ok: false, ...fault });
  });

  it("is whole for whoever began to read before it was pruned, and is not where no newer checkpoint says so", async () => {
    const files = WHOLE_PRUNED[0]?.[1] ?? new Map<string, Uint8Array>();
    let heads = 0;
    const reader = (late: number): JournalReader => ({
      read: async (path) => (path === "checkpoint" && heads++ < late ? BEFORE_PRUNING : files.get(path)),
    });
    expect(await verifyJournal(reader(1), { now: PRUNED_NOW })).toMatchObject({ code: "OK", size: 700, pruned: { upto: UPTO } });
    heads = 0;
    expect(await verifyJournal(reader(Number.POSITIVE_INFINITY), { now: PRUNED_NOW })).toMatchObject({ code: "E_MISSING", size: 512 });
  });

  it("gives whoever reads its entries those that stayed, under their own numbers, and says of the others that they ended", async () => {
    const dir = laid(WHOLE_PRUNED[0]?.[1] ?? new Map());
    const seen: number[] = [];
    for await (const { index, entry } of readEntries(dir)) {
      seen.push(index);
      if (index < UPTO) expect(entry.typ).not.toBe("look");
    }
    expect(seen.slice(0, 3)).toEqual([0, 8, 16]);
    expect(seen.filter((index) => index >= UPTO)).toHaveLength(700 - UPTO);
    const tree = publishedTree(readJournalDir(dir), 700);
    await expect(tree.entry(9)).rejects.toThrow(EntryPruned);
    expect(kindOf(await tree.entry(16))).toBe("clock");
    expect(await tree.inclusion(9)).toHaveLength(10);
  });
});

describe("what is left of a bundle", () => {
  const entry = fc.uint8Array({ minLength: 1, maxLength: 300 });
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new PrunedEntry(String.fromCharCode(...bytes)));

  it("reads back as it was written, whole entries and hashes", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, hash), { maxLength: 40 }), (entries: EntryLeft[]) => {
        const read = parseLeft(leftBytes(entries)) ?? [];
        expect(read.map((one) => (isWhole(one) ? [...one] : one.leaf))).toEqual(entries.map((one) => (isWhole(one) ? [...one] : one.leaf)));
      }),
    );
  });

  it("is nothing where it was cut anywhere but between two entries", () => {
    const bytes = leftBytes([Uint8Array.of(1, 2, 3), new PrunedEntry("x".repeat(32))]);
    for (let length = 1; length < bytes.length; length++)
      if (length !== 5) expect(parseLeft(bytes.subarray(0, length)), `${length} bytes`).toBeUndefined();
  });
});

it("the set of a pruning is another one for any other entries", () => {
  const setOf = (kinds: readonly string[]): string => {
    const pruning = new Pruning();
    for (const [index, kind] of kinds.entries()) pruning.see(index, kind);
    return pruning.setBefore(256);
  };
  const kinds = fc.array(fc.constantFrom("look", "consent", "heartbeat", "key.erase"), { minLength: 256, maxLength: 256 });
  const ends = (kind: string) => kind === "look" || kind === "heartbeat";
  fc.assert(
    fc.property(kinds, kinds, (one, other) => {
      expect(setOf(one) === setOf(other)).toBe(one.map(ends).join() === other.map(ends).join());
    }),
  );
});
