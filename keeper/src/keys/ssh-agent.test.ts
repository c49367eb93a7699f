import { createPublicKey, verify } from "node:crypto";
import { once } from "node:events";
import { createConnection, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasSshAgent, RealAgent } from "../../../tests/harness/ssh-agent.ts";
import { AgentAway, SshAgent } from "./ssh-agent.ts";

if (!hasSshAgent) console.warn("skipped: what an SSH agent signs, for ssh-agent is not installed");

const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const TEXT = Buffer.from("a checkpoint");
const isSigned = (key: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, TEXT, createPublicKey({ key: Buffer.concat([SPKI, key]), format: "der", type: "spki" }), signature);

describe.skipIf(!hasSshAgent && !process.env.CI)("a key that lies in an SSH agent", () => {
  let real: RealAgent;
  let agent: SshAgent;
  beforeEach(async () => {
    real = await RealAgent.start();
    agent = new SshAgent(real.publicKey, real.socket);
  });
  afterEach(async () => {
    agent.close();
    await real.close();
  });

  it("signs many at once, each what was asked, and only with its own key", async () => {
    const signed = await Promise.all(Array.from({ length: 20 }, () => agent.sign(TEXT)));
    expect(signed.every((signature) => isSigned(real.publicKey, signature))).toBe(true);
    const other = new SshAgent(new Uint8Array(32), real.socket);
    await expect(other.sign(TEXT)).rejects.toThrow(AgentAway);
    other.close();
  });

  it("is not believed where what it signs is not what was asked", async () => {
    const path = `${real.socket}.liar`;
    // All goes through to the real one; of what comes back the last bit is another.
    const liar = createServer((caller) => {
      const through = createConnection(real.socket);
      caller.pipe(through);
      through.on("data", (answer: Buffer) => {
        answer[answer.length - 1] = (answer.at(-1) ?? 0) ^ 1;
        caller.write(answer);
      });
      caller.on("close", () => through.destroy());
    }).listen(path);
    await once(liar, "listening");
    const lied = new SshAgent(real.publicKey, path);
    await expect(lied.sign(TEXT)).rejects.toThrow("signs wrongly");
    lied.close();
    liar.close();
  });

  it("signs nothing while the agent is empty or gone, says which, and goes on when it is back", async () => {
    expect(isSigned(real.publicKey, await agent.sign(TEXT))).toBe(true);
    real.empty();
    await expect(agent.sign(TEXT)).rejects.toThrow("does not sign with this key");
    await real.stop();
    await expect(agent.sign(TEXT)).rejects.toThrow(AgentAway);
    await real.again();
    expect(isSigned(real.publicKey, await agent.sign(TEXT))).toBe(true);
  });
});
