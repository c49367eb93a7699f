/** A real SSH agent of OpenSSH's, with one Ed25519 key in it. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Whether this machine has OpenSSH; elsewhere these tests say so and are skipped. */
export const hasSshAgent = spawnSync("ssh-agent", ["-V"]).error === undefined && spawnSync("ssh-keygen", ["-?"]).error === undefined;

export class RealAgent {
  readonly socket: string;
  /** File with the key as `ssh-keygen` writes it: `ssh-ed25519 AAAA… comment`. */
  readonly publicFile: string;
  private readonly dir: string;
  private process: ChildProcess | undefined;

  private constructor(dir: string) {
    this.dir = dir;
    this.socket = join(dir, "agent");
    this.publicFile = join(dir, "key.pub");
  }

  static async start(): Promise<RealAgent> {
    const agent = new RealAgent(mkdtempSync(join(tmpdir(), "ssh-")));
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "log", "-f", join(agent.dir, "key")]);
    await agent.again();
    return agent;
  }

  /** 32 bytes. */
  get publicKey(): Buffer {
    return Buffer.from(readFileSync(this.publicFile, "utf8").split(" ")[1] ?? "", "base64").subarray(-32);
  }

  /** Starts it anew at the same place, with the key added. */
  async again(): Promise<void> {
    rmSync(this.socket, { force: true });
    this.process = spawn("ssh-agent", ["-D", "-a", this.socket], { stdio: "ignore" });
    // Its socket is there a moment before it listens.
    while (!(await answers(this.socket))) await pause(5);
    this.run("-q", join(this.dir, "key"));
  }

  /** Takes the key out of the agent. */
  empty(): void {
    this.run("-q", "-D");
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process?.once("exit", resolve));
    this.process?.kill("SIGKILL");
    await gone;
  }

  async close(): Promise<void> {
    if (this.process?.exitCode === null && this.process.signalCode === null) await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private run(...args: string[]): void {
    execFileSync("ssh-add", args, { env: { ...process.env, SSH_AUTH_SOCK: this.socket }, stdio: "pipe" });
  }
}

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const line = connect(socket, () => {
      line.destroy();
      resolve(true);
    }).once("error", () => resolve(false));
  });
