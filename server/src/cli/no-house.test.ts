import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { main } from "./main.ts";

const dir = mkdtempSync(join(tmpdir(), "mercusuar-typo-"));
const mistyped = join(dir, "nope");

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("a question about a house in a directory where none is", () => {
  it.each([
    ["lamp", 2],
    ["state check", 2],
    ["evening", 1],
    ["controls", 2],
  ])("%s says so, is no success, and begins no house", async (name, exit) => {
    const said: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const code = await main([...name.split(" "), "--data", mistyped, "--keys", `${mistyped}-keys`]);
    vi.restoreAllMocks();
    expect(code).toBe(exit);
    expect(said.join("")).toContain("tidak ada data Mercusuar");
    expect(existsSync(mistyped) || existsSync(`${mistyped}-keys`)).toBe(false);
  });
});

describe("the made-up company", () => {
  it("is not played in a directory where a house is: nothing is touched", async () => {
    const house = join(dir, "house");
    mkdirSync(join(house, "journal"), { recursive: true });
    const said: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const code = await main(["demo", "--exit", "--data", house, "--keys", `${house}-keys`]);
    vi.restoreAllMocks();
    expect([code, said.join("")]).toEqual([2, expect.stringContaining("there are data here already")]);
    expect([readdirSync(house), existsSync(`${house}-keys`)]).toEqual([["journal"], false]);
  });
});
