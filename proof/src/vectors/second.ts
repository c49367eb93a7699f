/**
 * A second implementation, for tests alone: from the texts of RFC 9162 and C2SP, on other means than ours (hex, regular expressions,
 * `createHash`, keys as JWK). Where it is in doubt it throws.
 */
import { createHash, createPublicKey, verify } from "node:crypto";

export const digest = (...hexes: string[]): string =>
  createHash("sha256")
    .update(Buffer.from(hexes.join(""), "hex"))
    .digest("hex");
export const leafOf = (entry: string): string => digest("00", entry);
export const innerOf = (left: string, right: string): string => digest("01", left, right);

/** RFC 9162, 2.1.3.2. */
export function includes(leaf: string, index: number, size: number, path: readonly string[], root: string): boolean {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = innerOf(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else r = innerOf(r, p);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && r === root;
}

export interface Key {
  name: string;
  id: string;
  type: number;
  publicKey: Buffer;
}

/** signed-note, "Verifier keys". */
export function keyOf(vkey: string): Key {
  const [, name = "", id = "", material = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(vkey) ?? [];
  const bytes = Buffer.from(material, "base64");
  const counted = createHash("sha256").update(`${name}\n`).update(bytes).digest("hex").slice(0, 8);
  if (name === "" || counted !== id || bytes.length !== 33) throw new Error("no verifier key");
  return { name, id, type: bytes[0] as number, publicKey: bytes.subarray(1) };
}

export function fits(key: Key, message: Buffer, signature: Buffer): boolean {
  const jwk = { kty: "OKP", crv: "Ed25519", x: key.publicKey.toString("base64url") };
  return verify(null, message, createPublicKey({ key: jwk, format: "jwk" }), signature);
}

export interface Apart {
  text: string;
  lines: { name: string; id: string; bytes: Buffer }[];
}

/** signed-note, "Format". */
export function apart(note: string): Apart {
  const [, text = "", block = ""] = /^((?:[^\n]*\n)+)\n((?:— [^\n]+\n)+)$/.exec(note) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (text === "" || /[\x00-\x09\x0b-\x1f]/.test(note)) throw new Error("no note");
  const lines = block.split("\n").slice(0, -1);
  return {
    text,
    lines: lines.map((line) => {
      const [, name = "", spelling = ""] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
      const bytes = Buffer.from(spelling, "base64");
      if (bytes.length < 5 || bytes.toString("base64") !== spelling) throw new Error("no signature line");
      return { name, id: bytes.toString("hex", 0, 4), bytes: bytes.subarray(4) };
    }),
  };
}

/** tlog-checkpoint, of a key whose name is the origin. */
export function signedHead(note: string, key: Key): { size: number; root: string } {
  const { text, lines } = apart(note);
  const line = lines.find(({ name, id }) => name === key.name && id === key.id);
  if (line === undefined || !fits(key, Buffer.from(text), line.bytes)) throw new Error("not signed by this key");
  const [, origin, size, root = ""] = /^(.+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:.+\n)*$/.exec(text) ?? [];
  if (origin !== key.name || !Number.isSafeInteger(Number(size))) throw new Error("no checkpoint of this log");
  return { size: Number(size), root: Buffer.from(root, "base64").toString("hex") };
}

/** tlog-cosignature, Ed25519: the latest time that the witness names; undefined where it says nothing. */
export function witnessedAt(note: string, key: Key): number | undefined {
  if (key.type !== 4) throw new Error("no witness's key");
  const { text, lines } = apart(note);
  const times = lines
    .filter(({ name, id }) => name === key.name && id === key.id)
    .map(({ bytes }) => {
      if (bytes.length !== 72) throw new Error("no cosignature");
      const time = bytes.readBigUInt64BE();
      if (time > 9_007_199_254_740_991n) throw new Error("a time beyond all clocks");
      if (!fits(key, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), bytes.subarray(8))) throw new Error("not cosigned by this key");
      return Number(time);
    });
  return times.length === 0 ? undefined : Math.max(...times);
}

export interface Policy {
  logs: Key[];
  witnesses: Map<string, Key>;
  groups: Map<string, { need: number; of: string[] }>;
  quorum: string;
}

/** tlog-policy. The error says the line. */
export function policyOf(text: string): Policy {
  const policy: Policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "" };
  const grouped = new Set<string>();
  const lines = text.split("\n");
  lines.forEach((line, i) => {
    if (i === lines.length - 1 && line === "") return;
    try {
      if (i === lines.length - 1) throw new Error("no newline");
      take(policy, grouped, line);
    } catch {
      throw new Error(`line ${i + 1}`);
    }
  });
  if (policy.quorum === "") throw new Error(`line ${Math.max(lines.length - 1, 1)}`);
  return policy;
}

function take(policy: Policy, grouped: Set<string>, line: string): void {
  const { logs, witnesses, groups } = policy;
  const defined = (name: string): boolean => witnesses.has(name) || groups.has(name);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  must(!/[\x00-\x08\x0a-\x1f\x7f]/.test(line));
  const words = line.match(/[^ \t]+/g) ?? [];
  const [kind = "#", one = "", two = "", ...rest] = words;
  if (kind.startsWith("#")) return;
  if (kind === "log") {
    const key = keyOf(one);
    must(key.type === 1 && words.length <= 3 && !logs.some((log) => log.publicKey.equals(key.publicKey)));
    logs.push(key);
  } else if (kind === "witness") {
    const key = keyOf(two);
    must(key.type === 4 && words.length <= 4 && one !== "none" && !defined(one));
    must(![...witnesses.values()].some((witness) => witness.publicKey.equals(key.publicKey)));
    witnesses.set(one, key);
  } else if (kind === "group") {
    const need = two === "any" ? 1 : two === "all" ? rest.length : Number(/^[1-9][0-9]*$/.exec(two)?.[0]);
    must(need >= 1 && need <= rest.length && one !== "none" && !defined(one));
    for (const name of rest) {
      must(defined(name) && !grouped.has(name));
      grouped.add(name);
    }
    groups.set(one, { need, of: rest });
  } else {
    must(kind === "quorum" && words.length === 2 && policy.quorum === "" && (one === "none" || defined(one)));
    policy.quorum = one;
  }
}

function must(holds: boolean): void {
  if (!holds) throw new Error("refused");
}

/** Whether these witnesses are enough. */
export function enough({ witnesses, groups, quorum }: Policy, cosigned: readonly string[], name = quorum): boolean {
  if (name === "none") return true;
  const group = groups.get(name);
  if (group === undefined) return witnesses.has(name) && cosigned.includes(name);
  return group.of.filter((member) => enough({ logs: [], witnesses, groups, quorum }, cosigned, member)).length >= group.need;
}
