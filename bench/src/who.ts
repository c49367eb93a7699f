import { child } from "./child.ts";
import { type BenchCompany, made, SIX } from "./company.ts";
import { openGround } from "./ground.ts";
import { load, type Shot } from "./load.ts";
import { type Contender, race } from "./rounds.ts";
import type { Bench } from "./settings.ts";

const AGENTS = 16;
/** Few callers: it is the cost of one call that must not grow, not the queue before it. */
const CALLERS = 4;

type House = { url: string; company: BenchCompany };

const QUESTIONS = ["look", "search", "list", "who"] as const;
type Question = (typeof QUESTIONS)[number];

/** Look, search, a page of the queue and who-looked in a small and in a large company: the cost of one call at the two sizes. */
export async function benchWho({ rounds, seconds, customers, large, said }: Bench): Promise<object> {
  const ground = await openGround();
  const house = async (size: number) =>
    child<House>("./house.js", JSON.stringify({ ...ground.wish(await ground.database()), agents: AGENTS, customers, size }), said);
  const houses = [await house(customers), await house(large)];
  try {
    const standings = [];
    for (const what of QUESTIONS) {
      said(what);
      const contenders = houses.map(
        ({ ready }, n): Contender => ({ name: n === 0 ? "small" : "large", run: () => cost(ready, what, seconds) }),
      );
      standings.push({ what, standings: await race(contenders, ["small"], rounds, said) });
    }
    return { bench: "who", sizes: [customers, large], seconds, rounds, unit: "seconds a call", standings };
  } finally {
    for (const one of houses) await one.end();
    await ground.close();
  }
}

let turn = 0;

async function cost({ url, company }: House, what: Question, seconds: number): Promise<number> {
  const { rate, bad } = await load(url, shotOf(company, what), CALLERS, seconds);
  if (bad > 0) throw new Error(`${what}: ${bad} answers were not 2xx; nothing was measured`);
  return CALLERS / rate;
}

function shotOf(company: BenchCompany, what: Question): Shot {
  const agent = turn++ % company.agents.length;
  const own = company.work.filter((one) => one.agent === agent);
  const headers = { authorization: `Bearer ${what === "who" ? company.officer : company.agents[agent]?.token}` };
  if (what === "look")
    return { path: "/api/looks", headers, body: () => ({ customer: own[turn++ % own.length]?.customer, purpose: "service", fields: SIX }) };
  if (what === "search")
    return { path: "/api/search", headers, body: () => ({ by: "phone", value: phone(ownNumber(company, agent)), purpose: "service" }) };
  if (what === "list") return { path: "/api/listings", headers, body: () => ({ of: "queue" }) };
  const query = new URLSearchParams({ from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", limit: "20" });
  return { method: "GET", path: `/api/trail/customers/${own[0]?.customer}?${query}`, headers };
}

/** Somebody of the agent's own queue: a stranger a time would end as bulk browsing after thirty. */
const ownNumber = ({ agents, work }: BenchCompany, agent: number): number =>
  agent + agents.length * (turn++ % Math.floor(work.length / agents.length));

const phone = (n: number): string => made(n, "").values.phone;
