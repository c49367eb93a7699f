import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockData } from "../platform/data-lock.ts";
import { clearUnfinished } from "./clear-unfinished.ts";
import { noteStory } from "./story-state.ts";

describe("a start after a founding that was cut off", () => {
  let home: string;
  let data: string;
  let keys: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "mercusuar-test-"));
    [data, keys] = [join(home, "data"), join(home, "keys")];
    for (const dir of [data, keys]) mkdirSync(dir);
    writeFileSync(join(keys, "server.key"), "k");
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it("removes the unfinished made-up company with its keys", async () => {
    noteStory(data, { seed: 7, state: "being-made" });
    expect(await clearUnfinished(data, keys)).toBe(true);
    expect([existsSync(data), existsSync(keys)]).toEqual([false, false]);
  });

  it("leaves a finished story and a real house alone", async () => {
    expect(await clearUnfinished(data, keys)).toBe(false);
    noteStory(data, { seed: 7, state: "played" });
    expect(await clearUnfinished(data, keys)).toBe(false);
    expect(existsSync(join(keys, "server.key"))).toBe(true);
  });

  it("removes nothing while another process is founding it", async () => {
    noteStory(data, { seed: 7, state: "being-made" });
    const lock = await lockData(data);
    await expect(clearUnfinished(data, keys)).rejects.toThrow();
    expect(existsSync(join(keys, "server.key"))).toBe(true);
    await lock.release();
  });
});
