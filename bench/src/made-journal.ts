/** A published journal of any size, made quickly: entries as the keeper writes them, under a key of its own. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  bundleBytes,
  bundlePath,
  canonical,
  checkpointText,
  Edge,
  type Entry,
  type Hash,
  leafHash,
  signedNote,
  TILE_WIDTH,
  tileBytes,
  tilePath,
  vkeyText,
} from "@mercusuar/proof";

const ORIGIN = "example/bench";
/** Entries a second of the made-up time. */
const PACE = 20;

/** The kinds of entry that are measured. */
export type Make = (i: number) => Pick<Entry, "typ"> & Partial<Entry>;

export interface Made {
  dir: string;
  vkey: string;
  /** Mean length of an entry, bytes. */
  length: number;
}

export function makeJournal(dir: string, size: number, make: Make): Made {
  const pair = generateKeyPairSync("ed25519");
  const publicKey = pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const put = (path: string, bytes: Uint8Array | string): void => {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  const edge = new Edge();
  const tiles = new Rows<Hash>((level, index, hashes) => put(tilePath(level, index, hashes.length), tileBytes(hashes)));
  const bundles = new Rows<Uint8Array>((_, index, entries) => put(bundlePath(index, entries.length), bundleBytes(entries)));
  const start = Date.now() - (size / PACE) * 1000 - 60_000;
  let bytes = 0;
  for (let i = 0; i < size; i++) {
    const entry = Buffer.from(canonical(entryAt(i, start, make) as never));
    bytes += entry.length;
    bundles.add(0, entry);
    edge.push(leafHash(entry), (level, hash) => tiles.add(level, hash));
  }
  bundles.finish();
  tiles.finish();
  const text = checkpointText({ origin: ORIGIN, size, root: edge.root() });
  put("checkpoint", signedNote(text, ORIGIN, publicKey, sign(null, Buffer.from(text), pair.privateKey)));
  const vkey = vkeyText(ORIGIN, publicKey);
  put("vkey", `${vkey}\n`);
  return { dir, vkey, length: bytes / size };
}

function entryAt(i: number, start: number, make: Make): Entry {
  const ts = new Date(start + Math.floor((i / PACE) * 1000)).toISOString();
  const iid = `01a200a0-dee4-7d14-88a0-${String(i).padStart(12, "0")}`;
  const more = i === 0 ? { typ: "start", body: { origin: ORIGIN, code: "bench", node: process.version } } : make(i);
  return { v: 1, ts, iid, ...more };
}

/** Rows of up to 256, each handed on once it is full. */
class Rows<T> {
  private readonly rows: Array<{ index: number; items: T[] }> = [];
  private readonly full: (level: number, index: number, items: T[]) => void;

  constructor(full: (level: number, index: number, items: T[]) => void) {
    this.full = full;
  }

  add(level: number, item: T): void {
    this.rows[level] ??= { index: 0, items: [] };
    const row = this.rows[level];
    row.items.push(item);
    if (row.items.length < TILE_WIDTH) return;
    this.full(level, row.index, row.items);
    this.rows[level] = { index: row.index + 1, items: [] };
  }

  finish(): void {
    for (const [level, { index, items }] of this.rows.entries()) if (items.length > 0) this.full(level, index, items);
  }
}

const some = Array.from({ length: 1000 }, () => randomBytes(32).toString("hex"));
const long = (i: number): string => some[i % some.length] as string;
const short = (i: number): string => long(i).slice(0, 32);

/** Of 250 bytes, as most changes are. */
export const change: Make = (i) => ({
  typ: "interaction",
  act: short(i),
  sub: short(i * 7),
  body: { kind: "call", grade: "A", count: i % 90 },
});

const CTX =
  "case_fits_purpose case_mine contracted dispatched function_fits_purpose has_case has_function in_scope known_person on_duty pledged purpose_known screened terms_ok".split(
    " ",
  );
const NOT =
  "case_self_opened conflict held_by_other in_portfolio left live_contact needs_portfolio public_figure staff_near staff_other staff_self".split(
    " ",
  );

/** A look of six fields with the whole context of its decision: the longest of the entries that are many. */
export const look: Make = (i) => ({
  typ: "look",
  act: short(i),
  sub: short(i * 7),
  ctag: short(i * 11),
  pur: "service",
  dec: "allow",
  rsn: ["R44"],
  pol: long(0),
  ctx: {
    ...Object.fromEntries([...CTX.map((name) => [name, true]), ...NOT.map((name) => [name, false])]),
    consent: "not_needed",
    quota: "ok",
    office: `off_${short(i % 20)}`,
  },
  fld: ["name:full", "customer_number:full", "phone:last4", "email:domain", "domicile:full", "address_street:present"],
  ver: [1, 1, 1, 1, 1, 1],
  out: "opened",
  tok: short(i * 13),
  com: long(i * 17),
});
