/** The product under load, a process of its own as in real use: founds the company, listens, tells its parent what it may ask for. */
import { appOf, openProduct } from "mercusuar";
import { foundCompany } from "./company.ts";
import { growTo } from "./grow.ts";

interface Wish {
  dataDir: string;
  databaseUrl: string;
  agents: number;
  customers: number;
  /** Customers, looks and journal entries in all; the rest is filled up in bulk. */
  size: number;
}

const wish = JSON.parse(process.argv[2] ?? "{}") as Wish;
const said = (line: string) => process.send?.({ said: line });
const product = await openProduct({
  dataDir: wish.dataDir,
  databaseUrl: wish.databaseUrl,
  scryptCost: 2 ** 10,
  keeperLimits: { budget: 100_000_000, ceiling: 100_000_000 },
  quota: 1_000_000_000,
});
const company = await foundCompany(product, wish.agents, wish.customers, said);
await growTo(product, company, wish.size, said);
const app = await appOf(product);
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.({ url, company });

const [by = "", second = ""] = company.agents.map(({ id }) => id);
const tasks: Record<string, () => Promise<unknown>> = {
  rotate: () => product.rotation.begin({ by, second }),
  phase: async () => product.rotation.state().phase,
};
process.on("message", ({ ask }: { ask: string }) => {
  const told = tasks[ask]?.() ?? Promise.reject(new Error("no such task"));
  told.then(
    (answer) => process.send?.({ to: ask, answer }),
    (error: Error) => process.send?.({ to: ask, failed: error.message }),
  );
});
process.on(
  "disconnect",
  () =>
    void app
      .close()
      .then(() => product.close())
      .then(() => process.exit(0)),
);
