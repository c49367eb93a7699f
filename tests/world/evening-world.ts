import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { appOf } from "../../server/src/http/app-of.ts";
import { localInstant } from "../../server/src/platform/local-day.ts";
import { MIGRATIONS, openProduct, type Product, type ProductOptions } from "../../server/src/product.ts";
import { type AppAnswer, askApp, type Method } from "../harness/ask-app.ts";
import type { Engine } from "../harness/engines.ts";
import { layTables } from "../harness/lay-tables.ts";

/** Monday. */
export const DAY = "2026-11-23";
const YEAR_ON = new Date("2027-10-01T00:00:00Z");

export interface Worker {
  id: string;
  token: string;
}

export interface EveningWorld {
  product: Product;
  app: FastifyInstance;
  office: { id: string; zone: string };
  /** Pak Arman, above whom stands Ibu Sri. */
  arman: Worker;
  sri: Worker;
  rina: Worker;
  yosua: Worker;
  /** Brings contact records in. */
  exchange: Worker;
  hire(
    login: string,
    how?: {
      function?: string;
      /** The nation unless told. */
      scope?: "nation" | "branch";
      officeId?: string;
      supervisorId?: string;
      superiorId?: string;
      joinedOn?: string;
      extension?: string;
      /** Internal unless told; outsourced names the vendor. */
      employment?: "internal" | "outsourced";
      vendorId?: string;
      duty?: boolean;
      /** A year unless told. */
      pledgedUntil?: Date;
    },
  ): Promise<Worker>;
  customer(name: string, how?: { phone?: string; address?: [street: string, postalCode: string]; marks?: string[] }): Promise<string>;
  /** Sets the story clock to a local time of the day, Sumbawa time unless told. */
  at(time: string): Date;
  call(who: Worker, method: Method, url: string, body?: object): Promise<AppAnswer>;
  /** A case from the ticket system. */
  ticket(customer: string, purpose?: string): Promise<string>;
  evening(date?: string, officeId?: string): ReturnType<Product["review"]["tellEvenings"]>;
  close(): Promise<void>;
}

/** A small branch on the real product: what the tests of watch and review walk about in. */
export async function openEveningWorld(engine: Engine, more: Partial<ProductOptions> = {}): Promise<EveningWorld> {
  const open = await engine.open();
  const zone = "Asia/Makassar";
  if (open.url === undefined) await layTables(`${open.dataDir}/data/db`, MIGRATIONS);
  const product = await openProduct({
    dataDir: `${open.dataDir}/data`,
    simulatedFrom: localInstant(DAY, "07:00", zone),
    scryptCost: 1024,
    sessionHours: 400,
    keeperTimeout: 10_000,
    // Whatever lies there is reviewed, unless a test is about the budget.
    reviewMinutes: 160,
    ...(open.url ? { databaseUrl: open.url } : {}),
    ...more,
  });
  const { people, records, access, story } = product;
  const app = await appOf(product);
  const head = await people.addOffice({ name: "Kantor Pusat", kind: "head", timeZone: "Asia/Jakarta", class: "large" });
  const office = await people.addOffice({ name: "Sumbawa Besar", kind: "branch", parentId: head.id, timeZone: zone, class: "small" });

  const hire: EveningWorld["hire"] = async (login, how = {}) => {
    const {
      function: fn = "cs",
      officeId = office.id,
      joinedOn = "2024-01-01",
      duty = true,
      pledgedUntil,
      scope = "nation",
      ...rest
    } = how;
    const id = await people.addPerson({
      login,
      name: login[0]?.toUpperCase() + login.slice(1),
      employment: "internal",
      officeId,
      joinedOn,
      job: fn.toUpperCase(),
      ...rest,
    });
    await people.grantAccess({ personId: id, function: fn as "cs", scope, endsAt: YEAR_ON });
    await people.acceptTerms(id, 1);
    await people.passScreening(id, { passedOn: "2026-06-01" });
    await people.signContract(id, { kind: "pkwt", startsOn: "2024-01-01" });
    await people.signPledge(id, { method: "paper", ...(pledgedUntil ? { validUntil: pledgedUntil } : {}) });
    if (duty) await people.setDuty([{ personId: id, date: DAY, segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }], "test");
    const link = await people.makeSignInLink(id, { purpose: "demo", hours: 400 });
    const { token } = await people.signInLink({ token: link.token, address: createHash("sha1").update(login).digest("hex") });
    return { id, token };
  };

  const sri = await hire("sri", { function: "supervisor", duty: false });
  const arman = await hire("arman", { function: "supervisor", superiorId: sri.id, duty: false });
  const rina = await hire("rina", { supervisorId: arman.id, superiorId: sri.id, extension: "2104" });
  const yosua = await hire("yosua", { supervisorId: arman.id, superiorId: sri.id, extension: "2105" });
  const exchange = await hire("exchange", { function: "integrator", officeId: head.id, duty: false });
  let tickets = 0;

  return {
    product,
    app,
    office: { id: office.id, zone },
    sri,
    arman,
    rina,
    yosua,
    exchange,
    hire,
    async customer(name, { phone, address, marks } = {}) {
      const home = address ? { address_street: address[0], postal_code: address[1] } : {};
      const values = { name, gender: "P", birth_date: "1990-04-05", nik: nikOf(name), ...(phone ? { phone } : {}), ...home };
      const provenance = { channel: "registration", source: "test" } as const;
      const [id = ""] = await records.addCustomers([{ officeId: office.id, values, provenance, ...(marks ? { marks } : {}) }], {
        by: "operator",
        source: "test",
      });
      return id;
    },
    at(time) {
      const at = localInstant(DAY, time, zone);
      story?.set(at);
      story?.freeze();
      return at;
    },
    call: ({ token }, method, url, body) => askApp(app, token, method, url, body),
    async ticket(customer, purpose = "care") {
      const made = await access.handInCase(
        { id: exchange.id },
        { external: `T-${++tickets}`, source: "crm", customer, purpose, origin: "dispatch" },
      );
      return made.case.id;
    },
    evening: (date = DAY, officeId = office.id) => product.review.tellEvenings({ date, officeId, language: "id" }),
    async close() {
      await app.close();
      await product.close();
      await open.close();
    },
  };
}

/** A number of an impossible province, different for each name. */
export function nikOf(name: string): string {
  const digits = BigInt(`0x${createHash("sha1").update(name).digest("hex").slice(0, 12)}`)
    .toString()
    .padStart(14, "0")
    .slice(0, 8);
  return `00${digits.slice(0, 4)}050490${digits.slice(4, 8)}`;
}
