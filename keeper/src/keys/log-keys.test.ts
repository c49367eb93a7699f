import { randomBytes } from "node:crypto";
import { leafHash } from "@mercusuar/proof";
import { describe, expect, it } from "vitest";
import { signerOf } from "./log-key.ts";
import { LogKeys } from "./log-keys.ts";

describe("the keys of a log", () => {
  const present = new Map(["log", "log-2"].map((name) => [name, signerOf(randomBytes(32))]));
  const root = leafHash(Buffer.from("entry"));

  it("sign with all of those that sign, the older first", async () => {
    const both = new LogKeys("l", present, []);
    expect((await both.sign({ origin: "l", size: 1, root })).match(/^— l /gm)).toHaveLength(2);
    expect(new LogKeys("l", present, [], ["log-2"]).vkey).toBe(both.next);
  });

  it("are not those of a log where one that signs is missing: no checkpoint goes out without its signature", () => {
    expect(() => new LogKeys("l", present, [], ["log-2", "log-3"])).toThrow(/log-3/);
  });
});
