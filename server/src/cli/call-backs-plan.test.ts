import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";

const ask = (...args: string[]) => askCli(["call-backs", "plan", ...args], { data: "none", cwd: tmpdir() });

describe("mercusuar call-backs plan", () => {
  it("shows a plan and one call more, and how many it takes, in words and for machines", async () => {
    const said = await ask("--looks", "15", "--calls", "1");
    expect(said.exit).toBe(0);
    expect(said.out).toContain("telepon sehari · calls a day: 1");
    expect(said.out).toMatch(/60 hari · days {2}█+·* 80 %/);
    const told = JSON.parse((await ask("--looks", "15", "--calls", "1", "--json")).out);
    expect(told.rows.map(({ calls }: { calls: number }) => calls)).toEqual([1, 2]);
    expect(told.rows[1].chances[2]).toEqual({ days: 60, chance: expect.closeTo(0.963, 2) });
    expect(told.wanted).toEqual({ chance: 0.95, days: 60, calls: 2 });
  });

  it("has nothing more to offer where all are called, and says when calls alone do not do", async () => {
    const said = await ask("--looks", "3", "--calls", "3", "--answered", "1");
    expect(said.out).not.toContain("calls a day: 4");
    expect(said.out).toContain("calls alone do not reach 95 % within 60 days");
  });

  it.each([
    [["--calls", "1"], "--looks"],
    [["--looks", "15"], "--calls"],
    [["--looks", "15", "--calls", "16"], "--calls"],
    [["--looks", "15", "--calls", "1", "--false", "x"], "--false"],
    [["--looks", "15", "--calls", "1", "--answered", "140"], "--answered"],
  ])("%j is refused by the name of what is wrong", async (args, name) => {
    const said = await ask(...args);
    expect(said).toMatchObject({ exit: 2, out: "" });
    expect(said.err).toContain(`${name}:`);
  });
});
