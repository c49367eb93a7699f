import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { KeyFacts, KeysResult } from "@mercusuar/keeper";
import { parseTrustPolicy } from "@mercusuar/proof";
import { keyCopies, overlapIsOver, rotationDue } from "../journal/index.ts";
import { tokensWithoutValue } from "../people/index.ts";
import { realClock } from "../platform/clocks.ts";
import type { Words } from "../platform/language.ts";
import type { Product } from "../product.ts";
import type { Command, Context } from "./command.ts";

/** `mercusuar keys status`: the inventory of keys (R98), how far a rotation has come, and what to back up. */
export const keysStatus: Command = {
  name: "keys status",
  words: {
    id: "Daftar kunci: jenis, umur, keadaan, tempat; tanpa isinya.",
    en: "The keys: kind, age, state, place; never what is in them.",
  },
  run,
};

/** A key as it is shown; `path` is absent where it is not kept here. */
interface Shown extends Omit<KeyFacts, "kind"> {
  kind: KeyFacts["kind"] | "server" | "witness";
  /** Days. */
  age?: number;
}

const PURPOSES: Record<Shown["kind"], Words> = {
  log: { id: "menandatangani catatan akses", en: "signs the journal" },
  kek: { id: "membungkus kunci pelanggan dan petugas", en: "wraps the keys of customers and staff" },
  index: { id: "token pencarian", en: "tokens of the search index" },
  mac: { id: "kode jejak di layar", en: "trace codes on screens" },
  person: { id: "nama samaran petugas tahun itu", en: "pseudonyms of staff in that year" },
  server: { id: "segel sesi, kata sandi, dan persetujuan", en: "seals of sessions, passwords and approvals" },
  witness: { id: "kunci publik saksi", en: "public key of a witness" },
};

const STATES: Record<KeyFacts["state"], string> = {
  live: "berlaku · live",
  retiring: "digantikan · retiring",
  destroyed: "dimusnahkan · destroyed",
};

async function run(context: Context): Promise<number> {
  const { out, settings } = context;
  const product = await context.product();
  const found = await product.keeper.keys();
  const keys = [...found.keys, ...serverKeyOf(found.directory), ...witnessesOf(settings.witnesses)].map(withAge);
  const due = settings.rotateKeysEvery ? rotationDue(found, settings.rotateKeysEvery) : undefined;
  const nameAgain = await tokensWithoutValue(product.db, found.epoch);
  const copies = (await keyCopies(product.db)).filter(({ goneAt }) => goneAt === null);
  for (const key of keys) for (const line of linesOf(key)) out.line(line);
  for (const line of logKeyLines(found.log, product.clock.now())) out.line(line);
  for (const line of rotationLines(found, product, due)) out.line(line);
  if (nameAgain > 0)
    out.line(
      `${nameAgain} nomor yang dinyatakan petugas tidak cocok dengan pelanggan mana pun dan harus dinyatakan lagi · numbers that staff declared match no customer and must be declared again`,
    );
  const withheld = found.rotating ? 0 : await product.records.withOlderTokens(found.epoch);
  if (withheld > 0)
    out.line(
      `${withheld} pelanggan dari basis data lama belum dapat dicari; dua orang mengizinkannya · customers of an older database cannot be searched yet; two persons grant it: mercusuar keys rotate --mend`,
    );
  for (const line of backupLines(found, copies.length)) out.line(line);
  const { ok, idx, ts, keys: _, ...rest } = found;
  out.json({ ...rest, ...(due ? { due: due.toISOString() } : {}), keys, nameAgain, withheld, copies: copies.length });
  return 0;
}

function linesOf({ id, kind, algorithm, madeAt, age, state, destroyedAt, left, path, fingerprint }: Shown): string[] {
  const { id: local, en } = PURPOSES[kind];
  const made = madeAt === undefined ? "" : `dibuat · made ${madeAt.slice(0, 10)} (${age} hari · days)`;
  const now = destroyedAt ? `${STATES[state]} ${destroyedAt.slice(0, 10)}` : STATES[state];
  const wraps = left === undefined ? "" : `, ${left} pembungkus tersisa · wraps left`;
  return [`${id}  ${algorithm}  ${local} · ${en}`, `  ${[`${now}${wraps}`, made, fingerprint, path].filter(Boolean).join("  ")}`];
}

