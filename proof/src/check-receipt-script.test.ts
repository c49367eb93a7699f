import { spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { withoutReceiptTools } from "../../tests/harness/receipt-tools.ts";
import { base64, fromUtf8, utf8 } from "./bytes.ts";
import { checkProof } from "./check-proof.ts";
import { checkpointText } from "./checkpoint.ts";
import { cosignatureLine, cosignedMessage, cosignerVkeyText } from "./cosignature.ts";
import { type Hash, leafHash } from "./hash.ts";
import { parseVkey, signedNote, type VerifierKey, vkeyText } from "./note.ts";
import { inclusionRanges } from "./proofs.ts";
import { parseTlogProof, type TlogProof, tlogProofText } from "./tlog-proof.ts";
import { rootOf } from "./tree.ts";

const SCRIPT = fileURLToPath(new URL("../check-receipt.sh", import.meta.url));
function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { raw: publicKey.export({ type: "spki", format: "der" }).subarray(-32), sign: (data: Uint8Array) => sign(null, data, privateKey) };
}

const ORIGIN = "log.example/receipts";

describe.skipIf(withoutReceiptTools())("check-receipt.sh, with openssl, sha256sum and xxd alone", { timeout: 120_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-script-"));
  const log = newKey();
  const vkey = vkeyText(ORIGIN, log.raw);
  const witness = newKey();
  const witnessKey = cosignerVkeyText("witness.example", witness.raw);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  function run(receipt: string | Uint8Array, ...keys: string[]) {
    const path = join(dir, "receipt");
    writeFileSync(path, receipt);
    const { status, stdout, stderr } = spawnSync("sh", [SCRIPT, path, ...(keys.length > 0 ? keys : [vkey])], { encoding: "utf8" });
    return { status, stdout, stderr };
  }

  const entriesOf = (size: number) => Array.from({ length: size }, (_, n) => utf8(`{"n":${n},"typ":"look"}`));

  function receiptOf(entries: Uint8Array[], index: number, signer = log, origin = ORIGIN): string {
    const leaves: Hash[] = entries.map(leafHash);
    const text = checkpointText({ origin, size: leaves.length, root: rootOf(leaves) });
    const line = cosignatureLine("witness.example", witness.raw, 1_800_000_000, witness.sign(cosignedMessage(text, 1_800_000_000)));
    const checkpoint = signedNote(text, origin, signer.raw, signer.sign(utf8(text))) + line;
    const path = inclusionRanges(index, leaves.length).map(({ from, to }) => rootOf(leaves.slice(from, to)));
    return tlogProofText({ extra: entries[index] as Uint8Array, index, path, checkpoint });
  }

  it("proves each place in trees of every shape and prints the entry", () => {
    for (const size of [1, 2, 3, 7, 8, 13]) {
      const entries = entriesOf(size);
      for (const index of new Set([0, 1, Math.floor(size / 2), size - 2, size - 1].filter((n) => n >= 0 && n < size))) {
        const { status, stdout, stderr } = run(receiptOf(entries, index));
        expect({ size, index, status, stderr }).toEqual({ size, index, status: 0, stderr: "" });
        expect(stdout).toContain(`entry ${index} / ${size}, ${ORIGIN}\n${fromUtf8(entries[index] as Uint8Array)}\n`);
      }
    }
  });

  it("proves the longest entry there can be, of any bytes", () => {
    const entries = [randomBytes(65_535), utf8("{}")];
    expect(run(receiptOf(entries, 0)).status).toBe(0);
  });

  it("proves under either of two log keys that both signed, while one takes over from the other", () => {
    const next = newKey();
    const entries = entriesOf(5);
    const [text = ""] = receiptOf(entries, 3).split("— ").slice(0, 1);
    const [, old, cosigned] = receiptOf(entries, 3).split("— ");
    const [, taken] = receiptOf(entries, 3, next).split("— ");
    const both = [text, old, taken, cosigned].join("— ");
    for (const key of [vkey, vkeyText(ORIGIN, next.raw)]) expect(run(both, key, witnessKey)).toMatchObject({ status: 0, stderr: "" });
    expect(run(both, vkeyText(ORIGIN, newKey().raw)).status).toBe(1);
  });

  it("takes the key from a file, and asks every witness that is named", () => {
    const receipt = receiptOf(entriesOf(5), 3);
    writeFileSync(join(dir, "vkey"), `${vkey}\n`);
    expect(run(receipt, join(dir, "vkey"), witnessKey)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("witness.example, 1800000000"),
    });
    const other = cosignerVkeyText("witness.example", newKey().raw);
    expect(run(receipt, vkey, other)).toMatchObject({ status: 1, stderr: expect.stringContaining("has not cosigned") });
    const { checkpoint } = parseTlogProof(receipt) as TlogProof;
    const later = cosignatureLine("witness.example", witness.raw, 1_800_000_001, witness.sign(utf8("another text")));
    const pasted = receipt.replace(checkpoint, checkpoint.replace(/— witness.*\n/, later));
    expect(run(pasted, vkey, witnessKey)).toMatchObject({ status: 1, stderr: expect.stringContaining("is not good") });
  });

  it("refuses every changed line, as our own verifier does", async () => {
    const receipt = receiptOf(entriesOf(11), 4);
    const key = parseVkey(vkey) as VerifierKey;
    const lines = receipt.split("\n");
    for (const [n, line] of lines.entries()) {
      if (line === "" || line.startsWith("— witness")) continue;
      const at = line.startsWith("— ") ? line.length - 8 : line.startsWith("extra ") ? 9 : line.length - 1;
      const spoiled = lines.with(n, `${line.slice(0, at)}${line[at] === "1" ? "2" : "1"}${line.slice(at + 1)}`).join("\n");
      const proof = parseTlogProof(spoiled);
      const ours = "code" in proof ? { ok: false } : await checkProof(proof.extra ?? new Uint8Array(), spoiled, key);
      expect({ n, ok: ours.ok, status: run(spoiled).status }).toEqual({ n, ok: false, status: 1 });
    }
  });

  it("refuses a receipt of another log, under another key, of another place, with lines taken out or put in", () => {
    const entries = entriesOf(9);
    const receipt = receiptOf(entries, 2);
    const lines = receipt.split("\n");
    expect(run(receiptOf(entries, 2, newKey())).status).toBe(1);
    expect(run(receiptOf(entries, 2, log, "log.example/other"))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("another log"),
    });
    expect(run(receipt.replace("index 2", "index 3")).status).toBe(1);
    expect(run(receipt.replace("index 2", "index 900")).status).toBe(1);
    expect(run(receipt.replace("index 2", "index $((1+1))")).status).toBe(1);
    expect(run(lines.toSpliced(3, 1).join("\n")).status).toBe(1);
    expect(run(lines.toSpliced(3, 0, base64(randomBytes(32))).join("\n")).status).toBe(1);
    expect(run(lines.toSpliced(1, 1).join("\n")).status).toBe(1);
    expect(run(receipt.trimEnd()).status).toBe(1);
    expect(run(receipt.replaceAll("\n", "\r\n")).status).toBe(1);
    expect(run("").status).toBe(1);
    expect(run(randomBytes(3000)).status).toBe(1);
  });

  it("says when it is wrongly called: no key, a key that is none, a witness's key for the log's", () => {
    const receipt = receiptOf(entriesOf(2), 0);
    expect(run(receipt, "kunci").status).toBe(2);
    const another = `${vkey.slice(0, -1)}${vkey.endsWith("A") ? "B" : "A"}`;
    expect(run(receipt, another).status).toBe(2);
    expect(run(receipt, witnessKey).status).toBe(2);
    expect(spawnSync("sh", [SCRIPT, join(dir, "receipt")]).status).toBe(2);
    expect(spawnSync("sh", [SCRIPT, join(dir, "nowhere"), vkey]).status).toBe(2);
  });
});
