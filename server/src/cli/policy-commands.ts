import { isMode, isModeWhy, MODE_WHY, type ModeLine } from "../access/index.ts";
import type { Command, Context } from "./command.ts";
import { presentBy } from "./two-persons.ts";

/** `mercusuar policy modes`: what each rule does, and how far the officer may change it. */
export const policyModes: Command = {
  name: "policy modes",
  words: {
    id: "Apa yang dilakukan setiap aturan: larang, minta alasan, atau boleh tapi awasi.",
    en: "What each rule does: forbid, ask a reason, or allow but watch.",
  },
  async run(context) {
    const { access } = await context.product();
    const modes = access.modeTable();
    for (const line of modes) {
      const [set, id] = line.rule.split("/") as ["refuse" | "watch", string];
      const text = access.policy.rule(id, set)?.text;
      context.out.line(`${lineOf(line)}  ${text?.id ?? ""} · ${text?.en ?? ""}`);
    }
    context.out.line("forbid larang · reason minta alasan · watch boleh tapi awasi; ≤ paling longgar · the loosest that it may become");
    context.out.line(`kebijakan · policy ${access.policy.hash}`);
    context.out.json({ hash: access.policy.hash, modes });
    return 0;
  },
};

/** `mercusuar policy hits [--days N]`: how often each rule refused, or let through and saw (R47). */
export const policyHits: Command = {
  name: "policy hits",
  words: {
    id: "Berapa kali setiap aturan menolak, dan berapa kali membolehkan sambil mengawasi, menurut catatan akses.",
    en: "How often each rule refused, and how often it let through and watched, as the journal tells.",
  },
  options: [{ flags: "--days <n>", words: { id: "Sekian hari terakhir (30).", en: "The last so many days (30)." } }],
  async run({ options, out, product }) {
    const days = Number(options.days ?? 30);
    if (!Number.isInteger(days) || days < 1 || days > 366) {
      out.error("--days: 1 … 366");
      return 2;
    }
    const { access, journal, clock } = await product();
    await journal.flush();
    const until = clock.now();
    const from = new Date(until.getTime() - days * 86_400_000);
    const hits = await access.ruleHits({ from, until });
    for (const { rule, refused, seen, persons } of hits)
      out.line(`${rule.padEnd(8)} ditolak · refused ${refused}, diawasi · watched ${seen}, petugas · persons ${persons}`);
    if (hits.length === 0) out.line("belum ada · none");
    out.json({ from: from.toISOString(), until: until.toISOString(), hits });
    return 0;
  },
};

/** `mercusuar policy set-mode RULE MODE --why WORD --by LOGIN` */
export const policySetMode: Command = {
  name: "policy set-mode",
  words: { id: "Mengubah apa yang dilakukan sebuah aturan; oleh pejabat PDP.", en: "Changes what a rule does; by the officer." },
  args: ["<rule>", "<mode>"],
  options: [
    {
      flags: "--why <word>",
      words: { id: `Alasan: ${Object.keys(MODE_WHY).join(", ")}.`, en: `Why: ${Object.keys(MODE_WHY).join(", ")}.` },
    },
    {
      flags: "--by <login>",
      words: { id: "Pejabat PDP; kata sandinya ditanyakan.", en: "The data protection officer; the password is asked for." },
    },
  ],
  run: change,
};

async function change(context: Context): Promise<number> {
  const { args, options, out } = context;
  const [rule = "", mode = ""] = args;
  const why = String(options.why ?? "");
  const wrong = [
    !isMode(mode) && "MODE: forbid (larang), reason (minta alasan), watch (boleh tapi awasi)",
    !isModeWhy(why) &&
      `--why: ${Object.entries(MODE_WHY)
        .map(([word, { id, en }]) => `${word} (${id} · ${en})`)
        .join(", ")}`,
    typeof options.by !== "string" && "--by LOGIN",
  ].filter((one) => one !== false);
  if (!isMode(mode) || !isModeWhy(why) || typeof options.by !== "string") {
    for (const line of wrong) out.error(line);
    return 2;
  }
  const { people, access } = await context.product();
  const { personId: by } = await presentBy(context, people, options.by);
  const line = await access.setMode({ rule, mode, why, by: await officer(people, by) });
  out.line(`${lineOf(line)}  kebijakan · policy ${access.policy.hash}`);
  out.json({ ...line, hash: access.policy.hash });
  return 0;
}

/** Who proved to be here must also be the officer. */
async function officer(people: Awaited<ReturnType<Context["product"]>>["people"], id: string): Promise<string> {
  if (await people.holds(id, "officer")) return id;
  throw new Error(
    "hanya pejabat PDP (fungsi officer) yang mengubah cara kerja aturan · only the data protection officer (function officer) changes what a rule does",
  );
}

const lineOf = ({ rule, mode, loosest, fixed }: ModeLine): string =>
  `${rule.padEnd(14)} ${mode.padEnd(7)} ${(fixed ? "tetap · fixed" : `≤ ${loosest}`).padEnd(14)}`;
