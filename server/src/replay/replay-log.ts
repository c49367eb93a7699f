import type { AddressInfo } from "node:net";
import { appOf } from "../http/app-of.ts";
import { seeded } from "../platform/chance.ts";
import { isDay, localDay, localInstant, nextDay } from "../platform/local-day.ts";
import type { Progress } from "../platform/progress.ts";
import { stopwatch } from "../platform/stopwatch.ts";
import { openProduct, type Product } from "../product.ts";
import { keepHistory } from "./history.ts";
import { ASSUMPTIONS, makeHouse, ZONE } from "./house.ts";
import { measure } from "./measure.ts";
import { LogPlayer } from "./play-log.ts";
import { Players } from "./players.ts";
import { type ReplayLog, readLog } from "./read-log.ts";
import { explanationCounts } from "./store.ts";

export interface ReplayAsk {
  file: string;
  /** First played day, YYYY-MM-DD in the bank's zone. */
  from: string;
  days: number;
  dataDir: string;
  progress(label: string, total: number, unit: string): Progress;
}

/** The last line of `mercusuar replay --json`. Shares are of all looks, refused ones included. */
export interface ReplayResult {
  looks: number;
  explained: number;
  unexplained: number;
  explainedShare: number;
  randomActiveShare: number;
  seconds: number;
  refused: number;
  priorOnly: { explainedShare: number; randomActiveShare: number };
  byEvening: { explainedShare: number; randomActiveShare: number };
  templates: Record<string, number>;
  published: { share: number; source: string };
  assumptions: readonly string[];
  events: number;
  people: number;
  customers: number;
}

/** What others report of a hospital's log; here for comparison only. */
const PUBLISHED = { share: 0.94, source: "Fabbri & LeFevre, Explanation-Based Auditing, PVLDB 5(1), 2011" } as const;
const SEED = 2012;
const EVENING_AT = "23:58";

/** Lets a bank's event log run through the house, and measures how much of it the templates explain. @throws XesError */
export async function replayLog(ask: ReplayAsk): Promise<ReplayResult> {
  const elapsed = stopwatch();
  if (!isDay(ask.from)) throw new Error("--from: expected a day of the calendar, YYYY-MM-DD");
  const [from, until] = [localInstant(ask.from, "00:00", ZONE), localInstant(nextDay(ask.from, ask.days), "00:00", ZONE)];
  const log = await readLog(ask.file, from, until);
  const product = await openProduct({ dataDir: ask.dataDir, simulatedFrom: localInstant(nextDay(ask.from, -1), "20:00", ZONE) });
  try {
    product.story?.freeze();
    const looks = await playThrough(product, log, ask);
    await product.journal.drain();
    const measured = await measure(product, looks);
    const { real, random } = measured;
    return {
      looks: measured.looks,
      explained: measured.explained,
      unexplained: measured.looks - measured.explained,
      explainedShare: real.evening,
      randomActiveShare: random.evening,
      seconds: elapsed(),
      refused: measured.refused,
      priorOnly: { explainedShare: real.prior, randomActiveShare: random.prior },
      byEvening: { explainedShare: real.evening, randomActiveShare: random.evening },
      templates: await explanationCounts(product.db),
      published: PUBLISHED,
      assumptions: ASSUMPTIONS,
      events: log.events,
      people: log.people.length,
      customers: log.cases.length,
    };
  } finally {
    await product.close();
  }
}

async function playThrough(product: Product, log: ReplayLog, ask: ReplayAsk): Promise<LogPlayer["looks"]> {
  const founding = ask.progress("Pelanggan", log.cases.length, "pelanggan");
  const house = await makeHouse(product, {
    people: log.people,
    cases: log.cases,
    from: ask.from,
    days: ask.days,
    onProgress: (done) => founding.to(done),
  });
  founding.end();
  const past = ask.progress("Riwayat", log.history.length, "baris");
  const open = await keepHistory(product, house, log.history, (done) => past.to(done));
  past.end();
  // The embedded engine never gathers statistics by itself.
  await product.db.query("analyze");
  const app = await appOf(product);
  try {
    await app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = app.server.address() as AddressInfo;
    if (!product.story) throw new Error("a replay needs a simulated log");
    const players = new Players(`http://127.0.0.1:${port}`, product.people, product.story);
    const player = new LogPlayer(product, house, players, open, seeded(SEED));
    await playDays(player, log, ask);
    return player.looks;
  } finally {
    await app.close();
  }
}

async function playDays(player: LogPlayer, log: ReplayLog, { from, days, progress }: ReplayAsk): Promise<void> {
  const playing = progress("Hari-hari yang dimainkan", log.played.length, "langkah");
  let [done, day] = [0, from];
  const evening = async (): Promise<void> => player.evening(day, localInstant(day, EVENING_AT, ZONE));
  for (const move of log.played) {
    for (const today = localDay(move.at, ZONE); day < today; day = nextDay(day)) await evening();
    await player.play(move);
    playing.to(++done);
  }
  for (const end = nextDay(from, days); day < end; day = nextDay(day)) await evening();
  playing.end();
}
