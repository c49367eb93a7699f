import { generateKeyPairSync, sign } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { bundleBytes, parseBundle } from "./bundle.ts";
import { checkpointText } from "./checkpoint.ts";
import type { Entry } from "./entry.ts";
import type { Hash } from "./hash.ts";
import { canonical } from "./jcs.ts";
import { signedNote, vkeyText } from "./note.ts";
import { bundlePath, tilePath } from "./tiles.ts";
import { published } from "./vectors/publish.ts";
import { verifyJournal } from "./verify.ts";

const ORIGIN = "example/log";
const pair = generateKeyPairSync("ed25519");
const publicKey = pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
const NOW = new Date("2026-06-01T00:00:00.000Z");

function entryAt(i: number, more: Partial<Entry> = {}): Entry {
  const ts = new Date(NOW.getTime() - 1_000_000 + i).toISOString();
  const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
  if (i === 0) return { v: 1, typ: "start", ts, iid, body: { origin: ORIGIN, code: "c", node: "v20" }, ...more };
  return { v: 1, typ: "interaction", ts, iid, act: "a".repeat(32), body: { kind: "call", count: i }, ...more };
}
const bytesOf = (entry: Entry): Buffer => Buffer.from(canonical(entry as never));

/** A journal in memory, as a keeper would have published it. */
class Shelf {
  readonly files: Map<string, Uint8Array>;
  readonly read = async (path: string): Promise<Uint8Array | undefined> => this.files.get(path);

  constructor(entries: readonly Uint8Array[]) {
    const { files, root } = published(entries);
    this.files = files;
    this.files.set("vkey", Buffer.from(`${vkeyText(ORIGIN, publicKey)}\n`));
    this.sign(entries.length, root);
  }

  sign(size: number, root: Hash): void {
    const text = checkpointText({ origin: ORIGIN, size, root });
    this.files.set("checkpoint", Buffer.from(signedNote(text, ORIGIN, publicKey, sign(null, Buffer.from(text), pair.privateKey))));
  }

  /** Changes the entries of a bundle. */
  edit(index: number, width: number, change: (entries: Uint8Array[]) => Uint8Array[]): void {
    const path = bundlePath(index, width);
    this.files.set(path, bundleBytes(change(parseBundle(this.files.get(path) ?? new Uint8Array()) ?? [])));
  }
}

