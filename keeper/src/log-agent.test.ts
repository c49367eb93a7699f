import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { hasSshAgent, RealAgent } from "../../tests/harness/ssh-agent.ts";
import type { KeysResult, RotateCall, StatusResult } from "./protocol.ts";
import { appendOf, given, iid, launch } from "./test-rig/rig.ts";

if (!hasSshAgent) console.warn("skipped: a log key in an SSH agent, for ssh-agent is not installed");

describe.skipIf(!hasSshAgent && !process.env.CI)("a log key in an SSH agent", () => {
  let agent: RealAgent;
  const before = process.env.SSH_AUTH_SOCK;
  beforeEach(async () => {
    agent = await RealAgent.start();
    process.env.SSH_AUTH_SOCK = agent.socket;
  });
  afterEach(async () => {
    await agent.close();
    if (before === undefined) delete process.env.SSH_AUTH_SOCK;
    else process.env.SSH_AUTH_SOCK = before;
  });
  // Asked for behind the agent: it starts after it and stops before it.
  const { place, keeper, again } = ownKeeper();

  const rotate = (step: RotateCall["step"], more: Partial<RotateCall> = {}) =>
    keeper.caller.one({ call: "rotate", of: "log", iid: iid(), step, by: "p1", second: "p2", ...more });
  const toAgent = () => rotate("begin", { sshAgent: agent.publicKey.toString("hex") });
  const ended = async (): Promise<void> => {
    for (;;) {
      const result = await rotate("end", { early: true });
      if (!result.ok && result.detail.includes("not published yet")) continue;
      return void given(result);
    }
  };
  const append = () => keeper.caller.one(appendOf("clock", { change: "set" }));
  const keys = async (): Promise<KeysResult> => given<KeysResult>(await keeper.caller.one({ call: "keys", iid: "" }));
  const secrets = (): string =>
    readdirSync(place.keys)
      .filter((name) => name.startsWith("log"))
      .map((name) => readFileSync(join(place.keys, name), "utf8"))
      .join("\n");

  it("signs the journal alone once it has taken over, also for the next keeper, and its secret was never here", async () => {
    given(await toAgent());
    given(await append());
    await ended();
    given(await append());
    expect((await keys()).keys.find(({ id }) => id === "log-2")).toMatchObject({ algorithm: "Ed25519, SSH agent", state: "live" });
    expect(secrets()).toContain(`agent:v1:${agent.publicKey.toString("hex")}`);
    await keeper.stop();
    await again();
    given(await append());
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("writes nothing and releases nothing while the agent is away, and goes on by itself", async () => {
    given(await toAgent());
    await ended();
    await agent.stop();
    await vi.waitFor(async () => expect(given<StatusResult>(await keeper.caller.one({ call: "status", iid: "" })).unsigned).toBe(true));
    expect(await append()).toMatchObject({ ok: false, code: "unsigned", detail: expect.stringContaining("SSH_AUTH_SOCK") });
    expect(await append()).toMatchObject({ ok: false, code: "unsigned" });
    await agent.again();
    await vi.waitFor(async () => expect(given<StatusResult>(await keeper.caller.one({ call: "status", iid: "" })).unsigned).toBe(false));
    given(await append());
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("takes over from nobody where the agent does not hold it, and another may be named next time", async () => {
    const stranger = await RealAgent.start();
    const named = { sshAgent: stranger.publicKey.toString("hex") };
    const [refused, beside] = await Promise.all([rotate("begin", named), append()]);
    expect(refused).toMatchObject({ ok: false, code: "bad-call", detail: expect.stringContaining("ssh-add") });
    given(beside);
    await stranger.close();
    expect((await keys()).log.next).toBeUndefined();
    await keeper.stop();
    await agent.stop();
    // Nobody signs with a key that never took over: its agent is not asked for.
    await again();
    given(await append());
    await agent.again();
    given(await toAgent());
    await ended();
    given(await append());
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });

  it("is no new key where it signs already", async () => {
    given(await toAgent());
    await ended();
    await keeper.stop();
    await again(["--rotate-pause", "0"]);
    expect(await toAgent()).toMatchObject({ ok: false, code: "bad-call", detail: expect.stringContaining("signed for the log before") });
  });

  it("is asked for before anybody is served: a keeper whose agent is empty does not start, and says why", async () => {
    given(await toAgent());
    await ended();
    await keeper.stop();
    agent.empty();
    expect((await launch(place)).said).toMatchObject({ failed: expect.stringContaining("does not hold the log key") });
    await agent.stop();
    expect((await launch(place)).said).toMatchObject({ failed: expect.stringContaining("start it, add the log key") });
    await agent.again();
    await again();
    given(await append());
  });
});
