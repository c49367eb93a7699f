import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { adminPath } from "./admin-path.ts";
import { type AdminAnswer, type AdminCall, type AdminSecret, STOP } from "./admin-server.ts";
import type { Writers } from "./program.ts";
import { readSecret } from "./read-secret.ts";

/** Runs a command inside the server that uses this data directory. Undefined when none runs. */
export async function callServer(
  dataDir: string,
  call: AdminCall,
  { writers, signal }: { writers: Writers; signal: AbortSignal },
): Promise<number | undefined> {
  const socket = await reach(dataDir);
  if (!socket) return undefined;
  socket.write(`${JSON.stringify(call)}\n`);
  stopOn(signal, socket, writers);
  for await (const line of createInterface({ input: socket })) {
    const answer = JSON.parse(line) as AdminAnswer;
    if ("out" in answer) writers.out(answer.out);
    else if ("err" in answer) writers.err(answer.err);
    else if ("ask" in answer) socket.write(`${JSON.stringify(await secretOr(answer.ask))}\n`);
    else return answer.exit;
  }
  writers.err("server berhenti sebelum perintah selesai · the server went away before the command had ended\n");
  return 1;
}

/** How long a command has to say itself what becomes of it; of one that says nothing the caller hears that the server goes on with it. */
const STOPS_WITHIN = 3_000;
const INTERRUPTED = 130;

function stopOn(signal: AbortSignal, socket: Socket, { err }: Writers): void {
  const stop = (): void => {
    socket.write(`${STOP}\n`);
    const late = setTimeout(() => {
      err("Perintah ini diteruskan di dalam server. · The command goes on inside the server.\n");
      process.exit(INTERRUPTED);
    }, STOPS_WITHIN).unref();
    socket.once("close", () => clearTimeout(late));
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
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
