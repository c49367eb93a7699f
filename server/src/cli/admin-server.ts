import { once } from "node:events";
import { chmodSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { adminPath } from "./admin-path.ts";
import { errorText } from "./error-text.ts";

/** What a caller asks, as one line of JSON. */
export interface AdminCall {
  argv: string[];
  cwd: string;
  /** Draw a bar instead of lines. */
  tty: boolean;
}

/** What comes back, a line of JSON each: text for stdout, text for stderr, a question for a password, at last the exit code. */
export type AdminAnswer = { out: string } | { err: string } | { ask: string } | { exit: number };
/** What the caller answers to `ask`. */
export type AdminSecret = { secret: string } | { none: string };
/** The caller's Ctrl-C: the command may still say what becomes of it, unlike when the caller just goes. */
export const STOP = '{"stop":true}';

export type RunCall = (
  call: AdminCall,
  say: (answer: AdminAnswer) => void,
  signal: AbortSignal,
  secret: (prompt: string) => Promise<string>,
) => Promise<number>;

export interface AdminServer {
  close(): Promise<void>;
}

/** Listens on a socket that only this operating system's user may open. The caller holds the data lock, so an old socket file is nobody's. */
export function startAdminServer(dataDir: string, run: RunCall): Promise<AdminServer> {
  const path = adminPath(dataDir);
  if (process.platform !== "win32") closedDirectory(dirname(path));
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on("close", () => open.delete(socket)));
    serve(socket, run);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      if (process.platform !== "win32") chmodSync(path, 0o600);
      resolve({ close: () => shut(server, open) });
    });
  });
}

/** Against whom: somebody on the same machine who made the directory before us, to listen in our place. */
function closedDirectory(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(dir);
  if (uid !== (process.getuid?.() ?? uid)) throw new Error(`${dir} belongs to somebody else: remove it`);
  chmodSync(dir, 0o700);
}

function serve(socket: Socket, run: RunCall): void {
  const gone = new AbortController();
  socket.on("close", () => gone.abort()).on("error", () => gone.abort());
  const say = (answer: AdminAnswer) => void (socket.writable && socket.write(`${JSON.stringify(answer)}\n`));
  // First to hear: a stop aborts what waits for a password before it could be taken for one.
  const lines = createInterface({ input: socket }).on("line", (line) => line === STOP && gone.abort());
  const secret = async (prompt: string): Promise<string> => {
    const answered = once(lines, "line", { signal: gone.signal }).catch(() => {
      throw new Error("dibatalkan · cancelled");
    });
    say({ ask: prompt });
    const given = JSON.parse(String((await answered)[0])) as AdminSecret;
    if ("none" in given) throw new Error(given.none);
    return given.secret;
  };
  lines.once("line", async (line) => {
    const code = await run(JSON.parse(line) as AdminCall, say, gone.signal, secret).catch((error: unknown) => {
      say({ err: `mercusuar: ${errorText(error)}\n` });
      return 1;
    });
    say({ exit: code });
    socket.end();
  });
}

function shut(server: ReturnType<typeof createServer>, open: Set<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
