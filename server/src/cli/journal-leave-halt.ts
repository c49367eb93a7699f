import { fork } from "node:child_process";
import { keeperMain, type Leaving } from "@mercusuar/keeper";
import { keeperEnvironment } from "../platform/keeper-environment.ts";
import { type HaltedHouse, openHaltedHouse } from "../product-halted.ts";
import type { Command, Context } from "./command.ts";
import { productOptions } from "./product-options.ts";
import { presentBy } from "./two-persons.ts";

/** `mercusuar journal leave-halt`: a journal that does not fit what was signed is left behind; two persons, both here, no server running. */
export const journalLeaveHalt: Command = {
  name: "journal leave-halt",
  words: {
    id: "Meninggalkan catatan akses yang rusak: dua orang, server tidak berjalan; yang hilang dicatat.",
    en: "Leaves a damaged journal behind: two persons, no server running; what is lost is recorded.",
  },
  options: [
    { flags: "--by <login>", words: { id: "Petugas pertama.", en: "The first person." } },
    { flags: "--second <login>", words: { id: "Petugas kedua.", en: "The second person." } },
    {
      flags: "--dry-run",
      words: {
        id: "Hanya menunjukkan apa yang hilang; tanpa kata sandi petugas. Kunci yang disegel tetap meminta dua frasa sandi.",
        en: "Only shows what is lost; nobody's password is asked. Sealed keys still ask for two passphrases.",
      },
    },
  ],
  alone: true,
  run,
};

const APART =
  "sistem kuncinya berjalan terpisah: satukan dahulu menurut docs/guides/sistem-kunci-terpisah.md" +
  " · the keeper runs apart: bring it back beside the server first, as docs/guides/keeper-apart.md tells";

async function run(context: Context): Promise<number> {
  const { settings, options, out } = context;
  if (settings.keeper !== undefined) throw new Error(APART);
  const { by, second } = options;
  const dryRun = options.dryRun === true;
  if (!dryRun && (typeof by !== "string" || typeof second !== "string")) {
    out.error("Dua orang memutuskan ini · Two persons decide this: --by LOGIN --second LOGIN");
    return 2;
  }
  const house = await openHaltedHouse(productOptions(settings));
  try {
    const two = dryRun ? [] : await twoHere(context, house, [String(by), String(second)]);
    const left = await leave(context, house, two);
    if (!dryRun) await house.forgetHead();
    say(context, left, dryRun);
    return 0;
  } finally {
    await house.close();
  }
}

/** The keeper's program takes them by their ids. @throws Problem where they may not */
async function twoHere(context: Context, { people }: HaltedHouse, [by, second]: [string, string]): Promise<string[]> {
  const first = await presentBy(context, people, by);
  const other = await presentBy(context, people, second);
  await people.approvals.refuseUnfit("leave-halt", first, other);
  return ["--by", first.personId, "--second", other.personId];
}

/** To look at what would be lost takes nobody's decision, and writes nobody down: only sealed keys ask for passphrases then. */
const TO_LOOK = ["--dry-run", "--by", "nobody", "--second", "nobody-else"];

async function leave(context: Context, { simulated, seen }: HaltedHouse, two: string[]): Promise<Leaving> {
  const { settings } = context;
  const args = ["leave-halt", "--data", settings.data, "--keys", settings.keys, ...(two.length > 0 ? two : TO_LOOK)];
  if (simulated) args.push("--simulated");
  if (seen) args.push("--seen", `${seen.size}:${seen.root}`);
  return told(args, await context.startKey());
}

/** What two persons opened goes through the pipe that no argument list and no environment shows. */
function told(args: string[], startKey: Buffer | undefined): Promise<Leaving> {
  const keeper = fork(keeperMain, args, {
    execArgv: [],
    env: keeperEnvironment(),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  if (startKey) keeper.send({ startKey: startKey.toString("base64") }, () => undefined);
  let said: { left?: Leaving; failed?: string } = {};
  return new Promise((resolve, reject) => {
    keeper.on("message", (message: typeof said) => {
      said = message;
    });
    keeper.once("error", reject);
    // Not before it has gone: it holds the journal.
    keeper.once("exit", (code) =>
      said.left ? resolve(said.left) : reject(new Error(said.failed ?? `the keeper ended with code ${code}`)),
    );
  });
}

function say({ out, settings }: Context, { from, to, why, kept, until, left }: Leaving, dryRun: boolean): void {
  const lost = until - kept;
  out.line(`${dryRun ? "Akan ditinggalkan · Would be left" : "Ditinggalkan · Left"}: ${from} (${why})`);
  out.line(
    `  catatan yang terbaca · entries that can be read: 0–${kept - 1}; hilang · lost: ${lost === 0 ? 0 : `${kept}–${until - 1} (${lost})`}`,
  );
  if (!dryRun) {
    out.line(`Catatan baru · New log: ${to}; yang lama · the old one: ${settings.data}/${left}`);
    out.line("Lalu · Then: mercusuar start, mercusuar journal rebuild, mercusuar state check");
    out.line("Beri saksi dan pemeriksa kunci pemeriksa yang baru · Give witnesses and auditors the new verifier key: journal/vkey");
    out.line("  dan bila kunci log sedang diganti · and, while the log key is being rotated: journal/vkey.next");
  }
  out.json({ from, to, why, kept, until, left, dryRun });
}
