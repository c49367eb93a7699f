import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { RewrapResult, RotateResult, TokensResult } from "./protocol.ts";
import { indexToken } from "./sealing/index-token.ts";
import { claims, given, iid, type Place, sealCustomer } from "./test-rig/rig.ts";

const PHONE = "+6281200090210";
const GUESSES = 200_000;

/** Tokens of somebody whose key was destroyed still stand in old dumps: they live as long as the index key, and no longer. */
describe("old tokens in a stolen dump", () => {
  const { place, keeper } = ownKeeper();

  it("row 39: 200,000 guessed numbers under every key that is left after a rotation: no hit", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi", phone: PHONE });
    const person = await sealCustomer(keeper.caller, "p9", {}, { kind: "person" });
    const query = { ix: "phone", value: PHONE };
    const asked = await keeper.caller.one({
      call: "tokens",
      iid: iid(),
      claims: claims({ act: "p9" }),
      person: person.ref,
      queries: [query],
    });
    const [old = ""] = given<TokensResult>(asked).tokens[0] ?? [];
    // Whoever holds the key of the time finds him: that is what rotation is for.
    expect(guessed(old, keysIn(place), GUESSES)).toBe(true);
    const step = (more: object) => keeper.caller.one({ call: "rotate", iid: iid(), by: "p1", second: "p2", ...more } as never);
    given<RotateResult>(await step({ step: "begin" }));
    const call = { call: "destroy", iid: iid(), holder: budi.ref, by: "officer", second: "operator", why: "request", approval: "apr_1" };
    given(await keeper.caller.one(call as never));
    const living = [{ ...person.ref, fields: [], index: [] }];
    given<RewrapResult>(await keeper.caller.one({ call: "rewrap", iid: iid(), holders: living } as never));
    given(await step({ step: "end" }));
    await keeper.stop();
    expect(guessed(old, keysIn(place), GUESSES)).toBe(false);
  });
});

/** All that lies in the key directory, as a key. */
function keysIn(place: Place): Buffer[] {
  return readdirSync(place.keys).flatMap((name) => {
    const text = readFileSync(join(place.keys, name), "latin1").trim();
    return [Buffer.from(text, "hex"), Buffer.from(text, "base64")].filter((key) => key.length === 32);
  });
}

/** Numbers around the one that is sought, so that it is among them. */
function guessed(token: string, keys: Buffer[], guesses: number): boolean {
  const sought = token.slice(token.indexOf(".") + 1);
  return keys.some((key) => {
    for (let n = 0; n < guesses; n++)
      if (indexToken(key, 1, "phone", `+62812${String(n).padStart(8, "0")}`).slice(2) === sought) return true;
    return false;
  });
}
