import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminPath } from "./admin-path.ts";
import { type AdminCall, STOP, startAdminServer } from "./admin-server.ts";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "mercusuar-admin-"));
});
afterAll(() => rmSync(home, { recursive: true }));

async function say(path: string, call: AdminCall): Promise<unknown[]> {
  const socket = connect(path);
  socket.write(`${JSON.stringify(call)}\n`);
  const answers: unknown[] = [];
  for await (const line of createInterface({ input: socket })) answers.push(JSON.parse(line));
  return answers;
}

describe("the operator's socket", () => {
  it("is closed to others, carries output and the exit code, and names a fault", async () => {
    const data = join(home, "data");
    const server = await startAdminServer(data, async ({ argv }, answer) => {
      if (argv[0] === "break") throw new Error("no such file");
      answer({ out: `${argv.join(" ")}\n` });
      return 3;
    });
    const path = adminPath(data);
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(await say(path, { argv: ["import", "people"], cwd: "/", tty: false })).toEqual([{ out: "import people\n" }, { exit: 3 }]);
    expect(await say(path, { argv: ["break"], cwd: "/", tty: false })).toEqual([{ err: "mercusuar: no such file\n" }, { exit: 1 }]);
    await server.close();
  });

  it("asks the caller for a password when a command needs one, and ends where none comes", async () => {
    const data = join(home, "asked");
    const server = await startAdminServer(data, async (_call, answer, _signal, secret) => {
      const [one, two] = [await secret("one: "), await secret("two: ")];
      answer({ out: `${one} ${two}` });
      return 0;
    });
    const asked = async (replies: object[]): Promise<unknown[]> => {
      const socket = connect(adminPath(data));
      socket.write(`${JSON.stringify({ argv: [], cwd: "/", tty: false })}\n`);
      const heard: unknown[] = [];
      for await (const line of createInterface({ input: socket })) {
        heard.push(JSON.parse(line));
        if (line.includes('"ask"')) socket.write(`${JSON.stringify(replies.shift())}\n`);
      }
      return heard;
    };
    expect(await asked([{ secret: "satu" }, { secret: "dua" }])).toEqual([
      { ask: "one: " },
      { ask: "two: " },
      { out: "satu dua" },
      { exit: 0 },
    ]);
    expect(await asked([{ none: "no password" }])).toEqual([{ ask: "one: " }, { err: "mercusuar: no password\n" }, { exit: 1 }]);
    await server.close();
  });

  it("tells a command that its caller pressed Ctrl-C, and carries what it still says; a question for a password is cancelled", async () => {
    const data = join(home, "stopped");
    const server = await startAdminServer(data, async ({ argv }, answer, signal, secret) => {
      if (argv[0] === "ask") await secret("kata sandi: ");
      answer({ out: "begun\n" });
      if (!signal.aborted) await once(signal, "abort");
      answer({ err: "it goes on\n" });
      return 0;
    });
    const stopped = async (argv: string[]): Promise<unknown[]> => {
      const socket = connect(adminPath(data));
      socket.write(`${JSON.stringify({ argv, cwd: "/", tty: false })}\n`);
      const heard: unknown[] = [];
      for await (const line of createInterface({ input: socket })) {
        heard.push(JSON.parse(line));
        if (heard.length === 1) socket.write(`${STOP}\n`);
      }
      return heard;
    };
    expect(await stopped([])).toEqual([{ out: "begun\n" }, { err: "it goes on\n" }, { exit: 0 }]);
    expect(await stopped(["ask"])).toEqual([{ ask: "kata sandi: " }, { err: "mercusuar: dibatalkan · cancelled\n" }, { exit: 1 }]);
    await server.close();
  });

  it("moves to a short path where the directory's is too long for a socket, one for each directory", async () => {
    const [one, other] = ["a", "b"].map((end) => join(home, "d".repeat(90), end)) as [string, string];
    for (const dir of [one, other]) mkdirSync(dir, { recursive: true });
    const [first, second] = [adminPath(one), adminPath(other)];
    expect(first).not.toBe(second);
    expect(Buffer.byteLength(first)).toBeLessThanOrEqual(100);
    const server = await startAdminServer(one, async () => 0);
    expect(await say(first, { argv: [], cwd: "/", tty: false })).toEqual([{ exit: 0 }]);
    await server.close();
    expect(existsSync(second)).toBe(false);
    rmSync(dirname(first), { recursive: true });
  });
});
