import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseTrustPolicy, splitNotes } from "@mercusuar/proof";
import { publishedSize, readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { copyTree } from "../../../tests/harness/copy-tree.ts";
import { ownKeeper } from "../../../tests/harness/own-keeper.ts";
import { between, falseWitness, until, writePolicy } from "../test-rig/cosigning-rig.ts";
import { appendOf, type Failed, given, launch, newPlace, startKeeper, statusOf } from "../test-rig/rig.ts";
import { type RunningWitness, startWitness } from "../test-rig/witness-rig.ts";
import { WitnessKey } from "../witness/witness-key.ts";

const GROWTH = 300;

describe("a keeper with witnesses", () => {
  const { place, keeper, again, beside } = ownKeeper();
  let vkey: string;
  beforeEach(async () => {
    vkey = readFileSync(join(place.data, "journal", "vkey"), "utf8").trim();
    await keeper.stop();
  });
  const witness = async (name: string, port = "0"): Promise<RunningWitness> =>
    beside(await startWitness(join(place.dir, name), ["--log", vkey, "--port", port]));
  const begin = (policy: string): Promise<void> => again(["--witnesses", policy]);
  const grow = async (count = GROWTH): Promise<number> => {
    const calls = Array.from({ length: count }, (_, i) => appendOf("clock", { change: `c${i}` }));
    for (const result of await keeper.caller.all(calls)) given(result);
    return (await statusOf(keeper)).size;
  };
  const cosignedTo = (size: number) => until(keeper, ({ cosigned }) => (cosigned?.size ?? 0) >= size);
  const verified = (path: string, more = {}) =>
    verifyCommand(place.data, { policy: parseTrustPolicy(readFileSync(path, "utf8")), ...more });

  it("shows a checkpoint that the quorum cosigned, keeps each of them, and is verified under the policy while it grows", async () => {
    const policy = writePolicy(place, { kantor: await witness("kantor"), auditor: await witness("auditor") });
    await begin(policy);
    await cosignedTo(1);
    const size = await grow();
    const status = await cosignedTo(size);
    expect(status.witnesses).toMatchObject([
      { name: "kantor", state: "ok", here: true },
      { name: "auditor", state: "ok", here: true },
    ]);
    const { exit, report } = await verified(policy, { maxAge: 120_000, now: new Date() });
    expect({ exit, names: report.witnesses?.map(({ name }) => name) }).toEqual({ exit: 0, names: ["kantor", "auditor"] });
    const [day] = readdirSync(join(place.data, "journal", "checkpoints"));
    const kept = splitNotes(readFileSync(join(place.data, "journal", "checkpoints", day as string), "utf8"));
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expect(await verified(policy, { known: kept })).toMatchObject({ exit: 0 });
  });

  it("has its stop cosigned before it goes", async () => {
    const policy = writePolicy(place, { kantor: await witness("kantor") });
    await begin(policy);
    await cosignedTo(1);
    await grow(3);
    await keeper.stop();
    const [cosigned, latest] = ["checkpoint", "checkpoint.latest"].map((name) => readFileSync(join(place.data, "journal", name), "utf8"));
    expect(cosigned?.startsWith(latest ?? "none")).toBe(true);
    expect(await verified(policy)).toMatchObject({ exit: 0 });
  });

  it("is asked for witnesses that it does not have, and is refused to whoever asks for them", async () => {
    await begin(writePolicy(place, { kantor: await witness("kantor") }));
    await cosignedTo(1);
    await keeper.stop();
    const other = await witness("other");
    expect(await verified(writePolicy(place, { other }))).toMatchObject({ exit: 2, report: { code: "E_QUORUM" } });
  });

  it("goes on without a witness that is down, says so, and has its newest entries read and verified all the same", async () => {
    const auditor = await witness("auditor");
    const policy = writePolicy(place, { auditor });
    await begin(policy);
    const { size } = await cosignedTo(1);
    await auditor.kill();
    const grown = await grow();
    await until(keeper, ({ witnesses: [one] }) => one?.state === "down");
    expect(await verified(policy)).toMatchObject({ exit: 0 });
    expect((await verified(policy)).report.size).toBeLessThan(grown);
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    expect(await publishedSize(place.data)).toBeGreaterThan(size);
    await keeper.stop();
    await begin(policy);
    expect((await verified(policy)).exit).toBe(0);
    await witness("auditor", new URL(auditor.url).port);
    const back = await cosignedTo(await grow());
    expect(back.witnesses).toMatchObject([{ state: "ok" }]);
  });

  it("is not held up by a witness that takes questions and never answers", async () => {
    const silent = beside(await falseWitness(() => undefined));
    const kantor = await witness("kantor");
    const policy = writePolicy(place, { kantor, auditor: { vkey: (await witness("auditor")).vkey, url: silent.url } }, 1);
    await begin(policy);
    const size = await grow();
    const status = await cosignedTo(size);
    expect(status.witnesses).toMatchObject([{ state: "ok" }, { name: "auditor", state: "slow" }]);
    expect(await verified(policy)).toMatchObject({ exit: 0 });
  });

  it("believes no witness that signs with another key, sends nonsense, or knows nothing of this log", async () => {
    const real = await witness("real");
    const other = await witness("other");
    const nonsense = beside(await falseWitness((_, __, response) => response.end("— nobody AAAAAAAA\n")));
    const unknowing = beside(await falseWitness((_, __, response) => response.writeHead(404).end()));
    const someKey = (name: string): string => WitnessKey.of(name, randomBytes(32)).vkey;
    const policy = writePolicy(
      place,
      {
        real,
        swapped: { vkey: someKey("swapped"), url: other.url },
        nonsense: { vkey: someKey("nonsense"), url: nonsense.url },
        unknowing: { vkey: someKey("unknowing"), url: unknowing.url },
      },
      1,
    );
    await begin(policy);
    const { witnesses: said } = await cosignedTo(1);
    expect(said.map(({ state }) => state)).toEqual(["ok", "lying", "lying", "refuses"]);
    expect(await verified(policy)).toMatchObject({ exit: 0 });
  });

  it("is not stopped by a witness that it has met and that claims, without a signature, to be ahead", async () => {
    const real = await witness("real");
    let lies = false;
    const liar = await between(real.url, (request, _, response) => {
      if (!lies) return false;
      if (request.method === "GET") response.writeHead(404).end();
      else response.writeHead(409, { "content-type": "text/x.tlog.size" }).end("900000\n");
      return true;
    });
    beside(liar);
    await begin(writePolicy(place, { liar: { vkey: real.vkey, url: liar.url } }));
    await cosignedTo(1);
    lies = true;
    await grow();
    await until(keeper, ({ witnesses: [one] }) => one?.state === "lying");
    expect((await statusOf(keeper)).halted).toBeUndefined();
    await grow(1);
  });

  describe("put back from an older copy, keys and all,", () => {
    let older: string;
    let size: number;
    const copyTo = (to: string): void => {
      for (const part of ["data", "keys"]) copyTree(join(place.dir, part), join(to, part));
    };
    const putBack = (): void => {
      for (const part of ["data", "keys"]) {
        rmSync(join(place.dir, part), { recursive: true });
        copyTree(join(older, part), join(place.dir, part));
      }
    };
    const grownAhead = async (policy: string): Promise<void> => {
      older = join(place.dir, "older");
      copyTo(older);
      await begin(policy);
      size = await grow();
      await cosignedTo(size);
      await keeper.stop();
      putBack();
    };

    it("row 34: halts before it signs anything, and names both sizes, where a witness shows what it cosigned", async () => {
      const policy = writePolicy(place, { auditor: await witness("auditor") });
      await grownAhead(policy);
      await begin(policy);
      const { halted, size: own } = await statusOf(keeper);
      expect(halted).toMatch(/^first bad index 6: entries up to \d+ were signed \(witness auditor\) but are not there$/);
      expect(own).toBe(6);
      expect(await keeper.caller.one(appendOf("clock", { change: "no" }))).toMatchObject({ code: "halted" });
    });

    it("halts where a witness of another make tells its size and nothing else", async () => {
      const auditor = await witness("auditor");
      const plain = await between(auditor.url, (request, _, response) => {
        if (request.method === "GET") response.writeHead(404).end();
        return request.method === "GET";
      });
      beside(plain);
      const policy = writePolicy(place, { auditor: { vkey: auditor.vkey, url: plain.url } });
      await grownAhead(policy);
      await begin(policy);
      expect((await statusOf(keeper)).halted).toMatch(/witness auditor says that it cosigned \d+ entries, here are 6:/);
    });

    it("halts as soon as a witness answers that was away at the start", async () => {
      const auditor = await witness("auditor");
      const policy = writePolicy(place, { auditor });
      await grownAhead(policy);
      await auditor.stop();
      await begin(policy);
      expect((await statusOf(keeper)).halted).toBeUndefined();
      await witness("auditor", new URL(auditor.url).port);
      const keep = await grow();
      const { halted } = await until(keeper, (status) => status.halted !== undefined);
      expect(halted).toMatch(/witness auditor cosigned (another history of )?\d+ entries/);
      expect(await keeper.caller.one(appendOf("clock", { change: "no" }))).toMatchObject({ code: "halted" });
      expect(keep).toBeGreaterThan(0);
    });

    it("row 34: halts at its start where the server's database remembers more", async () => {
      older = join(place.dir, "older");
      copyTo(older);
      await again();
      await grow();
      const { size: highest, root } = await statusOf(keeper);
      await keeper.stop();
      putBack();
      await again(["--seen", `${highest}:${root}`]);
      expect((await statusOf(keeper)).halted).toBe(
        `first bad index 6: entries up to ${highest} were signed (the highest head in the database) but are not there`,
      );
    });

    it("row 34: and run beside the one it was copied from, is stopped by the witness of both", async () => {
      const auditor = await witness("auditor");
      await auditor.stop();
      const policy = writePolicy(place, { auditor });
      const copy = newPlace();
      copyTo(copy.dir);
      await begin(policy);
      const clone = await startKeeper(copy, ["--witnesses", policy]);
      await witness("auditor", new URL(auditor.url).port);
      try {
        await cosignedTo(await grow());
        const calls = Array.from({ length: GROWTH * 2 }, (_, i) => appendOf("clock", { change: `other ${i}` }));
        await clone.caller.all(calls);
        const { halted } = await until(clone, (status) => status.halted !== undefined);
        expect(halted).toMatch(/witness auditor cosigned .* under this log's signature/);
        expect((await statusOf(keeper)).halted).toBeUndefined();
      } finally {
        await clone.stop();
        copy.remove();
      }
    });
  });

  it("writes down that a witness has been away for a while, once", async () => {
    const { vkey: key } = await witness("auditor");
    const policy = writePolicy(place, { auditor: { vkey: key, url: "http://127.0.0.1:1" } });
    await begin(policy);
    for (let i = 0; i < 4; i++) {
      await grow();
      await new Promise((resolve) => setTimeout(resolve, 1_200));
    }
    await keeper.stop();
    const told = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "witness") told.push(entry.body);
    expect(told).toEqual([{ change: "state", id: "auditor", state: "down" }]);
  });

  it("does not start with a trust policy that cannot be meant", async () => {
    const { vkey: key, url } = await witness("auditor");
    const refused = async (text: string): Promise<string> => {
      writeFileSync(join(place.dir, "p"), text);
      return ((await launch(place, ["--witnesses", join(place.dir, "p")])).said as Failed).failed;
    };
    expect(await refused(`witness a ${key}\nquorum a\n`)).toContain("no witness with a URL");
    expect(await refused(`witness a ${key} ftp://x\nquorum a\n`)).toContain("witness a");
    expect(await refused(`witness a ${key} ${url}\n`)).toContain("quorum");
    expect(await refused(`log ${vkey.replace(/\/\w/, "/x")}\nwitness a ${key} ${url}\nquorum a\n`)).toContain("line 1");
    rmSync(join(place.dir, "p"));
    expect(((await launch(place, ["--witnesses", join(place.dir, "p")])).said as Failed).failed).toContain(join(place.dir, "p"));
  });

  it("and later without them, publishes as it did before", async () => {
    await begin(writePolicy(place, { auditor: await witness("auditor") }));
    await cosignedTo(1);
    await keeper.stop();
    await again();
    await keeper.stop();
    expect(readdirSync(join(place.data, "journal"))).not.toContain("checkpoint.latest");
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });
});
