import { generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkpointText } from "./checkpoint.ts";
import { canonical } from "./jcs.ts";
import { verifyCommand } from "./node.ts";
import { signedNote, vkeyText } from "./note.ts";
import { bundlePath } from "./tiles.ts";
import { published } from "./vectors/publish.ts";

const ORIGIN = "example/log";
const pair = generateKeyPairSync("ed25519");
const publicKey = pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
/** Several groups for each of three threads, and a partial bundle. */
const SIZE = 256 * 4 * 7 + 77;
const START = Date.parse("2026-06-01T00:00:00.000Z");

function entryAt(i: number, more: object = {}): Buffer {
  const ts = new Date(START + i).toISOString();
  const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
  const [typ, body] = i === 0 ? ["start", { origin: ORIGIN, code: "c", node: "v20" }] : ["interaction", { kind: "call", count: i }];
  return Buffer.from(canonical({ v: 1, typ, ts, iid, body, ...more }));
}

describe("a journal whose entries are judged by threads", () => {
  let dir: string;
  const put = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  };
  function publish(entries: readonly Buffer[]): void {
    const { files, root } = published(entries);
    for (const [path, bytes] of files) put(path, bytes);
    const text = checkpointText({ origin: ORIGIN, size: entries.length, root });
    put("checkpoint", signedNote(text, ORIGIN, publicKey, sign(null, Buffer.from(text), pair.privateKey)));
    put("vkey", `${vkeyText(ORIGIN, publicKey)}\n`);
  }
  const whole = Array.from({ length: SIZE }, (_, i) => entryAt(i));
  /** What one thread says, which two and three must say as well. */
  async function verdict() {
    const alone = await verifyCommand(dir, { threads: 1 });
    for (const threads of [2, 3]) expect(await verifyCommand(dir, { threads })).toEqual(alone);
    return alone.report;
  }
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "mercusuar-judging-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("is found whole, with progress up to its end", async () => {
    publish(whole);
    const seen: number[] = [];
    expect(await verdict()).toMatchObject({ code: "OK", size: SIZE });
    await verifyCommand(dir, { threads: 2, onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(SIZE);
  });

  it("has the same faults under the same indexes", async () => {
    const bad = whole
      .with(700, Buffer.from("no JSON"))
      .with(3000, entryAt(3000, { ts: "2020-01-01T00:00:00.000Z" }))
      .with(5000, entryAt(5000, { name: "Budi" }))
      .with(SIZE - 1, entryAt(SIZE - 1, { typ: "no-kind" }));
    publish(bad);
    const { findings } = await verdict();
    expect(findings.map(({ code, index }) => [code, index])).toEqual([
      ["E_SCHEMA", 700],
      ["E_TIME", 3000],
      ["E_SCHEMA", 5000],
      ["E_SCHEMA", SIZE - 1],
    ]);
  });

  it("is silent only after a stop, whichever thread saw the stop", async () => {
    const later = (i: number) => entryAt(i, { ts: new Date(START + i + 7_200_000).toISOString() });
    const edge = 256 * 4;
    const stop = entryAt(edge - 1, { typ: "stop", body: { why: "test" } });
    const stopped = [...whole.slice(0, edge - 1), stop, ...whole.slice(edge).map((_, i) => later(edge + i))];
    publish(stopped);
    expect(await verdict()).toMatchObject({ code: "OK" });
    publish(stopped.with(edge - 1, entryAt(edge - 1)));
    expect(await verdict()).toMatchObject({ code: "E_GAP", index: edge });
  });

  it("belongs to the log that its first entry names", async () => {
    publish(whole.with(0, entryAt(0, { body: { origin: "example/other", code: "c", node: "v20" } })));
    expect(await verdict()).toMatchObject({ code: "E_ORIGIN", index: 0 });
  });

  it("is let go group by group: the longest journal takes no more memory than its last groups", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
    const memory = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    publish(Array.from({ length: 256 * 4 * 120 }, (_, i) => entryAt(i)));
    const used: number[] = [];
    await verifyCommand(dir, { threads: 2, onProgress: (done) => void (done % (256 * 4 * 40) === 0 && used.push(memory())) });
    const [early = 0, , late = 0] = used;
    expect(used).toHaveLength(3);
    // Each group is some 100 kB of times, hashes and nodes: eighty that are kept are eight megabytes. Those under way come and go.
    expect(late - early).toBeLessThan(3 * 1024 * 1024);
  });

  it.each([0, 2.5, Number.NaN, -1])("asks for a whole number of threads, not %s", async (threads) => {
    await expect(verifyCommand(dir, { threads })).rejects.toThrow("threads is a whole number");
  });

  it("that misses a bundle, or has one changed, is told as by one thread", async () => {
    publish(whole);
    const path = join(dir, bundlePath(9));
    const bytes = readFileSync(path);
    rmSync(path);
    expect(await verdict()).toMatchObject({ code: "E_MISSING", index: 9 * 256 });
    writeFileSync(path, bytes.subarray(0, -3));
    expect(await verdict()).toMatchObject({ code: "E_BUNDLE" });
    bytes[bytes.length - 2] = (bytes[bytes.length - 2] as number) ^ 1;
    writeFileSync(path, bytes);
    expect(await verdict()).toMatchObject({ code: "E_ROOT", index: 9 * 256 + 255 });
  });
});
