import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runDemo } from "../demo/run-demo.ts";
import { STOPPED, StoryStopped } from "../demo/story-stopped.ts";
import type { Command, Context } from "./command.ts";
import { houseIn } from "./no-house.ts";

const DEFAULT_SEED = 7;

/** `mercusuar demo`: the made-up company's day in a directory of its own, checked from outside. */
export const demo: Command = {
  name: "demo",
  words: { id: "Memainkan satu hari perusahaan contoh dan memeriksanya.", en: "Plays a day of the made-up company and checks it." },
  options: [
    {
      flags: "--seed <n>",
      words: { id: "Bilangan benih; benih yang sama memberi hari yang sama.", en: "Seed; the same one gives the same day." },
    },
    { flags: "--plants <which>", words: { id: "`none`: tanpa penyalahgunaan.", en: "`none`: without the planted misuses." } },
    { flags: "--exit", words: { id: "Selesai sesudah diperiksa, tanpa melayani.", en: "Ends after the check, without serving." } },
  ],
  alone: true,
  houseless: true,
  run,
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const seed = Number(options.seed ?? DEFAULT_SEED);
  if (!Number.isInteger(seed) || seed < 0) return wrong(context, "--seed: bilangan bulat mulai 0 · expected a whole number from 0");
  if (options.plants !== undefined && options.plants !== "none" && options.plants !== "all")
    return wrong(context, "--plants: none atau all · expected none or all");
  const dataDir =
    typeof options.data === "string" ? context.file(options.data) : join(mkdtempSync(join(tmpdir(), "mercusuar-demo-")), "data");
  if (houseIn(dataDir))
    return wrong(
      context,
      `--data ${dataDir}: sudah ada data di sini; sebut direktori baru · there are data here already: name a new directory`,
    );
  try {
    const { result, serve } = await runDemo({ seed, plants: options.plants !== "none", dataDir, exit: options.exit === true }, context);
    out.json(result);
    await serve?.();
    return result.journal.verified ? 0 : 1;
  } catch (error) {
    if (!(error instanceof StoryStopped)) throw error;
    out.error(error.message);
    return STOPPED;
  }
}

function wrong({ out }: Context, what: string): number {
  out.error(what);
  return 2;
}
