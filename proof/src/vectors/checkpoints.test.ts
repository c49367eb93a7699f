import { createHash, createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromLatin1, hex } from "../bytes.ts";
import { parseCheckpoint } from "../checkpoint.ts";
import { noteIsSignedBy, parseNote, parseVkey } from "../note.ts";

interface Vectors {
  key: { origin: string; seed: string; publicKey: string; vkey: string };
  accepted: { what: string; size: number; root: string; note: string }[];
  refused: { reason: string; what: string; note: string; vkey?: string }[];
}
const load = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8")) as T;
const { key, accepted, refused } = load<Vectors>("checkpoints");
const { roots } = load<{ roots: string[] }>("trees");

type Head = { size: number; root: string } | undefined;

/** What our functions say: size and root, or nothing. */
async function ours(text: string, vkey: string): Promise<Head> {
  const known = parseVkey(vkey);
  const note = parseNote(text);
  if (known === undefined || note === undefined || !(await noteIsSignedBy(note, known))) return undefined;
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint?.origin !== known.name) return undefined;
  return { size: checkpoint.size, root: hex(fromLatin1(checkpoint.root)) };
}

/** A second opinion, from C2SP signed-note and tlog-checkpoint alone. Throws where the note does not hold. */
function second(text: string, vkey: string): Head {
  const name = vkey.slice(0, vkey.indexOf("+"));
  const [id = "", material = ""] = [vkey.slice(name.length + 1, name.length + 9), vkey.slice(name.length + 10)];
  const typed = Buffer.from(material, "base64");
  const counted = createHash("sha256").update(`${name}\n`).update(typed).digest("hex").slice(0, 8);
  const [body, lines] = apart(text);
  const signature = lines.map((line) => signatureOf(line, name, id)).find((found) => found !== undefined);
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: typed.subarray(1).toString("base64url") }, format: "jwk" });
  if (counted !== id || typed[0] !== 1 || signature === undefined || !verify(null, Buffer.from(body), publicKey, signature))
    throw new Error("not signed by this key");
  const [, origin, size, root] = /^(.+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:.+\n)*$/.exec(body) ?? [];
  if (origin !== name) throw new Error("no checkpoint of this log");
  return { size: Number(size), root: Buffer.from(root ?? "", "base64").toString("hex") };
}

function apart(text: string): [body: string, lines: string[]] {
  const at = text.lastIndexOf("\n\n");
  const lines = text.slice(at + 2).split("\n");
  if (at < 0 || lines.length < 2 || lines.pop() !== "") throw new Error("no note");
  return [text.slice(0, at + 1), lines];
}

function signatureOf(line: string, name: string, id: string): Buffer | undefined {
  const [dash, signer, spelling = "", ...more] = line.split(" ");
  const bytes = Buffer.from(spelling, "base64");
  if (dash !== "—" || more.length > 0 || bytes.toString("base64") !== spelling) throw new Error("no signature line");
  return signer === name && bytes.toString("hex", 0, 4) === id ? bytes.subarray(4) : undefined;
}

describe("the checkpoints of the vectors", () => {
  it("are signed by the key of the seed that the file names", () => {
    const der = Buffer.from(`302e020100300506032b657004220420${key.seed}`, "hex");
    const publicKey = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
    expect(publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex")).toBe(key.publicKey);
    expect(parseVkey(key.vkey)).toMatchObject({ name: key.origin, publicKey: Uint8Array.from(Buffer.from(key.publicKey, "hex")) });
  });

  it.each(accepted)("are believed: $what", async ({ note, size, root }) => {
    expect(await ours(note, key.vkey)).toEqual({ size, root });
    expect(second(note, key.vkey)).toEqual({ size, root });
    if (size < roots.length) expect(root).toBe(roots[size]);
  });

  it.each(refused)("are not believed, for their $reason: $what", async ({ note, vkey = key.vkey }) => {
    expect(await ours(note, vkey)).toBeUndefined();
    expect(() => second(note, vkey)).toThrow();
  });

  it("each differ from all that are believed", () => {
    const good = new Set(accepted.map(({ note }) => note));
    expect(refused.filter(({ note, vkey }) => vkey === undefined && good.has(note))).toEqual([]);
  });
});
