import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { type Engine, engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import { companyWithTwoDeciders, PASSWORD } from "../../../tests/harness/two-deciders.ts";
import type { Product } from "../product.ts";
import { knownHolders } from "../product-holders.ts";
import { checkState } from "../state/index.ts";

const [engine] = engines as [Engine];

describe("mercusuar destroy", () => {
  let open: OpenEngine;
  let data: string;
  let customer: string;
  let task: string;
  let product: Product;
  beforeAll(async () => {
    open = await engine.open();
    data = join(open.dataDir, "data");
    const company = await companyWithTwoDeciders(data);
    product = company.product;
    [customer, task] = [company.work[0]?.customer ?? "", company.work[0]?.case ?? ""];
  }, 180_000);
  afterAll(async () => {
    await product?.close();
    await open?.close();
  });
  const run = (args: string[], secrets: string[] = [], form = ["--json"]) =>
    askCli([...args, ...form], { data, cwd: open.dataDir, secrets, product });

  it("shows what would go, asks two persons for their passwords, and leaves a certificate with its receipt; the state check understands", async () => {
    expect((await run(["approvals", "list"], [], [])).out).toContain("nothing waits");
    expect((await run(["keys", "copies"], [], [])).out).toContain("no copy is registered");
    const shown = JSON.parse((await run(["destroy", customer, "--dry-run"])).out);
    expect(shown).toMatchObject({ customer, fields: 5, dryRun: true });
    await expect(run(["destroy", customer])).rejects.toThrow(/two persons decide/);
    await expect(run(["destroy", customer, "--reason", "ingin", "--by", "petugas0"])).rejects.toThrow(/one of/);

    const asked = JSON.parse((await run(["destroy", customer, "--by", "petugas0"], [PASSWORD])).out);
    expect((await run(["approvals", "list"])).out).toContain(asked.approval);
    await expect(run(["destroy", customer, "--approval", asked.approval])).rejects.toMatchObject({ code: "conflict" });
    await run(["approvals", "confirm", asked.approval, "--by", "petugas1"], [PASSWORD]);
    const done = await run(["destroy", customer, "--approval", asked.approval]);
    expect(done.exit).toBe(0);
    const { entry, files } = JSON.parse(done.out);
    for (const file of files as string[]) expect(existsSync(file)).toBe(true);
    const vkey = readFileSync(join(data, "journal", "vkey"), "utf8").trim();
    const checked = await run(["journal", "verify", data, "--receipt", files[1], "--vkey", vkey]);
    expect(JSON.parse(checked.out)).toMatchObject({ code: "OK" });
    await expect(run(["destroy", customer, "--by", "petugas0"], [PASSWORD])).rejects.toMatchObject({ code: "erased", status: 410 });
    expect(JSON.parse((await run(["keys", "copies", "add", "brankas"])).out)).toMatchObject({ place: "brankas", epoch: 1 });
    expect(JSON.parse((await run(["keys", "certificate", String(entry)])).out).copies).toMatchObject([
      { place: "brankas", state: "must-go" },
    ]);
    expect((await run(["keys", "certificate", String(entry)], [], [])).out).toContain(`journal verify ${data} --receipt `);

    await expect(run(["who-looked", "--customer", customer])).rejects.toMatchObject({ code: "erased", extra: { entry } });

    const { db, keeper, journal, access, records, watch, dataDir, clock } = product;
    const report = await checkState(
      {
        db,
        keeper,
        journal,
        dataDir,
        policy: access.policy,
        nobody: records.nobody().id,
        rotas: watch.rota,
        holders: () => knownHolders(db),
        now: () => clock.now(),
      },
      { by: "operator" },
    );
    expect(report.findings).toEqual([]);
    expect((await db.query("select outcome from access.cases where id = $1", [task])).rows).toEqual([{ outcome: "erased" }]);
  }, 60_000);
});
