import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bundleBytes, parseBundle } from "./bundle.ts";
import { checkpointText, parseCheckpoint } from "./checkpoint.ts";
import { EMPTY_ROOT } from "./hash.ts";
import { noteIsSignedBy, parseNote, parseVkey, signedNote, type VerifierKey, vkeyText } from "./note.ts";
import { bundlePath, tilePath } from "./tiles.ts";

describe("a signed note", () => {
  const pair = generateKeyPairSync("ed25519");
  const publicKey = pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const text = checkpointText({ origin: "example/log", size: 0, root: EMPTY_ROOT });
  const note = signedNote(text, "example/log", publicKey, sign(null, Buffer.from(text), pair.privateKey));
  const key = parseVkey(vkeyText("example/log", publicKey)) as VerifierKey;

  it("is accepted under its own key, and not after a letter changed", async () => {
    const parsed = parseNote(note);
    expect(parsed && (await noteIsSignedBy(parsed, key))).toBe(true);
    const forged = parseNote(note.replace("\n0\n", "\n1\n"));
    expect(forged && (await noteIsSignedBy(forged, key))).toBe(false);
  });

  it("of the golang.org example key is accepted", async () => {
    const peter = parseVkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW") as VerifierKey;
    const saying =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const parsed = parseNote(saying);
    expect(parsed && (await noteIsSignedBy(parsed, peter))).toBe(true);
  });

  it("keeps its checkpoint readable, and refuses odd numbers in one", () => {
    expect(parseCheckpoint(text)).toEqual({ origin: "example/log", size: 0, root: EMPTY_ROOT });
    expect(parseCheckpoint(text.replace("\n0\n", "\n00\n"))).toBeUndefined();
    expect(parseVkey(vkeyText("example/log", publicKey).replace("example", "another"))).toBeUndefined();
  });
});

describe("tiles", () => {
  it("lie where C2SP says", () => {
    expect(tilePath(0, 1234067)).toBe("tile/0/x001/x234/067");
    expect(tilePath(2, 5, 112)).toBe("tile/2/005.p/112");
    expect(bundlePath(1000)).toBe("tile/entries/x001/000");
  });

  it("hold entries that can be told apart, or none", () => {
    const entries = [Buffer.from("a"), Buffer.alloc(0), Buffer.alloc(65_535, 7)];
    const bytes = bundleBytes(entries);
    expect(parseBundle(bytes)?.map((entry) => entry.length)).toEqual([1, 0, 65_535]);
    expect(parseBundle(bytes.subarray(0, -1))).toBeUndefined();
  });
});
