/** The Go program in `second-opinion/` judges what we publish: it must find whole what is whole, and refuse what our verifier refuses. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleBytes, parseBundle } from "./bundle.ts";
import { concat, fromLatin1, utf8 } from "./bytes.ts";
import { checkpointText } from "./checkpoint.ts";
import { type Hash, leafHash } from "./hash.ts";
import { canonical } from "./jcs.ts";
import { verifyCommand } from "./node.ts";
import { signedNote, vkeyText } from "./note.ts";
import { parseTrustPolicy } from "./parse-trust-policy.ts";
import { inclusionRanges } from "./proofs.ts";
import { bundlePath, tileBytes, tilePath } from "./tiles.ts";
import { tlogProofText } from "./tlog-proof.ts";
import { Edge, rootOf } from "./tree.ts";
import { cosigned, SECOND, SECOND_VKEY, WITNESS, WITNESS_VKEY } from "./vectors/cosignatures.ts";
import { type Ask, builtProgram, missingForGo } from "./vectors/go-program.ts";
import { BADLY_PRUNED, WHOLE_PRUNED } from "./vectors/pruned-log.ts";
import { published } from "./vectors/publish.ts";
import { LOG, STRANGER } from "./vectors/sign.ts";

const VECTORS = fileURLToPath(new URL("../vectors/", import.meta.url));
const missing = missingForGo();

/** On a machine without Go its tests are skipped, aloud; under `CI=true` they run and fail. */
const describeInGo = missing.length === 0 || process.env.CI ? describe : skipAloud();

function skipAloud(): typeof describe.skip {
  console.warn(`skipped: no ${missing.join(", ")} on this machine, the second opinion in Go is not asked`);
  return describe.skip;
}

const ORIGIN = "example.org/second";
const VKEY = vkeyText(ORIGIN, LOG.publicKey);
const NOW = new Date("2026-06-01T00:00:00.000Z");
const TIME = NOW.getTime() / 1000;

function noteOf(size: number, root: Hash, key = LOG, origin = ORIGIN): string {
  const text = checkpointText({ origin, size, root });
  return signedNote(text, origin, LOG.publicKey, key.sign(text));
}

