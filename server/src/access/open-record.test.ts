import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";

describe.each(engines)("a look on $name", (engine) => {
  let world: AccessWorld;
  let rina: Hired;
  let siti: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    rina = await world.hire("rina", { employment: "outsourced" });
    siti = await world.customer({
      name: "Siti Aminah",
      phone: "081234567890",
      nik: "0011224107900001",
      birth_date: "1990-07-01",
      mother_name: "Kartini Wulandari",
      income: "5000000",
    });
  });
  afterAll(() => world?.close());

  it("R40, R46: opens the fields that the purpose needs, masked, for a task of one's own, until the card closes", async () => {
    const task = await world.task(siti, "care", rina.id);
    const answer = await world.post(rina, "/api/looks", { customer: siti, purpose: "care", case: task });
    expect(answer.body).toMatchObject({ status: 200 });
  });
});
