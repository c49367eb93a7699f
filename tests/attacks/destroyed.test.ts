import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOf } from "../../server/src/http/app-of.ts";
import { openProduct, type Product } from "../../server/src/product.ts";
import { type Engine, engines, type OpenEngine } from "../harness/engines.ts";
import { buildProgram, newPlace, type Program, startProgram } from "../harness/program.ts";
import { dice, rounds } from "../harness/rounds.ts";
import { appoint } from "../harness/two-deciders.ts";
import { type Company, foundCompany } from "../world/company.ts";

async function agreed({ people }: Product, two: { officer: string; operator: string }, customer: string): Promise<string> {
  const { id } = await people.approvals.ask({ what: "destroy", subject: customer, why: "request", by: { personId: two.officer } });
  await people.approvals.confirm(id, { personId: two.operator });
  return id;
}

interface Customer {
  id: string;
  wrap: string;
  sealed: Record<string, [number, string]>;
}

describe.each(engines)("row 39: backups from before a customer was destroyed, on $name", (engine: Engine) => {
  let open: OpenEngine;
  let company: Company;
  let product: Product;
  let two: { officer: string; operator: string };
  let dead: string;
  let phone: string;
  let before: Customer[];
  let oldTokens: Array<{ token: string }>;
  const data = (): string => join(open.dataDir, "data");
  const start = async (url = open.url): Promise<Product> =>
    openProduct({ dataDir: data(), scryptCost: 1024, rotation: { pace: 0, rest: 0 }, ...(url ? { databaseUrl: url } : {}) });

  beforeAll(async () => {
    open = await engine.open();
    company = await foundCompany(data(), 4, 6, { databaseUrl: open.url, also: beforeDestruction });
  });
  afterAll(async () => {
    await product?.close();
    await open?.close();
  });

  /** The database as it is now, for later. */
  async function backup(): Promise<string | undefined> {
    if (open.url === undefined) {
      cpSync(join(data(), "db"), join(open.dataDir, "old-db"), { recursive: true });
      return undefined;
    }
    const old = new URL(open.url);
    old.pathname += "_old";
    const name = new URL(open.url).pathname.slice(1);
    const admin = new URL(open.url);
    admin.pathname = "/postgres";
    const client = new pg.Client({ connectionString: admin.href });
    await client.connect();
    await client.query(`create database "${name}_old" template "${name}"`);
    await client.end();
    return old.href;
  }
  const customers = async (): Promise<Customer[]> =>
    (await product.db.query<Customer>("select id, wrap, sealed from records.customer where state = 'active' order by id")).rows;
  async function look(n: number): Promise<number> {
    const app = await appOf(product);
    const { customer, case: task, agent } = company.work[n] as Company["work"][number];
    const headers = { authorization: `Bearer ${company.agents[agent]?.token}` };
    const answer = await app.inject({ method: "POST", url: "/api/looks", headers, payload: { customer, purpose: "service", case: task } });
    await app.close();
    return answer.statusCode;
  }
  /** What somebody can have kept who saw the house before: wraps, ciphertexts, tokens. */
  async function beforeDestruction(house: Product, founded: Company): Promise<void> {
    product = house;
    two = await appoint(house, founded);
    dead = founded.work[0]?.customer ?? "";
    phone = founded.secrets.find((one) => one.startsWith("+62")) ?? "";
    before = await customers();
    oldTokens = (await house.db.query<{ token: string }>("select token from records.index_token where customer_id = $1", [dead])).rows;
    const known = await tokensNow();
    expect(oldTokens.some(({ token }) => known.includes(token))).toBe(true);
  }
  async function tokensNow(): Promise<string[]> {
    const person = await product.records.personHolder(two.officer);
    const claims = { act: two.officer, dec: "allow" as const, rsn: [], pur: "service" };
    const answer = await product.keeper.tokens({ claims, person, queries: [{ ix: "phone", value: phone }] });
    return answer.ok ? (answer.tokens[0] ?? []) : [];
  }

  it("R103: open the living and nobody else: neither the old wrap, nor the old database, nor a guess against old tokens", async () => {
    const old = await backup();

    product = await start();
    const approval = await agreed(product, two, dead);
    const { entry } = await product.destruction.destroy(
      dead,
      await product.people.approvals.approved(approval, "destroy", { subject: dead }),
    );
    expect(await look(0)).toBe(404);
    const wrap = before.find(({ id }) => id === dead) as Customer;
    await product.db.query("update records.customer set wrap = $2, sealed = $3, state = 'active' where id = $1", [
      dead,
      wrap.wrap,
      JSON.stringify(wrap.sealed),
    ]);
    expect(await look(0)).toBe(404);
    expect(await look(1)).toBe(200);
    const named = await product.keeper.append({
      typ: "talk",
      holder: { kind: "customer", id: dead, wrap: wrap.wrap },
      body: { change: "noted" },
    });
    expect(named).toMatchObject({ ok: false, code: "erased", idx: entry });
    await product.rotation.begin({ by: two.officer, second: two.operator });
    await product.rotation.settled();
    const { keys } = await product.keeper.keys();
    expect(keys.find(({ id }) => id === "kek-1")).toMatchObject({ state: "destroyed" });
    expect((await product.destruction.certificate(entry)).backups).toMatchObject({ state: "closed", epoch: 1 });
    // The best of all guesses is the true value itself.
    const now = await tokensNow();
    expect(now.length).toBeGreaterThan(0);
    expect(oldTokens.filter(({ token }) => now.includes(token))).toEqual([]);
    await product.close();

    // The data of before, with the keys of today.
    if (open.url === undefined) {
      rmSync(join(data(), "db"), { recursive: true });
      cpSync(join(open.dataDir, "old-db"), join(data(), "db"), { recursive: true });
    }
    product = await start(old);
    expect(await product.db.query("select state, wrap from records.customer where id = $1", [dead])).toMatchObject({
      rows: [{ state: "erased", wrap: "" }],
    });
    expect(await look(0)).toBe(404);
    expect([await look(1), await look(2), await look(5)]).toEqual([200, 200, 200]);
    await product.journal.drain();
    await product.close();
    expect((await verifyCommand(data())).exit).toBe(0);
  });
});

