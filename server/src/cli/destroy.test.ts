import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { PASSWORD } from "../../../tests/harness/two-deciders.ts";
import { commandsOfTwoDeciders } from "../../../tests/harness/two-deciders-cli.ts";
import type { Product } from "../product.ts";
import { knownHolders } from "../product-holders.ts";
import { checkState } from "../state/index.ts";

describe("mercusuar destroy", () => {
  const { house, run } = commandsOfTwoDeciders();
  let customer: string;
  let task: string;
  let product: Product;
  beforeAll(() => {
    ({ product } = house);
    [customer, task] = [house.work[0]?.customer ?? "", house.work[0]?.case ?? ""];
  });

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
    const vkey = readFileSync(join(house.data, "journal", "vkey"), "utf8").trim();
    const checked = await run(["journal", "verify", house.data, "--receipt", files[1], "--vkey", vkey]);
    expect(JSON.parse(checked.out)).toMatchObject({ code: "OK" });
    await expect(run(["destroy", customer, "--by", "petugas0"], [PASSWORD])).rejects.toMatchObject({ code: "erased", status: 410 });
    expect(JSON.parse((await run(["keys", "copies", "add", "brankas"])).out)).toMatchObject({ place: "brankas", epoch: 1 });
    expect(JSON.parse((await run(["keys", "certificate", String(entry)])).out).copies).toMatchObject([
      { place: "brankas", state: "must-go" },
    ]);
    expect((await run(["keys", "certificate", String(entry)], [], [])).out).toContain(`journal verify ${house.data} --receipt `);

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
