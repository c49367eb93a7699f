import type { Command, Context } from "./command.ts";

const CONTROLS: Record<string, string> = {
  screening: "seleksi · screening",
  contract: "perjanjian kerja · contract",
  pledge: "Pernyataan Kerahasiaan · pledge",
  terms: "syarat dan ketentuan · terms",
  line: "atasan yang mengawasi · a line of control",
};

/** `mercusuar controls`: do the same controls run for internal staff as for outsourced (R79)? 0 yes, 1 one of them is for outsourced only. */
export const controls: Command = {
  name: "controls",
  reads: ["controlDays", "remindEvery"],
  words: {
    id: "Apakah kendali yang sama berlaku bagi karyawan internal dan petugas alih daya: ya (0), ada yang hanya untuk alih daya (1), tidak dapat diperiksa (2).",
    en: "Do the same controls run for internal and outsourced staff: yes (0), one of them for outsourced only (1), cannot tell (2).",
  },
  unfinished: 2,
  run,
};

async function run({ out, product }: Context): Promise<number> {
  const { people, access } = await product();
  const shares = await people.equalControls();
  const rules = access.policy.rules.filter(({ cedar }) => /\boutsourced\b/.test(cedar)).map(({ id, set }) => `${set}/${id}`);
  for (const { control, internal, outsourced, outsourcedOnly } of shares)
    out.line(
      `${outsourcedOnly ? "PERINGATAN · WARNING " : ""}${CONTROLS[control] ?? control}: internal ${internal.has}/${internal.of}, alih daya · outsourced ${outsourced.has}/${outsourced.of}`,
    );
  for (const rule of rules) out.line(`PERINGATAN · WARNING aturan hanya untuk alih daya · a rule for outsourced only: ${rule}`);
  const warns = rules.length > 0 || shares.some(({ outsourcedOnly }) => outsourcedOnly);
  if (warns)
    out.line(
      "R79: kendali yang hanya berlaku bagi petugas alih daya membiarkan yang lain. Berlakukan juga bagi karyawan internal. · A control for outsourced staff only leaves the others alone: run it for internal staff too.",
    );
  out.json({ controls: shares, rules, warns });
  return warns ? 1 : 0;
}
