import { resolve } from "node:path";
import { Writable } from "node:stream";
import { startProgress } from "../platform/progress.ts";
import type { Settings } from "../platform/settings.ts";
import type { Product } from "../product.ts";
import type { Context } from "./command.ts";
import type { Parsed, Writers } from "./program.ts";

export interface ContextParts {
  parsed: Parsed;
  settings: Settings;
  writers: Writers;
  cwd: string;
  tty: boolean;
  signal: AbortSignal;
  product: Context["product"];
  secret?: Context["secret"];
  startKey?: Context["startKey"];
  inside?: boolean;
  openAdmin(product: Product): Promise<{ close(): Promise<void> }>;
}

export const nobodyThere = async (): Promise<never> => {
  throw new Error("kata sandi tidak dapat ditanyakan di sini · no password can be asked for here");
};

/** What a command sees; the same alone and inside a running server. */
export function contextOf({
  parsed,
  settings,
  writers,
  cwd,
  tty,
  signal,
  product,
  secret = nobodyThere,
  startKey = async () => undefined,
  inside = false,
  openAdmin,
}: ContextParts): Context {
  const asJson = parsed.options.json === true;
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      writers.err(String(chunk));
      done();
    },
  });
  return {
    args: parsed.args,
    options: parsed.options,
    asJson,
    settings,
    signal,
    product,
    secret,
    startKey,
    inside,
    openAdmin,
    out: {
      line: (text) => void (!asJson && writers.out(`${text}\n`)),
      error: (text) => writers.err(`${text}\n`),
      json: (value) => void (asJson && writers.out(`${JSON.stringify(value)}\n`)),
    },
    file: (path) => resolve(cwd, path),
    progress: (label, total, unit) => startProgress({ label, total, unit, tty, out: stderr, silent: asJson && !tty }),
  };
}
