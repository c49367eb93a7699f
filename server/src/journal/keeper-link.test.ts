import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { frame, frameReader } from "./frames.ts";
import { KeeperLink } from "./keeper-link.ts";

interface Frame {
  id: number;
  calls: Array<{ n: number }>;
}

/** The other side of the socket: keeps frames until it is told to answer. */
class FakeKeeper {
  readonly frames: Frame[] = [];
  private socket: Socket | undefined;
  private waiting: Array<() => void> = [];
  readonly hello: string[] = [];
  readonly server: Server = createServer((socket) => {
    this.socket = socket;
    const read = frameReader((text) => {
      const said = JSON.parse(text) as Frame & { hello?: 1; key?: string };
      if (said.hello) this.hello.push(said.key ?? "");
      else this.frames.push(said);
      for (const wake of this.waiting.splice(0)) wake();
    });
    socket.on("data", read);
    socket.on("error", () => undefined);
  });

  async hears(frames: number): Promise<void> {
    while (this.frames.length < frames) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  answer({ id, calls }: Frame): void {
    this.socket?.write(frame(JSON.stringify({ id, results: calls.map(({ n }) => ({ ok: true, idx: n, ts: "" })) })));
  }

  say(bytes: Buffer): void {
    this.socket?.write(bytes);
  }

  hangUp(): void {
    this.socket?.destroy();
  }
}

describe("the link to the keeper", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-link-"));
  const path = join(dir, "k.sock");
  let keeper: FakeKeeper;
  let link: KeeperLink;
  const states: string[] = [];
  const call = (n: number, timeout = 5_000, late?: (result: unknown) => void) => link.call(JSON.stringify({ n }), timeout, late);

  beforeEach(async () => {
    states.length = 0;
    keeper = new FakeKeeper();
    keeper.server.listen(path);
    await once(keeper.server, "listening");
    const up = new Promise<void>((resolve) => {
      link = new KeeperLink(() => ({ path, key: "secret" }), {
        onState: (state) => {
          states.push(state);
          if (state === "up") resolve();
        },
      });
    });
    link.connect();
    await up;
  });
  afterEach(async () => {
    link.close();
    keeper.hangUp();
    await new Promise((resolve) => keeper.server.close(resolve));
    rmSync(path, { force: true });
  });

  it("shows the key first, and sends the calls of a tick in one frame", async () => {
    const answers = [1, 2, 3].map((n) => call(n));
    await keeper.hears(1);
    expect(keeper.hello).toEqual(["secret"]);
    expect(keeper.frames).toEqual([{ id: 1, calls: [{ n: 1 }, { n: 2 }, { n: 3 }] }]);
    keeper.answer(keeper.frames[0] as Frame);
    expect((await Promise.all(answers)).map((result) => result.idx)).toEqual([1, 2, 3]);
  });

  it("gathers further calls while two frames are under way", async () => {
    const first = call(1);
    await keeper.hears(1);
    const second = call(2);
    await keeper.hears(2);
    const rest = [call(3), call(4), call(5)];
    keeper.answer(keeper.frames[0] as Frame);
    await keeper.hears(3);
    expect(keeper.frames[2]?.calls.map(({ n }) => n)).toEqual([3, 4, 5]);
    for (const one of keeper.frames.slice(1)) keeper.answer(one);
    expect((await Promise.all([first, second, ...rest])).map(({ idx }) => idx)).toEqual([1, 2, 3, 4, 5]);
  });

  it("gives whoever waited too long nothing, not even afterwards", async () => {
    let late: unknown;
    const slow = call(1, 50, (result) => {
      late = result;
    });
    await keeper.hears(1);
    await expect(slow).rejects.toMatchObject({ why: "slow", status: 503 });
    expect(states.at(-1)).toBe("slow");
    const next = call(2);
    await keeper.hears(2);
    for (const one of keeper.frames) keeper.answer(one);
    expect(await next).toMatchObject({ idx: 2 });
    expect(late).toMatchObject({ idx: 1 });
  });

  it("turns away who comes when too many wait already", async () => {
    const all = Array.from({ length: 20_000 }, (_, n) => call(n).catch((error: { why: string }) => error.why));
    await keeper.hears(2);
    keeper.hangUp();
    const told = await Promise.all(all);
    expect(new Set(told)).toEqual(new Set(["slow", "down"]));
  });

  it("tells all callers when the keeper goes, and comes back by itself", async () => {
    const lost = call(1);
    await keeper.hears(1);
    keeper.hangUp();
    await expect(lost).rejects.toMatchObject({ why: "down" });
    await expect(call(2)).rejects.toMatchObject({ why: "down" });
    await expect.poll(() => states.at(-1)).toBe("up");
    const again = call(3);
    await keeper.hears(2);
    keeper.answer(keeper.frames[1] as Frame);
    expect(await again).toMatchObject({ idx: 3 });
  });

  it("hangs up on whatever is no frame of ours", async () => {
    const lost = call(1);
    await keeper.hears(1);
    keeper.say(Buffer.from([0xff, 0xff, 0xff, 0xff, 0]));
    await expect(lost).rejects.toMatchObject({ why: "down" });
  });

  it("reads frames however they are cut", () => {
    const texts: string[] = [];
    const read = frameReader((text) => texts.push(text));
    const bytes = Buffer.concat([frame("satu"), frame(""), frame("dua · 2")]);
    for (const byte of bytes) read(Buffer.from([byte]));
    read(bytes);
    expect(texts).toEqual(["satu", "", "dua · 2", "satu", "", "dua · 2"]);
  });
});
