import { renderUnicodeCompact } from "uqr";
import type { Words } from "../platform/language.ts";
import type { Product } from "../product.ts";
import type { Command, Context } from "./command.ts";

type Row = Awaited<ReturnType<Product["review"]["tellEvenings"]>>[number]["rows"][number];

/** What a row's state is called beside the Indonesian sentences. */
const STATES: Record<Row["state"], string> = {
  waiting: "menunggu",
  asked: "ditanya",
  answered: "dijawab",
  accepted: "diterima",
  mistake: "keliru",
  followed: "ditindaklanjuti",
  explained: "jelas",
};

/** By which lane of the draw a row lies on a desk. */
const LANES: Record<NonNullable<Row["lane"]>, Words> = {
  hard: { id: "selalu diperiksa", en: "always reviewed" },
  all: { id: "semua diperiksa", en: "all reviewed" },
  top: { id: "bobot tertinggi", en: "highest weight" },
  weighted: { id: "undian menurut bobot", en: "drawn by weight" },
  uniform: { id: "undian merata", en: "drawn evenly" },
  surplus: { id: "undian sisa tempat", en: "drawn for a free place" },
  question: { id: "pertanyaan saja", en: "question only" },
};

/** `mercusuar evening`: every look of a local day explained or on a desk, office by office. */
export const evening: Command = {
  name: "evening",
  reads: ["reviewMinutes", "silentHours", "feedGrace"],
  words: {
    id: "Tutup hari: setiap pembukaan data dijelaskan atau ditaruh di meja atasan.",
    en: "The evening: every look is explained or laid on a desk.",
  },
  options: [
    {
      flags: "--date <date>",
      words: {
        id: "Hari setempat, YYYY-MM-DD; tanpa ini hari ini di tiap kantor.",
        en: "The local day, YYYY-MM-DD; without it today in each office.",
      },
    },
    { flags: "--office <id>", words: { id: "Hanya satu kantor.", en: "One office only." } },
    {
      flags: "--qr",
      words: {
        id: "Checkpoint catatan akses sebagai kode QR di bawahnya, untuk disimpan pihak luar.",
        en: "The journal's checkpoint as a QR code below, to be kept outside.",
      },
    },
    {
      flags: "--coverage",
      words: {
        id: "Berapa banyak pembukaan nyata dan pelanggan acak yang dijelaskan tiap pola, menurut pengukuran terakhir.",
        en: "What each template explains of real looks and of random customers, as measured last; runs nothing.",
      },
    },
    { flags: "--english", words: { id: "Kalimat dalam bahasa Inggris.", en: "Sentences in English." } },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { review, journal } = await context.product();
  const { date, office, english, qr, coverage } = context.options;
  if (coverage === true) return showCoverage(context, await review.coverage());
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const told = await review.tellEvenings({
    date: asText(date),
    officeId: asText(office),
    language: english ? "en" : "id",
    onOffice: (done, of) => {
      bar.progress ??= context.progress("tutup hari · evening", of, "kantor");
      bar.progress.to(done);
    },
  });
  bar.progress?.end();
  for (const { heading, rows } of told) {
    context.out.line(heading);
    for (const { sentence, why, state, lane } of rows) {
      const where = lane === undefined ? "" : `, ${LANES[lane][english ? "en" : "id"]}`;
      context.out.line(`  [${english ? state : STATES[state]}${where}] ${[sentence, ...why].join(" ")}`);
    }
  }
  const { red } = await review.controls.all();
  for (const { person, supervisor, month } of red)
    context.out.line(
      english
        ? `RED: nobody called on ${person.name} unannounced in ${month}; supervisor: ${supervisor.name}.`
        : `MERAH: tidak ada pemeriksaan mendadak atas ${person.name} pada ${month}; atasan: ${supervisor.name}.`,
    );
  const checkpoint = await journal.checkpointLine();
  if (qr && checkpoint) showCode(context.out, checkpoint);
  context.out.json({
    // As with the rows, names are for those who read the sentences.
    uncheckedMonths: red.map(({ person, supervisor, month }) => ({ person: person.id, supervisor: supervisor.id, month })),
    evenings: told.map(({ runAt, ...one }) => ({ ...one, runAt: runAt.toISOString() })),
    ...(checkpoint ? { checkpoint } : {}),
  });
  return 0;
}

function showCoverage({ out }: Context, rows: Awaited<ReturnType<Product["review"]["coverage"]>>): number {
  if (rows.length === 0) out.line("belum diukur: terlalu sedikit pembukaan data · not measured: too few looks; the shipped shares hold");
  for (const { date, template, population, covered, of } of rows)
    out.line(`${date} ${template} ${POPULATIONS[population]}: ${covered}/${of} (${((100 * covered) / of).toFixed(1)} %)`);
  out.json({ coverage: rows });
  return 0;
}

const POPULATIONS = {
  looks: "pembukaan nyata · real looks",
  active: "acak, ada tugas · random, open work",
  dormant: "acak, tanpa tugas · random, no work",
} as const;

/** Whoever takes a picture of it, or the paper, can convict an older copy later. */
function showCode(out: Context["out"], { size, line }: { size: number; line: string }): void {
  out.line(`\ncheckpoint: ${size} catatan · entries`);
  out.line(renderUnicodeCompact(line, { ecc: "M", border: 2 }));
  out.line(line);
}

const asText = (option: unknown): string | undefined => (typeof option === "string" ? option : undefined);