function rotationLines(
  { rotating, renewing, living, left, unlisted, epoch }: KeysResult,
  { rotation }: Product,
  due: Date | undefined,
): string[] {
  const lines = [`Zaman kunci · epoch ${epoch}, ${living} pemegang hidup · living holders`];
  if (rotating) {
    const renewed = renewing ? ", dengan kunci baru bagi setiap pemegang · with a new key for each holder" : "";
    lines.push(`Penggantian berjalan · a rotation goes on${renewed}: ${left} tersisa · left`);
    if (unlisted > 0) lines.push(`  ${unlisted} di antaranya hanya diketahui jumlahnya · of them known by number only`);
    if (rotation.state().phase === "waiting") lines.push(...orphanLines(left));
  } else if (due) lines.push(`Penggantian berikut · next rotation: ${due.toISOString().slice(0, 10)}`);
  return lines;
}

/** Which key verifies the journal, and what is to be done while another takes over. */
export function logKeyLines(log: KeysResult["log"], now: Date): string[] {
  const { vkey, next, until = "" } = log;
  if (next === undefined) return [`Kunci pemeriksa · verifier key: ${vkey}`];
  const day = until.slice(0, 10);
  return [
    overlapIsOver({ log }, now)
      ? `Masa dua kunci sudah lewat sejak ${day}; akhiri sekarang. · The time of two keys has been over since ${day}; end it now.`
      : `Kunci log sedang diganti; keduanya menandatangani sampai · The log key is being rotated; both sign until ${day}:`,
    `  lama · old: ${vkey}`,
    `  baru · new: ${next}`,
    "Berikan yang baru sekarang kepada setiap saksi (--log ... --log ...) dan pemeriksa, lalu · Give the new one to every witness (--log ... --log ...) and verifier now, then: mercusuar keys rotate-log --end",
  ];
}

/** Holders whom nobody here presents, and the way out. */
export const orphanLines = (left: number): string[] => [
  `${left} pemegang tidak ada di basis data ini (misalnya dari impor yang terputus); kunci lama tetap disimpan. · holders are not in this database (of an import that was cut off, for example); the old keys are kept.`,
  `Bila memang tidak ada lagi · If they are gone indeed: mercusuar keys rotate --give-up ${left}`,
  "Bila ada di cadangan: pulihkan dahulu, penggantian berjalan lagi sendiri. · If a backup has them: restore it first, the rotation goes on by itself.",
];

const backupLines = ({ directory }: KeysResult, copies: number): string[] => [
  `Cadangkan terpisah dari data, juga sesudah setiap penggantian · Back up apart from the data, and again after each rotation: tar czf kunci-mercusuar.tgz -C ${directory} .`,
  `  lalu daftarkan · then register it: mercusuar keys copies add "TEMPAT · PLACE" (${copies} terdaftar · registered)`,
];

function serverKeyOf(directory: string): Shown[] {
  const path = join(directory, "server.key");
  if (!existsSync(path)) return [];
  const madeAt = statSync(path).mtime.toISOString();
  return [{ id: "server", kind: "server", algorithm: "HMAC-SHA-256", madeAt, state: "live", path, fingerprint: "" }];
}

function witnessesOf(policy: string | undefined): Shown[] {
  if (policy === undefined || !existsSync(policy)) return [];
  return parseTrustPolicy(readFileSync(policy, "utf8")).witnesses.map(({ name, key }) => ({
    id: name,
    kind: "witness",
    algorithm: "Ed25519",
    state: "live",
    fingerprint: key.name,
  }));
}

/** Real days: keys grow old in real time, whatever the story's clock says. */
function withAge<Key extends Shown>(key: Key): Key & { age?: number } {
  if (key.madeAt === undefined) return key;
  return { ...key, age: Math.max(0, Math.floor((realClock().now().getTime() - Date.parse(key.madeAt)) / 86_400_000)) };
}
