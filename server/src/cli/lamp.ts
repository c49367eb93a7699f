import { KeeperDown } from "../journal/index.ts";
import type { TowerLamp } from "../watch/index.ts";
import type { Command, Context } from "./command.ts";

const EXITS: Record<TowerLamp["state"], number> = { lit: 0, amber: 1, dark: 2 };

const WORDS: Record<TowerLamp["state"], string> = {
  lit: "Menara pengawas aktif · lit",
  amber: "Menara pengawas kuning: data terbuka, pengawasan tidak lengkap · amber: data opens, the watch is not complete",
  dark: "Menara pengawas padam: data pelanggan tertutup · dark: customer data stays closed",
};

/** `mercusuar lamp`: 0 lit, 1 amber, 2 dark or not to be asked. */
export const lamp: Command = {
  name: "lamp",
  reads: ["lampGrace"],
  words: {
    id: "Menara pengawas: aktif (0), kuning (1), padam (2); tiap bagian dengan sejak kapan, artinya, dan yang harus dilakukan.",
    en: "The lamp: lit (0), amber (1), dark (2); each part with since when, what it means and what to do.",
  },
  unfinished: 2,
  run,
};

async function run({ out, product }: Context): Promise<number> {
  const open = await product().catch((error: unknown) => {
    if (error instanceof KeeperDown) return error;
    throw error;
  });
  if (open instanceof KeeperDown) {
    out.line(`${WORDS.dark}\n  ${open.title.id} · ${open.title.en}`);
    out.json({ state: "dark", keeper: open.why, parts: [] });
    return EXITS.dark;
  }
  const { state, parts, journal } = await open.tower.lamp();
  out.line(WORDS[state]);
  for (const part of parts) {
    const since = part.since === undefined ? "" : ` (${part.late ? "terlambat sejak · late since" : "sejak · since"} ${part.since})`;
    out.line(`  ${part.id}: ${part.state}${since}`);
    if (part.todo === undefined) continue;
    out.line(`    ${part.means.id} ${part.todo.id}`);
    out.line(`    ${part.means.en} ${part.todo.en}`);
  }
  const { pruned } = journal;
  if (pruned !== undefined) out.line(`  jurnal · journal: dipangkas sampai · pruned up to ${pruned.before} (${pruned.upto})`);
  out.json({ state, parts, ...(pruned === undefined ? {} : { pruned }) });
  return EXITS[state];
}
