import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askApp } from "../../../../tests/harness/ask-app.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import type { HttpPeer } from "../../../../tests/harness/http-peer.ts";
import { openConfirmingWorld } from "../../../../tests/world/confirming-world.ts";
import { type EveningWorld, nikOf } from "../../../../tests/world/evening-world.ts";
import { ownLook } from "../../../../tests/world/own-look.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";

describe.each(engines)("what the customer confirmed himself explains the look by evening, on $name", (engine) => {
  let opened: Awaited<ReturnType<typeof openConfirmingWorld>>;
  let world: EveningWorld;
  let peer: HttpPeer;
  let count = 0;

  beforeAll(async () => {
    opened = await openConfirmingWorld(engine);
    ({ world, peer } = opened);
  }, 240_000);
  afterAll(async () => {
    await opened?.close();
  }, 60_000);

  const publicly = (url: string, body: object) => askApp(world.app, undefined, "POST", `/api/public/${url}`, body);
  /** A customer of whom Rina asks, at a time, whether he is there. */
  async function asked(time: string, way: "phone" | "pad") {
    const phone = `08127777${String(1000 + ++count)}`;
    const customer = await world.customer(`Pelanggan ${count}`, { phone });
    world.at(time);
    const { body } = await world.call(world.rina, "POST", "/api/presence", { by: "phone", value: phone, purpose: "care", way });
    await world.product.customer.settled();
    return { customer, phone, pad: body.pad as string };
  }
  const look = async (customer: string) => (await world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care" })).body;
  /** What explains these looks, and which lie on a desk. */
  async function evening() {
    world.at("18:00");
    await world.evening();
    const { rows } = await world.product.db.query<{ idx: number; template: string; grade: string }>(
      "select look_idx as idx, template, grade from review.explanation order by look_idx",
    );
    const { rows: lying } = await world.product.db.query<{ idx: number }>(
      "select d.look_idx as idx from review.desk_look d join review.desk_row r on r.id = d.desk_row_id where r.kind = 'look' and r.state <> 'explained'",
    );
    return { rows, lying: lying.map(({ idx }) => idx) };
  }

  it("the link on his own telephone does, without any outcome (T1, A); no answer, the tablet and a call code do not", async () => {
    const linked = await asked("09:00", "phone");
    const text = JSON.parse(peer.arrived.at(-1)?.body ?? "{}").text.body as string;
    expect((await publicly("presence/link", { token: /hadir#([\w-]{22})/.exec(text)?.[1] })).status).toBe(200);
    world.at("09:05");
    const { entry: byLink } = await look(linked.customer);

    const silent = await asked("10:00", "phone");
    const { entry: bySilence } = await ownLook(world, world.rina, silent.customer, "10:05");

    // Who has a task of his own reads on the card what the tablet asks for, and a NIK tells the birth date.
    const tapped = await asked("11:00", "pad");
    await publicly("presence/pad", { pad: tapped.pad, birthDate: "1990-04-05", nikLast: nikOf(`Pelanggan ${count}`).slice(-4) });
    world.at("11:05");
    const { entry: byTablet } = await look(tapped.customer);

    // A code that he reads to himself, and enters himself.
    const coded = await world.customer("Yang Ditelepon", { phone: "081277779999" });
    const { entry: byCode } = await ownLook(world, world.rina, coded, "12:00");
    const { body } = await world.call(world.rina, "POST", "/api/call-codes", { customer: coded, purpose: "care" });
    expect((await publicly("call-codes/check", { code: body.code, last: "999" })).body.known).toBe(true);

    const { rows, lying } = await evening();
    expect(rows.filter(({ idx }) => [byLink, bySilence, byTablet, byCode].includes(idx))).toEqual([
      { idx: byLink, template: "T1", grade: "A" },
    ]);
    expect(lying).toEqual(expect.arrayContaining([bySilence, byTablet, byCode]));
    expect(lying).not.toContain(byLink);
    const kept = await world.product.db.query<{ customer: string }>(
      "select customer_id as customer, kind, grade, channel, idx is not null as sealed from watch.interaction order by grade",
    );
    expect(kept.rows).toEqual([
      { customer: linked.customer, kind: "confirmation", grade: "A", channel: "own_phone", sealed: true },
      { customer: tapped.customer, kind: "confirmation", grade: "B", channel: "counter_tablet", sealed: true },
    ]);
    expect(await world.product.watch.feedStates()).toEqual([]);
  });

  it("the state check knows the evidence from the journal, and finds what was made better by hand", async () => {
    const check = async () => (await stateOf(world.product)).findings;
    expect(await check()).toEqual([]);
    await world.product.db.query("update watch.interaction set grade = 'A' where channel = 'counter_tablet'");
    expect(await check()).toMatchObject([{ code: "E_STATE", table: "watch.interaction", what: ["content"] }]);
  });
});
