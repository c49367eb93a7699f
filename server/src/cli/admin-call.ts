import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { adminPath } from "./admin-path.ts";
import type { AdminAnswer, AdminCall, AdminSecret } from "./admin-server.ts";
import { readSecret } from "./read-secret.ts";

/** Runs a command inside the server that uses this data directory. Undefined when none runs. */
export async function callServer(dataDir: string, call: AdminCall): Promise<number | undefined> {
  const socket = await reach(dataDir);
  if (!socket) return undefined;
  socket.write(`${JSON.stringify(call)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const answer = JSON.parse(line) as AdminAnswer;
    if ("out" in answer) process.stdout.write(answer.out);
    else if ("err" in answer) process.stderr.write(answer.err);
    else if ("ask" in answer) socket.write(`${JSON.stringify(await secretOr(answer.ask))}\n`);
    else return answer.exit;
  }
  process.stderr.write("the server went away before the command had ended\n");
  return 1;
}

/** Without a password the command ends over there, and says why here. */
async function secretOr(prompt: string): Promise<AdminSecret> {
  try {
    return { secret: await readSecret(prompt) };
  } catch (error) {
    return { none: (error as Error).message };
  }
}

async function reach(dataDir: string): Promise<Socket | undefined> {
  const socket = connect(adminPath(dataDir));
  try {
    await once(socket, "connect");
    return socket;
  } catch {
    return undefined;
  }
}
