import { spawnSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { type Answer, leaked, newPlace, until } from "../harness/program.ts";
import { rounds } from "../harness/rounds.ts";
import { serveCompany } from "./serve-company.ts";

const place = newPlace();
/** The journal on a file system of its own, where the machine lets us mount one: its disk can be filled. */
const journal = join(place.data, "journal");
const small =
  spawnSync("sh", ["-c", 'id -u | grep -qx 0 && mkdir -p "$0" && mount -t tmpfs -o size=24m,mode=700 tmpfs "$0"', journal]).status === 0;

describe("a house whose keeper is away", () => {
  const house = serveCompany(4, 8, place, () => {
    if (small) spawnSync("umount", [journal]);
    place.remove();
  });

  const shut = ({ status, body, text }: Answer, why: RegExp) => {
    expect({ status, code: body?.code }).toEqual({ status: 503, code: "keeper-down" });
    expect(body.title).toMatch(why);
    expect(body).not.toHaveProperty("fields");
    for (const secret of house.company.secrets) expect(text).not.toContain(secret.slice(0, 9));
  };
  const open = ({ status, body }: Answer) => {
    expect(status).toBe(200);
    expect(body.fields.length).toBeGreaterThan(0);
  };
  const lit = () => until(async () => (await house.program.lamp()).lit === true);
  const openAgain = () => until(async () => (await house.program.look(house.company, 0)).status === 200);

  it("opens nothing when the keeper is dead, says so on the lamp, and opens again by itself", async () => {
    open(await house.program.look(house.company, 0));
    const dead = house.program.keeperPid();
    process.kill(dead, "SIGKILL");
    const answers: Answer[] = [];
    const dark = await until(async () => {
      answers.push(
        await house.program.look(house.company, 0),
        await house.program.ask("POST", "/api/listings", { of: "queue" }, house.company.agents[0]?.token),
      );
      const lamp = await house.program.lamp();
      return lamp.lit ? undefined : lamp;
    });
    expect(dark).toMatchObject({
      lit: false,
      keeper: "down",
      why: { id: expect.stringContaining("tidak berjalan"), en: expect.any(String) },
    });
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) shut(answer, /does not run/);
    await lit();
    open(await house.program.look(house.company, 0));
    expect(house.program.keeperPid()).not.toBe(dead);
  });

  it("opens nothing when the keeper hangs, never gives a late answer to anybody, and goes on when it wakes", async () => {
    const keeper = house.program.keeperPid();
    process.kill(keeper, "SIGSTOP");
    const over = performance.now() + rounds(30_000, 1);
    try {
      do {
        const answers = await Promise.all([0, 1, 2, 3].map((n) => house.program.look(house.company, n)));
        for (const answer of answers) shut(answer, /in time/);
      } while (performance.now() < over);
      expect(await house.program.lamp()).toMatchObject({ lit: false, keeper: "slow", why: { id: expect.stringContaining("tepat waktu") } });
    } finally {
      process.kill(keeper, "SIGCONT");
    }
    await lit();
    expect(house.program.keeperPid()).toBe(keeper);
    open(await house.program.look(house.company, 0));
  });

  it.skipIf(!small)("opens nothing when the journal's disk is full, and goes on once there is room", async () => {
    const { bavail, bsize } = statfsSync(journal);
    const ballast = join(journal, "ballast");
    try {
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - 2) * bsize, 1));
    } catch {
      // The keeper was quicker to take what was left: then the disk is quite full.
    }
    const refused = await until(async () => {
      const answer = await house.program.look(house.company, 0);
      return answer.status === 200 ? undefined : answer;
    });
    shut(refused, /disk is full/);
    const dark = await until(async () => {
      const lamp = await house.program.lamp();
      return lamp.keeper === "disk-full" ? lamp : undefined;
    });
    expect(dark).toMatchObject({ lit: false, why: { id: expect.stringContaining("penuh"), en: expect.stringContaining("full") } });
    rmSync(ballast);
    await openAgain();
    await lit();
  });

  it.skipIf(small || spawnSync("prlimit", ["--version"]).status !== 0)(
    "opens nothing when the journal may not grow, and goes on when it may",
    async () => {
      const limit = (bytes: string) => spawnSync("prlimit", ["--pid", String(house.program.keeperPid()), `--fsize=${bytes}:`]);
      limit("100");
      shut(await house.program.look(house.company, 0), /disk is full/);
      limit("unlimited");
      await openAgain();
      await lit();
    },
  );

  it("has a whole journal after all that, and no customer in any log", async () => {
    await house.program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0, report: { code: "OK" } });
    expect(leaked(house.company)).toEqual([]);
  });
});
