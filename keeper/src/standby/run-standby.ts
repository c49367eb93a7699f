/** A standby that runs: its directory, its lock, its key, its port. */
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, realpathSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { parseArgs } from "node:util";
import { parseVkey } from "@mercusuar/proof";
import { holdDirectory } from "../hold-directory.ts";
import { hasBegun } from "../journal/has-begun.ts";
import { privateDirectory, readSecret, writeSecret } from "../keys/key-file.ts";
import { logKeys, WitnessLocked } from "../witness/run-witness.ts";
import { makeMirror, mirrorId } from "./place.ts";
import { Standby } from "./standby.ts";
import { type MirrorBatch, type MirrorHello, readMirrorKey, standbyServer, talk } from "./wire.ts";

/** What a standby is told. */
export interface StandbySettings {
  /** Directory of its mirror alone. */
  data: string;
  /** Verifier keys of the log, as text or as files that hold one. */
  logs: readonly string[];
  host: string;
  /** 0 takes a free one. */
  port: number;
}

/** A standby at work in this process. */
export interface RunningStandby {
  /** HOST:PORT for `--mirror`. */
  address: string;
  /** The file that the keeper needs a copy of. */
  key: string;
  /** What its mirror holds: entries, root in hex. */
  head(): { size: number; root: string };
  close(): Promise<void>;
}

/** Unless told otherwise. */
export const STANDBY_PORT = 4412;
const KEY = "mirror.key";

/** @param broken told when the disk did not confirm a batch: this process must end, and the next one reads the files anew */
export async function startStandby(settings: StandbySettings, broken: (error: Error) => void): Promise<RunningStandby> {
  const { data, host, port } = settings;
  const logs = logKeys(settings.logs);
  privateDirectory(data);
  // The name under which a keeper holds it: one process in a directory, whatever it is.
  const taken = (): void => broken(new Error(`another keeper or standby, from elsewhere, has taken ${data}`));
  const lock = await holdDirectory(data, "keeper", `keeper ${realpathSync(data)}`, taken);
  if (lock === undefined) throw new WitnessLocked(`another keeper or standby holds ${data}: stop it first, or name another --data`);
  const root = join(data, "journal");
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const id = mirrorOf(root);
  if (readSecret(data, KEY) === undefined) writeSecret(data, KEY, `${randomBytes(32).toString("hex")}\n`);
  const standby = await Standby.open(
    root,
    logs.map(({ key }) => key),
  );
  writeSecret(root, "vkey", `${logs[0]?.text}\n`);
  const lines = new Set<TLSSocket>();
  const server = standbyServer(readMirrorKey(join(data, KEY)), (line) => {
    lines.add(line);
    line.once("close", () => lines.delete(line));
    attend(line, id, standby, broken);
  });
  server.on("tlsClientError", (_, line) => line.destroy());
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: here } = server.address() as AddressInfo;
  return {
    address: `${family === "IPv6" ? `[${address}]` : address}:${here}`,
    key: join(data, KEY),
    head: () => standby.head,
    async close() {
      server.close();
      for (const line of lines) line.destroy();
      await taking;
      await standby.close();
      await lock.release();
    },
  };
}

function mirrorOf(root: string): string {
  const id = mirrorId(root);
  if (id !== undefined) return id;
  if (hasBegun(root))
    throw new Error(`${root} is a journal, and no mirror: it has been taken over, or never was one. Name an empty directory with --data`);
  const made = randomUUID();
  makeMirror(root, made);
  return made;
}

/** One batch after the other, whoever sends it: of two keepers that think they are the only one, the second is refused. */
let taking: Promise<unknown> = Promise.resolve();

function attend(line: TLSSocket, id: string, standby: Standby, broken: (error: Error) => void): void {
  let met = false;
  const lost = (error: Error): never => {
    broken(error);
    throw error;
  };
  const { send } = talk<MirrorHello | MirrorBatch>(line, (frame) => {
    taking = taking
      .then(async () => {
        if ("record" in frame && met) return send(await standby.take(Buffer.from(frame.record, "base64")).catch(lost));
        if (!("vkey" in frame) || parseVkey(frame.vkey) === undefined) return void line.destroy();
        met = true;
        const { head } = standby;
        send({ id, ...head, records: head.size > frame.size ? standby.missing(frame.size) : [] });
      })
      .catch(() => line.destroy());
  });
}

const OPTIONS = {
  data: { type: "string" },
  log: { type: "string", multiple: true },
  host: { type: "string", default: "127.0.0.1" },
  port: { type: "string", default: String(STANDBY_PORT) },
} as const;

/** What the command line says: `standby --data DIR --log VKEY… [--port N] [--host ADDRESS]`. */
export function readStandbySettings(args: readonly string[]): StandbySettings {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { data, log = [], host, port } = values;
  if (data === undefined) throw new Error("--data is missing");
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error("--port: a number from 0 to 65535");
  return { data, logs: log, host, port: Number(port) };
}
