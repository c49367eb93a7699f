import { lookersGone, type TrailPage, type TrailRow } from "../journal/index.ts";
import { dayBounds } from "../platform/local-day.ts";
import type { Product } from "../product.ts";
import type { Command, Context } from "./command.ts";
import { type Labels, type Looker, lookerLines } from "./looker-lines.ts";

const PAGES = 40;
const PAGE = 500;

/** `mercusuar who-looked --customer ID`: who looked at a customer, when, why; the question itself goes into the journal. */
export const whoLooked: Command = {
  name: "who-looked",
  words: { id: "Siapa membuka data seorang pelanggan, kapan dan untuk apa.", en: "Who looked at a customer, when and why." },
  options: [
    {
      flags: "--customer <id>",
      words: {
        id: "Id pelanggan (cus_…), atau dengan --system kunci yang dipakai saat ia dimasukkan.",
        en: "Id of the customer (cus_…), or with --system the key by which he was imported.",
      },
    },
    {
      flags: "--system <text>",
      words: {
        id: 'Sistem asal kunci itu: "system" dalam pemetaan impor.',
        en: 'Whose key it is: "system" in the mapping of the import.',
      },
    },
    {
      flags: "--from <when>",
      words: {
        id: "Sejak: YYYY-MM-DD atau waktu RFC 3339; tanpa ini 30 hari lalu.",
        en: "Since: YYYY-MM-DD or RFC 3339; without it 30 days ago.",
      },
    },
    {
      flags: "--to <when>",
      words: {
        id: "Sampai dengan hari itu, atau sebelum waktu itu; tanpa ini sekarang.",
        en: "That day included, or before that instant; without it now.",
      },
    },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const { customer } = options;
  const product = await context.product();
  const now = product.clock.now();
  const from = instantOf(options.from, "from") ?? new Date(now.getTime() - 30 * 86_400_000);
  const until = instantOf(options.to, "until") ?? new Date(now.getTime() + 1);
  if (typeof customer !== "string" || Number.isNaN(from.getTime()) || Number.isNaN(until.getTime())) {
    out.error(
      "Sebutkan pelanggan: --customer ID [--from YYYY-MM-DD] [--to YYYY-MM-DD]. · Name the customer: who looked at whom, within these days.",
    );
    return 2;
  }
  const [id = customer] = typeof options.system === "string" ? await product.records.findByImportKey(options.system, [customer]) : [];
  const holder = await product.records.customerHolder(id);
  if (holder === undefined) {
    const gone = await product.destruction.ended(id);
    if (gone) throw lookersGone(gone);
    out.error(
      'Tidak ditemukan. Id berbentuk cus_…; untuk kunci dari sistem asal, tambahkan --system NAMA ("system" dalam pemetaan impor). · Not found. An id looks like cus_…; for the key of the system of origin add --system NAME ("system" in the mapping of the import).',
    );
    return 1;
  }
  const { rows, next, entries, prunedBefore } = await allPages((cursor) =>
    product.journal.customerLookers(holder, { by: "operator", from, until, cursor, limit: PAGE }),
  );
  const names = await product.people.names([...new Set(rows.flatMap(({ person }) => person ?? []))]);
  const shown = rows.map((row) => ({ ...row, name: (row.person && names.get(row.person)?.name) || null }));
  const offices = new Map((await product.people.offices()).map((office) => [office.id, office]));
  const lookers = new Map<string, Looker>();
  for (const { id, name, job, officeId } of names.values()) {
    const office = offices.get(officeId);
    if (office) lookers.set(id, { name, job, office });
  }
  const labels = labelsOf(product);
  for (const row of rows) for (const line of lookerLines(row, lookers.get(row.person ?? ""), labels)) out.line(line);
  if (prunedBefore) out.line(prunedLine(prunedBefore));
  const asked = { customer: holder.id, from: from.toISOString(), to: until.toISOString() };
  out.json({
    ...asked,
    rows: shown,
    entries,
    ...(next ? { next } : {}),
    ...(prunedBefore ? { prunedBefore: prunedBefore.toISOString() } : {}),
  });
  return 0;
}

/** Against whom: whoever reads an empty answer as nobody. */
const prunedLine = (before: Date): string =>
  `Catatan yang lebih tua dari ${before.toISOString()} sudah dipangkas: siapa yang membuka sebelum itu tidak diketahui lagi. · Entries older than ${before.toISOString()} were pruned: who looked before then nobody can tell any more.`;

const labelsOf = ({ records }: Product): Labels => ({
  purpose: (id, language) => records.purpose(id)?.name[language] ?? id,
  field: (id, language) => records.fields.find((field) => field.id === id)?.label[language] ?? id,
});

async function allPages(
  ask: (cursor: string | undefined) => Promise<TrailPage>,
): Promise<{ rows: TrailRow[]; next?: string; entries: number[]; prunedBefore?: Date }> {
  const rows: TrailRow[] = [];
  const entries: number[] = [];
  let cursor: string | undefined;
  let pruned: { prunedBefore?: Date } = {};
  for (let page = 0; page < PAGES; page++) {
    const answer = await ask(cursor);
    rows.push(...answer.rows);
    entries.push(answer.entry);
    if (answer.prunedBefore) pruned = { prunedBefore: answer.prunedBefore };
    cursor = answer.next;
    if (cursor === undefined) return { rows, entries, ...pruned };
  }
  return { rows, entries, ...pruned, ...(cursor ? { next: cursor } : {}) };
}

/** A day is meant as a day in Jakarta's zone; an instant as it stands. */
function instantOf(option: unknown, edge: "from" | "until"): Date | undefined {
  if (typeof option !== "string") return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(option) ? dayBounds(option, "Asia/Jakarta")[edge] : new Date(option);
}