describe("a destruction that is killed", () => {
  const place = newPlace();
  const chance = dice("a destruction that is killed");
  let program: Program;
  afterAll(async () => {
    await program?.kill("SIGKILL");
    place.remove();
  });

  it("has not begun, or is finished at the next start", async () => {
    buildProgram();
    const count = rounds(12, 1);
    const approvals: string[] = [];
    const company = await foundCompany(place.data, 2, count, {
      also: async (product, founded) => {
        const two = await appoint(product, founded);
        for (const { customer } of founded.work) approvals.push(await agreed(product, two, customer));
        await product.journal.drain();
      },
    });
    for (const [n, { customer }] of company.work.entries()) {
      program = await startProgram(place);
      const asked = program.ask("POST", `/api/customers/${customer}/destroy`, { approval: approvals[n] }, company.agents[0]?.token);
      asked.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, chance(120)));
      await program.kill("SIGKILL");
    }
    const after = await openProduct({ dataDir: place.data, scryptCost: 1024 });
    const rows = (await after.db.query<Customer & { state: string }>("select id, wrap, sealed, state from records.customer order by id"))
      .rows;
    const { erased } = await after.keeper.status();
    expect(rows.filter(({ state }) => state === "erased")).toHaveLength(erased);
    for (const { id, wrap, sealed, state } of rows) {
      if (state === "erased") expect([wrap, sealed]).toEqual(["", {}]);
      else
        expect(await after.keeper.append({ typ: "talk", holder: { kind: "customer", id, wrap }, body: { change: "noted" } })).toMatchObject(
          { ok: true },
        );
    }
    const left = await after.db.query(
      "select 1 from records.index_token t join records.customer c on c.id = t.customer_id where c.state = 'erased'",
    );
    expect(left.rows).toEqual([]);
    await after.close();
    expect((await verifyCommand(place.data)).exit).toBe(0);
  }, 300_000);
});
