import { beforeAll, describe, expect, it } from "vitest";
import { PASSWORD } from "../../../tests/harness/two-deciders.ts";
import { commandsOfTwoDeciders } from "../../../tests/harness/two-deciders-cli.ts";
import type { Product } from "../product.ts";

describe("mercusuar people reset-password", () => {
  const { house, run } = commandsOfTwoDeciders();
  let product: Product;
  beforeAll(async () => {
    ({ product } = house);
    const office = (await product.people.offices())[0]?.id ?? "";
    const lupa = {
      login: "lupa",
      name: "Lupa Sandi",
      employment: "internal",
      officeId: office,
      joinedOn: "2024-01-02",
      job: "CS",
    } as const;
    await product.people.setPassword(await product.people.addPerson(lupa), PASSWORD, { wait: true });
  }, 180_000);
  const reset = (login: string, ...more: string[]) => run(["people", "reset-password", login, ...more], [PASSWORD, PASSWORD]);
  const signIn = (login: string) => product.people.signIn({ login, password: PASSWORD, address: login });

  it("shows what would end, asks two others for their passwords, and leads on to a link; done again it does no harm", async () => {
    const shown = JSON.parse((await reset("lupa", "--dry-run")).out);
    expect(shown).toMatchObject({ password: "genuine", sessions: 0, dryRun: true });
    await expect(reset("lupa")).rejects.toThrow(/two persons decide/);
    await expect(reset("lupa", "--reason", "request", "--by", "petugas0")).rejects.toThrow(/forgotten .*forged/);
    await expect(reset("petugas0", "--by", "petugas0", "--second", "petugas1")).rejects.toMatchObject({ extra: { reasons: ["self"] } });
    await expect(reset("petugas1", "--by", "petugas0", "--second", "petugas1")).rejects.toMatchObject({ extra: { reasons: ["self"] } });
    await expect(reset("siapa", "--by", "petugas0")).rejects.toThrow(/nobody has this login/);

    const asked = JSON.parse((await reset("lupa", "--by", "petugas0")).out);
    expect((await run(["approvals", "list"], [], [])).out).toContain("reset a person's password Lupa Sandi");
    await expect(reset("lupa", "--approval", asked.approval)).rejects.toMatchObject({ code: "conflict" });
    expect((await signIn("lupa")).person.name).toBe("Lupa Sandi");
    await run(["approvals", "confirm", asked.approval, "--by", "petugas1"], [PASSWORD]);
    const done = await reset("lupa", "--approval", asked.approval);
    expect([done.exit, JSON.parse(done.out)]).toEqual([0, { person: shown.person, reset: true, sessions: 1, links: 0 }]);
    await expect(signIn("lupa")).rejects.toMatchObject({ code: "sign-in-failed" });

    const again = await run(["people", "reset-password", "lupa", "--by", "petugas0", "--second", "petugas1"], [], []);
    expect([again.exit, again.out]).toEqual([0, expect.stringContaining("a sign-in link is enough: mercusuar people invite lupa")]);
    const { path } = JSON.parse((await run(["people", "invite", "lupa"])).out) as { path: string };
    const { person } = await product.people.signInLink({ token: path.split("#t=")[1] ?? "", address: "lupa" });
    await product.people.changeOwnPassword(person.id, { password: PASSWORD });
    expect((await signIn("lupa")).person).toEqual(person);

    const both = await run(["people", "reset-password", "lupa", "--by", "petugas0", "--second", "petugas1"], [PASSWORD, PASSWORD], []);
    expect([both.exit, both.out]).toEqual([0, expect.stringContaining("Hand him a sign-in link yourself: mercusuar people invite lupa")]);
    expect(await run(["state", "check"])).toMatchObject({ exit: 0 });
  }, 60_000);
});
