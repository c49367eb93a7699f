import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { firstLine } from "./first-line.ts";

const run = (script: string) => spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"] });

it("a process is waited for until it says its first line, or until it ends, with its reason", async () => {
  expect(await firstLine(run('console.log("one"); console.log("two")'))).toBe("one");
  await expect(firstLine(run('console.error("no room"); process.exitCode = 3'))).rejects.toThrow("ended with 3: no room");
});
