import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReplayResult, replayLog } from "../replay/replay-log.ts";
import type { Command, Context } from "./command.ts";

const MOST_DAYS = 60;

/** `mercusuar replay FILE.xes[.gz]`: an event log becomes tasks, looks and outcomes, and is measured. */
export const replay: Command = {
  name: "replay",
  words: {
    id: "Memutar ulang log peristiwa (XES) dan mengukur berapa banyak pembukaan data yang jelas.",
    en: "Replays an event log (XES) and measures how many looks are explained.",
  },
  args: ["<file>"],
  options: [
    { flags: "--from <day>", words: { id: "Hari pertama yang dimainkan, YYYY-MM-DD.", en: "First day that is played, YYYY-MM-DD." } },
    { flags: "--days <n>", words: { id: "Berapa hari.", en: "How many days." } },
  ],
  alone: true,
  houseless: true,
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options, out } = context;
  const days = Number(options.days ?? 5);
  if (typeof options.from !== "string") return wrong(context, "--from: expected a day, YYYY-MM-DD");
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) return wrong(context, `--days: expected a whole number, 1 to ${MOST_DAYS}`);
  const dataDir =
    typeof options.data === "string" ? context.file(options.data) : join(mkdtempSync(join(tmpdir(), "mercusuar-replay-")), "data");
  const result = await replayLog({
    file: context.file(args[0] ?? ""),
    from: options.from,
    days,
    dataDir,
    progress: (label, total, unit) => context.progress(label, total, unit),
  });
  say(result, out);
  out.json(result);
  return 0;
}

function say(
  { looks, refused, explained, priorOnly, byEvening, published, assumptions, seconds }: ReplayResult,
  out: Context["out"],
): void {
  const percent = (share: number): string => `${(share * 100).toFixed(1).replace(".", ",")} %`;
  out.line(
    `${looks} pembukaan data, ${refused} ditolak, ${explained} jelas pada sore hari: ${percent(byEvening.explainedShare)} (${seconds} s)`,
  );
  out.line(`  tugas lain yang sedang terbuka, diambil acak: ${percent(byEvening.randomActiveShare)}`);
  out.line(`  tanpa menunggu hasil: ${percent(priorOnly.explainedShare)}, acak ${percent(priorOnly.randomActiveShare)}`);
  out.line(`  pembanding terbitan: ${percent(published.share)} (${published.source})`);
  for (const assumption of assumptions) out.line(`  asumsi putar ulang · replay assumption: ${assumption}`);
}

function wrong({ out }: Context, what: string): number {
  out.error(what);
  return 2;
}
