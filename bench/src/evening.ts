import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openProduct, type Product } from "mercusuar";
import { openGround } from "./ground.ts";
import type { Figure, Mark, Outcome } from "./outcome.ts";
import { median } from "./rounds.ts";
import type { Bench } from "./settings.ts";

const DATE = "2026-11-23";
const ZONE = "Asia/Makassar";
/** Looks of the embedded engine: a busy day of a house that is still small enough for it. */
const EMBEDDED = 50_000;
/** A day on the telephone: with the quota of 60 nobody opens more than a few of his own beside what is dispatched to him. */
const LOOKS_A_PERSON = 100;
/** One look in so many has nothing that explains it. */
const UNEXPLAINED = 50;
const PLAIN = `select person_id, customer_id, count(*)::int as looks, min(at), max(at) from journal.look_index where typ = 'look' group by person_id, customer_id`;

/** The smaller of two sizes on PostgreSQL, and how often it is measured, each time in a house of its own. */
const SMALLER = 100_000;
const HOUSES = 3;
/** The same question, whose groups stay where they are. */
const INSIDE = `select count(*) from (${PLAIN}) plain`;

/**
 * An evening over a day of looks that was never run before, and once more over the same day; beside it a plain group-by over the same rows, before
 * and after. On the embedded engine, which answers one question at a time, the longest that another question waited while the evening ran.
 */
export async function benchEvening({ large, rounds, said }: Bench): Promise<Outcome> {
  const ground = await openGround();
  try {
    const onServer = async (looks: number) => onPostgres(ground.wish(await ground.database()), { looks, rounds, said });
    const smaller = Math.min(SMALLER, large);
    const houses: Awaited<ReturnType<typeof onServer>>[] = [];
    for (let n = 0; n < HOUSES; n++) houses.push(await onServer(smaller));
    const small = [...houses].sort((a, b) => a.first / a.plain - b.first / b.plain)[HOUSES >> 1] ?? (await onServer(smaller));
    const big = large > smaller ? await onServer(large) : small;
    const embedded = await onEmbedded(Math.min(large, EMBEDDED), said);
    return {
      bench: "evening",
      marks: [
        againstPlain(smaller, small),
        ...(big === small ? [] : [againstPlain(large, big)]),
        {
          what: `longest wait of another question during an evening over ${embedded.looks} looks, embedded engine`,
          value: embedded.during.processor,
          mark: 50,
          atMost: true,
          unit: "ms of processor time",
        },
      ],
      figures: [
        ...figuresOf(smaller, small),
        ...(big === small ? [] : figuresOf(large, big)),
        { what: `embedded: evening over ${embedded.looks}, first run`, value: embedded.first, unit: "s" },
        { what: "embedded: another question, median, by the clock", value: embedded.during.median, unit: "ms" },
        { what: "embedded: another question, p99, by the clock", value: embedded.during.p99, unit: "ms" },
        { what: "embedded: another question, longest, by the clock", value: embedded.during.longest, unit: "ms" },
        { what: "embedded: the same before the evening, longest, by the clock", value: embedded.before.longest, unit: "ms" },
      ],
      rounds,
      setting: `${smaller} (the middle one of ${HOUSES} houses), ${large} and ${embedded.looks} looks of one office and day, ${LOOKS_A_PERSON} a person, one in ${UNEXPLAINED} unexplained; median of ${2 * rounds} group-bys around each evening`,
    };
  } finally {
    await ground.close();
  }
}

interface OnServer {
  plain: number;
  inside: number;
  first: number;
  again: number;
}

const againstPlain = (looks: number, { first, plain }: OnServer): Mark => ({
  what: `evening over ${looks} looks / plain group-by`,
  value: first / plain,
  mark: 20,
  atMost: true,
});

const figuresOf = (looks: number, { plain, inside, first, again }: OnServer): Figure[] => [
  { what: `${looks}: plain group-by, its groups read`, value: plain, unit: "s" },
  { what: `${looks}: evening, first run`, value: first, unit: "s" },
  { what: `${looks}: evening, run again`, value: again, unit: "s" },
  { what: `${looks}: looks of the first run`, value: looks / first, unit: "a second" },
  { what: `${looks}: group-by whose groups stay in PostgreSQL`, value: inside, unit: "s" },
  { what: `${looks}: evening / group-by whose groups stay in PostgreSQL`, value: first / inside, unit: "times" },
];

async function onPostgres(
  wish: { databaseUrl: string; dataDir: string },
  { looks, rounds, said }: { looks: number } & Pick<Bench, "rounds" | "said">,
): Promise<OnServer> {
  const product = await openProduct(wish);
  try {
    const officeId = await fill(product, looks);
    await product.db.query("vacuum analyze");
    const [plain, inside]: [number[], number[]] = [[], []];
    const measure = async () => {
      for (let n = 0; n < rounds; n++) {
        plain.push(await seconds(() => product.db.query(PLAIN)));
        inside.push(await seconds(() => product.db.query(INSIDE)));
      }
    };
    await measure();
    const first = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    await measure();
    const again = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    said(
      `${looks} looks: plain ${plain.map((one) => one.toFixed(2)).join(" ")} s, first ${first.toFixed(1)} s, again ${again.toFixed(1)} s`,
    );
    return { plain: median(plain), inside: median(inside), first, again };
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
    const before = await waits(product, () => new Promise((done) => setTimeout(done, 3_000)));
    let first = 0;
    const during = await waits(product, async () => {
      first = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    });
    said(
      `embedded: ${looks} looks in ${first.toFixed(1)} s, longest wait ${during.longest.toFixed(0)} ms, ${during.processor.toFixed(0)} ms of processor time`,
    );
    return { looks, first, during, before };
  } finally {
    await product.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Answers to another question meanwhile; milliseconds. */
interface Waits {
  median: number;
  p99: number;
  longest: number;
  /** The most that this process computed, in all its threads, while one answer was waited for: the wait on a machine that does nothing else. */
  processor: number;
}

/** Asks for one row by its key again and again while something goes on. */
async function waits(product: Product, meanwhile: () => Promise<unknown>): Promise<Waits> {
  const state = { over: false };
  const [clock, processor]: [number[], number[]] = [[], []];
  const asking = (async () => {
    while (!state.over) {
      const [from, spent] = [performance.now(), process.cpuUsage()];
      await product.db.query("select at from journal.look_index where idx = $1 and row = 0", [1_000_000_001]);
      clock.push(performance.now() - from);
      const { user, system } = process.cpuUsage(spent);
      processor.push((user + system) / 1_000);
      await new Promise((done) => setTimeout(done, 2));
    }
  })();
  await meanwhile();
  state.over = true;
  await asking;
  const sorted = [...clock].sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return { median: median(sorted), p99, longest: sorted.at(-1) ?? Number.NaN, processor: Math.max(...processor) };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

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
    `insert into watch.interaction (id, kind, person_id, customer_id, channel, starts_at, ends_at, source, external_id, grade, recorded_at) select 'int_b' || n, 'call', ${person}, ${customer}, 'phone', ${at} - interval '1 minute', ${at} + interval '2 minutes', 'pbx', 'b' || n, 'A', now() from generate_series(0, ${looks - 1}) n where (n / ${persons} + n % ${persons}) % ${UNEXPLAINED} > 0`,
  ];
  for (const statement of statements) await journal.derive((tx) => tx.query(statement));
  return office.id;
}
