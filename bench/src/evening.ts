import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { appOf, openProduct, type Product } from "mercusuar";
import { foundCompany, SIX } from "./company.ts";
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
 * and after. On the embedded engine, which answers one question at a time, by how much whole guarded looks
 * (session, decision, entry, decryption) are delayed while the evening runs in the same process.
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
          what: `longest delay of a look during an evening over ${embedded.looks} looks, embedded engine`,
          value: embedded.delay,
          mark: 50,
          atMost: true,
          unit: "ms",
        },
      ],
      figures: [
        ...figuresOf(smaller, small),
        ...(big === small ? [] : figuresOf(large, big)),
        { what: `embedded: evening over ${embedded.looks}, first run`, value: embedded.first, unit: "s" },
        { what: "embedded: a look meanwhile, median", value: embedded.during.median, unit: "ms" },
        { what: "embedded: a look meanwhile, p99", value: embedded.during.p99, unit: "ms" },
        { what: "embedded: a look meanwhile, longest", value: embedded.during.longest, unit: "ms" },
        { what: "embedded: a look before, median", value: embedded.before.median, unit: "ms" },
        { what: "embedded: a look before, longest", value: embedded.before.longest, unit: "ms" },
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

/** The limits of a house, its own brakes included, which would stop somebody who looks a hundred times a second. */
const UNLIMITED = { keeperLimits: { budget: 100_000_000, ceiling: 100_000_000 }, quota: 1_000_000_000 };
/** Looks before the evening, to know what one takes: so many milliseconds of them, once the engine is warm. */
const QUIET = 5_000;

async function onEmbedded(looks: number, said: Bench["said"]) {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-bench-"));
  const product = await openProduct({ dataDir: join(dir, "house"), scryptCost: 2 ** 10, ...UNLIMITED });
  const app = await appOf(product);
  try {
    const { agents, work } = await foundCompany(product, 1, 8, said);
    const officeId = await fill(product, looks);
    await product.db.query("vacuum analyze");
    let shot = 0;
    const look = async () => {
      const { statusCode } = await app.inject({
        method: "POST",
        url: "/api/looks",
        headers: { authorization: `Bearer ${agents[0]?.token}` },
        payload: { customer: work[shot++ % work.length]?.customer, purpose: "service", fields: SIX },
      });
      if (statusCode !== 200) throw new Error(`a look was answered ${statusCode}: nothing was measured`);
    };
    const rest = () => new Promise((done) => setTimeout(done, QUIET));
    await lookedAt(look, rest);
    const before = await lookedAt(look, rest);
    let first = 0;
    const during = await lookedAt(look, async () => {
      first = await seconds(() => product.review.runEvenings({ date: DATE, officeId }));
    });
    const delay = during.longest - before.median;
    said(`embedded: ${looks} looks in ${first.toFixed(1)} s; a look was delayed by ${delay.toFixed(0)} ms at most`);
    return { looks, first, before, during, delay };
  } finally {
    await app.close();
    await product.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What looks took, one after the other; milliseconds. */
interface Took {
  count: number;
  median: number;
  p99: number;
  longest: number;
}

/** Looks at one customer after the other while something goes on. */
async function lookedAt(look: () => Promise<void>, meanwhile: () => Promise<unknown>): Promise<Took> {
  const state = { over: false };
  const took: number[] = [];
  const looking = (async () => {
    while (!state.over) {
      const from = performance.now();
      await look();
      took.push(performance.now() - from);
      await new Promise((done) => setTimeout(done, 2));
    }
  })();
  await meanwhile();
  state.over = true;
  await looking;
  const sorted = took.sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return { count: sorted.length, median: median(sorted), p99, longest: sorted.at(-1) ?? Number.NaN };
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
