import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProof } from "./check-proof.ts";
import { checkpointText } from "./checkpoint.ts";
import { cosignatureLine, cosignedMessage, cosignerVkeyText } from "./cosignature.ts";
import { leafHash } from "./hash.ts";
import { parseVkey, signedNote, type VerifierKey, vkeyText } from "./note.ts";
import { parseTrustPolicy } from "./parse-trust-policy.ts";
import { inclusionRanges } from "./proofs.ts";
import { parseTlogProof, tlogProofText } from "./tlog-proof.ts";
import { rootOf } from "./tree.ts";

const ORIGIN = "example/log";
const SIZE = 7;
const AT = 4;
const newPair = () => {
  const pair = generateKeyPairSync("ed25519");
  return { ...pair, raw: pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32) };
};
const log = newPair();
const pairs = [newPair(), newPair(), newPair()] as const;
const nameOf = (i: number): string => `witness.example/w${i}`;
const key = parseVkey(vkeyText(ORIGIN, log.raw)) as VerifierKey;
const policyOf = (quorum: string) =>
  parseTrustPolicy(
    `log ${vkeyText(ORIGIN, log.raw)}\n${[0, 1].map((i) => `witness W${i} ${cosignerVkeyText(nameOf(i), (pairs[i] ?? log).raw)}\n`).join("")}${quorum}`,
  );
const BOTH = policyOf("group both all W0 W1\nquorum both\n");

const entries = Array.from({ length: SIZE }, (_, i) => Buffer.from(`{"i":${i}}`));
const entry = entries[AT] as Buffer;
const leaves = entries.map(leafHash);
const text = checkpointText({ origin: ORIGIN, size: SIZE, root: rootOf(leaves) });

const cosigned = (i: number, time = 1_780_000_000 + i): string =>
  cosignatureLine(nameOf(i), (pairs[i] ?? log).raw, time, sign(null, cosignedMessage(text, time), (pairs[i] ?? log).privateKey));
const noteOf = (...witnesses: number[]): string =>
  signedNote(text, ORIGIN, log.raw, sign(null, Buffer.from(text), log.privateKey)) + witnesses.map((i) => cosigned(i)).join("");
const pathOf = (index: number) => inclusionRanges(index, SIZE).map(({ from, to }) => rootOf(leaves.slice(from, to)));
const proofOf = (checkpoint = noteOf(), index = AT): string => tlogProofText({ extra: entry, index, path: pathOf(index), checkpoint });

