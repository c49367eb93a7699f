import { BREAK_GLASS_WHY } from "../access/index.ts";
import type { Command, Context } from "./command.ts";

const STATES: Record<string, string> = {
  waiting: "menunggu keputusan · waits",
  granted: "terbuka · open",
  declined: "tidak diberikan · not given",
  unanswered: "tidak dijawab · unanswered",
  closed: "ditutup · closed",
  ended: "berakhir · ended",
};

/** `mercusuar break-glass list`: emergency access of the last week; ids of customers, never their names or what it was for. */
export const breakGlassList: Command = {
  name: "break-glass list",
  words: {
    id: "Akses darurat tujuh hari terakhir: siapa meminta, siapa memutuskan.",
    en: "Emergency access of the last seven days: who asked, who decided.",
  },
  options: [{ flags: "--waiting", words: { id: "Hanya yang menunggu keputusan.", en: "Only what waits for a decision." } }],
  run,
};

async function run({ product, options, out }: Context): Promise<number> {
  const { access, people } = await product();
  const rows = (await access.breakGlass.all()).filter(({ state }) => !options.waiting || state === "waiting");
  const names = await people.names([...new Set(rows.flatMap(({ person, decidedBy }) => [person, decidedBy ?? person]))]);
  const name = (id: string | undefined) => (id === undefined ? "-" : (names.get(id)?.name ?? id));
  if (rows.length === 0) out.line("tidak ada akses darurat · no emergency access");
  for (const { id, person, customer, purpose, why, askedAt, state, decidedBy, alone, until, minutes, rules } of rows) {
    const { id: text, en } = BREAK_GLASS_WHY[why];
    out.line(`${id}  ${name(person)}, ${customer}, ${purpose}: ${text} · ${en}`);
    const by = alone ? "sendiri · alone" : name(decidedBy);
    out.line(
      `  ${askedAt.toISOString()} ${minutes} menit · minutes (${rules.join(", ")}): ${STATES[state]}; diputuskan · decided: ${by}${until ? `; ${until.toISOString()}` : ""}`,
    );
  }
  out.json(rows);
  return 0;
}
