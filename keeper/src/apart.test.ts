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
  const { place, keeper, again } = ownKeeper({ args: ["--apart"] });

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

  /** What it says of itself to a caller who says that he is this user. */
  async function levelFor(uid: number | undefined): Promise<[unknown, unknown]> {
    const { heard, close } = await caller(uid);
    close();
    const [{ assurance, declared } = {}] = (heard[0] as { results: Array<Record<string, unknown>> }).results;
    return [assurance, declared];
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

  it("is assurance 1, declared, while all its callers say that they are other users; 0 to root, to its own user, and to whoever says nothing", async () => {
    const own = process.getuid?.() ?? 0;
    keeper.caller.close();
    // Its line is closed a moment later.
    await vi.waitUntil(async () => (await levelFor(own + 1))[0] === 1);
    for (const uid of [own, 0, undefined]) expect(await levelFor(uid)).toEqual([0, false]);
    const first = await caller(own + 1);
    expect(await levelFor(own + 2)).toEqual([1, true]);
    expect(await levelFor(0)).toEqual([0, false]);
    await vi.waitUntil(async () => (await levelFor(own + 2))[0] === 1);
    first.close();
  });

  it("lets one person alone give no import grant, whatever its callers say", async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const grant = (second: string) => keeper.caller.one({ call: "grant", iid: iid(), by: "p1", second, max: 5, until, source: "test" });
    expect(await grant("p1")).toMatchObject({ ok: false, code: "grant" });
    expect(await grant("p2")).toMatchObject({ ok: true });
  });

  it("opens to its group what a keeper of before, or a standby, had closed", async () => {
    const batches = join(place.data, "journal", "batches");
    const batch = join(batches, readdirSync(batches)[0] ?? "");
    await keeper.stop();
    for (const [path, mode] of [[batches, 0o700] as const, [batch, 0o600] as const, [join(place.data, "journal", "vkey"), 0o600] as const])
      chmodSync(path, mode);
    await again();
    const modes = [batches, batch, join(place.data, "journal", "vkey")].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o750, 0o640, 0o640]);
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
