import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type CosignerKey, cosignatureOf, type Note, parseCosignerVkey, parseNote, splitNotes } from "@mercusuar/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keeperMain } from "../index.ts";
import { launchWitness, PaperLog, type RunningWitness, startWitness } from "../test-rig/witness-rig.ts";
import { logHash } from "./witness.ts";

describe("a witness", () => {
  let dir: string;
  let data: string;
  let log: PaperLog;
  let witness: RunningWitness;
  const again = async (): Promise<void> => {
    witness = await startWitness(data, ["--log", log.key.vkey]);
  };
  const file = (): string => join(data, "logs", logHash(log.key.origin), "cosigned");
  const kept = (): string[] => splitNotes(readFileSync(file(), "utf8"));
  const said = async (body: string): Promise<[number, string]> => {
    const answer = await witness.add(body);
    return [answer.status, await answer.text()];
  };
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "witness-"));
    data = join(dir, "data");
    log = new PaperLog("example/log").grow(600);
    await again();
  });
  afterEach(async () => {
    await witness.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it("cosigns what continues what it cosigned last, and keeps every checkpoint", async () => {
    const key = parseCosignerVkey(witness.vkey) as CosignerKey;
    const sizes = [1, 2, 3, 255, 256, 257, 511, 600];
    for (const [i, size] of sizes.entries()) {
      const [status, line] = await said(log.body(sizes[i - 1] ?? 0, size));
      expect(status).toBe(200);
      const { time } = (await cosignatureOf(parseNote(log.note(size) + line) as Note, key)) as { time: number };
      expect(Math.abs(time * 1000 - Date.now())).toBeLessThan(60_000);
    }
    expect(kept().map((note) => Number(note.split("\n")[1]))).toEqual(sizes);
    for (const note of kept()) expect(await cosignatureOf(parseNote(note) as Note, key)).toHaveProperty("time");
  });

  it("shows the checkpoint it cosigned last to whoever asks", async () => {
    await said(log.body(0, 7));
    const latest = await fetch(`${witness.url}/checkpoint/${logHash("example/log")}`);
    expect(await latest.text()).toBe(kept()[0]);
    expect((await fetch(`${witness.url}/checkpoint/${logHash("example/other")}`)).status).toBe(404);
  });

  it("row 12: tells its size where the log is mistaken about it, in the form the specification asks for", async () => {
    await said(log.body(0, 5));
    for (const body of [log.body(0, 9), log.body(3, 9), log.body(6, 9)]) {
      const answer = await witness.add(body);
      expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([409, "text/x.tlog.size", "5\n"]);
    }
    expect(kept()).toHaveLength(1);
  });

  it("cosigns the same checkpoint again, without keeping it twice", async () => {
    await said(log.body(0, 5));
    expect((await said(log.body(5, 5)))[0]).toBe(200);
    expect(kept()).toHaveLength(1);
  });

  it("row 12: does not cosign another history: not with a good proof of it, not of the same size, not longer, not shorter", async () => {
    await said(log.body(0, 300));
    const other = log.forked(250, "rewritten");
    expect((await said(other.body(300, 400)))[0]).toBe(422);
    expect(await said(other.body(300, 300))).toEqual([409, "300\n"]);
    expect((await said(other.body(250, 300)))[0]).toBe(409);
    expect((await said(other.body(0, 600)))[0]).toBe(409);
    expect((await said(log.body(300, 400)))[0]).toBe(200);
    expect(kept()).toHaveLength(2);
  });

  it("refuses a proof that was changed, shortened, lengthened or left out", async () => {
    await said(log.body(0, 300));
    const proof = log.body(300, 421).split("\n\n")[0]?.split("\n") as string[];
    const note = log.note(421);
    const send = async (lines: string[]): Promise<number> => (await said(`${lines.join("\n")}\n\n${note}`))[0];
    expect(await send([proof[0] as string, ...proof.slice(2)])).toBe(422);
    expect(await send([...proof, proof[1] as string])).toBe(422);
    expect(await send([proof[0] as string])).toBe(422);
    expect(await send([proof[0] as string, ...proof.slice(1).reverse()])).toBe(422);
    expect(await send([proof[0] as string, Buffer.alloc(32).toString("base64"), ...proof.slice(2)])).toBe(422);
    expect(await send(proof)).toBe(200);
  });

  it("answers 404 for a log it does not know and 403 for a signature that is not the log's", async () => {
    expect((await said(new PaperLog("example/other").grow(5).body(0, 5)))[0]).toBe(404);
    expect((await said(new PaperLog("example/log").grow(5).body(0, 5)))[0]).toBe(403);
    expect((await said(log.body(0, 5).replace("\n5\n", "\n6\n")))[0]).toBe(403);
    expect(readFileSync(file(), "utf8")).toBe("");
  });

  it("keeps no signature of strangers", async () => {
    const stranger = new PaperLog("example/log").grow(5).note(5).split("\n").at(-2) as string;
    expect((await said(`${log.body(0, 5)}${stranger}\n`))[0]).toBe(200);
    expect(readFileSync(file(), "utf8")).not.toContain(stranger);
  });

  it("answers 400 for what is no request, 413 for what is too much, and lives on", async () => {
    const good = log.body(5, 9);
    const bad = [
      "",
      "old 0",
      "\n\n",
      good.replace("old 5", "old 05"),
      good.replace("old 5", "old -1"),
      good.replace("old 5", "new 5"),
      good.replace("\n\n", "\n"),
    ];
    bad.push(
      good.replace("old 5\n", `old 5\n${"A".repeat(43)}=\n`.repeat(1).padEnd(60 * 64, "x")),
      good.replace("old 5", `old ${2 ** 53}`),
    );
    bad.push(
      good.replace("old 5\n", `old 5\n${`${Buffer.alloc(32).toString("base64")}\n`.repeat(64)}`),
      log.body(0, 5).replace("old 0", "old 6"),
    );
    for (const body of bad) expect((await said(body))[0]).toBe(400);
    expect((await said("x".repeat(64 * 1024)))[0]).toBe(413);
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${witness.url}/`)).status).toBe(404);
    expect((await said(log.body(0, 5)))[0]).toBe(200);
  });

  it("that gets two different continuations at once cosigns exactly one of them", async () => {
    await said(log.body(0, 300));
    const rivals = Array.from({ length: 16 }, (_, i) => log.forked(300, `rival ${i}`));
    const answers = await Promise.all(rivals.map((rival) => witness.add(rival.body(300, 301 + (rivals.indexOf(rival) % 8)))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...new Array(15).fill(409)]);
    expect(kept()).toHaveLength(2);
  });

  it("killed at any moment has on disk whatever it answered, and goes on from there", async () => {
    let known = 0;
    for (let round = 0; round < 8; round++) {
      const upto = known + 40;
      const load = (async () => {
        while (known < upto) {
          const { status } = await witness.add(log.grow(known + 1).body(known, known + 1));
          if (status === 200) known++;
        }
      })().catch(() => undefined);
      while (known < upto - 20 + round) await new Promise((resolve) => setImmediate(resolve));
      await witness.kill();
      await load;
      await again();
      const size = witness.heads[0]?.size as number;
      expect(size).toBeGreaterThanOrEqual(known);
      expect(size).toBeLessThanOrEqual(known + 1);
      expect(kept()).toHaveLength(size);
      known = size;
    }
  });

  it("cuts a torn last record, at whatever byte it was torn", async () => {
    await said(log.body(0, 5));
    const [first] = kept() as [string];
    await said(log.body(5, 9));
    const whole = readFileSync(file());
    const upto = Buffer.byteLength(first) + 1;
    for (const length of [1, 5, 20, 60, 150, whole.length - upto - 1]) {
      await witness.stop();
      writeFileSync(file(), whole.subarray(0, upto + length));
      if (length === 60) appendFileSync(file(), Buffer.alloc(4096));
      await again();
      expect(witness.heads).toEqual([{ origin: "example/log", size: 5 }]);
      expect(readFileSync(file(), "utf8")).toBe(`${first}\n`);
    }
    expect((await said(log.body(5, 9)))[0]).toBe(200);
  });

  it("does not start on a file that somebody changed, or with a key that is gone", async () => {
    await said(log.body(0, 5));
    await witness.stop();
    const whole = readFileSync(file());
    writeFileSync(file(), whole.toString().replace("\n5\n", "\n4\n"));
    expect((await launchWitness(data, ["--log", log.key.vkey])).said).toMatchObject({ failed: expect.stringContaining("was changed") });
    writeFileSync(file(), Buffer.alloc(4096, 1));
    expect((await launchWitness(data, ["--log", log.key.vkey])).said).toMatchObject({ failed: expect.stringContaining("was changed") });
    writeFileSync(file(), whole);
    rmSync(join(data, "witness.key"));
    expect((await launchWitness(data, ["--log", log.key.vkey])).said).toMatchObject({
      failed: expect.stringContaining("begin a new witness"),
    });
    truncateSync(file(), whole.length);
  });

  it("holds its directory alone: a second one is refused, and let in once the first was killed", async () => {
    expect((await launchWitness(data, ["--log", log.key.vkey])).said).toMatchObject({
      code: 3,
      failed: expect.stringContaining("another witness"),
    });
    await witness.kill();
    await again();
    expect(witness.heads).toHaveLength(1);
  });

  it("keeps key and name over a restart, both closed to others, and does not take another name", async () => {
    const { vkey } = witness;
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, "witness.key")).mode & 0o777).toBe(0o600);
    await witness.stop();
    expect((await launchWitness(data, ["--log", log.key.vkey, "--name", "other"])).said).toMatchObject({
      failed: expect.stringContaining("--name"),
    });
    await again();
    expect(witness.vkey).toBe(vkey);
  });

  it("says what is wrong with its command line, and touches no directory of somebody else", async () => {
    const refused = async (at: string, args: string[]): Promise<string> =>
      ((await launchWitness(at, args)).said as { failed: string }).failed;
    expect(await refused(join(dir, "a"), [])).toContain("--log: ");
    expect(await refused(join(dir, "a"), ["--log", "nonsense"])).toContain("--log nonsense");
    expect(await refused(join(dir, "a"), ["--log", log.key.vkey, "--name", "two words"])).toContain("--name");
    expect(existsSync(join(dir, "a", "witness.key"))).toBe(false);
    mkdirSync(join(dir, "b"), { mode: 0o700 });
    writeFileSync(join(dir, "b", "letter.txt"), "");
    expect(await refused(join(dir, "b"), ["--log", log.key.vkey])).toContain("letter.txt");
    writeFileSync(join(dir, "vkey"), `${log.key.vkey}\n`);
    const other = await startWitness(join(dir, "c"), ["--log", join(dir, "vkey"), "--name", "auditor.example/w1"]);
    expect(other.vkey).toMatch(/^auditor\.example\/w1\+/);
    await other.stop();
  });

  it("whose disk does not confirm answers nothing good, ends, and cosigns on from what it finds", async () => {
    await witness.stop();
    const main = join(dir, "failing-disk.mjs");
    const fails = join(dir, "fails");
    writeFileSync(
      main,
      `import fs from "node:fs";
       import { syncBuiltinESMExports } from "node:module";
       const sync = fs.fsyncSync;
       fs.fsyncSync = (handle) => {
         if (fs.existsSync(${JSON.stringify(fails)})) throw Object.assign(new Error("EIO: i/o error, fsync"), { code: "EIO" });
         return sync(handle);
       };
       syncBuiltinESMExports();
       await import(${JSON.stringify(pathToFileURL(keeperMain).href)});`,
    );
    witness = await startWitness(data, ["--log", log.key.vkey], main);
    await said(log.body(0, 5));
    writeFileSync(fails, "");
    const gone = once(witness.child, "exit");
    expect((await said(log.body(5, 9)))[0]).toBe(500);
    expect((await gone)[0]).toBe(5);
    rmSync(fails);
    await again();
    const size = witness.heads[0]?.size as number;
    expect((await said(log.body(size, 12)))[0]).toBe(200);
  });
});
