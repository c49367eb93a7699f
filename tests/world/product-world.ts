import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { appOf } from "../../server/src/http/app-of.ts";
import { type StandingRow, standingCte } from "../../server/src/people/index.ts";
import { MIGRATIONS, openProduct, type Product, type ProductOptions } from "../../server/src/product.ts";
import { type AppAnswer, askApp, type Method } from "../harness/ask-app.ts";
import type { Engine } from "../harness/engines.ts";
import { layTables } from "../harness/lay-tables.ts";

/** Monday morning in Jakarta, noon in Jayapura. */
export const MORNING = new Date("2026-07-13T03:00:00.000Z");

export interface ProductWorld {
  product: Product;
  app: FastifyInstance;
  office: { jakarta: string; sumbawa: string; jayapura: string };
  vendor: string;
  /** Adds somebody with everything that standing asks for but duty and grants. */
  hire(login: string, more?: { office?: string; functions?: string[]; job?: string }): Promise<string>;
  /** A session's token for somebody. */
  token(personId: string): Promise<string>;
  ask(method: Method, url: string, body?: object, token?: string): Promise<AppAnswer>;
  standing(personId: string, at?: Date): Promise<StandingRow | undefined>;
  dataDir: string;
  close(): Promise<void>;
}

/** The whole product on one engine, in story time that stands still, with three offices and a vendor. */
export async function openProductWorld(engine: Engine, more: Pick<ProductOptions, "log"> = {}): Promise<ProductWorld> {
  const open = await engine.open();
  const dataDir = join(open.dataDir, "data");
  if (open.url === undefined) await layTables(join(dataDir, "db"), MIGRATIONS);
  const where = { dataDir, ...(open.url ? { databaseUrl: open.url } : {}) };
  const product = await openProduct({ ...where, simulatedFrom: MORNING, scryptCost: 1024, ...more });
  product.story?.freeze();
  product.story?.set(MORNING);
  const app = await appOf(product);
  const { people, clock, db } = product;
  const office = {
    jakarta: (await people.addOffice({ id: "off_jakarta", name: "Kantor Pusat", kind: "head", timeZone: "Asia/Jakarta" })).id,
    sumbawa: (
      await people.addOffice({
        id: "off_sumbawa",
        name: "Cabang Sumbawa",
        kind: "branch",
        parentId: "off_jakarta",
        timeZone: "Asia/Makassar",
      })
    ).id,
    jayapura: (
      await people.addOffice({
        id: "off_jayapura",
        name: "Cabang Jayapura",
        kind: "branch",
        parentId: "off_jakarta",
        timeZone: "Asia/Jayapura",
      })
    ).id,
  };
  const vendor = (await people.addVendor({ id: "ven_a", name: "PT Mitra" })).id;
  const year = new Date(MORNING.getTime() + 300 * 86_400_000);

  return {
    product,
    app,
    office,
    vendor,
    dataDir,
    async hire(login, { office: at = office.sumbawa, functions = [], job = "CS" } = {}) {
      const id = await people.addPerson({
        login,
        name: `Nama ${login}`,
        employment: "internal",
        officeId: at,
        joinedOn: "2020-01-02",
        job,
      });
      await people.passScreening(id, { passedOn: "2026-01-05" });
      await people.signContract(id, { kind: "tetap", startsOn: "2020-01-02" });
      await people.signPledge(id, { method: "paper" });
      await people.acceptTerms(id, (await people.newestTerms())?.version ?? 0);
      for (const name of functions) await people.grantAccess({ personId: id, function: name, scope: "branch", endsAt: year });
      return id;
    },
    async token(personId) {
      const link = await people.makeSignInLink(personId, { purpose: "demo", hours: 100 });
      return (await people.signInLink({ token: link.token, address: personId })).token;
    },
    ask: (method, url, body, token) => askApp(app, token, method, url, body),
    async standing(personId, at = clock.now()) {
      return (await db.query<StandingRow>(standingCte("$1", "$2"), [personId, at])).rows[0];
    },
    async close() {
      await app.close();
      await product.close();
      await open.close();
    },
  };
}
