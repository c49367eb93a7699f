import { child } from "./child.ts";
import { type BenchCompany, SIX } from "./company.ts";
import { openGround } from "./ground.ts";
import { type Load, load } from "./load.ts";
import { medianOf, type Outcome, ratioOf } from "./outcome.ts";
import { median, race } from "./rounds.ts";
import type { Bench } from "./settings.ts";

/** A guarded look of six fields over HTTP beside a bare SELECT route and SELECT + INSERT in one transaction. */
export async function benchLook({ rounds, seconds, warm, connections, customers, said }: Bench): Promise<Outcome> {
  const ground = await openGround();
  const house = await child<{ url: string; company: BenchCompany }>(
    "./house.js",
    JSON.stringify({ ...ground.wish(await ground.database()), agents: 64, customers, size: customers }),
    said,
  );
  const plainUrl = await ground.database();
  await ground.plain(
    plainUrl,
    house.ready.company.work.map(({ customer }) => customer),
  );
  const baseline = await child<{ url: string }>("./baseline.js", plainUrl, said);
  try {
    const shots = new Shots(house.ready.company);
    const seen = new Map<string, Load[]>();
    let stretch = warm;
    const fire = async (name: string, at: string, path: string, make: () => { headers: Record<string, string>; body: () => unknown }) => {
      const result = await load(at, { path, ...make() }, connections, stretch);
      if (result.bad > 0) throw new Error(`${name}: ${result.bad} answers were not 2xx; nothing was measured`);
      seen.set(name, [...(seen.get(name) ?? []), result]);
      return result.rate;
    };
    const plain = () => ({ headers: {}, body: () => ({ customer: shots.any() }) });
    const contenders = [
      { name: "look", run: () => fire("look", house.ready.url, "/api/looks", () => shots.looks()) },
      { name: "select", run: () => fire("select", baseline.ready.url, "/select", plain) },
      { name: "select+insert", run: () => fire("select+insert", baseline.ready.url, "/select-insert", plain) },
    ];
    for (const { name, run } of contenders) said(`warm-up ${name}: ${(await run()).toPrecision(4)}`);
    seen.clear();
    stretch = seconds;
    const standings = await race(contenders, ["select", "select+insert"], rounds, said);
    const p99 = (name: string): number => median((seen.get(name) ?? []).map((one) => one.p99));
    const processor = (name: string): number => median((seen.get(name) ?? []).map((one) => one.processor));
    return {
      bench: "look",
      rounds,
      setting: `${rounds} rounds of ${seconds} s for each, after ${warm} s of warming up; ${connections} connections, ${customers} customers, six fields; load generator, server, keeper and PostgreSQL on one machine`,
      marks: [
        { what: "guarded looks / SELECT + INSERT", value: ratioOf(standings, "look", "select+insert"), mark: 1 },
        { what: "guarded looks / bare SELECT", value: ratioOf(standings, "look", "select"), mark: 0.4 },
        { what: "p99 of looks / p99 of SELECT + INSERT", value: p99("look") / p99("select+insert"), mark: 1.5, atMost: true },
      ],
      figures: [
        ...contenders.map(({ name }) => ({ what: name, value: medianOf(standings, name), unit: "a second" })),
        ...contenders.map(({ name }) => ({ what: `${name}, p99`, value: p99(name), unit: "ms" })),
        ...contenders.map(({ name }) => ({ what: `${name}, processor time`, value: processor(name), unit: "µs" })),
      ],
      standings,
    };
  } finally {
    await Promise.all([house.end(), baseline.end()]);
    await ground.close();
  }
}

/** Each run of shots is one agent's, each shot another customer of his. */
class Shots {
  private turn = 0;
  private readonly company: BenchCompany;

  constructor(company: BenchCompany) {
    this.company = company;
  }

  any(): string {
    return this.company.work[this.turn++ % this.company.work.length]?.customer ?? "";
  }

  looks() {
    const agent = this.turn++ % this.company.agents.length;
    const own = this.company.work.filter((one) => one.agent === agent);
    let n = 0;
    return {
      headers: { authorization: `Bearer ${this.company.agents[agent]?.token}` },
      body: () => ({ customer: own[n++ % own.length]?.customer, purpose: "service", fields: SIX }),
    };
  }
}
