import { child } from "./child.ts";
import { type BenchCompany, SIX } from "./company.ts";
import { openGround } from "./ground.ts";
import { load } from "./load.ts";
import { medianOf, type Outcome, ratioOf } from "./outcome.ts";
import { race } from "./rounds.ts";
import type { Bench } from "./settings.ts";

const AGENTS = 64;

/** Looks while all customers come under new keys, beside looks while nobody does. Each round is a rotation of its own. */
export async function benchRotate({ rounds, seconds, warm, connections, customers, said }: Bench): Promise<Outcome> {
  const ground = await openGround();
  const wish = { ...ground.wish(await ground.database()), agents: AGENTS, customers, size: customers };
  const house = await child<{ url: string; company: BenchCompany }>("./house.js", JSON.stringify(wish), said);
  try {
    const { url, company } = house.ready;
    let turn = 0;
    const looks = async (stretch: number): Promise<number> => {
      const agent = turn++ % company.agents.length;
      const own = company.work.filter((one) => one.agent === agent);
      const headers = { authorization: `Bearer ${company.agents[agent]?.token}` };
      const body = () => ({ customer: own[turn++ % own.length]?.customer, purpose: "service", fields: SIX });
      const { rate, bad } = await load(url, { path: "/api/looks", headers, body }, connections, stretch);
      if (bad > 0) throw new Error(`${bad} looks were not answered 2xx; nothing was measured`);
      return rate;
    };
    const took: number[] = [];
    const during = async (): Promise<number> => {
      const started = performance.now();
      await house.ask("rotate");
      const rate = await looks(seconds);
      if ((await house.ask("phase")) !== "running") throw new Error("the rotation was over before the looks: ask for more --customers");
      await house.ask("settled");
      took.push((performance.now() - started) / 1000);
      return rate;
    };
    said(`warm-up: ${(await looks(warm)).toPrecision(4)}`);
    const contenders = [
      { name: "looks at rest", run: () => looks(seconds) },
      { name: "looks while keys rotate", run: during },
    ];
    const standings = await race(contenders, ["looks at rest"], rounds, said);
    return {
      bench: "rotate",
      rounds,
      setting: `${rounds} rotations of ${customers} customers; looks of six fields over HTTP, ${connections} connections, ${seconds} s within each rotation and as long at rest`,
      marks: [
        { what: "looks while keys rotate / at rest", value: ratioOf(standings, "looks while keys rotate", "looks at rest"), mark: 0.7 },
      ],
      figures: [
        ...contenders.map(({ name }) => ({ what: name, value: medianOf(standings, name), unit: "a second" })),
        { what: "a whole rotation, quickest", value: Math.min(...took), unit: "s" },
      ],
      standings,
    };
  } finally {
    await house.end();
    await ground.close();
  }
}
