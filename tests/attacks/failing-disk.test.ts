import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { leaked, newPlace, startProgram, until } from "../harness/program.ts";
import { serveCompany } from "./serve-company.ts";
import { thinDisk } from "./thin-disk.ts";

const place = newPlace();
mkdirSync(place.data, { recursive: true, mode: 0o700 });
const journal = join(place.data, "journal");
const disk = thinDisk(place.dir, journal);
if (disk === undefined)
  console.warn("skipped: no loop device may be mounted here, a disk that fails at the sync is tested inside the keeper alone");

describe.skipIf(disk === undefined)("a house whose disk takes writes and does not keep them", () => {
  const answered: number[] = [];
  const house = serveCompany(4, 8, place, () => {
    disk?.remove();
    place.remove();
  });

  async function look(n: number) {
    const answer = await house.program.look(house.company, n);
    if (answer.status === 200) answered.push(answer.body.entry);
    return answer;
  }
  const newestBatch = () => join(journal, "batches", readdirSync(join(journal, "batches")).sort().at(-1) ?? "");

  it("opens nothing from the sync that failed on, and says on the lamp why", async () => {
    for (const n of [0, 1, 2, 3]) expect((await look(n)).status).toBe(200);
    const keeper = house.program.keeperPid();
    disk?.starve(newestBatch());
    const shut = await until(async () => {
      const answer = await look(0);
      return answer.status === 200 ? undefined : answer;
    });
    expect({ status: shut.status, code: shut.body.code, why: shut.body.why }).toEqual({
      status: 503,
      code: "keeper-down",
      why: "disk-failed",
    });
    expect(shut.body.title).toContain("failed to confirm");
    expect(shut.body).not.toHaveProperty("fields");
    for (const secret of house.company.secrets) expect(shut.text).not.toContain(secret.slice(0, 9));
    await until(async () => !alive(keeper));
    // What is left of the last good block may take the notes of a few starts; then none succeeds any more.
    const dark = await until(async () => {
      const lamp = await house.program.lamp();
      return lamp.keeper === "disk-failed" && (await look(0)).status === 503 ? lamp : undefined;
    });
    expect(dark).toMatchObject({
      lit: false,
      why: { id: expect.stringContaining("gagal memastikan"), en: expect.stringContaining("failed to confirm") },
    });
  });

  it("opens again by itself once the disk keeps what it takes", async () => {
    disk?.feed();
    await until(async () => (await look(0)).status === 200);
    await until(async () => (await house.program.lamp()).lit === true);
    for (const n of [1, 2, 3]) expect((await look(n)).status).toBe(200);
  });

  it("has every look that was answered on the disk itself, and nobody's name in any log", async () => {
    await house.program.kill("SIGKILL");
    await until(async () => disk?.forget());
    house.program = await startProgram(place);
    expect(await house.program.lamp()).toMatchObject({ lit: true });
    await house.program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0, report: { code: "OK" } });
    const looks = new Set<number>();
    for await (const { index, entry } of readEntries(place.data)) if (entry.typ === "look") looks.add(index);
    expect([...looks]).toEqual(answered);
    expect(leaked(house.company)).toEqual([]);
  });
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
