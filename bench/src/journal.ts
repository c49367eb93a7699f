import { openProduct } from "mercusuar";
import pg from "pg";
import { openGround } from "./ground.ts";
import { medianOf, type Outcome, ratioOf } from "./outcome.ts";
import { race } from "./rounds.ts";
import type { Bench } from "./settings.ts";

const MANY = 64;
const TABLE = "create table plain_entry (id bigint generated always as identity primary key, at timestamptz not null, text text not null)";
const INSERT = { name: "plain-entry", text: "insert into plain_entry (at, text) values (now(), $1)" };

/** Appends that are sealed, signed and on disk, beside plain single-row INSERTs into PostgreSQL with fsync on; callers wait for each. */
export async function benchJournal({ rounds, seconds, warm, said }: Bench): Promise<Outcome> {
  const ground = await openGround();
  const url = await ground.database();
  const limits = { budget: 100_000_000, ceiling: 100_000_000 };
  const product = await openProduct({ ...ground.wish(url), scryptCost: 2 ** 10, keeperLimits: limits });
  const plainUrl = await ground.database();
  const clients = await Promise.all(Array.from({ length: MANY }, () => connected(plainUrl)));
  try {
    await clients[0]?.query(TABLE);
    const append = () => product.keeper.append({ typ: "setting", body: { change: "bench" } });
    // As long as the entry that stands for it.
    const text = "x".repeat(200);
    const insert = (caller: number) => clients[caller]?.query({ ...INSERT, values: [text] });
    let stretch = warm;
    const contender = (name: string, callers: number, work: (caller: number) => Promise<unknown> | undefined) => ({
      name,
      run: () => callersRate(callers, stretch, work),
    });
    const contenders = [
      contender("append, 64 callers", MANY, append),
      contender("insert, 64 callers", MANY, insert),
      contender("append, 1 caller", 1, append),
      contender("insert, 1 caller", 1, insert),
    ];
    for (const { name, run } of contenders) said(`warm-up ${name}: ${(await run()).toPrecision(4)}`);
    stretch = seconds;
    const standings = await race(contenders, ["insert, 64 callers", "insert, 1 caller"], rounds, said);
    return {
      bench: "journal",
      rounds,
      setting: `${rounds} rounds of ${seconds} s for each of the four, after ${warm} s of warming up`,
      marks: [
        { what: "appends / INSERTs, 64 callers", value: ratioOf(standings, "append, 64 callers", "insert, 64 callers"), mark: 2 },
        { what: "appends / INSERTs, 1 caller", value: ratioOf(standings, "append, 1 caller", "insert, 1 caller"), mark: 0.9 },
      ],
      figures: contenders.map(({ name }) => ({ what: name, value: medianOf(standings, name), unit: "a second" })),
      standings,
    };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
    await product.close();
    await ground.close();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/** How often a second so many callers are answered, each of whom waits for an answer before he asks again. */
async function callersRate(callers: number, seconds: number, work: (caller: number) => Promise<unknown> | undefined): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (; performance.now() < end; done++) await work(caller);
    }),
  );
  return done / ((performance.now() - started) / 1000);
}
