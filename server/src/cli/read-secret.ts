import { readSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

const NO_SECRET =
  "kata sandi tidak diberikan: jalankan di terminal, atau alirkan satu baris · no password was given: run it in a terminal, or pipe a line in";
const PAUSE_MS = 20;

/** Asks on the terminal without showing what is typed; from a pipe one line is read. Never from the arguments: a process list shows them. */
export async function readSecret(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return lineOfPipe();
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      line.once("SIGINT", () => reject(new Error("dibatalkan · cancelled")));
      line.once("close", () => reject(new Error(NO_SECRET)));
      line.question("", resolve);
    });
  } finally {
    line.close();
    process.stderr.write("\n");
  }
}

/** Byte by byte: what follows the line belongs to whoever asks next. */
async function lineOfPipe(): Promise<string> {
  const bytes: number[] = [];
  const one = Buffer.alloc(1);
  for (;;) {
    const count = await readOne(one);
    if (count === 0 && bytes.length === 0) throw new Error(NO_SECRET);
    if (count === 0 || one[0] === 0x0a) return Buffer.from(bytes).toString("utf8").replace(/\r$/, "");
    bytes.push(one[0] as number);
  }
}

async function readOne(into: Buffer): Promise<number> {
  for (;;) {
    try {
      return readSync(0, into, 0, 1, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
