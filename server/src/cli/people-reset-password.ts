import type { People, Why } from "../people/index.ts";
import type { Words } from "../platform/language.ts";
import type { Command, Context } from "./command.ts";
import { somebody } from "./people-commands.ts";
import { TWO_PERSON_OPTIONS, twoPersons, whyOf } from "./two-persons.ts";

const REASONS: Why[] = ["forgotten", "forged"];

/** `mercusuar people reset-password LOGIN`: a forgotten or forged password goes; two others decide, then a link and a first password again. */
export const resetPassword: Command = {
  name: "people reset-password",
  words: {
    id: "Menghapus kata sandi petugas yang lupa, atau yang berubah di luar program; dua orang lain memutuskan.",
    en: "Takes a password away that is forgotten, or was changed behind the program's back; two other persons decide.",
  },
  args: ["<login>"],
  options: [
    ...TWO_PERSON_OPTIONS,
    {
      flags: "--reason <word>",
      words: { id: `Alasan: ${REASONS.join(", ")} (forgotten).`, en: `Why: ${REASONS.join(", ")} (forgotten).` },
    },
    { flags: "--dry-run", words: { id: "Hanya menunjukkan apa yang akan berakhir.", en: "Only shows what would end." } },
  ],
  run,
};

type Preview = Awaited<ReturnType<People["previewReset"]>>;

const STATES: Record<Preview["password"], Words> = {
  genuine: { id: "kata sandi berlaku", en: "the password works" },
  forged: {
    id: "kata sandi berubah di luar program, tidak berlaku",
    en: "the password was changed behind the program's back, it does not work",
  },
  none: { id: "belum ada kata sandi", en: "no password yet" },
};

async function run(context: Context): Promise<number> {
  const { args, options, out } = context;
  const [login = ""] = args;
  const why = whyOf(options.reason, "forgotten", REASONS);
  const { people, person } = await somebody(context, login);
  const before = await people.previewReset(person.id);
  if (options.dryRun === true) {
    out.line(`${person.name}: ${lineOf(before)}`);
    out.line("Tidak ada yang diubah · Nothing was changed.");
    out.json({ person: person.id, ...before, dryRun: true });
    return 0;
  }
  const link = `mercusuar people invite ${login}`;
  if (before.password === "none" && before.sessions + before.links === 0) {
    out.line(`${person.name}: belum ada kata sandi, tautan masuk cukup · there is no password, a sign-in link is enough: ${link}`);
    out.json({ person: person.id, reset: false });
    return 0;
  }
  const approved = await twoPersons(context, await context.product(), { what: "reset-password", subject: person.id, why });
  if (approved === undefined) return 0;
  const { sessions, links } = await people.resetPassword(person.id, approved);
  out.line(`${person.name}: kata sandi dihapus · the password is gone; ${endedOf({ sessions, links })}`);
  out.line(`Berikan sendiri kepadanya tautan masuk · Hand him a sign-in link yourself: ${link}`);
  out.json({ person: person.id, reset: true, sessions, links });
  return 0;
}

const endedOf = ({ sessions, links }: Pick<Preview, "sessions" | "links">): string =>
  `${sessions} sesi dan ${links} tautan berakhir · ${sessions} sessions and ${links} links end`;

const lineOf = (before: Preview): string => `${STATES[before.password].id} · ${STATES[before.password].en}; ${endedOf(before)}`;
