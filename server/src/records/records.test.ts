import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { openSmallHouse, type SmallHouse } from "../../../tests/world/small-house.ts";
import { type NewCustomer, PURPOSES, recordsMigrations } from "./index.ts";

describe.each(engines)("records on $name", (engine) => {
  let house: SmallHouse;
  beforeAll(async () => {
    house = await openSmallHouse(engine);
  });
  afterAll(() => house?.close());

  const siti = (change: Partial<NewCustomer> = {}): NewCustomer => ({
    officeId: house.officeId,
    provenance: { channel: "registration", source: "formulir" },
    values: { name: "Siti Aminah", birth_date: "1990-10-20", phone: "0812-3456-7890", nik: "0071126010900001", mother_name: "Hj. Sukarni" },
    ...change,
  });
  const add = (...customers: NewCustomer[]) => house.records.addCustomers(customers, { by: "operator", source: "formulir" });
  const look = (id: string, wrap: string, sealed: Record<string, [number, string]>, field: string) =>
    house.keeper.look({
      claims: { act: house.personId, wrap: house.personWrap, dec: "allow", rsn: [] },
      holder: { kind: "customer", id, wrap },
      fields: [{ id: field, ver: sealed[field]?.[0] ?? 0, ct: sealed[field]?.[1] ?? "", mask: "full" }],
    });

  it("begins with the shipped purposes, each published in the journal and with a benefit (R88)", async () => {
    expect(
      house.records
        .purposes()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(PURPOSES.map(({ id }) => id).sort());
    expect(house.records.purpose("offer")).toEqual(PURPOSES.find(({ id }) => id === "offer"));
    const { rows } = await house.db.query<{ typ: string }>("select distinct typ from journal.outbox where idx is not null");
    expect(rows).toEqual([{ typ: "purpose" }]);
  });

  it("takes the step to tokens without a key also in a house that never had the key", async () => {
    const step = recordsMigrations.find(({ id }) => id === "records/0002-tokens-without-key");
    expect(step).toBeDefined();
    await expect(house.db.transaction((tx) => tx.query(step?.sql ?? ""))).resolves.toBeDefined();
  });

  it("seals every value: the database holds no name, number or NIK, and the keeper opens them", async () => {
    const [id = ""] = await add(siti(), siti({ values: { name: "Orang Lain" } }));
    const { rows } = await house.db.query<{ wrap: string; sealed: Record<string, [number, string]>; idx: number }>(
      "select wrap, sealed, idx from records.customer where id = $1",
      [id],
    );
    const [row] = rows;
    expect(JSON.stringify(row)).not.toMatch(/Siti|Aminah|0071126010900001|81234567890/);
    expect(row?.idx).toBeGreaterThan(0);
    expect(await look(id, row?.wrap ?? "", row?.sealed ?? {}, "phone")).toMatchObject({ ok: true, values: { phone: "+6281234567890" } });
    expect(await look(id, row?.wrap ?? "", row?.sealed ?? {}, "mother_name")).toMatchObject({
      ok: true,
      values: { mother_name: "sukarni" },
    });
  });

  it("finds a customer by a whole value through the blind index, and by nothing less", async () => {
    const [id = ""] = await add(
      siti({ values: { name: "Wa Ode Murni", birth_date: "1985-01-02", phone: "081199887766" } }),
      siti({ values: { name: "Orang Lain" } }),
    );
    const person = await house.records.personHolder(house.personId);
    const find = async (by: string, text: string) => {
      const tokens = await house.keeper.tokens({
        claims: { act: house.personId, dec: "allow", rsn: [] },
        person,
        queries: [house.records.query(by, text)],
      });
      return tokens.ok ? house.records.findByTokens(tokens.tokens.flat(), 25) : tokens.code;
    };
    expect(await find("phone", "+62 811 9988 7766")).toEqual([id]);
    expect(await find("name_birth", "wa ode  MURNI|1985-01-02")).toEqual([id]);
    expect(await find("phone", "081199887767")).toEqual([]);
    expect(() => house.records.query("name", "Murni")).toThrow(expect.objectContaining({ code: "bad-search" }));
    expect(() => house.records.query("nik", "0001")).toThrow(expect.objectContaining({ code: "bad-search" }));
  });

  it("keeps nobody without provenance (R83)", async () => {
    await expect(add(siti({ provenance: { channel: "registration", source: " " } }))).rejects.toMatchObject({ code: "no-provenance" });
    await expect(add(siti({ provenance: undefined as never }))).rejects.toMatchObject({ code: "no-provenance" });
  });

  it("names what does not fit before anything is sealed", async () => {
    const size = (await house.keeper.status()).size;
    await expect(add(siti(), siti({ values: { nik: "007112601090001" } }))).rejects.toMatchObject({
      code: "bad-value",
      extra: { row: 1, field: "nik", what: "15 digits", expected: "16 digits" },
    });
    await expect(add(siti({ values: { birth_date: "1990-02-31" } }))).rejects.toMatchObject({ extra: { what: "day 31 of month 2" } });
    expect((await house.keeper.status()).size).toBe(size);
  });

  it("is asked two questions, each with its own answer (R101)", async () => {
    const [id = ""] = await add(siti());
    expect(await house.records.consentsOf(id)).toEqual({ offers: "unasked", interest: "unasked" });
    await house.records.setConsent({ customerId: id, question: "offers", state: "yes", method: "counter", by: house.personId });
    expect(await house.records.consentsOf(id)).toEqual({ offers: "yes", interest: "unasked" });
    await house.records.setConsent({ customerId: id, question: "interest", state: "no", method: "call" });
    expect(await house.records.consentsOf(id)).toEqual({ offers: "yes", interest: "no" });
  });

  it("holds a refusal at once, and a yes only once it is sealed (R102)", async () => {
    const [id = ""] = await add(siti());
    await house.records.setConsent({ customerId: id, question: "offers", state: "no", method: "call" }, { wait: false });
    expect((await house.records.consentsOf(id)).offers).toBe("no");
    // Else the index of the refusal may come after the row was changed.
    await house.journal.drain();
    await house.db.query("update records.consent set state = 'yes', idx = null where customer_id = $1", [id]);
    expect((await house.records.consentsOf(id)).offers).toBe("unasked");
  });

  it("cannot be given a purpose that sells data (R90, R91)", async () => {
    const [care] = PURPOSES;
    const sale = { ...(care as (typeof PURPOSES)[number]), id: "penjualan_data", name: { id: "Penjualan data", en: "Sale of data" } };
    await expect(house.records.publishPurpose(sale)).rejects.toMatchObject({
      code: "purpose-refused",
      status: 422,
      extra: { rules: ["R91"] },
    });
    expect(house.records.purpose("penjualan_data")).toBeUndefined();
  });

  it("marks a public figure, in the journal before it counts", async () => {
    const [id = ""] = await add(siti());
    await house.records.markCustomer(id, "public_figure", true, house.personId);
    const { rows } = await house.db.query("select marks from records.customer where id = $1", [id]);
    expect(rows).toEqual([{ marks: ["public_figure"] }]);
  });
});
