import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkProof } from "../check-proof.ts";
import { parseTrustPolicy } from "../parse-trust-policy.ts";
import { enough, includes, leafOf, policyOf, signedHead, witnessedAt } from "./second.ts";

interface Case {
  what: string;
  entry: string;
  proof: string;
  policy?: string;
}
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));
const { policy, accepted, refused } = load("receipts") as {
  policy: string;
  accepted: (Case & { index: number; size: number })[];
  refused: (Case & { reason: string })[];
};
const { roots } = load("trees") as { roots: string[] };

const CODES: Record<string, string[]> = {
  root: ["E_ROOT"],
  quorum: ["E_QUORUM"],
  signature: ["E_SIG"],
  origin: ["E_ORIGIN"],
  proof: ["E_SCHEMA"],
  checkpoint: ["E_CHECKPOINT"],
};

const ours = (one: Case) => checkProof(Buffer.from(one.entry, "hex"), one.proof, parseTrustPolicy(one.policy ?? policy));

/** A second opinion, from C2SP tlog-proof and what it is made of. Throws where the entry is not proved. */
function second(one: Case): { index: number; size: number; root: string } {
  const form = /^c2sp\.org\/tlog-proof@v1\n(?:extra ([^\n]+)\n)?index (0|[1-9][0-9]{0,15})\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([\s\S]+)$/;
  const [, extra = "", digits = "", hashes = "", checkpoint = ""] = form.exec(one.proof) ?? [];
  if (!Number.isSafeInteger(Number(digits)) || digits === "" || Buffer.from(extra, "base64").toString("base64") !== extra)
    throw new Error("no proof");
  const trust = policyOf(one.policy ?? policy);
  const [log] = trust.logs.filter(({ name }) => checkpoint.startsWith(`${name}\n`));
  if (log === undefined) throw new Error("no log of this policy");
  const { size, root } = signedHead(checkpoint, log);
  const who = [...trust.witnesses].filter(([, key]) => witnessedAt(checkpoint, key) !== undefined).map(([name]) => name);
  if (!enough(trust, who)) throw new Error("no quorum");
  const path = hashes.split("\n").slice(0, -1);
  const spelt = path.map((hash) => Buffer.from(hash, "base64").toString("hex"));
  if (!includes(leafOf(one.entry), Number(digits), size, spelt, root)) throw new Error("not in the tree");
  return { index: Number(digits), size, root };
}

describe("the receipts of the vectors", () => {
  it.each(accepted)("prove their entry: $what", async (one) => {
    const { index, size } = one;
    expect(await ours(one)).toMatchObject({ ok: true, index, size, root: roots[size] });
    expect(second(one)).toEqual({ index, size, root: roots[size] });
  });

  it.each(refused)("prove nothing, for their $reason: $what", async (one) => {
    const said = await ours(one);
    expect(said.ok).toBe(false);
    expect(CODES[one.reason]).toContain(said.code);
    expect(() => second(one)).toThrow();
  });
});
