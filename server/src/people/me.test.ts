import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { openProductWorld, type ProductWorld } from "../../../tests/world/product-world.ts";

const PASSWORD = "laut biru sekali";

describe.each(engines)("who is signed in on $name", (engine) => {
  let world: ProductWorld;

  beforeAll(async () => {
    world = await openProductWorld(engine);
  });
  afterAll(() => world?.close());

  const me = async (token: string) => (await world.ask("GET", "/api/me", undefined, token)).body;
  const give = (token: string, password: string, current?: string) =>
    world.ask("POST", "/api/password", { password, ...(current ? { current } : {}) }, token);

  it("is told whether there is a password, also when somebody wrote it or took it away by SQL", async () => {
    const { db } = world.product;
    const [sari, budi] = [await world.hire("sari"), await world.hire("budi")];
    const [token, other] = [await world.token(sari), await world.token(budi)];
    expect(await me(token)).toMatchObject({ person: { login: "sari" }, hasPassword: false, password: { least: 10, most: 200 } });
    expect((await give(token, PASSWORD)).status).toBe(204);
    expect([(await me(token)).hasPassword, (await me(other)).hasPassword]).toEqual([true, false]);
    await db.query(
      "insert into people.credential (person_id, scheme, secret, mac, changed_at) select $1, scheme, secret, mac, changed_at from people.credential where person_id = $2",
      [budi, sari],
    );
    await db.query("delete from people.credential where person_id = $1", [sari]);
    expect([(await me(token)).hasPassword, (await me(other)).hasPassword]).toEqual([true, true]);
  });

  it("sets a password of whole characters: the longest opens the door, one more or one too few is refused by its own rule", async () => {
    const token = await world.token(await world.hire("tari"));
    for (const wrong of ["🌊".repeat(9), "🌊".repeat(201), "a".repeat(1000)]) {
      expect(await give(token, wrong)).toMatchObject({ status: 400, body: { code: "bad-password" } });
    }
    const longest = "🌊".repeat(200);
    expect((await give(token, longest)).status).toBe(204);
    expect((await world.ask("POST", "/api/session", { login: "tari", password: longest })).status).toBe(200);
    expect((await give(token, "🌊".repeat(10), longest)).status).toBe(204);
  });
});
