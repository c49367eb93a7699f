import { once } from "node:events";
import type { WitnessStatus } from "@mercusuar/keeper";
import { clearUnfinished } from "../demo/clear-unfinished.ts";
import { STOPPED, StoryStopped } from "../demo/story-stopped.ts";
import { appOf } from "../http/app-of.ts";
import { KEEPERS, SettingsError } from "../platform/settings.ts";
import type { Product } from "../product.ts";
import type { Command, Context } from "./command.ts";
import { ensureFirstHouse } from "./first-house.ts";
import { ensurePortFree } from "./port-free.ts";
import { STANDBY_OPTIONS } from "./standby-options.ts";
import type { StartLink } from "./start-link.ts";
import { nightlyCheckOf } from "./state-parts.ts";
import { watchHouse } from "./watch-house.ts";

/** `mercusuar start`: opens the product, plays the demo or makes an empty house at the first start, serves until it is told to end. */
export const start: Command = {
  name: "start",
  words: {
    id: "Menjalankan Mercusuar; pertama kali dengan perusahaan contoh.",
    en: "Runs Mercusuar; the first time with a made-up company.",
  },
  options: [
    {
      flags: "--empty",
      words: { id: "Tanpa perusahaan contoh: untuk data sungguhan.", en: "Without the made-up company: for real data." },
    },
    ...STANDBY_OPTIONS,
  ],
  alone: true,
  founds: () => true,
  run,
};

/** When the made-up company is founded: the evening before its story day (demo/company/found-company.ts). */
const DEMO_FROM = new Date("2026-07-12T12:00:00Z");

async function run(context: Context): Promise<number> {
  const { settings, options, out, signal } = context;
  if (settings.keeper !== undefined && (options.takeover || options.mirrorLost))
    throw new SettingsError([`--takeover, --mirror-lost: ${KEEPERS}`]);
  await ensurePortFree(settings.host, settings.port);
  if (!options.empty && settings.databaseUrl === undefined && (await clearUnfinished(settings.data, settings.keys)))
    out.line(
      "Perusahaan contoh yang belum selesai dibuat disingkirkan; dibuat lagi dari awal. · The unfinished made-up company was removed; it is made anew.",
    );
  const product = await context.product(options.empty ? undefined : { simulatedFrom: DEMO_FROM });
  await sayWhere(context, product);
  const app = await appOf(product);
  const admin = await context.openAdmin(product);
  const nightly = nightlyCheckOf(product);
  const watching: Array<ReturnType<typeof watchHouse>> = [];
  try {
    const url = `http://${settings.host}:${settings.port}`;
    const links = product.simulated ? await playDemo(context, product) : await ensureFirstHouse(product);
    watching.push(watchHouse(product));
    const address = await app.listen({ host: settings.host, port: settings.port });
    out.line(`\n${address.replace("[::1]", "127.0.0.1")}`);
    for (const { label, token } of links) out.line(`  ${label}: ${settings.port === 0 ? address : url}/masuk#t=${token}`);
    out.json({ url: address });
    if (!signal.aborted) await once(signal, "abort");
    out.error("menutup … · closing …");
    return 0;
  } catch (error) {
    if (!(error instanceof StoryStopped)) throw error;
    out.error(error.message);
    return STOPPED;
  } finally {
    nightly?.close();
    for (const one of watching) await one.close();
    await app.close();
    await admin.close();
  }
}

/** Which durability and assurance are in force, and what must be backed up. */
async function sayWhere({ settings, out }: Context, product: Product): Promise<void> {
  const { assurance, declared, witnesses, durability } = await product.journal.lampOf();
  const database = product.db.engine === "pglite" ? "PGlite tertanam (tanpa fsync) · embedded, no fsync" : "PostgreSQL";
  const level = `${assurance}${declared ? " (dinyatakan · declared)" : ""}`;
  out.line(`Mercusuar | jaminan · assurance ${level} | jurnal · journal: ${durability} | basis data · database: ${database}`);
  for (const { name, state, size } of witnesses)
    out.line(`saksi · witness ${name}: ${WITNESS_STATES[state]}${size === undefined ? "" : ` (${size})`}`);
  out.line(`data: ${settings.data}`);
  if (settings.keeper !== undefined) out.line(`sistem kunci, pengguna lain · keeper, another user: ${settings.keeper}`);
  out.line(`kunci · keys: ${settings.keys}`);
  out.line(`  cadangkan terpisah dari data · back up apart from the data: tar czf kunci-mercusuar.tgz -C ${settings.keys} .`);
}

/** A witness is asked for its cosignature once the journal is open: at the start most are only met. */
const WITNESS_STATES: Record<WitnessStatus["state"], string> = {
  unasked: "dikenal, belum diminta · known, not asked yet",
  ok: "menandatangani · cosigns",
  down: "tidak terjangkau · cannot be reached",
  slow: "tidak menjawab tepat waktu · does not answer in time",
  refuses: "menolak catatan ini · refuses this log",
  lying: "jawabannya tidak sah · its answers do not hold",
};

interface Demo {
  ensureDemo(product: Product, out: { line(text: string): void; progress: Context["progress"]; signal: AbortSignal }): Promise<StartLink[]>;
}

async function playDemo({ out, progress, signal }: Context, product: Product): Promise<StartLink[]> {
  const { ensureDemo } = (await import("../demo/index.ts")) as Demo;
  return ensureDemo(product, { line: (text) => out.line(text), progress, signal });
}
