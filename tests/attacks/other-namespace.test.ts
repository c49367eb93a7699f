/** The kernel's lock is seen within one network namespace. Containers that share a directory are told apart by the mark in it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { keeperMain } from "@mercusuar/keeper";
import { verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { runProgram } from "../harness/program.ts";
import { serveCompany } from "./serve-company.ts";

const UNSHARE = ["unshare", "--net", "--"] as const;
const possible = spawnSync(UNSHARE[0], [...UNSHARE.slice(1), "true"]).status === 0;
if (!possible) console.warn("skipped: this user may make no network namespace (unshare --net); run the tests as root to see them");

describe.skipIf(!possible)("two processes on one directory in network namespaces of their own", () => {
  const house = serveCompany(2, 4);
  const { place } = house;

  async function elsewhere(args: string[]): Promise<{ code: number | null; said: string }> {
    const child: ChildProcess = spawn(UNSHARE[0], [...UNSHARE.slice(1), process.execPath, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "exit")) as [number | null];
    return { code, said };
  }
  const keeperArgs = () => [
    keeperMain,
    "--data",
    place.data,
    "--keys",
    `${place.data}-keys`,
    "--socket",
    join(place.dir, "k", "other.sock"),
  ];

  it("row 37: a keeper in another namespace does not see the lock, sees the mark, and is refused; the first goes on", async () => {
    const { code, said } = await elsewhere(keeperArgs());
    expect([code, said]).toEqual([3, expect.stringContaining("another keeper holds")]);
    expect((await house.program.look(house.company, 0)).status).toBe(200);
  });

  it("row 37: a server in another namespace is refused before it touches the database", async () => {
    const server = join(import.meta.dirname, "..", "..", "server", "bin", "mercusuar.js");
    const { code, said } = await elsewhere([server, "start", "--empty", "--port", "0", "--data", place.data]);
    expect([code, said]).toEqual([1, expect.stringContaining("another Mercusuar process uses")]);
    expect((await house.program.look(house.company, 1)).status).toBe(200);
  });

  it("whoever died elsewhere stands in nobody's way for long", async () => {
    await house.program.kill();
    const server = join(import.meta.dirname, "..", "..", "server", "bin", "mercusuar.js");
    const listed = await elsewhere([server, "people", "offices", "--data", place.data]);
    expect([listed.code, listed.said]).toEqual([0, expect.stringContaining("Cabang Uji")]);
    expect((await runProgram(place, ["people", "offices", "--data", place.data])).code).toBe(0);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  }, 180_000);
});