describe("the verifier", () => {
  const SIZE = 600;
  let shelf: Shelf;
  const verify = () => verifyJournal(shelf, { now: NOW });
  beforeEach(() => {
    shelf = new Shelf(Array.from({ length: SIZE }, (_, i) => bytesOf(entryAt(i))));
  });

  it.each([1, 2, 255, 256, 257, 600])("finds a log of %i entries whole", async (size) => {
    shelf = new Shelf(Array.from({ length: size }, (_, i) => bytesOf(entryAt(i))));
    expect(await verify()).toMatchObject({ ok: true, code: "OK", size, exit: 0 });
  });

  it("rows 1, 2: names the entry that was changed", async () => {
    shelf.edit(1, 256, (entries) => entries.with(44, bytesOf(entryAt(300, { body: { kind: "visit", count: 300 } }))));
    expect(await verify()).toMatchObject({ code: "E_ROOT", index: 300, exit: 1 });
  });

  it.each([
    ["removed (row 4)", (e: Uint8Array[]) => e.toSpliced(3, 1)],
    ["swapped with the next (row 7)", (e: Uint8Array[]) => [...e.slice(0, 3), e[4], e[3], ...e.slice(5)] as Uint8Array[]],
    ["repeated to keep the count (row 6)", (e: Uint8Array[]) => [...e.toSpliced(3, 1), e.at(-1)] as Uint8Array[]],
  ])("notices an entry that was %s", async (_what, change) => {
    shelf.edit(0, 256, change);
    expect(await verify()).toMatchObject({ code: "E_ROOT", index: 3, exit: 1 });
  });

  it("row 10: cannot tell when the tail was cut", async () => {
    shelf.edit(2, 88, (entries) => entries.slice(0, -1));
    expect(await verify()).toMatchObject({ code: "E_MISSING", index: 599, exit: 2 });
  });

  it("rows 28, 30: notices one entry more, a cut bundle and a missing one", async () => {
    shelf.edit(0, 256, (entries) => [...entries, Buffer.from("x")]);
    expect(await verify()).toMatchObject({ code: "E_BUNDLE", exit: 1 });
    shelf.files.set(bundlePath(0), Buffer.from([9, 9, 9]));
    expect(await verify()).toMatchObject({ code: "E_BUNDLE", index: 0 });
    shelf.files.delete(bundlePath(0));
    expect(await verify()).toMatchObject({ code: "E_MISSING", index: 0, exit: 2 });
  });

  it("rows 19, 20: notices a tile that was changed, and one that is gone", async () => {
    shelf.files.set(tilePath(0, 1), Buffer.alloc(256 * 32));
    expect(await verify()).toMatchObject({ code: "E_TILE", exit: 1 });
    shelf.files.delete(tilePath(0, 1));
    expect(await verify()).toMatchObject({ code: "E_MISSING", exit: 2 });
    const last = tilePath(0, 2, 88);
    shelf.files.set(last, Buffer.concat([shelf.files.get(last) as Uint8Array, Buffer.alloc(32)]));
    expect(await verify()).toMatchObject({ code: "E_TILE", exit: 1 });
  });

  it("rows 19, 30: still says tampered where a file was taken away behind the tile that was changed", async () => {
    shelf.files.set(tilePath(0, 1), Buffer.alloc(256 * 32));
    shelf.files.delete(bundlePath(2, 88));
    const { findings, ...said } = await verify();
    expect(said).toMatchObject({ code: "E_TILE", exit: 1 });
    expect(findings.map(({ code }) => code).sort()).toEqual(["E_MISSING", "E_TILE"]);
  });

  it.each([
    ["size (row 17)", (note: string) => note.replace("\n600\n", "\n599\n"), "E_SIG"],
    ["origin (row 31)", (note: string) => note.replaceAll(ORIGIN, "example/other"), "E_ORIGIN"],
    ["form", () => "nothing", "E_CHECKPOINT"],
  ])("believes no checkpoint whose %s was changed", async (_what, change, code) => {
    shelf.files.set("checkpoint", Buffer.from(change(Buffer.from(shelf.files.get("checkpoint") ?? []).toString())));
    expect(await verify()).toMatchObject({ code, exit: 1 });
  });

  it.each([
    ["in spaced JSON (row 24)", (i: number) => Buffer.from(JSON.stringify(entryAt(i), undefined, 1)), "E_SCHEMA"],
    [
      "with a key twice (row 25)",
      (i: number) => Buffer.from(bytesOf(entryAt(i)).toString().replace('"typ":', '"typ":"look","typ":')),
      "E_SCHEMA",
    ],
    ["with a name smuggled in (row 26)", (i: number) => bytesOf(entryAt(i, { body: { kind: "call", name: "Budi" } })), "E_SCHEMA"],
    ["of an older schema (row 42)", (i: number) => bytesOf({ ...entryAt(i), v: 0 as never }), "E_SCHEMA"],
    ["that is a tree node (row 33)", () => Buffer.alloc(64, 3), "E_SCHEMA"],
    ["dated back (row 22)", (i: number) => bytesOf(entryAt(i, { ts: "2020-01-01T00:00:00.000Z" })), "E_TIME"],
    ["dated ahead (row 23)", (i: number) => bytesOf(entryAt(i, { ts: "2030-01-01T00:00:00.000Z" })), "E_TIME"],
  ])("does not accept an entry %s, though it was signed", async (_what, make, code) => {
    shelf = new Shelf(Array.from({ length: 300 }, (_, i) => (i === 280 ? make(i) : bytesOf(entryAt(i)))));
    expect(await verify()).toMatchObject({ code, index: 280, exit: 1 });
  });

  it("wants the first entry to name the log, and to say whether it is simulated", async () => {
    shelf = new Shelf([bytesOf(entryAt(0, { body: { origin: ORIGIN, code: "c", node: "v20", simulated: true } }))]);
    expect(await verify()).toMatchObject({ code: "E_ORIGIN", index: 0 });
  });

  it("reads a log that has grown since its checkpoint was read", async () => {
    const before = shelf;
    shelf = new Shelf(Array.from({ length: 800 }, (_, i) => bytesOf(entryAt(i))));
    // A keeper removes partial tiles once the full one is there.
    for (const [path, bytes] of before.files)
      if (path === "checkpoint" || !shelf.files.has(path.replace(/\.p\/\d+$/, ""))) shelf.files.set(path, bytes);
    const read: string[] = [];
    const reader = {
      read: (path: string) => {
        read.push(path);
        return shelf.read(path);
      },
    };
    expect(await verifyJournal(reader, { now: NOW })).toMatchObject({ code: "OK", size: 600 });
    expect(read, "each file is asked for once").toEqual([...new Set(read)]);
  });
});
