import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askApp } from "../../../../tests/harness/ask-app.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import type { HttpPeer } from "../../../../tests/harness/http-peer.ts";
import { openConfirmingWorld } from "../../../../tests/world/confirming-world.ts";
import type { EveningWorld, Worker } from "../../../../tests/world/evening-world.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";

const FAR = { name: "Sumbawa Jauh", phone: "081277770001", nik: "0011224107900002", birth_date: "1990-07-01" };

describe.each(engines)("R10: what Pelanggan hadir opened is repeated by the state check, on $name", (engine) => {
  let opened: Awaited<ReturnType<typeof openConfirmingWorld>>;
  let world: EveningWorld;
  let peer: HttpPeer;
  let tari: Worker;
  let far = "";

  beforeAll(async () => {
    opened = await openConfirmingWorld(engine);
    ({ world, peer } = opened);
    world.at("10:00");
    const { people, records } = world.product;
    const surabaya = await people.addOffice({ name: "Surabaya", kind: "branch", timeZone: "Asia/Makassar", class: "small" });
    tari = await world.hire("tari", { officeId: surabaya.id, scope: "branch", supervisorId: world.arman.id });
    const provenance = { channel: "registration", source: "test" } as const;
    [far = ""] = await records.addCustomers([{ officeId: world.office.id, values: FAR, provenance }], { by: "operator", source: "test" });
  }, 240_000);
  afterAll(async () => {
    await opened?.close();
  }, 60_000);

  const later = (minutes: number) => world.product.story?.set(new Date(world.product.clock.now().getTime() + minutes * 60_000));
  const look = async () => (await world.call(tari, "POST", "/api/looks", { customer: far, purpose: "care" })).status;
  const ask = (way: string) => world.call(tari, "POST", "/api/presence", { by: "phone", value: FAR.phone, purpose: "care", way });
  const publicly = (url: string, body: object) => askApp(world.app, undefined, "POST", `/api/public/presence/${url}`, body);
  async function check() {
    return stateOf(world.product);
  }

  it("by link and by tablet, with the case, the look, its outcome and the evening", async () => {
    expect(await look()).toBe(404);
    await ask("phone");
    await world.product.customer.settled();
    const text = JSON.parse(peer.arrived[0]?.body ?? "{}").text.body as string;
    await publicly("link", { token: /hadir#([\w-]{22})/.exec(text)?.[1] });
    expect(await look()).toBe(200);
    const { rows } = await world.product.db.query<{ id: string }>("select id from access.cases where origin = 'present'");
    expect((await world.call(tari, "POST", `/api/cases/${rows[0]?.id}/outcome`, { outcome: "done" })).status).toBe(200);
    later(2);
    expect(await look()).toBe(404);
    const { body } = await ask("pad");
    await world.product.customer.settled();
    await publicly("pad", { pad: body.pad, birthDate: FAR.birth_date, nikLast: "0003" });
    await publicly("pad", { pad: body.pad, birthDate: FAR.birth_date, nikLast: "0002" });
    expect(await look()).toBe(200);
    later(15);
    expect(await check()).toMatchObject({ findings: [], state: "whole" });
  });

  it("a case that says the customer was there, written by hand, is found; so is the look that relied on it", async () => {
    const { db } = world.product;
    later(30);
    const forged = "update access.cases set closes_at = $1 where origin = 'present' and closed_at is null";
    await db.query(forged, [new Date(world.product.clock.now().getTime() + 600_000)]);
    const { status, body } = await world.call(tari, "POST", "/api/looks", { customer: far, purpose: "care" });
    expect(status).toBe(200);
    later(1);
    const { findings } = await check();
    expect(findings.filter(({ table }) => table === "access.cases")).toMatchObject([{ what: ["closes_at"] }]);
    expect(findings.find(({ look }) => look === body.entry)).toMatchObject({
      code: "E_STATE",
      what: expect.arrayContaining(["in_scope", "has_case"]),
    });
  });

  it("whose request it is cannot be changed to another customer's", async () => {
    const { db } = world.product;
    const other = await world.customer("Orang Lain", { phone: "081277770009" });
    const { body } = await ask("pad");
    await world.product.customer.settled();
    await db.query("update customer.presence set customer_id = $2 where id = $1", [body.id, other]);
    await publicly("pad", { pad: body.pad, birthDate: "1990-04-05", nikLast: "0002" });
    expect((await world.call(tari, "GET", `/api/presence/${body.id}`)).body.state).toBe("waiting");
  });
});
