import { existsSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Entry, fromUtf8, type ProvedEntry } from "@mercusuar/proof";
import { publishedSize } from "@mercusuar/proof/node";
import { receiptOf } from "../journal/index.ts";
import type { Words } from "../platform/language.ts";
import { Problem } from "../platform/problem.ts";
import type { Command, Context } from "./command.ts";
import { receiptScript } from "./export-tools.ts";
import { journalAt, NoJournal } from "./journal-at.ts";
import { provedReceipt } from "./proved-receipt.ts";

/** `mercusuar journal receipt ENTRY [DIR]`: portable proof that an entry is in the journal; 3 where it was pruned. Reads files only, also while the journal grows. */
export const journalReceipt: Command = {
  name: "journal receipt",
  words: {
    id: "Membuat bukti catatan yang dapat diperiksa di mana pun tanpa jaringan.",
    en: "Makes a receipt of one entry, which anybody can check offline.",
  },
  args: ["<entry>", "[dir]"],
  options: [{ flags: "--out <file>", words: { id: "Berkas baru untuk bukti itu.", en: "New file for the receipt." } }],
  alone: true,
  houseless: true,
  unfinished: 2,
  run,
};

/** What somebody hands over with a receipt. */
const REVEALS: Words = {
  id:
    "Bukti ini memuat catatan itu seutuhnya: waktu, jenis, nama samaran petugas dan pelanggan, keperluan, nama isian, keputusan. Tidak ada nama" +
    " orang dan tidak ada isi data. Beberapa bukti bersama-sama menunjukkan nama samaran yang sama: perlakukan sebagai data pribadi.",
  en:
    "The receipt holds the whole entry: time, kind, pseudonyms of person and customer, purpose, names of fields, decision. No name of anybody and" +
    " no value. Several receipts together show which pseudonyms recur: treat them as personal data.",
};

async function run(context: Context): Promise<number> {
  const { args, settings, file, out } = context;
  const idx = /^\d{1,16}$/.test(args[0] ?? "") ? Number(args[0]) : Number.NaN;
  if (!Number.isSafeInteger(idx)) return wrong(context, `${args[0]}: nomor catatan dari 0 · the number of an entry, from 0 on`);
  try {
    const journal = await journalAt(args[1] === undefined ? settings.data : file(args[1]));
    const receipt = await receiptOf(journal.dir, idx);
    if (receipt === undefined) return beyond(context, journal.dir, idx);
    const proved = await provedReceipt(receipt, journal.vkey);
    if (!proved.ok) {
      out.error(`${proved.code}: ${proved.words.id} · ${proved.words.en} (${proved.where ?? journal.dir})`);
      return proved.exit;
    }
    return handOver(context, { ...proved, receipt, vkey: journal.vkey });
  } catch (error) {
    if (error instanceof NoJournal) return wrong(context, error.message);
    if (error instanceof Problem && error.code === "pruned") return gone(context, idx, error);
    throw error;
  }
}

interface Proved extends ProvedEntry {
  entry: Uint8Array;
  receipt: string;
  vkey: string;
}

function handOver(context: Context, { entry, receipt, vkey, index, size, root, origin }: Proved): number {
  const { options, out, file } = context;
  const { typ, ts } = JSON.parse(fromUtf8(entry)) as Entry;
  const to = typeof options.out === "string" ? file(options.out) : undefined;
  if (to !== undefined) {
    if (existsSync(to)) return wrong(context, `${to}: sudah ada dan tidak ditimpa · is there already and is not overwritten`);
    writeFileSync(to, receipt, { flag: "wx", mode: 0o600 });
    out.line(to);
    shipScript(dirname(to));
  } else out.line(receipt.trimEnd());
  out.error(`catatan · entry ${index}: ${typ}, ${ts} (${origin}, ${size})`);
  out.error(`${REVEALS.id}\n${REVEALS.en}`);
  out.error(`kunci pemeriksa · verifier key: ${vkey}`);
  if (to !== undefined) out.error(`sh ${SCRIPT} ${basename(to)} KEY · mercusuar journal verify DIR --receipt ${basename(to)} --vkey KEY`);
  out.json({ entry: index, typ, ts, origin, size, root, vkey, ...(to === undefined ? { receipt } : { file: to }) });
  return 0;
}

const SCRIPT = "check-receipt.sh";

/** Whoever gets the receipt can check it with what every Linux has. A file of that name stays as it is. */
function shipScript(dir: string): void {
  const path = join(dir, SCRIPT);
  if (!existsSync(path)) writeFileSync(path, receiptScript(), { flag: "wx", mode: 0o755 });
}

async function beyond({ out }: Context, dir: string, idx: number): Promise<number> {
  const size = await publishedSize(dir);
  const last = size === 0 ? "" : ` (0–${size - 1})`;
  out.error(`${idx}: catatan akses ini baru berisi ${size} catatan${last} · the journal holds ${size} entries so far${last}`);
  return 1;
}

/** As of a journal that is too old: no fault, and no receipt. */
const PRUNED = 3;

function gone({ out }: Context, idx: number, { title, detail }: Problem): number {
  out.error(`${idx}: ${title.id} ${detail?.id ?? ""}`.trimEnd());
  out.error(`${idx}: ${title.en} ${detail?.en ?? ""}`.trimEnd());
  out.json({ entry: idx, pruned: true });
  return PRUNED;
}

function wrong({ out }: Context, text: string): number {
  out.error(text);
  return 2;
}
