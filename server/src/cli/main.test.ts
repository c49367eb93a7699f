import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { main } from "./main.ts";

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
