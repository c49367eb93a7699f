/** A keeper whose server is another user of the same group: it is called and read, and never gives its keys away. */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import type { LookResult } from "./protocol.ts";
import { Frames, frameOf } from "./socket.ts";
import { given, iid, lookAt, sealCustomer, statusOf } from "./test-rig/rig.ts";

const NOBODY = 65_534;
const root = process.getuid?.() === 0;
if (!root) console.warn("skipped: only root can become another user; run the tests as root to see the keeper called by one of its group");

/** Run by another user: at the socket `connected` or an error code, at each path `read` or an error code. */
const TRIES = `
const { connect } = require("node:net"), { readFileSync, readdirSync, statSync } = require("node:fs");
const [socket, ...paths] = process.argv.slice(1);
const tried = (path) => { try { path.endsWith("/") ? readdirSync(path) : readFileSync(path); return "read"; } catch (error) { return error.code; } };
const door = connect(socket);
const tell = (what) => { console.log(JSON.stringify([what, ...paths.map(tried)])); process.exit(0); };
door.on("connect", () => tell("connected")).on("error", (error) => tell(error.code));
`;

describe("a keeper that runs apart from its server", () => {
  const { place, keeper } = ownKeeper({ args: ["--apart"] });

  async function caller(uid?: number): Promise<{ heard: Array<Record<string, unknown>>; close(): void }> {
    const key = readFileSync(join(place.data, "run", "keeper.key"), "utf8").trim();
    const door = connect(place.socket);
    await once(door, "connect");
    const heard: Array<Record<string, unknown>> = [];
    const frames = new Frames((text) => heard.push(JSON.parse(text)));
    door.on("data", (chunk: Buffer) => frames.push(chunk));
    door.write(frameOf({ hello: 1, key, ...(uid === undefined ? {} : { uid }) }));
    door.write(frameOf({ id: 1, calls: [{ call: "status", iid: "" }] }));
    await vi.waitUntil(() => heard.length > 0);
    return { heard, close: () => door.destroy() };
  }

  it.skipIf(!root)("is called, and its journal read, by its group; its keys are read by nobody, and others reach nothing", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    given<LookResult>(await keeper.caller.one(lookAt(budi, "name")));
    const batch = readdirSync(join(place.data, "journal", "batches"))[0] ?? "";
    const open = ["run/keeper.key", "journal/checkpoint", "journal/vkey", `journal/batches/${batch}`, "journal/tile/0/"].map((path) =>
      join(place.data, path),
    );
    expect(statSync(join(place.data, "journal", "stamps")).mode & 0o777).toBe(0o770);
    const shut = [`${place.keys}/`, join(place.keys, "kek-1.key"), join(place.keys, "log.key"), join(place.data, "run", "keeper.mark")];
    await vi.waitUntil(() => statSync(join(place.data, "journal", "checkpoint"), { throwIfNoEntry: false }));
    chmodSync(place.dir, 0o755);
    const asUser = (gid: number) => {
      const tried = spawnSync(process.execPath, ["-e", TRIES, place.socket, ...open, ...shut], {
        uid: NOBODY,
        gid,
        cwd: "/",
        encoding: "utf8",
      });
      expect(tried.stderr).toBe("");
      return JSON.parse(tried.stdout);
    };
    const none = shut.map(() => "EACCES");
    expect(asUser(process.getgid?.() ?? 0)).toEqual(["connected", ...open.map(() => "read"), ...none]);
    expect(asUser(NOBODY)).toEqual(["EACCES", ...open.map(() => "EACCES"), ...none]);
  });

  it("opens nothing of itself to the rest of the world", () => {
    const loose = readdirSync(place.dir, { recursive: true, encoding: "utf8" }).filter((path) => {
      const { mode } = statSync(join(place.dir, path), { throwIfNoEntry: false }) ?? { mode: 0 };
      return (mode & 0o007) !== 0 || (path.startsWith("keys") && (mode & 0o077) !== 0);
    });
    expect(loose).toEqual([]);
    expect(statSync(place.socket).mode & 0o777).toBe(0o660);
  });

  it("is assurance 1, declared, to a caller of another user; 0 to root and to its own; one person alone gives no import grant then", async () => {
    const own = process.getuid?.() ?? 0;
    const level = async () => {
      const { assurance, declared } = await statusOf(keeper);
      return [assurance, declared];
    };
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const grant = (second: string) => keeper.caller.one({ call: "grant", iid: iid(), by: "p1", second, max: 5, until, source: "test" });
    expect(await level()).toEqual([0, false]);
    expect(await grant("p1")).toMatchObject({ ok: true });
    for (const [uid, found] of [
      [own + 1, [1, true]],
      [own, [0, false]],
      [own + 1, [1, true]],
      [0, [0, false]],
      [own + 1, [1, true]],
    ] as const) {
      const one = await caller(uid);
      expect(await level()).toEqual(found);
      one.close();
    }
    expect(await grant("p1")).toMatchObject({ ok: false, code: "grant" });
    expect(await grant("p2")).toMatchObject({ ok: true });
    (await caller()).close();
    expect(await level()).toEqual([0, false]);
  });

  it("tells its alarms to whoever calls it: that a honey record was opened, and that the server asked in a made-up name", async () => {
    const honey = await sealCustomer(keeper.caller, "c2", { name: "Umpan" }, { flags: { honey: true } });
    const one = await caller();
    const { idx } = given<LookResult>(await keeper.caller.one(lookAt(honey, "name")));
    const { claims } = lookAt(honey, "name");
    await keeper.caller.one(lookAt(honey, "name", { claims: { ...claims, act: "made-up", wrap: "" } }));
    await vi.waitUntil(() => one.heard.length > 2);
    expect(one.heard.slice(1)).toEqual([
      { alarm: "honey", index: idx },
      { alarm: "brake", rule: "UNKNOWN", index: expect.any(Number) },
    ]);
    one.close();
  });
});

describe("a keeper that its server starts", () => {
  const { place, keeper } = ownKeeper();

  it("stays at assurance 0, whatever its caller says of himself", async () => {
    const key = readFileSync(join(place.data, "run", "keeper.key"), "utf8").trim();
    const door = connect(place.socket);
    await once(door, "connect");
    door.write(frameOf({ hello: 1, key, uid: 12_345 }));
    door.write(frameOf({ id: 1, calls: [{ call: "status", iid: "" }] }));
    await once(door, "data");
    expect((await statusOf(keeper)).assurance).toBe(0);
    door.destroy();
  });
});
