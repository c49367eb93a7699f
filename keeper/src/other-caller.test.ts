/** Who else may speak to the keeper: nobody. The door is the file system's first, the key's second. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { readEntries } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { frameOf } from "./socket.ts";
import { iid, sealCustomer, statusOf } from "./test-rig/rig.ts";

const NOBODY = 65_534;
const root = process.getuid?.() === 0;
if (!root) console.warn("skipped: only root can become another user; run the tests as root to see the keeper called by one");

/** Run by another user: what he gets at each path, as the error code or what he read. */
const TRIES = `
const { connect } = require("node:net"), { readFileSync, readdirSync } = require("node:fs");
const [socket, ...files] = process.argv.slice(1);
const read = (path) => { try { readFileSync(path); return "read"; } catch (error) { return error.code; } };
const list = (path) => { try { readdirSync(path); return "read"; } catch (error) { return error.code; } };
const door = connect(socket);
const tell = (what) => { console.log(JSON.stringify([what, ...files.map((path) => (path.endsWith("/") ? list(path) : read(path)))])); process.exit(0); };
door.on("connect", () => tell("connected")).on("error", (error) => tell(error.code));
`;

describe("a keeper that is called by somebody else", () => {
  const { place, keeper } = ownKeeper();
  beforeEach(async () => {
    await sealCustomer(keeper.caller, "c1", { name: "Budi" });
  });

  it.skipIf(!root)("by another user of the machine: he reaches neither socket nor key nor journal, whatever stands open above them", () => {
    chmodSync(place.dir, 0o755);
    const secrets = [
      join(place.data, "run", "keeper.key"),
      `${place.keys}/`,
      join(place.keys, "kek-1.key"),
      join(place.data, "journal", "checkpoint"),
    ];
    const tried = spawnSync(process.execPath, ["-e", TRIES, place.socket, ...secrets], {
      uid: NOBODY,
      gid: NOBODY,
      cwd: "/",
      encoding: "utf8",
    });
    expect(tried.stderr).toBe("");
    expect(JSON.parse(tried.stdout)).toEqual(["EACCES", "EACCES", "EACCES", "EACCES", "EACCES"]);
    // Even in a directory that somebody opened: the socket itself is its owner's.
    chmodSync(dirname(place.socket), 0o755);
    const again = spawnSync(process.execPath, ["-e", TRIES, place.socket], { uid: NOBODY, gid: NOBODY, cwd: "/", encoding: "utf8" });
    expect(JSON.parse(again.stdout)).toEqual(["EACCES"]);
    expect(statSync(place.socket).mode & 0o777).toBe(0o600);
  });

  it("by another program of the same user, without the key of this start, with an older one or with none: it hangs up and tells nothing", async () => {
    const { size } = await statusOf(keeper);
    const look = { id: 1, calls: [{ call: "status", iid: iid() }] };
    for (const hello of [
      undefined,
      { hello: 1 },
      { hello: 1, key: "" },
      { hello: 1, key: randomBytes(32).toString("hex") },
      { hello: 2, key: [] },
    ]) {
      const door = connect(place.socket);
      const said: Buffer[] = [];
      door.on("data", (chunk: Buffer) => said.push(chunk)).on("error", () => undefined);
      await once(door, "connect");
      if (hello !== undefined) door.write(frameOf(hello));
      door.write(frameOf(look));
      // Hung up on in the middle of a word is an error of the line, too: the close comes all the same.
      await new Promise((resolve) => door.once("close", resolve));
      expect(Buffer.concat(said).length).toBe(0);
    }
    expect((await statusOf(keeper)).size).toBe(size);
    await keeper.stop();
    const kinds: string[] = [];
    for await (const { entry } of readEntries(place.data)) kinds.push(entry.typ);
    expect(kinds).not.toContain("look");
    expect(readdirSync(join(place.data, "run"))).not.toContain("keeper.mark");
  });
});
