import { type Approved, isWhy, type Present, TWO_PERSON_ACTS, type TwoPersonAct, WHY, type Why } from "../people/index.ts";
import type { Product } from "../product.ts";
import type { CommandOption, Context } from "./command.ts";

/** Why keys are rotated. */
export const ROTATION_REASONS: readonly Why[] = ["schedule", "suspected"];

/** Options of a command that two persons decide. */
export const TWO_PERSON_OPTIONS: CommandOption[] = [
  {
    flags: "--by <login>",
    words: {
      id: "Petugas yang meminta: officer atau operator yang sedang berdinas; salah satu dari keduanya officer.",
      en: "The person who asks: an officer or operator on duty; one of the two is an officer.",
    },
  },
  {
    flags: "--second <login>",
    words: { id: "Petugas kedua, bila ia juga di sini sekarang.", en: "The second person, where he is here now, too." },
  },
  {
    flags: "--approval <id>",
    words: { id: "Persetujuan yang sudah dikonfirmasi orang kedua.", en: "An approval that a second person has confirmed." },
  },
];

/**
 * Two persons behind a command, each by his own password: both now (`--by`, `--second`), or one after the other (`--by`, then
 * `approvals confirm`, then `--approval`). Undefined where it was asked and now waits for the second person.
 */
export async function twoPersons(
  context: Context,
  { people }: Product,
  { what, subject = "", why }: { what: TwoPersonAct; subject?: string; why: Why },
): Promise<Approved | undefined> {
  const { approval, by, second } = context.options;
  if (typeof approval === "string") return people.approvals.approved(approval, what, { subject });
  if (typeof by !== "string")
    throw new Error(
      "dua orang memutuskan ini: --by LOGIN (meminta) [--second LOGIN], atau --approval ID · two persons decide this: --by LOGIN (who asks) [--second LOGIN], or --approval ID",
    );
  const asked = await people.approvals.ask({ what, subject, why, by: await presentBy(context, people, by) });
  if (typeof second !== "string") return said(context, asked.id, asked.until, what);
  await people.approvals.confirm(asked.id, await presentBy(context, people, second));
  return people.approvals.approved(asked.id, what, { subject });
}

/** Somebody at this terminal proves by password to be there. */
export async function presentBy(context: Context, people: Pick<Product["people"], "approvals">, login: string): Promise<Present> {
  const password = await context.secret(`Kata sandi · password (${login}): `);
  return people.approvals.present({ login, password, address: "terminal" });
}

/** The reason of the command line, one word of the list. */
export function whyOf(option: unknown, standard: Why, fit: readonly Why[]): Why {
  const given = option === undefined ? standard : String(option);
  if (isWhy(given) && fit.includes(given)) return given;
  const list = fit.map((one) => `${one} (${WHY[one].id} · ${WHY[one].en})`).join(", ");
  throw new Error(`--reason: salah satu dari · one of: ${list}`);
}

function said({ out }: Context, id: string, until: Date, what: TwoPersonAct): undefined {
  const { words } = TWO_PERSON_ACTS[what];
  out.line(
    `Diminta: ${words.id}. Orang kedua mengonfirmasi sampai · Asked: ${words.en}. A second person confirms until ${until.toISOString()}:`,
  );
  out.line(`  mercusuar approvals confirm ${id} --by LOGIN`);
  out.line(`Lalu jalankan lagi perintah yang sama dengan · Then run the same command again with: --approval ${id} (bukan · not --by)`);
  out.json({ approval: id, state: "asked", until: until.toISOString() });
  return undefined;
}
