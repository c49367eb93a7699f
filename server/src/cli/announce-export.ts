import { basename, dirname } from "node:path";
import type { ExportHead } from "../journal/index.ts";
import { callServer } from "./admin-call.ts";
import type { Context } from "./command.ts";

/** Option by which an export that runs outside the server asks the server to write it down; no option for people. */
export const ANNOUNCE = "--announce <head>";

/** Lets the server that uses this data directory write the export down before anything is copied. False where none runs. */
export async function announceExport(out: Context["out"], dir: string, { size, root }: ExportHead): Promise<boolean> {
  const data = basename(dir) === "journal" ? dirname(dir) : dir;
  const argv = ["journal", "export", "--announce", `${size}:${root}`];
  const writers = { out: () => undefined, err: (text: string) => out.error(text.trimEnd()) };
  const { signal } = new AbortController();
  const exit = await callServer(data, { argv, cwd: data, tty: false }, { writers, signal });
  if (exit !== undefined && exit !== 0) throw new Error("the server did not write the export down: nothing was copied");
  return exit !== undefined;
}

/** The server's side: one entry that says how much was copied. */
export async function writeAnnounced({ product, options }: Context): Promise<number> {
  const [, size, hash = ""] = /^(\d{1,16}):([0-9a-f]{64})$/.exec(String(options.announce)) ?? [];
  if (size === undefined) return 2;
  const { keeper } = await product();
  const written = await keeper.append({ typ: "export", body: { change: "begun", kind: "journal", rows: Number(size), hash } });
  return written.ok ? 0 : 1;
}
