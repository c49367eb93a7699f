import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { main } from "./main.ts";

const PROGRAM = new URL("../../bin/mercusuar.js", import.meta.url).pathname;

describe("a command that could not be run to its end", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-main-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  afterEach(() => vi.restoreAllMocks());

  async function exitOf(...argv: string[]): Promise<number> {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    return main([...argv, "--data", dir]);
  }

  it("never says that a journal was tampered with: that it cannot tell", async () => {
    writeFileSync(join(dir, "settings.json"), "{ this is no JSON");
    expect(await exitOf("journal", "verify")).toBe(2);
    expect(await exitOf("journal", "verify", dir, "--port", "abc")).toBe(2);
    expect(await exitOf("people", "offices")).toBe(1);
  });
});

it("a reader who goes away, as in `mercusuar … | head`, is no fault of the command", async () => {
  const child = spawn(process.execPath, [PROGRAM, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  expect([(await once(child, "close"))[0], said]).toEqual([0, ""]);
});
