import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkProof, fromUtf8, parseTlogProof, parseVkey, type TlogProof, type VerifierKey } from "@mercusuar/proof";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { withoutReceiptTools } from "../../../tests/harness/receipt-tools.ts";
import { type RunningKeeper, startKeeper } from "../journal/start-keeper.ts";
import { realClock } from "../platform/clocks.ts";
import { Problem } from "../platform/problem.ts";

describe("mercusuar journal receipt", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-receipt-"));
  const data = join(dir, "data");
  let keeper: RunningKeeper;
  const ask = (...args: string[]) => askCli(["journal", ...args], { data, cwd: dir });
  const append = (count: number) =>
    Promise.all(Array.from({ length: count }, () => keeper.append({ typ: "operator", body: { command: "test" } })));
  const size = () => Number(readFileSync(join(data, "journal", "checkpoint"), "utf8").split("\n")[1]);

  beforeAll(async () => {
    keeper = await startKeeper({ dataDir: data, keysDir: join(dir, "keys"), clock: realClock() });
    await append(600);
    await vi.waitUntil(() => size() > 600, { timeout: 20_000 });
  }, 60_000);
  afterAll(async () => {
    await keeper.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function proved(receipt: string) {
    const key = parseVkey(readFileSync(join(data, "journal", "vkey"), "utf8")) as VerifierKey;
    const { extra } = parseTlogProof(receipt) as TlogProof;
    return checkProof(extra ?? new Uint8Array(), receipt, key);
  }

  it("gives any entry of a growing journal, first, last and between, as a proof that stands alone", async () => {
    const last = size() - 1;
    for (const idx of [0, 1, 255, 256, 511, 512, last]) {
      const { exit, out, err } = await ask("receipt", String(idx));
      expect({ idx, exit }).toEqual({ idx, exit: 0 });
      expect(await proved(out)).toMatchObject({ ok: true, index: idx });
      expect(err).toContain("perlakukan sebagai data pribadi");
      expect(err).toContain("treat them as personal data");
    }
  });

  it("writes it to a file that journal verify takes, and never over another file", async () => {
    const { exit, out } = await ask("receipt", "300", "--out", "one.tlog-proof", "--json");
    expect({ exit, ...JSON.parse(out) }).toMatchObject({ exit: 0, entry: 300, typ: "operator", file: join(dir, "one.tlog-proof") });
    await append(3);
    expect(await ask("verify", "data", "--receipt", "one.tlog-proof")).toMatchObject({ exit: 0 });
    const written = readFileSync(join(dir, "one.tlog-proof"), "utf8");
    expect(readFileSync(join(dir, "check-receipt.sh"), "utf8")).toMatch(/^#!\/bin\/sh\n/);
    expect(await ask("receipt", "301", "--out", "one.tlog-proof")).toMatchObject({ exit: 2 });
    expect(readFileSync(join(dir, "one.tlog-proof"), "utf8")).toBe(written);
  });

  it.skipIf(withoutReceiptTools())("lays check-receipt.sh beside it, which proves it with openssl, sha256sum and xxd alone", async () => {
    await ask("receipt", "511", "--out", "alone.tlog-proof");
    const checked = (name: string) =>
      spawnSync("sh", ["check-receipt.sh", name, join(data, "journal", "vkey")], { cwd: dir, encoding: "utf8" });
    expect(checked("alone.tlog-proof")).toMatchObject({ status: 0, stdout: expect.stringContaining('"typ":"operator"') });
    const receipt = readFileSync(join(dir, "alone.tlog-proof"), "utf8");
    writeFileSync(join(dir, "other.tlog-proof"), receipt.replace("index 511", "index 510"));
    expect(checked("other.tlog-proof")).toMatchObject({ status: 1 });
  });

  it("gives one that proves nothing any more once a byte of it is changed", async () => {
    const { out } = await ask("receipt", "257");
    const key = parseVkey(readFileSync(join(data, "journal", "vkey"), "utf8")) as VerifierKey;
    const { extra = new Uint8Array() } = parseTlogProof(out) as TlogProof;
    const other = new TextEncoder().encode(fromUtf8(extra).replace('"test"', '"tesT"'));
    expect(await checkProof(other, out, key)).toMatchObject({ ok: false, code: "E_ROOT" });
    const lines = out.split("\n");
    for (const n of [2, 3, lines.length - 3]) {
      const line = lines[n] as string;
      const spoiled = lines.with(n, line.startsWith("A") ? `B${line.slice(1)}` : `A${line.slice(1)}`).join("\n");
      expect(await proved(spoiled)).toMatchObject({ ok: false });
    }
  });

  it("says how long the journal is where there is no such entry", async () => {
    const { exit, err } = await ask("receipt", "9000");
    expect(exit).toBe(1);
    expect(err).toMatch(/9000: catatan akses ini baru berisi \d+ catatan \(0–\d+\) · the journal holds \d+ entries so far/);
    expect(await ask("receipt", "lima")).toMatchObject({ exit: 2 });
  });

  it("says that a directory is none of a journal", async () => {
    mkdirSync(join(dir, "other"), { recursive: true });
    expect(await ask("receipt", "1", "other")).toMatchObject({ exit: 2, err: expect.stringContaining("is no journal directory") });
    expect(await ask("receipt", "1", "nowhere")).toMatchObject({ exit: 2, err: expect.stringContaining("no such directory") });
  });

  it("hands nothing out where the journal is damaged, and says where", async () => {
    const copy = (name: string) => {
      cpSync(join(data, "journal"), join(dir, name), { recursive: true });
      return (path: string) => join(dir, name, path);
    };
    const entries = copy("altered")("tile/entries/000");
    writeFileSync(
      entries,
      readFileSync(entries).map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    await expect(ask("receipt", "0", "altered")).rejects.toMatchObject({ code: "journal-damaged", title: { en: /entry 0/ } });
    rmSync(copy("gone")("tile/0/001"));
    await expect(ask("receipt", "256", "gone")).rejects.toThrow(Problem);
    const tile = copy("bent")("tile/0/001");
    writeFileSync(
      tile,
      readFileSync(tile).map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    expect(await ask("receipt", "256", "bent")).toMatchObject({ exit: 1, out: "", err: expect.stringContaining("E_ROOT") });
    const checkpoint = copy("resigned")("checkpoint");
    writeFileSync(checkpoint, readFileSync(checkpoint, "utf8").replace(/\n\d+\n/, "\n500\n"));
    expect(await ask("receipt", "2", "resigned")).toMatchObject({ exit: 1, out: "", err: expect.stringContaining("E_SIG") });
    rmSync(copy("keyless")("vkey"));
    expect(await ask("receipt", "2", "keyless")).toMatchObject({ exit: 2, out: "", err: expect.stringContaining("E_KEY") });
  });
});
