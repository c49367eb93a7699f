import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTrustPolicy, TrustPolicyError } from "../parse-trust-policy.ts";
import { quorumMet } from "../trust-policy.ts";
import { enough, policyOf } from "./second.ts";

interface Accepted {
  what: string;
  text: string;
  logs: string[];
  witnesses: string[];
  groups: string[];
  quorum: string;
  enough: string[][];
  short: string[][];
}
const { accepted, refused } = JSON.parse(readFileSync(new URL("../../vectors/policies.json", import.meta.url), "utf8")) as {
  accepted: Accepted[];
  refused: { line: number; what: string; text: string }[];
};

/** The line that our error names. */
function lineOf(text: string): number {
  try {
    parseTrustPolicy(text);
  } catch (error) {
    if (error instanceof TrustPolicyError) return error.line;
    throw error;
  }
  return 0;
}

describe("the policies of the vectors", () => {
  it.each(accepted)("say whom they believe: $what", ({ text, logs, witnesses, groups, quorum }) => {
    const ours = parseTrustPolicy(text);
    const names = { logs: ours.logs.map(({ key }) => key.name), witnesses: ours.witnesses.map((w) => w.name), quorum: ours.quorum };
    expect({ ...names, groups: ours.groups.map(({ name }) => name) }).toEqual({ logs, witnesses, groups, quorum });
    const second = policyOf(text);
    expect(second.logs.map(({ name }) => name)).toEqual(logs);
    expect([[...second.witnesses.keys()], [...second.groups.keys()], second.quorum]).toEqual([witnesses, groups, quorum]);
  });

  it.each(accepted)("say who is enough, and who is not: $what", ({ text, enough: good, short }) => {
    const ours = parseTrustPolicy(text);
    const second = policyOf(text);
    expect(good.length + short.length).toBeGreaterThan(0);
    for (const [sets, met] of [
      [good, true],
      [short, false],
    ] as const)
      for (const names of sets) {
        expect(quorumMet(ours, new Set(names)), names.join(" ")).toBe(met);
        expect(enough(second, names), names.join(" ")).toBe(met);
      }
  });

  it("agree with the second implementation about every set of witnesses", () => {
    for (const { text, witnesses } of accepted)
      for (let set = 0; set < 2 ** witnesses.length; set++) {
        const names = witnesses.filter((_, i) => (set >> i) % 2 === 1);
        expect(quorumMet(parseTrustPolicy(text), new Set(names))).toBe(enough(policyOf(text), names));
      }
  });

  it.each(refused)("are none, at line $line: $what", ({ line, text }) => {
    expect(lineOf(text)).toBe(line);
    expect(() => policyOf(text)).toThrow(`line ${line}`);
  });
});
