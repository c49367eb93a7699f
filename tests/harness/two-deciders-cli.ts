import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Product, ProductOptions } from "../../server/src/product.ts";
import { askCli } from "./ask-cli.ts";
import { type Engine, engines, type OpenEngine } from "./engines.ts";
import { companyWithTwoDeciders } from "./two-deciders.ts";

const [engine] = engines as [Engine];

/** Before the tests of this `describe` a company with two persons who may decide, open on the embedded engine, and commands in its directory. */
export function commandsOfTwoDeciders(more: Partial<ProductOptions> = {}) {
  const house = {} as {
    open: OpenEngine;
    data: string;
    product: Product;
    work: Awaited<ReturnType<typeof companyWithTwoDeciders>>["work"];
  };
  beforeAll(async () => {
    const open = await engine.open();
    const data = join(open.dataDir, "data");
    Object.assign(house, { open, data, ...(await companyWithTwoDeciders(data, more)) });
  }, 180_000);
  afterAll(async () => {
    await house.product?.close();
    await house.open?.close();
  });
  const run = (args: string[], secrets: string[] = [], form = ["--json"]) =>
    askCli([...args, ...form], { data: house.data, cwd: house.open.dataDir, secrets, product: house.product });
  return { house, run };
}
