import { once } from "node:events";
import { appOf } from "../http/app-of.ts";
import type { Progress } from "../platform/progress.ts";
import type { Settings } from "../platform/settings.ts";
import { stopwatch } from "../platform/stopwatch.ts";
import { openProduct, type Product } from "../product.ts";
import { checkStory, type Verdict } from "./checker.ts";
import { FOUNDED_AT } from "./company/found-company.ts";
import { demoLinks } from "./links.ts";
import { printEvening } from "./print-evening.ts";
import { tellStory } from "./tell-story.ts";
import { verifyAfresh } from "./verify-afresh.ts";

export interface DemoAsk {
  seed: number;
  plants: boolean;
  dataDir: string /** Ends after the check. */;
  exit: boolean;
}

/** What the caller lends: where lines go, who may interrupt. */
export interface DemoSurroundings {
  settings: Pick<Settings, "host" | "port">;
  out: { line(text: string): void };
  progress(label: string, total: number, unit: string): Progress;
  signal: AbortSignal;
}

/** The last line of `mercusuar demo --json`. */
export interface DemoResult extends Pick<Verdict, "planted" | "innocent" | "questions" | "reviews"> {
  customers: number;
  people: number;
  looks: { allowed: number; refused: number };
  searches: number;
  explained: number;
  unexplained: number;
  journal: { size: number; verified: boolean };
  seconds: number;
}

/** Plays a day in a directory of its own and checks it from outside. `serve` is there when the caller wants to look around. */
export async function runDemo(ask: DemoAsk, around: DemoSurroundings): Promise<{ result: DemoResult; serve?: () => Promise<void> }> {
  const elapsed = stopwatch();
  const product = await openProduct({ dataDir: ask.dataDir, simulatedFrom: FOUNDED_AT });
  try {
    await tellStory(product, {
      seed: ask.seed,
      plants: ask.plants,
      progress: (label, total, unit) => around.progress(label, total, unit),
      signal: around.signal,
    });
    const verdict = await checkStory(product.db);
    const facts = await factsOf(product);
    const verified = await verifyAfresh(ask.dataDir);
    const seconds = elapsed();
    const { allowed, refused, searches, explained, unexplained } = verdict.counts;
    const result = {
      customers: facts.customers,
      people: facts.people,
      looks: { allowed, refused },
      searches,
      explained,
      unexplained,
      planted: verdict.planted,
      innocent: verdict.innocent,
      reviews: verdict.reviews,
      questions: verdict.questions,
      journal: { size: facts.size, verified },
      seconds,
    };
    say(result, around);
    if (ask.exit) await product.close();
    return ask.exit ? { result } : { result, serve: () => serve(product, around) };
  } catch (error) {
    await product.close();
    throw error;
  }
}

async function factsOf({ db, keeper }: Product): Promise<{ customers: number; people: number; size: number }> {
  const { rows } = await db.query<{ customers: number; people: number }>(
    "select (select count(*)::int from records.customer) as customers, (select count(*)::int from people.person) as people",
  );
  const { size } = await keeper.status();
  return { customers: rows[0]?.customers ?? 0, people: rows[0]?.people ?? 0, size };
}

function say({ looks, explained, unexplained, planted, innocent, seconds }: DemoResult, { out }: DemoSurroundings): void {
  out.line(`\n${looks.allowed} pembukaan data, ${looks.refused} ditolak; ${explained} jelas, ${unexplained} menunggu (${seconds} s)`);
  for (const { kind, found, how } of planted) out.line(`  ${found ? "✓" : "–"} ${kind}${how ? `: ${how}` : ""}`);
  for (const { kind, accused } of innocent)
    out.line(`  ${accused ? "!" : "✓"} ${kind}: ${accused ? "tertuduh · accused" : "bersih · clear"}`);
}

async function serve(product: Product, { settings, out, signal }: DemoSurroundings): Promise<void> {
  const app = await appOf(product);
  try {
    await printEvening(product, { line: out.line, progress: () => ({ to: () => undefined, end: () => undefined }) });
    const address = await app.listen({ host: settings.host, port: settings.port });
    out.line(`\n${address}`);
    for (const { label, token } of await demoLinks(product)) out.line(`  ${label}: ${address}/masuk#t=${token}`);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await app.close();
    await product.close();
  }
}