describe("a receipt", () => {
  it("of every entry is accepted under the log's key, with its place and the signed size", async () => {
    for (const [index, bytes] of entries.entries()) {
      const proof = tlogProofText({ index, path: pathOf(index), checkpoint: noteOf() });
      expect(await checkProof(bytes, proof, key)).toMatchObject({ ok: true, code: "OK", index, size: SIZE, origin: ORIGIN, exit: 0 });
    }
  });

  it("is read back as it was written, with or without extra data", () => {
    for (const proof of [{ extra: new Uint8Array(entry) }, {}].map((more) => ({
      ...more,
      index: AT,
      path: pathOf(AT),
      checkpoint: noteOf(1),
    })))
      expect(parseTlogProof(tlogProofText(proof))).toEqual(proof);
    expect(tlogProofText({ extra: new Uint8Array(0), index: 0, path: [], checkpoint: "x" })).toBe("c2sp.org/tlog-proof@v1\nindex 0\n\nx");
  });

  it("is accepted under a policy once its quorum has cosigned, and names the witnesses with their times", async () => {
    const witnesses = [
      { name: "W0", time: 1_780_000_000 },
      { name: "W1", time: 1_780_000_001 },
    ];
    expect(await checkProof(entry, proofOf(noteOf(1, 0)), BOTH)).toMatchObject({ ok: true, witnesses });
  });

  it("lacks the quorum with one witness, with one who signed twice, and with a stranger", async () => {
    for (const witnesses of [[], [0], [0, 0], [0, 2]])
      expect(await checkProof(entry, proofOf(noteOf(...witnesses)), BOTH)).toMatchObject({ code: "E_QUORUM", exit: 2 });
    expect(await checkProof(entry, proofOf(noteOf(0, 2, 1)), BOTH)).toMatchObject({ ok: true });
  });

  it("row 32: is refused with a cosignature whose time was altered, or that was made for another checkpoint", async () => {
    const [w0] = pairs;
    const shifted = cosignatureLine(nameOf(0), w0.raw, 1_790_000_000, sign(null, cosignedMessage(text, 1_780_000_000), w0.privateKey));
    const other = cosignedMessage(text.replace("\n7\n", "\n8\n"), 1_780_000_000);
    const pasted = cosignatureLine(nameOf(0), w0.raw, 1_780_000_000, sign(null, other, w0.privateKey));
    for (const bad of [shifted, pasted])
      expect(await checkProof(entry, proofOf(noteOf(1) + bad), policyOf("quorum W1\n"))).toMatchObject({
        code: "E_SIG",
        exit: 1,
        where: "checkpoint, witness W0",
      });
  });

  it("proves no other entry, no other place and nothing beyond the tree", async () => {
    expect(await checkProof(entries[5] as Buffer, proofOf(), key)).toMatchObject({ code: "E_ROOT", exit: 1 });
    for (const index of [5, SIZE, SIZE + 1, 9_007_199_254_740_991])
      expect(await checkProof(entry, proofOf().replace(`index ${AT}\n`, `index ${index}\n`), key)).toMatchObject({ code: "E_ROOT" });
  });

  it("is refused with a hash too few, a hash too many and hashes in another order", async () => {
    const path = pathOf(AT);
    const last = path.at(-1) as string;
    for (const other of [path.slice(1), path.slice(0, -1), [...path, last], path.toReversed()])
      expect(await checkProof(entry, tlogProofText({ index: AT, path: other, checkpoint: noteOf() }), key)).toMatchObject({
        code: "E_ROOT",
      });
  });

  it("of another log, or signed by another key, is refused", async () => {
    const other = newPair();
    expect(await checkProof(entry, proofOf(), parseVkey(vkeyText("example/other", log.raw)) as VerifierKey)).toMatchObject({
      code: "E_ORIGIN",
    });
    expect(await checkProof(entry, proofOf(), parseVkey(vkeyText(ORIGIN, other.raw)) as VerifierKey)).toMatchObject({ code: "E_SIG" });
    expect(await checkProof(entry, proofOf().replace(`\n${SIZE}\n`, "\n8\n"), key)).toMatchObject({ code: "E_SIG" });
    expect(await checkProof(entry, proofOf(), policyOf("quorum none\n"))).toMatchObject({ ok: true });
    expect(await checkProof(entry, proofOf(), parseTrustPolicy("quorum none\n"))).toMatchObject({ code: "E_ORIGIN" });
  });

  it.each([
    ["nothing", () => "", "there is no empty line"],
    ["another header", (t: string) => t.replace("@v1", "@v2"), "line 1"],
    ["CRLF", (t: string) => t.replaceAll("\n", "\r\n"), "there is no empty line"],
    ["CRLF in its head alone", (t: string) => t.replace("@v1\n", "@v1\r\n"), "line 1"],
    ["CRLF in its checkpoint alone", (t: string) => t.replace(`${ORIGIN}\n7\n`, `${ORIGIN}\r\n7\r\n`), "the checkpoint has control"],
    ["no index", (t: string) => t.replace(`index ${AT}\n`, ""), "line 3: no index"],
    ["an index with a zero before it", (t: string) => t.replace("index ", "index 0"), "line 3: no index"],
    ["an index that is no number of entries", (t: string) => t.replace(`index ${AT}`, "index 9999999999999999"), "line 3: no index"],
    ["a negative index", (t: string) => t.replace("index ", "index -"), "line 3: no index"],
    ["empty extra data", (t: string) => t.replace(/extra .*/, "extra "), "line 2"],
    ["extra data that is no base64", (t: string) => t.replace("extra ", "extra !"), "line 2"],
    ["extra data after the index", (t: string) => t.replace(/(extra .*\n)(index .*\n)/, "$2$1"), "line 3: no hash"],
    ["a hash cut short", (t: string) => t.replace(/(index .*\n)..../, "$1"), "line 4: no hash"],
    ["a space behind a hash", (t: string) => t.replace(/(index .*\n.*)\n/, "$1 \n"), "line 4: no hash"],
    [
      "an endless path",
      (t: string) => t.replace(/(index .*\n)(.*\n)/, (_all, index, hash) => index + hash.repeat(54)),
      "the path has more",
    ],
    ["endless bytes", (t: string) => t + "x".repeat(300_000), "the proof is longer"],
  ])("with %s is none, and the line is named", async (_what, change, where) => {
    const verdict = await checkProof(entry, change(proofOf()), key);
    expect(verdict).toMatchObject({ ok: false, code: "E_SCHEMA", exit: 1 });
    expect(verdict.ok ? "" : verdict.where).toContain(where);
  });

  it.each([
    ["bytes behind its last line", (t: string) => `${t}x`],
    ["a line that is no signature", (t: string) => `${t}more\n`],
    ["an empty line at its end", (t: string) => `${t}\n`],
    ["a second block of signatures", (t: string) => `${t}\n${cosigned(0)}`],
    ["an empty extension line", (t: string) => t.replace(text, `${text}\n`)],
    ["no signature at all", (t: string) => t.slice(0, t.indexOf("— "))],
  ])("whose checkpoint has %s is refused", async (_what, change) => {
    expect(await checkProof(entry, change(proofOf()), key)).toMatchObject({ code: "E_CHECKPOINT", exit: 1 });
  });

  it("is refused whichever one character of it is changed, left out or added, and never by an exception", async () => {
    const good = tlogProofText({ index: AT, path: pathOf(AT), checkpoint: noteOf(0, 1) });
    const character = fc.oneof(fc.constantFrom(..."\n\r\t +—0=/A"), fc.string({ unit: "binary", minLength: 1, maxLength: 1 }));
    const edit = fc.record({ at: fc.nat(good.length - 1), cut: fc.constantFrom(0, 1), put: fc.oneof(fc.constant(""), character) });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, cut, put }) => {
        const text = good.slice(0, at) + put + good.slice(at + cut);
        expect((await checkProof(entry, text, BOTH)).ok).toBe(text === good);
      }),
      { numRuns: 500 },
    );
  });

  it("is not accepted for an entry longer than entries can be", async () => {
    expect(await checkProof(Buffer.alloc(65_536), proofOf(), key)).toMatchObject({ code: "E_SCHEMA", exit: 1 });
  });

  it("is not written for a place that is no number, or with hashes that are none", () => {
    expect(() => tlogProofText({ index: -1, path: [], checkpoint: "" })).toThrow(RangeError);
    expect(() => tlogProofText({ index: 0, path: ["short"], checkpoint: "" })).toThrow(RangeError);
  });
});
