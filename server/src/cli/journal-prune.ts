import { pruneSubject } from "../journal/index.ts";
import { isDay } from "../platform/local-day.ts";
import type { Product } from "../product.ts";
import type { Command, Context } from "./command.ts";
import { TWO_PERSON_OPTIONS, twoPersons } from "./two-persons.ts";

/** `mercusuar journal prune --before DATE`: entries whose term is over leave their hash; two persons decide. */
export const journalPrune: Command = {
  name: "journal prune",
  words: {
    id: "Memangkas catatan pembukaan data yang masa simpannya berakhir; hanya hash-nya tersisa. Dua orang memutuskan.",
    en: "Prunes entries of looks whose term is over; only their hashes are left. Two persons decide.",
  },
  options: [
    {
      flags: "--before <when>",
      words: {
        id: "Catatan yang lebih tua dari itu: YYYY-MM-DD (tengah malam UTC) atau waktu RFC 3339.",
        en: "Entries older than that: YYYY-MM-DD (midnight in UTC) or RFC 3339.",
      },
    },
    ...TWO_PERSON_OPTIONS,
    {
      flags: "--dry-run",
      words: {
        id: "Hanya menunjukkan berapa catatan dari jenis apa yang akan berakhir.",
        en: "Only shows how many entries of which kinds would end.",
      },
    },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const before = instantOf(options.before);
  if (before === undefined) {
    out.error(NO_DAY);
    return 2;
  }
  const product = await context.product();
  if (options.dryRun === true) return show(context, product, before);
  await product.pruning.mustBeOver(before);
  const approved = await twoPersons(context, product, { what: "prune", subject: pruneSubject(before), why: "retention" });
  if (approved === undefined) return 0;
  const { entry, upto, count } = await product.pruning.prune(before, approved);
  out.line(
    `Catatan · entry ${entry}: ${count} catatan sebelum ${upto} dipangkas, yang lebih tua dari · entries before ${upto} are pruned, those older than ${before.toISOString()}`,
  );
  const settled = await product.pruning.settled(context.signal);
  if (!settled) out.error(context.inside ? GOES_ON : WAITS);
  else out.line("Selesai · Done. Periksa · Check: mercusuar journal verify; mercusuar state check");
  out.json({ before: before.toISOString(), entry, upto, count, settled });
  return 0;
}

const NO_DAY =
  "Sebutkan hari: --before YYYY-MM-DD, tengah malam UTC, misalnya 2021-01-01 · Name a day: --before YYYY-MM-DD, midnight in UTC, as 2021-01-01";
const GOES_ON = "Pemangkasan berlanjut di server; lihat lagi · The server goes on pruning; see it again: mercusuar journal verify";
const WAITS =
  "Pemangkasan berhenti di tengah, dan berlanjut saat Mercusuar dijalankan · Pruning rests half done, and goes on once this runs: mercusuar start";

/** What would end; nothing is changed, and nobody is asked. */
async function show({ out, signal }: Context, { pruning }: Product, before: Date): Promise<number> {
  const { upto, count, kinds } = await pruning.preview(before, signal);
  out.line(
    `${count} catatan sebelum ${upto} akan berakhir, yang lebih tua dari · entries before ${upto} would end, those older than ${before.toISOString()}`,
  );
  for (const [kind, of] of Object.entries(kinds).sort()) out.line(`  ${kind}: ${of}`);
  out.line("Tidak ada yang diubah · Nothing was changed.");
  out.json({ before: before.toISOString(), upto, count, kinds, dryRun: true });
  return 0;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/i;

/** A day is its midnight in UTC, as the journal's times are; undefined where it is neither day nor instant. */
function instantOf(option: unknown): Date | undefined {
  if (typeof option !== "string") return undefined;
  const [day = ""] = option.split(/[T ]/i);
  if (!isDay(day) || (day !== option && !INSTANT.test(option))) return undefined;
  const at = new Date(day === option ? `${day}T00:00:00.000Z` : option);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
