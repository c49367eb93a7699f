import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { openProductWorld, type ProductWorld } from "../../../tests/world/product-world.ts";
import { readCsv } from "../platform/csv.ts";
import { diffLine, PEOPLE_COLUMNS, ROSTER_COLUMNS } from "./index.ts";

const HEADER = `${PEOPLE_COLUMNS.join(",")},screened_on,contract_kind,contract_from,contract_until,pledged_on,state`;
const ARMAN =
  "arman,Arman,internal,,Cabang Sumbawa,,,2012-03-01,Supervisor,supervisor,branch,2027-01-31,2026-01-05,tetap,2012-03-01,,2026-01-05,";
const DIMAS =
  "dimas,Dimas,outsourced,PT Mitra,Cabang Sumbawa,arman,,2025-01-01,CS,cs,branch,2027-01-31,2026-01-05,pkwt,2026-01-01,2026-12-31,2026-01-05,";

describe.each(engines)("files of people on $name", (engine) => {
  let world: ProductWorld;
  beforeAll(async () => {
    world = await openProductWorld(engine);
  });
  afterAll(() => world?.close());

  const csv = (lines: string[], columns: readonly string[]) => readCsv(Readable.from([Buffer.from(lines.join("\n"))]), { columns });
  const plan = (...rows: string[]) => world.product.people.planPeople(csv([HEADER, ...rows], PEOPLE_COLUMNS));
  const roster = (...rows: string[]) => world.product.people.planRoster(csv([ROSTER_COLUMNS.join(","), ...rows], ROSTER_COLUMNS));
  const count = async (table: string) => (await world.product.db.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n;

  it("show what would change and write nothing before they are told to", async () => {
    const before = await count("people.person");
    const { diff, bad } = await plan(DIMAS, ARMAN);
    expect(diff.map(diffLine)).toEqual(["+ dimas (Dimas, CS)", "+ arman (Arman, Supervisor)"]);
    expect([bad, await count("people.person")]).toEqual([[], before]);
  });

  it("bring people with superior, function and standing, in any order, and change nothing the second time", async () => {
    const { people } = world.product;
    await people.applyPeople((await plan(DIMAS, ARMAN)).diff);
    const [dimas, arman] = [await people.find("dimas"), await people.find("arman")];
    expect(dimas?.supervisorId).toBe(arman?.id);
    expect(await world.standing(dimas?.id ?? "")).toMatchObject({
      employment: "outsourced",
      functions: ["cs"],
      screened: true,
      contracted: true,
      pledged: true,
    });
    expect(await plan(DIMAS, ARMAN)).toEqual({ diff: [], bad: [], same: 2 });
  });

  it("R28: say who somebody is among the customers, and whom he named for emergencies: kept as tokens, read again without a change", async () => {
    const { people, records, db } = world.product;
    const known = (row: string, ...identity: string[]) =>
      people.planPeople(csv([`${HEADER},nik,kk,phone,emergency_phone,address,postal_code`, `${row},${identity.join()}`], PEOPLE_COLUMNS));
    const his = ["9171014405900001", "9171010101200002", "0812-3400-0001", "0812-3400-0002", "Jl. Kenanga No. 7", "84313"];
    const wrong = await known(ARMAN, "917101", "12", "zz", "", "Jalan Kenanga", "84313");
    expect(wrong.bad.map(({ message }) => message)).toEqual([
      "row 2, column nik: missing or wrong; expected: a NIK: 16 digits",
      "row 2, column kk: missing or wrong; expected: the number of a family card: 16 digits",
      "row 2, column phone: missing or wrong; expected: a telephone number",
      "row 2, column address: missing or wrong; expected: street with house number, and a postal code of 5 digits; both empty where there is no number",
    ]);
    const { diff } = await known(ARMAN, ...his);
    expect(diff.map(diffLine)).toEqual(["~ arman: identity"]);
    await people.applyPeople(diff);
    expect(await known(ARMAN, ...his)).toEqual({ diff: [], bad: [], same: 1 });
    expect(await plan(ARMAN)).toEqual({ diff: [], bad: [], same: 1 });
    const asCustomers = [
      { nik: his[0] },
      { kk: his[1] },
      { phone: his[2] },
      { phone: his[3] },
      { address_street: "Jalan Kenanga 07", postal_code: "84313" },
      { address_street: "Jalan Kenanga 70", postal_code: "84313" },
    ] as Array<Record<string, string>>;
    const customers = await records.addCustomers(
      asCustomers.map((values, at) => ({
        officeId: world.office.sumbawa,
        values: { name: `Pelanggan ${at}`, ...values },
        provenance: { channel: "registration" as const, source: "test" },
      })),
      { by: "operator", source: "test" },
    );
    const found = async (table: string) => {
      const { rows } = await db.query<{ customer: string }>(
        `select distinct i.customer_id as customer from people.${table} t join records.index_token i on i.token = t.token`,
      );
      return rows.map(({ customer }) => customers.indexOf(customer)).sort();
    };
    expect([await found("person_token"), await found("emergency_token"), await found("address_token")]).toEqual([[0, 1, 2], [3], [4]]);
    const { rows } = await db.query(
      `select p.identity_mac, t.sealed, e.sealed as other, a.sealed as home from people.person p join people.person_token t on t.person_id = p.id
        join people.emergency_token e on e.person_id = p.id join people.address_token a on a.person_id = p.id`,
    );
    expect(rows).toHaveLength(3);
    for (const value of his.slice(0, 4)) expect(JSON.stringify(rows)).not.toContain(value.replace(/\D/g, "").slice(4));
    expect(JSON.stringify(rows)).not.toMatch(/kenanga|84313/i);
  });

  it("change a function, and end somebody who has left", async () => {
    const { people } = world.product;
    const moved = DIMAS.replace(",CS,cs,", ",Telesales,telesales,");
    const { diff } = await plan(moved);
    expect(diff.map(diffLine)).toEqual(["~ dimas: job, functions"]);
    await people.applyPeople(diff);
    const dimas = await people.find("dimas");
    expect(await world.standing(dimas?.id ?? "")).toMatchObject({ job: "Telesales", functions: ["telesales"] });
    await people.applyPeople((await plan(`${moved}left`)).diff);
    expect(await world.standing(dimas?.id ?? "")).toMatchObject({ state: "left", functions: [] });
    expect((await plan(`${moved}left`)).diff).toEqual([]);
  });

  it("name each wrong row with column and remedy, never its value, and keep the right ones", async () => {
    const { diff, bad } = await plan(
      "budi,Budi,outsourced,,Cabang Sumbawa,,,2026-02-31,CS,cs,branch,,,,,,,",
      "cici,Cici,internal,,Cabang Antah,nobody,,2026-01-01,CS,raja,branch,2027-01-01,,,,,,",
      "dodi,Dodi,internal",
      "edi,Edi,internal,,Cabang Sumbawa,,,2026-01-01,CS,,,,,,,,,",
      "edi,Edi,internal,,Cabang Sumbawa,,,2026-01-01,CS,,,,,,,,,",
      "feri,Feri,internal,,Cabang Sumbawa,siapa,,2026-01-01,CS,,,,,,,,,",
    );
    expect(bad.map(({ row, column }) => `${row} ${column}`)).toEqual([
      "2 vendor",
      "2 joined_on",
      "2 until",
      "3 office",
      "3 functions",
      "4 ",
      "6 login",
      "7 supervisor",
    ]);
    expect(bad.map(({ message }) => message).join()).not.toMatch(/02-31|raja|Antah|siapa/);
    expect(diff.map(diffLine)).toEqual(["+ edi (Edi, CS)"]);
  });

  it("tell an end of access beyond 400 days, or past, with its row before anybody is written", async () => {
    const before = await count("people.person");
    const gani = "gani,Gani,internal,,Cabang Sumbawa,,,2026-01-01,CS,cs,branch,";
    const { diff, bad } = await plan(`${gani}2028-01-01,,,,,,`, `${gani.replaceAll("gani", "hadi")}2020-01-01,,,,,,`);
    expect(bad.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^row 2, column until: missing or wrong; expected: a day from \S+ to \S+: at most 400 days from now/),
      expect.stringMatching(/^row 3, column until:/),
    ]);
    expect([diff, await count("people.person")]).toEqual([[], before]);
  });

  it("of the roster set duty by the office's clocks, and change nothing the second time", async () => {
    const { people } = world.product;
    const rows = ["arman,2026-07-13,desk,08:00,12:00", "arman,2026-07-13,field,13.00,17.00"];
    const first = await roster(...rows);
    expect(first.lines).toEqual(["arman 2026-07-13: desk 08:00-12:00, field 13:00-17:00"]);
    await people.applyRoster(first.days);
    const arman = (await people.find("arman"))?.id ?? "";
    expect(await world.standing(arman, new Date("2026-07-13T06:00:00Z"))).toMatchObject({ on_duty: true, duty_kind: "field" });
    expect(await roster(...rows)).toMatchObject({ days: [], bad: [], same: 1 });
  });

  it("of the roster with 31 February, an unknown login, a wrong kind or time are named row by row", async () => {
    const { bad, days } = await roster(
      "arman,2026-02-31,desk,08:00,12:00",
      "siapa,2026-07-14,desk,08:00,12:00",
      "arman,2026-07-14,cuti,8,25:00",
      "arman,2026-07-15,off,00:00,23:59",
    );
    expect(bad.map(({ row, column }) => `${row} ${column}`).sort()).toEqual(["2 date", "3 login", "4 from", "4 kind", "4 to"]);
    expect(days).toHaveLength(1);
  });
});