describeInGo("the second opinion in Go", { timeout: 300_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), "mercusuar-go-"));
  let ask: Ask;
  let dirs = 0;

  beforeAll(() => {
    ask = builtProgram(scratch, process.env);
  }, 300_000);
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  function newShelf(files: ReadonlyMap<string, Uint8Array> = new Map()): string {
    const dir = join(scratch, `log-${dirs++}`);
    for (const [path, bytes] of files) put(dir, path, bytes);
    return dir;
  }
  function put(dir: string, path: string, bytes: Uint8Array | string): void {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }

  it("replays our test vectors, and finds every one as it says", () => {
    expect(ask("vectors", VECTORS)).toMatchObject({ status: 0, said: expect.stringMatching(/^OK \d{4,} cases$/) });
  });

  /** A log whose entries are numbers, written as it grows. */
  function numbers(size: number): string {
    const dir = newShelf();
    const edge = new Edge();
    const rows: { index: number; hashes: Hash[] }[] = [];
    const cut = (level: number): void => {
      const row = rows[level] as { index: number; hashes: Hash[] };
      put(dir, tilePath(level, row.index, row.hashes.length), tileBytes(row.hashes));
      rows[level] = { index: row.index + 1, hashes: [] };
    };
    for (let first = 0; first < size; first += 256) {
      const entries = Array.from({ length: Math.min(256, size - first) }, (_, i) => utf8(String(first + i)));
      put(dir, bundlePath(first / 256, entries.length), bundleBytes(entries));
      for (const entry of entries)
        edge.push(leafHash(entry), (level, hash) => {
          rows[level] ??= { index: 0, hashes: [] };
          if (rows[level].hashes.push(hash) === 256) cut(level);
        });
    }
    for (const [level, { hashes }] of rows.entries()) if (hashes.length > 0) cut(level);
    put(dir, "checkpoint", noteOf(size, edge.root()));
    put(dir, "vkey", `${VKEY}\n`);
    return dir;
  }

  // A million takes a while: where everything is tested.
  it.each([0, 1, 2, 255, 256, 257, 70_000, ...(process.env.CI ? [1_000_000] : [])])("finds a log of %i entries whole", (size) => {
    const dir = numbers(size);
    expect(ask("log", "-vkey", VKEY, dir)).toMatchObject({ status: 0, said: expect.stringMatching(`^OK ${size} [0-9a-f]{64} 0$`) });
    rmSync(dir, { recursive: true });
  });

  const SIZE = 600;
  const entries = Array.from({ length: SIZE }, (_, i) => {
    const ts = new Date(NOW.getTime() - (SIZE - i) * 1000).toISOString();
    const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
    const start = { typ: "start", body: { origin: ORIGIN, code: "c", node: "v20" } };
    return utf8(canonical({ v: 1, typ: "interaction", ts, iid, body: { kind: "call", count: i }, ...(i === 0 ? start : {}) }));
  });
  const { files, root } = published(entries);
  const TEXT = checkpointText({ origin: ORIGIN, size: SIZE, root });
  const cosignedBy = (...who: (typeof WITNESS)[]) => who.map((one) => cosigned(one, TIME, TEXT)).join("");
  const NOTE = noteOf(SIZE, root) + cosignedBy(WITNESS, SECOND);
  const policy = parseTrustPolicy(`log ${VKEY}\nwitness one ${WITNESS_VKEY}\nwitness two ${SECOND_VKEY}\nquorum none\n`);
  const whole = new Map([...files, ["checkpoint", utf8(NOTE)], ["vkey", utf8(`${VKEY}\n`)]] as [string, Uint8Array][]);

  const judge = (dir: string) => ask("log", "-vkey", VKEY, "-witness", WITNESS_VKEY, "-witness", SECOND_VKEY, dir);
  const verify = async (dir: string) => (await verifyCommand(dir, { policy, now: NOW })).report;

  it("finds a journal whole that our verifier finds whole, with its two witnesses, and its receipts", async () => {
    const dir = newShelf(whole);
    expect(judge(dir)).toMatchObject({ status: 0, said: expect.stringMatching(`^OK ${SIZE} [0-9a-f]{64} 2$`) });
    expect(await verify(dir)).toMatchObject({ code: "OK" });
    const leaves = entries.map(leafHash);
    for (const index of [0, 255, 256, 599]) {
      const path = inclusionRanges(index, SIZE).map(({ from, to }) => rootOf(leaves.slice(from, to)));
      put(dir, "receipt", tlogProofText({ extra: entries[index] as Uint8Array, index, path, checkpoint: NOTE }));
      put(dir, "entry", entries[index] as Uint8Array);
      expect(ask("receipt", "-vkey", VKEY, join(dir, "entry"), join(dir, "receipt")).said).toBe(`OK ${index} of ${SIZE}`);
      put(dir, "entry", entries[index ^ 1] as Uint8Array);
      expect(ask("receipt", "-vkey", VKEY, join(dir, "entry"), join(dir, "receipt")).status).toBe(1);
    }
  });

  it("reads a journal that has grown beyond its checkpoint", () => {
    const grown = published([...entries, ...entries.slice(1, 201)]).files;
    const dir = newShelf(new Map([...grown, ["checkpoint", utf8(NOTE)], ["vkey", utf8(`${VKEY}\n`)]]));
    for (const [path, bytes] of files) if (path.includes(".p/") && !grown.has(path.replace(/\.p\/\d+$/, ""))) put(dir, path, bytes);
    expect(judge(dir)).toMatchObject({ status: 0 });
  });

  it.each(WHOLE_PRUNED)("finds a log whole, %s", (_what, pruned) => {
    expect(ask("log", newShelf(pruned))).toMatchObject({ status: 0, said: expect.stringMatching(/^OK 700 /) });
  });

  it.each(BADLY_PRUNED)("refuses a log where %s", (_what, pruned) => {
    expect(ask("log", newShelf(pruned))).toMatchObject({ status: 1, said: expect.stringMatching(/^REFUSED: /) });
  });

  type Files = Map<string, Uint8Array>;
  const FIRST = bundlePath(0);
  const LAST = bundlePath(2, 88);
  const at = (all: Files, path: string): Uint8Array => all.get(path) as Uint8Array;
  const bundle = (all: Files, path: string, change: (entries: Uint8Array[]) => Uint8Array[]) =>
    all.set(path, bundleBytes(change(parseBundle(at(all, path)) as Uint8Array[])));
  const flip = (all: Files, path: string, offset: number) => all.set(path, at(all, path).with(offset, (at(all, path)[offset] ?? 0) ^ 1));
  const replace = (all: Files, by: ReadonlyMap<string, Uint8Array>) => {
    for (const [path, bytes] of by) all.set(path, bytes);
  };
  const head = (all: Files, note: string) => all.set("checkpoint", utf8(note));
  const node = concat(fromLatin1(leafHash(entries[8] as Uint8Array)), fromLatin1(leafHash(entries[9] as Uint8Array)));
  const other = published(entries.with(8, entries[9] as Uint8Array));

  it.each<[string, (all: Files) => unknown]>([
    ["3: flips one bit of a bundle", (all) => flip(all, FIRST, 4_000)],
    ["4: takes an entry out", (all) => bundle(all, FIRST, (e) => e.toSpliced(8, 1))],
    ["6: takes an entry out and repeats the last", (all) => bundle(all, FIRST, (e) => [...e.toSpliced(8, 1), e.at(-1) as Uint8Array])],
    ["7: swaps two entries", (all) => bundle(all, FIRST, (e) => e.with(8, e[9] as Uint8Array).with(9, e[8] as Uint8Array))],
    ["8: forges an entry at the end", (all) => bundle(all, LAST, (e) => [...e, e.at(-1) as Uint8Array])],
    ["9: forges an entry in the middle", (all) => bundle(all, FIRST, (e) => e.with(8, e[7] as Uint8Array))],
    ["9: and makes the tiles anew", (all) => replace(all, other.files)],
    ["10: cuts the tail", (all) => bundle(all, LAST, (e) => e.slice(0, -3))],
    [
      "12: rewrites all and signs with the log's key, below the old words of the witnesses",
      (all) => {
        replace(all, other.files);
        head(all, noteOf(SIZE, other.root) + cosignedBy(WITNESS, SECOND));
      },
    ],
    ["15: signs with another key under the old name", (all) => head(all, noteOf(SIZE, root, STRANGER))],
    ["16: edits the root", (all) => head(all, NOTE.replace(/\n[^\n]{44}\n\n/, `\n${"A".repeat(43)}=\n\n`))],
    ["17: edits the size", (all) => head(all, NOTE.replace("\n600\n", "\n599\n"))],
    [
      "18: alters a cosignature's time",
      (all) => head(all, noteOf(SIZE, root) + cosigned(WITNESS, TIME, TEXT, utf8(`cosignature/v1\ntime ${TIME - 9}\n${TEXT}`))),
    ],
    ["19: edits a tile", (all) => flip(all, tilePath(0, 1), 40)],
    ["19: edits a tile of the upper level", (all) => flip(all, tilePath(1, 0, 2), 63)],
    ["19: appends to a partial tile", (all) => all.set(tilePath(0, 2, 88), concat(at(all, tilePath(0, 2, 88)), new Uint8Array(32)))],
    ["20: deletes a tile", (all) => all.delete(tilePath(0, 1))],
    ["28: appends to a bundle", (all) => all.set(FIRST, concat(at(all, FIRST), Uint8Array.of(0, 1, 65)))],
    [
      "29: shifts the boundary of two entries",
      (all) =>
        bundle(all, FIRST, (e) => {
          const both = concat(e[8] as Uint8Array, e[9] as Uint8Array);
          return e.with(8, both.subarray(0, 20)).with(9, both.subarray(20));
        }),
    ],
    ["30: removes a bundle", (all) => all.delete(FIRST)],
    ["31: shows another log's checkpoint", (all) => head(all, noteOf(SIZE, root, LOG, "example.org/another"))],
    [
      "32: pastes a cosignature",
      (all) => head(all, noteOf(SIZE, root) + cosigned(WITNESS, TIME, checkpointText({ origin: ORIGIN, size: SIZE, root: other.root }))),
    ],
    ["33: offers a tree node as an entry", (all) => bundle(all, FIRST, (e) => [...e.slice(0, 8), node, ...e.slice(10)])],
  ])("refuses, as our verifier does, what comes of one who: %s", async (_what, attack) => {
    const changed = new Map(whole);
    attack(changed);
    const dir = newShelf(changed);
    expect(judge(dir)).toMatchObject({ status: 1, said: expect.stringMatching(/^REFUSED: /) });
    expect((await verify(dir)).ok).toBe(false);
  });
});
