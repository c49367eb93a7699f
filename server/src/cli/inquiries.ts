import type { Command, Context } from "./command.ts";

const STATES: Record<string, string> = {
  open: "dibuka · open",
  asked: "ditanya · asked",
  answered: "dijawab · answered",
  second: "menunggu orang kedua · waits for a second person",
  decided: "diputuskan · decided",
  closed: "selesai · closed",
};

/** `mercusuar inquiries`: how many inquiries there are and how long each has waited; no texts, and no names beside the person's id. */
export const inquiries: Command = {
  name: "inquiries",
  reads: ["sanctionMonths", "reprisalMonths", "noteMonths"],
  words: {
    id: "Pemeriksaan: nomor, petugas, keadaan, sejak kapan; tanpa isi dan tanpa pelapor.",
    en: "Inquiries: number, person, state, since when; without their texts, and without who reported.",
  },
  options: [{ flags: "--all", words: { id: "Juga yang sudah selesai.", en: "Those that are closed too." } }],
  run,
};

async function run({ out, options, product }: Context): Promise<number> {
  const { review } = await product();
  const { rows, more } = await review.inquiries.overview(options.all === true);
  for (const { id, person, state, openedAt, until } of rows)
    out.line(`${id}  ${person}  ${STATES[state] ?? state}  ${openedAt}${until === undefined ? "" : `  tenggat · until ${until}`}`);
  if (rows.length === 0) out.line("tidak ada pemeriksaan yang berjalan · no inquiry is under way");
  if (more) out.line("… lebih lama tidak ditampilkan · older ones are not shown");
  out.json({ inquiries: rows, more });
  return 0;
}
