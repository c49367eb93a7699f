import { once } from "node:events";
import { type RunningStandby, STANDBY_PORT, startStandby } from "@mercusuar/keeper";
import type { Command, Context } from "./command.ts";
import { ensurePortFree } from "./port-free.ts";

/** `mercusuar standby --log VKEY`: keeps another host's journal as a mirror, ready to be taken over with `start --takeover`. */
export const standby: Command = {
  name: "standby",
  words: {
    id: "Menjadi cadangan siaga: menyimpan setiap catatan sistem kunci di mesin lain sebelum hasilnya dilepas.",
    en: "Is a standby: has each entry of the keeper on another host before anything of it is released.",
  },
  options: [
    {
      flags: "--log <vkey...>",
      words: {
        id: "Kunci pemeriksa log, atau berkas yang memuatnya (journal/vkey).",
        en: "Verifier key of the log, or a file that holds it (journal/vkey).",
      },
    },
    {
      flags: "--data <value>",
      words: { id: "Direktori cermin (.mercusuar-standby).", en: "Directory of the mirror (.mercusuar-standby)." },
    },
    {
      flags: "--port <value>",
      words: { id: `Porta; 0 memilih yang bebas (${STANDBY_PORT}).`, en: `Port; 0 takes a free one (${STANDBY_PORT}).` },
    },
  ],
  alone: true,
  houseless: true,
  run,
};

/** As the keeper leaves when its disk did not confirm a write. */
const DISK_FAILED = 5;

async function run({ options, settings, file, out, signal }: Context): Promise<number> {
  const { log, data, port } = options;
  if (!Array.isArray(log)) {
    out.error(
      "--log: kunci pemeriksa log belum disebut (berkas journal/vkey milik log) · name the log's verifier key (its file journal/vkey)",
    );
    return 2;
  }
  const chosen = port === undefined ? STANDBY_PORT : settings.port;
  await ensurePortFree(settings.host, chosen);
  const failed = new AbortController();
  const running = await startStandby(
    { data: file(typeof data === "string" ? data : ".mercusuar-standby"), logs: log, host: settings.host, port: chosen },
    (error) => failed.abort(error),
  );
  tell(out, running);
  if (!signal.aborted && !failed.signal.aborted) await Promise.race([once(signal, "abort"), once(failed.signal, "abort")]);
  await running.close();
  if (!failed.signal.aborted) return 0;
  out.error(`cadangan berhenti: penyimpanan gagal · the standby ends: its disk failed (${(failed.signal.reason as Error).message})`);
  return DISK_FAILED;
}

function tell(out: Context["out"], { address, key, head }: RunningStandby): void {
  const { size, root } = head();
  out.line(`cadangan siaga · standby: ${address}, ${size} catatan · entries`);
  out.line("bawa berkas kunci ini ke mesin sistem kunci, lalu · carry this key file to the keeper's host, then:");
  out.line(`  mercusuar start --mirror ${address} --mirror-key ${key}`);
  out.json({ address, key, size, root });
}
