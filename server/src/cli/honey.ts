import { chanceOfHit, HONEY_OPENS } from "../records/index.ts";
import type { Command, Context } from "./command.ts";
import { TWO_PERSON_OPTIONS, twoPersons } from "./two-persons.ts";

const percent = (chance: number): string => `${Math.round(100 * chance)} %`;

/** `mercusuar honey plan`: what honey records would catch, and whom not. Asks nobody's data. */
export const honeyPlan: Command = {
  name: "honey plan",
  words: {
    id: "Peluang data pemantau tersentuh: menangkap yang menjelajah, bukan yang membuka satu orang tertentu.",
    en: "The chance that a honey record is touched: it catches who browses, not who opens one particular person.",
  },
  options: [
    {
      flags: "--share <percent>",
      words: { id: "Persen data pemantau di antara semua data; bawaan 0,1.", en: "Percent of honey records among all; 0.1 by default." },
    },
    { flags: "--opens <n>", words: { id: "Jumlah pembukaan data acak.", en: "Openings of drawn customers." } },
  ],
  alone: true,
  houseless: true,
  async run({ options, out }) {
    const share = Number(options.share ?? 0.1) / 100;
    const opens = options.opens === undefined ? [...HONEY_OPENS] : [Number(options.opens)];
    try {
      const rows = opens.map((count) => ({ opens: count, chance: chanceOfHit(share, count) }));
      for (const row of rows) out.line(`${String(row.opens).padStart(6)} pembukaan · opens  ${percent(row.chance)}`);
      out.json({ share, rows });
      return 0;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      out.error(error.message);
      return 2;
    }
  },
};

/** `mercusuar honey make N`: two persons make them; which they are is told to nobody. */
export const honeyMake: Command = {
  name: "honey make",
  words: {
    id: "Membuat data pemantau; dua orang memutuskan, dan tidak seorang pun diberi tahu yang mana.",
    en: "Makes honey records; two persons decide, and nobody is told which they are.",
  },
  args: ["<count>"],
  options: TWO_PERSON_OPTIONS,
  run: make,
};

async function make(context: Context): Promise<number> {
  const count = Number(context.args[0]);
  if (!Number.isInteger(count) || count < 1) {
    context.out.error("Jumlah: bilangan bulat dari 1 · Count: a whole number from 1");
    return 2;
  }
  const product = await context.product();
  const approved = await twoPersons(context, product, { what: "honey", why: "schedule" });
  if (approved === undefined) return 0;
  await product.records.honey.make(count, approved, (tx) => product.people.approvals.spend(tx, approved));
  return status(context);
}

/** `mercusuar honey status`: how many there are, and how often one was opened. */
export const honeyStatus: Command = {
  name: "honey status",
  words: {
    id: "Jumlah data pemantau dan berapa kali dibuka; tidak pernah yang mana.",
    en: "How many honey records there are and how often one was opened; never which.",
  },
  run: status,
};

async function status({ product, out }: Context): Promise<number> {
  const { records, watch } = await product();
  const now = await records.honey.status();
  const hits = await watch.honeyHits();
  out.line(`${now.made} data pemantau · honey records, ${now.customers} pelanggan · customers; dibuka · opened: ${hits}`);
  for (const opens of HONEY_OPENS) out.line(`  ${opens} pembukaan acak · random opens: ${percent(chanceOfHit(now.share, opens))}`);
  out.json({ ...now, hits });
  return 0;
}
