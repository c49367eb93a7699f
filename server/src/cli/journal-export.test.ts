import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noteRecord, splitNotes } from "@mercusuar/proof";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { exportJournal } from "../journal/export-journal.ts";
import { type RunningKeeper, startKeeper } from "../journal/start-keeper.ts";
import { realClock } from "../platform/clocks.ts";
import { readSettings } from "../platform/settings.ts";
import type { Product } from "../product.ts";
import { startAdminServer } from "./admin-server.ts";
import { runInside } from "./run-command.ts";

describe("mercusuar journal export", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-export-"));
  const data = join(dir, "data");
  let keeper: RunningKeeper;
  const ask = (...args: string[]) => askCli(["journal", ...args], { data, cwd: dir });
  const append = (count: number) =>
    Promise.all(Array.from({ length: count }, () => keeper.append({ typ: "operator", body: { command: "test" } })));
  const sizeOf = (of: string) => Number(readFileSync(join(of, "checkpoint"), "utf8").split("\n")[1]);
  const published = (size: number) => vi.waitUntil(() => sizeOf(join(data, "journal")) >= size, { timeout: 20_000 });
  const filesIn = (of: string) => readdirSync(of, { recursive: true, withFileTypes: true }).filter((found) => found.isFile());
  const flip = (path: string, at = 40) =>
    writeFileSync(
      path,
      readFileSync(path).map((byte, i) => (i === at ? byte ^ 1 : byte)),
    );

  beforeAll(async () => {
    keeper = await startKeeper({ dataDir: data, keysDir: join(dir, "keys"), clock: realClock() });
    await append(700);
    await published(700);
  }, 60_000);
  afterAll(async () => {
    await keeper.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("gives a directory that verifies alone, with key, policy and both languages beside it, and nothing sealed", async () => {
    const { exit, out } = await ask("export", "data", "--out", "public", "--json");
    const size = sizeOf(join(dir, "public"));
    expect({ exit, ...JSON.parse(out) }).toMatchObject({ exit: 0, code: "OK", size, missing: [] });
    expect(await ask("verify", "public", "--policy", "public/policy.txt", "--known", "public/checkpoint")).toMatchObject({ exit: 0 });
    expect(readFileSync(join(dir, "public", "README.md"), "utf8")).toMatch(/## Cara memeriksa[\s\S]*## How to verify/);
    const names = filesIn(join(dir, "public")).map(({ name }) => name);
    expect(names.filter((name) => /batch|head|key$/.test(name))).toEqual(["vkey"]);
    expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(names).toContain("check-receipt.sh");
    expect(await ask("receipt", "511", "public")).toMatchObject({ exit: 0 });
  });

  it("is exactly what was signed when it began, however much the journal grows meanwhile", async () => {
    const before = sizeOf(join(data, "journal"));
    await exportJournal({
      from: data,
      to: join(dir, "grown"),
      tools: new Map(),
      now: new Date(),
      begin: async () => {
        await append(300);
        await published(before + 300);
      },
    });
    expect(sizeOf(join(dir, "grown"))).toBe(before);
    expect(await ask("verify", "grown")).toMatchObject({ exit: 0 });
    const partial = filesIn(join(dir, "grown")).filter(({ parentPath }) => parentPath.endsWith(".p"));
    expect(partial.map(({ name }) => Number(name)).sort()).toEqual([Math.floor(before / 256), before % 256, before % 256].sort());
  });

  it("goes on where it was cut short, and nothing lies at its place until then", async () => {
    const to = join(dir, "resumed");
    const cut = new AbortController();
    const begun = exportJournal({
      from: data,
      to,
      tools: new Map(),
      now: new Date(),
      onProgress: (files) => files === 3 && cut.abort(),
      signal: cut.signal,
    });
    await expect(begun).rejects.toThrow();
    expect(existsSync(to)).toBe(false);
    const size = sizeOf(`${to}.part`);
    await append(10);
    await published(size + 10);
    const { exit, err } = await ask("export", "--out", "resumed");
    expect({ exit, size: sizeOf(to) }).toEqual({ exit: 0, size });
    expect(err).toContain("going on with the export");
    expect(existsSync(`${to}.part`)).toBe(false);
  });

  it("overwrites nothing, goes on with no other journal's export, and asks for a place", async () => {
    mkdirSync(join(dir, "taken"));
    await expect(ask("export", "--out", "taken")).rejects.toMatchObject({ code: "export-exists" });
    mkdirSync(join(dir, "foreign.part"));
    for (const name of ["vkey", "checkpoint"]) writeFileSync(join(dir, "foreign.part", name), "of another log\n");
    await expect(ask("export", "--out", "foreign")).rejects.toMatchObject({ code: "export-other" });
    expect(await ask("export")).toMatchObject({ exit: 2 });
    expect(await ask("export", "taken", "--out", "from-nothing")).toMatchObject({ exit: 2, err: expect.stringContaining("no journal") });
  });

  it("copies a damaged journal with its damage, and says so first", async () => {
    const copy = (name: string) => {
      cpSync(join(data, "journal"), join(dir, name), { recursive: true });
      return (path: string) => join(dir, name, path);
    };
    flip(copy("altered")("tile/entries/001"));
    const altered = await ask("export", "altered", "--out", "altered-out", "--json");
    expect({ exit: altered.exit, ...JSON.parse(altered.out) }).toMatchObject({ exit: 1, code: "E_ROOT", index: 256 });
    rmSync(copy("holed")("tile/entries/001"));
    const holed = await ask("export", "holed", "--out", "holed-out", "--json");
    expect({ exit: holed.exit, ...JSON.parse(holed.out) }).toMatchObject({ exit: 2, code: "E_MISSING", missing: ["tile/entries/001"] });
    writeFileSync(copy("headless")("checkpoint"), "nothing\n");
    await expect(ask("export", "headless", "--out", "headless-out")).rejects.toMatchObject({ code: "journal-damaged" });
  });

  it("takes along the checkpoints that witnesses cosigned, up to its own and none beyond", async () => {
    const now = () => readFileSync(join(data, "journal", "checkpoint"), "utf8");
    const earlier = now();
    cpSync(join(data, "journal"), join(dir, "witnessed"), { recursive: true });
    const size = sizeOf(join(data, "journal"));
    await append(5);
    await published(size + 5);
    mkdirSync(join(dir, "witnessed", "checkpoints"));
    writeFileSync(join(dir, "witnessed", "checkpoints", "2026-11-22.notes"), `${noteRecord(earlier)}${noteRecord(now())}`);
    writeFileSync(join(dir, "witnessed", "checkpoints", "2026-11-23.notes"), noteRecord(now()));
    expect(await ask("export", "witnessed", "--out", "witnessed-out")).toMatchObject({ exit: 0 });
    expect(readdirSync(join(dir, "witnessed-out", "checkpoints"))).toEqual(["2026-11-22.notes"]);
    expect(splitNotes(readFileSync(join(dir, "witnessed-out", "checkpoints", "2026-11-22.notes"), "utf8"))).toEqual([earlier]);
    expect(await ask("verify", "witnessed-out", "--known", "witnessed-out/checkpoints/2026-11-22.notes")).toMatchObject({ exit: 0 });
  });

  it("stands in the journal where a server runs on the directory, and says that it does not where none runs", async () => {
    expect((await ask("export", "--out", "silent")).err).toContain("The journal does not note this export");
    const product = { keeper } as unknown as Product;
    const settings = readSettings({ flags: {}, env: { MERCUSUAR_DATA: data }, cwd: dir });
    const admin = await startAdminServer(data, (call, say, signal, secret) => {
      const writers = { out: (out: string) => say({ out }), err: (err: string) => say({ err }) };
      return runInside(product, settings, call, { writers, signal, secret });
    });
    try {
      const { exit, err, out } = await ask("export", "--out", "noted", "--json");
      expect({ exit, err }).toMatchObject({ exit: 0, err: expect.stringContaining("The journal notes this export") });
      const { size, root } = JSON.parse(out);
      await published(size + 2);
      const written = [];
      for await (const { entry } of readEntries(data, size)) written.push([entry.typ, entry.body]);
      expect(written).toEqual([
        ["operator", { command: "journal export" }],
        ["export", { change: "begun", kind: "journal", rows: size, hash: root }],
      ]);
    } finally {
      await admin.close();
    }
  });
});
