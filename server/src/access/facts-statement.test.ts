import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, openAccessWorld } from "../../../tests/world/access-world.ts";
import { type CrossedRow, factOf } from "./facts-row.ts";
import { FACTS_TEXT } from "./facts-statement.ts";

interface Node {
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
}

/** Rows of the table, and lines of its indexes, that the plan touched, thrown away or not. */
const touched = (node: Node, table: string): number =>
  (node["Relation Name"] === table || node["Index Name"]?.startsWith(`${table}_`)
    ? (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]
    : 0) + (node.Plans ?? []).reduce((sum, plan) => sum + touched(plan, table), 0);

describe.each(engines)("the facts of a look on $name", (engine) => {
  let world: AccessWorld;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  it("cost the customer's own open cases, not the house's, even before the planner knows how many those are", async () => {
    const agent = await world.hire("rina");
    const siti = await world.customer({ name: "Siti Aminah" });
    const other = await world.customer({ name: "Wayan" });
    await world.task(siti, "care", agent.id);
    await world.db.query(
      `insert into access.cases (id, customer_id, purpose, office_id, origin, grade, opened_at, idx)
        select 'case_' || n, $1, 'care', $2, 'import', 'B', $3, 1 from generate_series(1, 5000) n`,
      [other, world.offices.sumbawa, world.clock.now()],
    );
    const { rows } = await world.db.query<{ token_hash: string }>("select token_hash from people.session where person_id = $1", [agent.id]);
    const asked = [[rows[0]?.token_hash], [world.clock.now()], [siti], [null], ["care"]];
    const { rows: found } = await world.db.query<CrossedRow>(FACTS_TEXT, asked);
    expect(found.map((row) => factOf(row).case_id)).toEqual([expect.any(String)]);
    const { rows: plans } = await world.db.query<{ "QUERY PLAN": Array<{ Plan: Node }> }>(
      `explain (analyze, format json) ${FACTS_TEXT}`,
      asked,
    );
    const [plan] = plans.flatMap((row) => row["QUERY PLAN"]);
    expect(touched(plan?.Plan as Node, "cases")).toBeLessThan(10);
  });
});
