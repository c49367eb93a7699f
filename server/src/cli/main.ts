import { readSettings } from "../platform/settings.ts";
import { callServer } from "./admin-call.ts";
import { carrying } from "./carrying.ts";
import { errorText } from "./error-text.ts";
import { parseCommand, type Writers } from "./program.ts";
import { readSecret } from "./read-secret.ts";
import { runHere } from "./run-command.ts";

/** The command line: runs the command inside the server that uses the data directory, or here. Gives the exit code. */
export async function main(argv: string[]): Promise<number> {
  let writers: Writers = { out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) };
  let unfinished = 1;
  for (const stream of [process.stdout, process.stderr]) stream.on("error", unlessUnread);
  try {
    const parsed = parseCommand(argv, writers);
    if ("exit" in parsed) return parsed.exit;
    unfinished = parsed.command.unfinished ?? unfinished;
    writers = carrying(writers, parsed);
    const settings = readSettings({ flags: parsed.options });
    const caller = { cwd: process.cwd(), tty: process.stderr.isTTY === true, secret: readSecret };
    const { cwd, tty } = caller;
    const signal = interrupted();
    const inside = parsed.command.alone ? undefined : await callServer(settings.data, { argv, cwd, tty }, { writers, signal });
    return inside ?? (await runHere(parsed, settings, { ...caller, writers, signal }));
  } catch (error) {
    writers.err(`mercusuar: ${errorText(error)}\n`);
    return unfinished;
  }
}

/** A reader that has gone (`| head`) is no fault: the work goes on, and the exit code tells what came of it. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Aborted by the first Ctrl-C or by the end that a supervisor of processes asks for; a second Ctrl-C ends at once. */
function interrupted(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (asked.signal.aborted) process.exit(130);
      asked.abort();
    });
  }
  return asked.signal;
}
