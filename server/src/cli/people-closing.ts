import { CLOSING_WHY, FUNCTIONS, isClosingWhy, isFunction } from "../people/index.ts";
import { dayBounds, isDay } from "../platform/local-day.ts";
import type { Command, CommandOption, Context } from "./command.ts";
import { somebody } from "./people-commands.ts";
import { presentBy } from "./two-persons.ts";

const WORDS = Object.entries(CLOSING_WHY);
const why: CommandOption = {
  flags: "--why <word>",
  words: { id: `Alasan: ${WORDS.map(([word]) => word).join(", ")}.`, en: `Why: ${WORDS.map(([word]) => word).join(", ")}.` },
};

function whyOf({ options }: Context) {
  const given = String(options.why ?? "precaution");
  if (isClosingWhy(given)) return given;
  throw new Error(`--why: ${WORDS.map(([word, { id, en }]) => `${word} (${id} · ${en})`).join(", ")}`);
}

/** `mercusuar people close LOGIN`: *Tutup akses sekarang*. */
export const closePerson: Command = {
  name: "people close",
  words: {
    id: "Tutup akses sekarang: sesi, tautan, hak, tugas, dan kelolaan petugas ditutup; ia tetap bekerja di sini.",
    en: "Closes a person's access now: sessions, links, grants, tasks and portfolio; he stays employed.",
  },
  args: ["<login>"],
  options: [why],
  async run(context) {
    const { people, person } = await somebody(context, context.args[0] ?? "");
    await people.closeAccess(person.id, whyOf(context));
    context.out.line(`${person.name}: akses ditutup; hanya hak baru yang membukanya · access is closed; only new grants open it`);
    context.out.json({ person: person.id, closed: true });
    return 0;
  },
};

/** `mercusuar people suspend LOGIN` */
export const suspend: Command = {
  name: "people suspend",
  words: {
    id: "Membekukan akses petugas saat itu juga; orang lain yang mencabutnya.",
    en: "Suspends a person at once; another person lifts it.",
  },
  args: ["<login>"],
  options: [why],
  async run(context) {
    const { people, person } = await somebody(context, context.args[0] ?? "");
    await people.suspendPerson(person.id, whyOf(context));
    context.out.line(`${person.name}: dibekukan · suspended. mercusuar people lift ${context.args[0]} --by LOGIN`);
    context.out.json({ person: person.id, suspended: true });
    return 0;
  },
};

/** `mercusuar people lift LOGIN --by LOGIN` */
export const lift: Command = {
  name: "people lift",
  words: { id: "Mencabut pembekuan akses; oleh orang lain.", en: "Lifts a suspension; by another person." },
  args: ["<login>"],
  options: [
    {
      flags: "--by <login>",
      words: {
        id: "Atasan, SDM, atau pejabat PDP; kata sandinya ditanyakan.",
        en: "A superior, HR or the officer; the password is asked for.",
      },
    },
  ],
  async run(context) {
    const { people, person } = await somebody(context, context.args[0] ?? "");
    if (typeof context.options.by !== "string") throw new Error("--by LOGIN: siapa yang mencabut · who lifts it");
    const { personId: by } = await presentBy(context, people, context.options.by);
    const fit = (await people.holds(by, "officer")) || (await people.leads({ id: by, functions: await people.functionsOf(by) }, person.id));
    if (!fit) throw new Error("bukan atasannya, SDM, atau pejabat PDP · neither his superior, HR nor the officer");
    await people.liftSuspension(person.id, { by });
    context.out.line(`${person.name}: dicabut · lifted`);
    context.out.json({ person: person.id, suspended: false });
    return 0;
  },
};

/** `mercusuar people delegate LOGIN FUNCTIONS --until DAY`: power to grant comes from the console. */
export const delegate: Command = {
  name: "people delegate",
  words: {
    id: "Melimpahkan wewenang memberi hak (fungsi dipisah koma), sampai suatu hari.",
    en: "Hands power to grant on (functions with commas between), until a day.",
  },
  args: ["<login>", "<functions>"],
  options: [
    {
      flags: "--scope <scope>",
      words: { id: "nation, region, branch atau portfolio (branch).", en: "nation, region, branch or portfolio (branch)." },
    },
    { flags: "--until <day>", words: { id: "Hari terakhir, YYYY-MM-DD.", en: "Last day, YYYY-MM-DD." } },
  ],
  async run(context) {
    const { args, options, out } = context;
    const functions = (args[1] ?? "").split(",").map((name) => name.trim());
    const until = String(options.until ?? "");
    if (!functions.every(isFunction)) throw new Error(`fungsi tidak dikenal; pilih · no such function; choose: ${FUNCTIONS.join(", ")}`);
    if (!isDay(until)) throw new Error("--until: hari YYYY-MM-DD, paling lama 400 hari · a day, YYYY-MM-DD, at most 400 days ahead");
    const { people, person } = await somebody(context, args[0] ?? "");
    const office = await people.office(person.officeId);
    const endsAt = dayBounds(until, office?.zone ?? "Asia/Jakarta").until;
    const scope = String(options.scope ?? "branch") as "branch";
    const id = await people.delegate({ personId: person.id, functions, scope, officeId: person.officeId, endsAt });
    out.line(`${person.name}: ${functions.join(", ")} (${scope}) → ${until}`);
    out.json({ delegation: id });
    return 0;
  },
};
