import { child } from "./child.ts";
import { type BenchCompany, SIX } from "./company.ts";
import { openGround } from "./ground.ts";
import { load } from "./load.ts";
import type { Outcome } from "./outcome.ts";
import { median } from "./rounds.ts";
import type { Bench } from "./settings.ts";

const AGENTS = 64;

/** Looks while all customers come under new keys, beside looks just before. */
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
    const stretches = async (what: string, still: () => Promise<unknown>): Promise<number[]> => {
      const rates: number[] = [];
      for (let round = 0; round < rounds; round++) {
        rates.push(await looks(seconds));
        said(`round ${round + 1}/${rounds} ${what}: ${rates.at(-1)?.toPrecision(4)}`);
        await still();
      }
      return rates;
    };
    said(`warm-up: ${(await looks(warm)).toPrecision(4)}`);
    const rest = await stretches("looks at rest", async () => {});
    await house.ask("rotate");
    const during = await stretches("looks while keys rotate", async () => {
      if ((await house.ask("phase")) !== "running") throw new Error("the rotation was over before the looks: ask for more --customers");
    });
    return {
      bench: "rotate",
      rounds,
      setting: `${rounds} stretches of ${seconds} s before and ${rounds} within one rotation of ${customers} customers; looks of six fields over HTTP, ${connections} connections`,
      marks: [{ what: "looks while keys rotate / at rest", value: median(during) / median(rest), mark: 0.7 }],
      figures: [
        { what: "looks at rest", value: median(rest), unit: "a second" },
        { what: "looks while keys rotate", value: median(during), unit: "a second" },
      ],
    };
  } finally {
    await house.end();
    await ground.close();
  }
}
