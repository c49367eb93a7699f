import { readEntries } from "@mercusuar/proof/node";
import { isDay } from "../platform/local-day.ts";
import type { CheckedDraw, DrawEntry } from "../review/index.ts";
import type { Command, Context } from "./command.ts";

/** `mercusuar draw check --date D`: 0 the same picks, 1 something differs, 2 cannot tell. */
export const drawCheck: Command = {
  name: "draw check",
  words: {
    id: "Mengulang undian pemeriksaan dari catatan akses: sama (0), berbeda (1), tidak dapat dipastikan (2).",
    en: "Repeats the draws of reviews from the journal: the same (0), differs (1), cannot tell (2).",
  },
  options: [
    { flags: "--date <date>", words: { id: "Hari undian, YYYY-MM-DD.", en: "Day of the draw, YYYY-MM-DD." } },
    { flags: "--office <id>", words: { id: "Hanya satu kantor.", en: "One office only." } },
  ],
  unfinished: 2,
  run,
};

const WORDS: Record<CheckedDraw["state"], string> = {
  same: "sama · the same",
  differs: "berbeda · differs",
  unsure: "tidak dapat dipastikan · cannot tell",
};
const REASONS: Record<string, string> = {
  "not-revealed": "benih belum dibuka · the seed was not revealed",
  "revealed-before-it-was-committed": "benih dibuka sebelum dikunci · revealed before it was committed to",
  seed: "benih bukan yang dikunci · the seed is not the one committed to",
  list: "daftar bukan yang dikunci · the list is not the one committed to",
  "list-missing": "daftar tidak ada lagi di basis data · the list is no longer in the database",
  "drawn-twice": "bagian ini diundi lebih dari sekali · this part was drawn more than once",
  "never-committed": "dibuka tanpa pernah dikunci · revealed without a commitment",
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const { date, office } = options;
  if (typeof date !== "string" || !isDay(date)) {
    out.error("sebutkan harinya · name the day: --date YYYY-MM-DD");
    return 2;
  }
  const { review, people, dataDir } = await context.product();
  const names = new Map((await people.offices()).map(({ id, name }) => [id, name]));
  const draws = await review.checkDraws(await drawEntries(dataDir), { date, office: typeof office === "string" ? office : undefined });
  for (const { id, office: where, part, candidates, picks, state, what } of draws) {
    out.line(`${WORDS[state]}: ${names.get(where) ?? where} ${date} (${part}), ${picks} terpilih dari · picked of ${candidates} (${id})`);
    for (const one of what) out.line(`  ${REASONS[one] ?? one}`);
  }
  if (draws.length === 0) out.line("tidak ada undian pada hari itu · no draw on that day");
  out.json({ date, draws });
  return draws.some(({ state }) => state === "differs") ? 1 : draws.length === 0 || draws.some(({ state }) => state === "unsure") ? 2 : 0;
}

async function drawEntries(dataDir: string): Promise<DrawEntry[]> {
  const found: DrawEntry[] = [];
  for await (const { index, entry } of readEntries(dataDir)) if (entry.typ === "draw") found.push({ index, body: entry.body ?? {} });
  return found;
}
