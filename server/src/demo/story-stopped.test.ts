import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { until } from "../../../tests/harness/program.ts";
import { readStory } from "./story-state.ts";

const PROGRAM = new URL("../../bin/mercusuar.js", import.meta.url).pathname;
const dir = mkdtempSync(join(tmpdir(), "mercusuar-stopped-"));
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));

it.each([
  ["start", "SIGINT"],
  ["demo", "SIGINT"],
  ["start", "SIGTERM"],
] as const)(
  "%s that is ended by %s while the made-up company is made says so, and nothing of a keeper that does not run",
  async (command, signal) => {
    const data = join(dir, `${command}-${signal}`);
    // As Ctrl C on a terminal: the whole group of processes hears of it.
    const child = spawn(process.execPath, [PROGRAM, command, "--port", "0", "--data", data], { detached: true, stdio: "pipe" });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said.err += text;
    });
    const closed = once(child, "close");
    await until(async () => readStory(data)?.state === "being-made");
    process.kill(-(child.pid as number), signal);
    const [code] = await closed;
    expect([code, said.err]).toEqual([130, expect.stringContaining("dihentikan")]);
    expect(said.err).not.toMatch(/tidak berjalan|at .*\.[jt]s:/);
    if (signal === "SIGINT") expect(said.err).not.toContain('"level"');
  },
  60_000,
);
