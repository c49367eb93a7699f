import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cosignerVkeyText, vkeyText } from "@mercusuar/proof";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { firstLine } from "../../../tests/harness/first-line.ts";
import { startKeeper } from "../journal/start-keeper.ts";
import { realClock } from "../platform/clocks.ts";

const program = fileURLToPath(new URL("../../bin/mercusuar.js", import.meta.url));
const vkey = vkeyText("example/log", generateKeyPairSync("ed25519").publicKey.export({ format: "der", type: "spki" }).subarray(-32));

describe("mercusuar witness", () => {
  let dir: string;
  const children: ChildProcess[] = [];
  const end = async (child: ChildProcess): Promise<number | null> => {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    return (await gone)[0];
  };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "mercusuar-witness-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null) await end(child);
    rmSync(dir, { recursive: true, force: true });
  });
  const start = async (...args: string[]) => {
    const child = spawn(process.execPath, [program, "witness", "--port", "0", "--json", ...args], {
      cwd: dir,
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    return { child, said: JSON.parse(await firstLine(child)) as { name: string; vkey: string; url: string; heads: unknown[] } };
  };

  it("says what goes into a trust policy, answers there, and is the same witness after a restart", async () => {
    const first = await start("--log", vkey, "--name", "auditor.example/w1");
    expect(first.said).toMatchObject({ name: "auditor.example/w1", heads: [{ origin: "example/log", size: 0 }] });
    expect((await fetch(`${first.said.url}/add-checkpoint`, { method: "POST", body: "old 0\n" })).status).toBe(400);
    expect(await end(first.child)).toBe(0);
    const second = await start("--log", vkey);
    expect(second.said.vkey).toBe(first.said.vkey);
  });

  it("cosigns a journal, which journal verify then tells with its time, and takes the checkpoints that were kept", async () => {
    const data = join(dir, "house");
    const house = { dataDir: data, keysDir: join(dir, "house-keys"), clock: realClock() };
    await (await startKeeper(house)).close();
    const { said } = await start("--log", join(data, "journal", "vkey"), "--name", "auditor.example/w1", "--data", "w2");
    const policy = join(dir, "policy");
    writeFileSync(
      policy,
      `witness auditor ${said.vkey} ${said.url}\nwitness other ${cosignerVkeyText("other", randomBytes(32))}\nquorum auditor\n`,
    );
    const keeper = await startKeeper({ ...house, witnesses: policy });
    await vi.waitUntil(async () => (await keeper.status()).cosigned, { timeout: 20_000 });
    await keeper.close();
    const [day = ""] = readdirSync(join(data, "journal", "checkpoints"));
    const kept = join(data, "journal", "checkpoints", day);
    const { exit, out } = await askCli(["journal", "verify", "--policy", policy, "--known", kept, "--max-age", "10m"], { data, cwd: dir });
    expect(exit).toBe(0);
    expect(out).toMatch(/witness auditor: 20\d\d-\d\d-\d\dT.*\n {2}saksi · witness other: .*has not cosigned this/);
  });

  it("names the remedy where its port is taken, before it makes a key", async () => {
    const first = await start("--log", vkey);
    const { port } = new URL(first.said.url);
    const second = askCli(["witness", "--log", vkey, "--port", port, "--data", "w3"], { data: join(dir, "data"), cwd: dir });
    await expect(second).rejects.toThrow("name another port with --port");
    expect(existsSync(join(dir, "w3"))).toBe(false);
  });

  it("says what is missing", async () => {
    expect(await askCli(["witness"], { data: join(dir, "data"), cwd: dir })).toMatchObject({
      exit: 2,
      err: expect.stringContaining("--log: "),
    });
    await expect(askCli(["witness", "--log", "nonsense"], { data: join(dir, "data"), cwd: dir })).rejects.toThrow("--log nonsense");
  });
});
