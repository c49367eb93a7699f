import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { KeeperFailed, runKeeperApart } from "../journal/index.ts";
import { known } from "../platform/known.ts";
import type { Command, Context } from "./command.ts";
import { STANDBY_OPTIONS } from "./standby-options.ts";

/** `mercusuar keeper`: keys and journal under a user of their own; the server, another user of the same group, calls with `start --keeper DIR`. */
export const keeper: Command = {
  name: "keeper",
  words: {
    id: "Menjalankan sistem kunci sebagai pengguna lain dari server: server memanggilnya (start --keeper) dan tidak pernah membaca kunci.",
    en: "Runs the keeper as another user than the server, which calls it (start --keeper) and never reads the keys.",
  },
  options: STANDBY_OPTIONS,
  alone: true,
  houseless: true,
  shows: [
    "data",
    "keys",
    "firstPassphraseFile",
    "secondPassphraseFile",
    "witnesses",
    "witnessGrace",
    "keepCheckpointsIn",
    "term",
    "mirror",
    "mirrorKey",
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { settings, options, out, signal } = context;
  const { data, keys, witnesses, witnessGrace: grace, keepCheckpointsIn: keepIn, term, mirror: address, mirrorKey } = settings;
  if (settings.keeper !== undefined) throw new Error(ITSELF);
  if (existsSync(join(data, "db"))) throw new Error(`${data}: ${SERVERS}`);
  if (Buffer.byteLength(data) > MOST_PATH) throw new Error(`--data: ${LONG}`);
  const startKey = await context.startKey();
  const mirror = address && mirrorKey ? { address, key: mirrorKey } : undefined;
  try {
    const running = await runKeeperApart({
      dataDir: data,
      keysDir: keys,
      ...known({ witnesses, grace, keepIn, term, startKey }),
      standby: { ...known({ mirror }), takeover: options.takeover === true, lost: options.mirrorLost === true },
      onReady: ({ size }) => out.error(`sistem kunci hidup kembali · the keeper is back (${size})`),
      onExit: (reason) => out.error(`sistem kunci berakhir, dimulai lagi · the keeper ended, and is started anew: ${reason}`),
      onAlarm: (alarm) => out.error(`sistem kunci · keeper: ${JSON.stringify(alarm)}`),
    });
    const { size, root } = running.ready;
    out.line(`sistem kunci · keeper: ${data}, ${size} catatan · entries`);
    out.line(`kunci · keys: ${keys}`);
    out.line(`server, pengguna lain dalam grup yang sama · the server, another user of the same group: start --empty --keeper ${data}`);
    out.json({ data, keys, size, root });
    if (!signal.aborted) await once(signal, "abort");
    await running.close();
    return 0;
  } catch (error) {
    if (!(error instanceof KeeperFailed)) throw error;
    out.error(error.message);
    return 1;
  }
}

/** Bytes: behind it comes the socket, and the kernel cuts longer names in silence. */
const MOST_PATH = 80;
const LONG = `paling panjang ${MOST_PATH} bita, karena soket ada di dalamnya · at most ${MOST_PATH} bytes, for the socket lies in it`;
const ITSELF =
  "--keeper adalah untuk server; di sini sebut --data dan --keys milik sistem kunci" +
  " · --keeper is for the server; here name --data and --keys of the keeper";
const SERVERS =
  "di sini ada basis data server: sistem kunci terpisah membutuhkan direktori sendiri, sebut yang lain dengan --data" +
  " · a server's database lies here: a keeper apart needs a directory of its own, name another with --data";
