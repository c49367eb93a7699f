import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { openProduct, type Product } from "mercusuar";
import { openGround } from "./ground.ts";
import type { Outcome } from "./outcome.ts";
import type { Bench } from "./settings.ts";

const DATE = "2026-11-23";
const ZONE = "Asia/Makassar";
/** Looks of the embedded engine: a busy day of a house that is still small enough for it. */
const EMBEDDED = 50_000;
const LOOKS_A_PERSON = 400;
/** One look in so many has nothing that explains it. */
const UNEXPLAINED = 50;
const PLAIN = `select person_id, customer_id, count(*)::int as looks, min(at), max(at) from journal.look_index where typ = 'look' group by person_id, customer_id`;

/**
 * An evening over a day of looks that was never run before, and once more over the same day; beside it a plain group-by over the same rows. On the
 * embedded engine, which answers one question at a time, the longest that another question waited while the evening ran.
 */
export async function benchEvening({ large, rounds, said }: Bench): Promise<Outcome> {
  const ground = await openGround();
  try {
    const big = await onPostgres(ground.wish(await ground.database()), large, rounds, said);
    const small = await onEmbedded(Math.min(large, EMBEDDED), said);
    return {
      bench: "evening",
      marks: [
        {
          what: `evening over ${large} looks, against a plain group-by over the same rows`,
          value: big.first / big.plain,
          mark: 20,
          atMost: true,
          unit: "×",
        },
        {
          what: `longest wait of another question during an evening over ${small.looks} looks, embedded engine`,
          value: small.wait,
          mark: 50,
          atMost: true,
          unit: "ms",
        },
      ],
      figures: [
        { what: "plain group-by", value: big.plain, unit: "s" },
        { what: "evening, first run", value: big.first, unit: "s" },
        { what: "evening, run again", value: big.again, unit: "s" },
        { what: "looks of the first run", value: large / big.first, unit: "a second" },
        { what: "embedded: evening, first run", value: small.first, unit: "s" },
        { what: "embedded: longest wait of the event loop", value: small.loop, unit: "ms" },
        { what: "embedded: longest wait of another question before the evening", value: small.before, unit: "ms" },
      ],
      rounds,
      setting: `${large} and ${small.looks} looks of one office and day, ${LOOKS_A_PERSON} a person, one in ${UNEXPLAINED} unexplained`,
    };
  } finally {
    await ground.close();
  }
}

async function onPostgres(wish: { databaseUrl: string; dataDir: string }, looks: number, rounds: number, said: Bench["said"]) {
  const product = await openProduct(wish);
  try {
    const officeId = await fill(product, looks);
    await product.db.query("vacuum analyze");
    said(`${looks} looks on PostgreSQL`);
    const plain: number[] = [];
    for (let n = 0; n < rounds; n++) plain.push(await seconds(() => product.db.query(PLAIN)));
    const first = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    const again = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    said(`plain ${plain.map((one) => one.toFixed(2)).join(" ")} s, first ${first.toFixed(1)} s, again ${again.toFixed(1)} s`);
    return { plain: median(plain), first, again };
  } finally {
    await product.close();
  }
}

async function onEmbedded(looks: number, said: Bench["said"]) {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-bench-"));
  const product = await openProduct({ dataDir: join(dir, "house") });
  try {
    const officeId = await fill(product, looks);
    await product.db.query("vacuum analyze");
    const before = await longestWait(product, () => new Promise((done) => setTimeout(done, 3_000)));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    let first = 0;
    const wait = await longestWait(product, async () => {
      first = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    });
    delay.disable();
    said(`embedded: ${looks} looks in ${first.toFixed(1)} s, longest wait ${wait.toFixed(0)} ms (before: ${before.toFixed(0)} ms)`);
    return { looks, first, wait, before, loop: delay.max / 1e6 };
  } finally {
    await product.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Asks for one row by its key again and again while something goes on; milliseconds of the slowest answer. */
async function longestWait(product: Product, meanwhile: () => Promise<unknown>): Promise<number> {
  const state = { over: false, longest: 0 };
  const asking = (async () => {
    while (!state.over) {
      const from = performance.now();
      await product.db.query("select at from journal.look_index where idx = $1 and row = 0", [1_000_000_001]);
      state.longest = Math.max(state.longest, performance.now() - from);
      await new Promise((done) => setTimeout(done, 2));
    }
  })();
  await meanwhile();
  state.over = true;
  await asking;
  return state.longest;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** One office with a day of looks from 08.00 to 17.00, and the exchange's record of nearly all of them. Gives the office's id. */
async function fill({ people, journal }: Product, looks: number): Promise<string> {
  const office = await people.addOffice({ name: "Kantor Uji", kind: "head", timeZone: ZONE, class: "large" });
  const persons = Math.ceil(looks / LOOKS_A_PERSON);
  const customers = Math.ceil(looks / 2);
  const at = `'${DATE} 00:00:00+00'::timestamptz + (n / ${persons}) * interval '${Math.floor((9 * 3_600_000) / LOOKS_A_PERSON)} milliseconds'`;
  const [person, customer] = [`'per_b' || (n % ${persons})`, `'cus_b' || (n::bigint * 7919 % ${customers})`];
  const statements = [
    `insert into people.person (id, login, name, employment, office_id, joined_on, job, state) select 'per_b' || n, 'b' || n, 'Petugas ' || n, 'internal', '${office.id}', '2024-01-01', 'CS', 'active' from generate_series(0, ${persons - 1}) n`,
    `insert into people.duty (id, person_id, on_date, kind, starts_at, ends_at, source) select 'dut_b' || n, 'per_b' || n, '${DATE}', 'desk', '${DATE} 00:00:00+00', '${DATE} 09:00:00+00', 'bench' from generate_series(0, ${persons - 1}) n`,
    `insert into records.customer (id, wrap, office_id, created_at, last_contact_on) select 'cus_b' || n, 'none', '${office.id}', now(), '2026-10-01' from generate_series(0, ${customers - 1}) n`,
    `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields) select 1000000000 + n, 'b' || n, 'look', ${at}, now(), ${person}, ${customer}, 'care', 'allow', 'opened', '{name:full}' from generate_series(0, ${looks - 1}) n`,
    `insert into watch.interaction (id, kind, person_id, customer_id, channel, starts_at, ends_at, source, external_id, grade, recorded_at) select 'int_b' || n, 'call', ${person}, ${customer}, 'phone', ${at} - interval '1 minute', ${at} + interval '2 minutes', 'pbx', 'b' || n, 'A', now() from generate_series(0, ${looks - 1}) n where n % ${UNEXPLAINED} > 0`,
  ];
  for (const statement of statements) await journal.derive((tx) => tx.query(statement));
  return office.id;
}
