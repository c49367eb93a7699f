import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { vkeyText } from "@mercusuar/proof";
import { afterEach, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";

const program = fileURLToPath(new URL("../../bin/mercusuar.js", import.meta.url));
const vkey = vkeyText("example/log", generateKeyPairSync("ed25519").publicKey.export({ format: "der", type: "spki" }).subarray(-32));

describe("mercusuar witness", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-witness-"));
  const children: ChildProcess[] = [];
  const end = async (child: ChildProcess): Promise<number | null> => {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    return (await gone)[0];
  };
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
    const [line] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), "line");
    return { child, said: JSON.parse(line) as { name: string; vkey: string; url: string; heads: unknown[] } };
  };

  it("says what goes into a trust policy, answers there, and is the same witness after a restart", async () => {
    const first = await start("--log", vkey, "--name", "auditor.example/w1");
    expect(first.said).toMatchObject({ name: "auditor.example/w1", heads: [{ origin: "example/log", size: 0 }] });
    expect((await fetch(`${first.said.url}/add-checkpoint`, { method: "POST", body: "old 0\n" })).status).toBe(400);
    expect(await end(first.child)).toBe(0);
    const second = await start("--log", vkey);
    expect(second.said.vkey).toBe(first.said.vkey);
  });

  it("says what is missing", async () => {
    expect(await askCli(["witness"], { data: join(dir, "data"), cwd: dir })).toMatchObject({
      exit: 2,
      err: expect.stringContaining("--log: "),
    });
    await expect(askCli(["witness", "--log", "nonsense"], { data: join(dir, "data"), cwd: dir })).rejects.toThrow("--log nonsense");
  });
});
