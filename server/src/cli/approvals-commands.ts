import { type Approval, TWO_PERSON_ACTS, WHY } from "../people/index.ts";
import type { Command, Context } from "./command.ts";
import { presentBy } from "./two-persons.ts";

const BY = {
  flags: "--by <login>",
  words: { id: "Petugas yang memutuskan; kata sandinya ditanyakan.", en: "Who decides; the password is asked for." },
};

/** `mercusuar approvals list`: what waits for a second person, or to be carried out. */
export const approvalsList: Command = {
  name: "approvals list",
  words: { id: "Permintaan yang menunggu orang kedua.", en: "What waits for a second person." },
  async run(context) {
    const { people } = await context.product();
    const rows = await people.approvals.list();
    const names = await people.names(rows.flatMap(({ askedBy, confirmedBy, subject }) => [askedBy, confirmedBy ?? askedBy, subject]));
    if (rows.length === 0) context.out.line("tidak ada yang menunggu · nothing waits");
    for (const row of rows) for (const line of linesOf(row, (id) => names.get(id)?.name ?? id)) context.out.line(line);
    context.out.json(rows);
    return 0;
  },
};

/** `mercusuar approvals confirm ID --by LOGIN` */
export const approvalsConfirm: Command = {
  name: "approvals confirm",
  words: { id: "Orang kedua mengonfirmasi.", en: "A second person confirms." },
  args: ["<id>"],
  options: [BY],
  run: (context) =>
    decide(context, async (approvals, id, by) => {
      const { what } = await approvals.confirm(id, by);
      const { words } = TWO_PERSON_ACTS[what];
      return `Dikonfirmasi: ${words.id}. Jalankan perintahnya dengan · Confirmed: ${words.en}. Run its command with --approval ${id}`;
    }),
};

/** `mercusuar approvals withdraw ID --by LOGIN` */
export const approvalsWithdraw: Command = {
  name: "approvals withdraw",
  words: { id: "Yang meminta menarik permintaannya.", en: "Whoever asked takes it back." },
  args: ["<id>"],
  options: [BY],
  run: (context) =>
    decide(context, async (approvals, id, by) => {
      await approvals.withdraw(id, by);
      return "Ditarik · Withdrawn";
    }),
};

type Approvals = Awaited<ReturnType<Context["product"]>>["people"]["approvals"];

async function decide(
  context: Context,
  act: (approvals: Approvals, id: string, by: { personId: string }) => Promise<string>,
): Promise<number> {
  const { out, options, args } = context;
  const [id = ""] = args;
  if (typeof options.by !== "string") {
    out.error("Sebutkan siapa: --by LOGIN · Say who: --by LOGIN");
    return 2;
  }
  const { people } = await context.product();
  const text = await act(people.approvals, id, await presentBy(context, people, options.by));
  out.line(text);
  out.json({ approval: id });
  return 0;
}

function linesOf({ id, what, subject, why, askedBy, confirmedBy, until }: Approval, name: (id: string) => string): string[] {
  const act = TWO_PERSON_ACTS[what].words;
  const state = confirmedBy ? `dikonfirmasi · confirmed: ${name(confirmedBy)}` : "menunggu orang kedua · waits for a second person";
  return [
    `${id}  ${act.id} · ${act.en}${subject ? ` ${name(subject)}` : ""} (${WHY[why].id} · ${WHY[why].en})`,
    `  diminta · asked: ${name(askedBy)}; ${state}; sampai · until ${until.toISOString()}`,
  ];
}
