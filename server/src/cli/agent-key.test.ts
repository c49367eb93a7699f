import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hasSshAgent, RealAgent } from "../../../tests/harness/ssh-agent.ts";
import { foundCompany } from "../../../tests/world/company.ts";
import { rotateLogKey } from "../journal/index.ts";
import { openProduct } from "../product.ts";
import { agentKeyIn } from "./agent-key.ts";

if (!hasSshAgent) console.warn("skipped: a house whose log key lies in an SSH agent, for ssh-agent is not installed");

describe.skipIf(!hasSshAgent && !process.env.CI)("a house whose log key lies in an SSH agent", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-agent-"));
  const before = process.env.SSH_AUTH_SOCK;
  let agent: RealAgent;
  beforeAll(async () => {
    agent = await RealAgent.start();
    process.env.SSH_AUTH_SOCK = agent.socket;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env.SSH_AUTH_SOCK;
    else process.env.SSH_AUTH_SOCK = before;
    await agent.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("is told by the file of its public half, and by no other file", () => {
    expect(agentKeyIn(agent.publicFile)).toBe(agent.publicKey.toString("hex"));
    const other = join(dir, "other.pub");
    writeFileSync(other, "ssh-rsa AAAAB3NzaC1yc2E= log\n");
    expect(() => agentKeyIn(other)).toThrow("ssh-keygen -t ed25519");
    expect(() => agentKeyIn(join(dir, "none.pub"))).toThrow("cannot be read");
  });

  it("opens nothing while the agent is away, says so by its lamp, and goes on by itself", async () => {
    const data = join(dir, "data");
    await foundCompany(data, 1, 1);
    const product = await openProduct({ dataDir: data, scryptCost: 1024 });
    const append = () => product.keeper.append({ typ: "setting", body: { change: "test" } });
    try {
      await rotateLogKey(product.keeper, { step: "begin", by: "a", second: "b", sshAgent: agentKeyIn(agent.publicFile) });
      expect(await append()).toMatchObject({ ok: true });
      await agent.stop();
      // Though nobody looks: the lamp goes out by itself, and stays so.
      const lamp = () => product.journal.lampOf();
      for (let times = 0; times < 2; times++)
        await vi.waitFor(async () => expect(await lamp()).toMatchObject({ lit: false, keeper: "unsigned" }), 10_000);
      await expect(append()).rejects.toMatchObject({ status: 503, why: "unsigned" });
      await agent.again();
      await vi.waitFor(async () => expect(await lamp()).toMatchObject({ lit: true, keeper: "up" }), 10_000);
      expect(await append()).toMatchObject({ ok: true });
    } finally {
      await product.close();
    }
    expect(await verifyCommand(data)).toMatchObject({ exit: 0 });
  }, 120_000);
});
