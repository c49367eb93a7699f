import { bundleBytes, checkpointText, Edge, leafHash, rootOf, signedNote, tileBytes, utf8, vkeyText } from "@mercusuar/proof";
import { describe, expect, it } from "vitest";
import { BadKey, type Brought, judgeJournal, judgeReceipts } from "./judge.ts";
import { type PickedFile, pickedJournal } from "./picked.ts";
import { TEXTS } from "./words.ts";

const nothing: Brought = { vkey: "", policy: "", known: [], receipts: new Map(), maxAge: undefined, maxGap: undefined };
const file = (path: string, text: string | Uint8Array = ""): PickedFile => ({ path, file: new Blob([text as BlobPart]) });

describe("what somebody picked", () => {
  it("is the journal whose checkpoint lies highest up, whatever lies beside it", async () => {
    const picked = pickedJournal([
      file("a/copy/checkpoint", "inner"),
      file("a/checkpoint", "outer"),
      file("a/vkey", "key"),
      file("b", "x"),
    ]);
    expect(picked?.name).toBe("a");
    expect(new TextDecoder().decode(await picked?.reader.read("checkpoint"))).toBe("outer");
    expect(await picked?.reader.read("tile/0/000")).toBeUndefined();
  });

  it("is a data directory as well, and no journal without a checkpoint", () => {
    expect(pickedJournal([file("data/log/x"), file("data/journal/checkpoint")])?.name).toBe("data/journal");
    expect(pickedJournal([file("photos/old-checkpoint"), file("photos/1.jpg")])).toBeUndefined();
  });
});

describe("a judgement in the browser", () => {
  async function signed(lines: string[]) {
    const keys = (await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"])) as CryptoKeyPair;
    const key = new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey));
    const entries = lines.map(utf8);
    const leaves = entries.map(leafHash);
    const edge = new Edge();
    for (const leaf of leaves) edge.push(leaf);
    const origin = "log.example/web";
    const text = checkpointText({ origin, size: leaves.length, root: rootOf(leaves) });
    const signature = new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, keys.privateKey, utf8(text) as BufferSource));
    const files = [
      file("x/checkpoint", signedNote(text, origin, key, signature)),
      file("x/vkey", vkeyText(origin, key)),
      file(`x/tile/entries/000.p/${lines.length}`, bundleBytes(entries)),
      file(`x/tile/0/000.p/${lines.length}`, tileBytes(leaves)),
    ];
    return { vkey: vkeyText(origin, key), picked: pickedJournal(files), files };
  }
  const START = `{"body":{"code":"c","node":"n","origin":"log.example/web"},"iid":"01890000-0000-7000-8000-000000000000","ts":"2026-01-01T00:00:00.000Z","typ":"start","v":1}`;
  const STOP = `{"iid":"01890000-0000-7000-8000-000000000001","ts":"2026-01-01T00:00:01.000Z","typ":"stop","v":1}`;

  it("says whether the key was brought, whether it is too old or was silent, and shows the first bad entry as it stands there", async () => {
    const { picked, files, vkey } = await signed([START, STOP]);
    if (picked === undefined) throw new Error("no journal");
    const judge = (reader: typeof picked.reader, brought: Brought) =>
      judgeJournal("x", reader, brought, new Date("2026-01-02T00:00:00Z"), () => undefined);
    expect(await judge(picked.reader, nothing)).toMatchObject({ verdict: { code: "OK" }, ownKey: false, vkey, entry: undefined });
    expect(await judge(picked.reader, { ...nothing, vkey })).toMatchObject({ verdict: { code: "OK" }, ownKey: true });
    expect(await judge(picked.reader, { ...nothing, maxAge: 1000 })).toMatchObject({ verdict: { code: "E_STALE" } });
    const late = await signed([START, STOP.replace("00:00:01", "00:02:00")]);
    if (late.picked === undefined) throw new Error("no journal");
    expect(await judge(late.picked.reader, nothing)).toMatchObject({ verdict: { code: "OK" } });
    expect(await judge(late.picked.reader, { ...nothing, maxGap: 60_000 })).toMatchObject({ verdict: { code: "E_GAP", index: 1 } });
    const other = STOP.replace("01.000Z", "02.000Z");
    const changed = files.with(2, file("x/tile/entries/000.p/2", bundleBytes([START, other].map(utf8))));
    const judged = await judge(pickedJournal(changed)?.reader ?? picked.reader, nothing);
    expect(judged).toMatchObject({ verdict: { code: "E_ROOT", index: 1 }, entry: other });
  });

  it("refuses a key that is none, with a journal and without", async () => {
    const { picked } = await signed([START]);
    if (picked === undefined) throw new Error("no journal");
    const wrong = { ...nothing, vkey: "kunci" };
    await expect(judgeJournal("x", picked.reader, wrong, new Date(), () => undefined)).rejects.toThrow(BadKey);
    await expect(judgeReceipts(wrong)).rejects.toThrow(BadKey);
  });

  it("speaks both languages", () => {
    const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const { id, en } of Object.values(TEXTS)) expect(values(id)).toEqual(values(en));
  });
});
