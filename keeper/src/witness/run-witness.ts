/** A witness that runs: its directory, its lock, its key, its port. */
import { once } from "node:events";
import { readFileSync, realpathSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { parseVkey, type VerifierKey } from "@mercusuar/proof";
import { holdLock } from "../lock.ts";
import { makeDirectory } from "../make-directory.ts";
import { witnessServer } from "./serve.ts";
import { Witness } from "./witness.ts";
import { WitnessKey } from "./witness-key.ts";

/** What a witness is told. */
export interface WitnessSettings {
  /** Directory of this witness alone: key, name, cosigned checkpoints. */
  data: string;
  /** Verifier keys of the logs that it watches, as text or as files that hold one. */
  logs: readonly string[];
  /** Wanted at the first start. */
  name?: string;
  host: string;
  /** 0 takes a free one. */
  port: number;
}

/** A witness at work in this process. */
export interface RunningWitness {
  /** For the trust policy: `witness NAME VKEY URL`. */
  vkey: string;
  url: string;
  /** What it had cosigned last when it started, of each log. */
  heads: Array<{ origin: string; size: number }>;
  close(): Promise<void>;
}

export class WitnessLocked extends Error {}

/** Unless told otherwise. */
export const WITNESS_PORT = 4411;
const MOST_OF_A_FILE = 16 * 1024;

/** @param broken told when the disk did not confirm a checkpoint: this process must end, and the next one reads the files anew */
export async function startWitness(settings: WitnessSettings, broken: (error: Error) => void): Promise<RunningWitness> {
  const logs = logKeys(settings.logs).map(({ key }) => key);
  makeDirectory(settings.data);
  const lock = await holdLock(`witness ${realpathSync(settings.data)}`);
  if (lock === undefined) throw new WitnessLocked(`another witness holds ${settings.data}: stop it first, or name another --data`);
  const key = WitnessKey.open(settings.data, settings.name);
  const witness = await Witness.open(settings.data, key, logs, () => Math.floor(Date.now() / 1000));
  const server = witnessServer(witness, broken);
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  const { address, family, port } = server.address() as AddressInfo;
  return {
    vkey: key.vkey,
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    heads: witness.heads(),
    async close() {
      server.close();
      server.closeAllConnections();
      witness.close();
      await lock.release();
    },
  };
}

/** @param texts verifier keys, or files that hold one, or several, a line each. @throws Error that names the one that is none */
export function logKeys(texts: readonly string[]): Array<{ key: VerifierKey; text: string }> {
  if (texts.length === 0) throw new Error("--log: the verifier key of the log is missing (the file journal/vkey of the one who keeps it)");
  return texts.flatMap((text) => {
    const vkeys = parseVkey(text) === undefined ? fileText(text).trim().split("\n") : [text];
    return vkeys.map((vkey) => {
      const key = parseVkey(vkey);
      if (key === undefined) throw new Error(`--log ${text}: neither a log's verifier key (name+hash+base64) nor a file that holds one`);
      return { key, text: vkey };
    });
  });
}

function fileText(path: string): string {
  try {
    return readFileSync(path, "utf8").slice(0, MOST_OF_A_FILE);
  } catch {
    return "";
  }
}

const OPTIONS = {
  data: { type: "string" },
  log: { type: "string", multiple: true },
  name: { type: "string" },
  host: { type: "string", default: "127.0.0.1" },
  port: { type: "string", default: String(WITNESS_PORT) },
} as const;

/** What the command line says: `witness --data DIR --log VKEY… [--port N] [--host ADDRESS] [--name NAME]`. */
export function readWitnessSettings(args: readonly string[]): WitnessSettings {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { data, log = [], name, host, port } = values;
  if (data === undefined) throw new Error("--data is missing");
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error("--port: a number from 0 to 65535");
  return { data, logs: log, host, port: Number(port), ...(name === undefined ? {} : { name }) };
}
