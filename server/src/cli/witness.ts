import { once } from "node:events";
import { type RunningWitness, startWitness, WITNESS_PORT } from "@mercusuar/keeper";
import type { Command, Context } from "./command.ts";
import { ensurePortFree } from "./port-free.ts";

/** `mercusuar witness --log VKEY`: watches another house's journal and cosigns its growth. It learns size and root, nothing else. */
export const witness: Command = {
  name: "witness",
  words: {
    id: "Menjadi saksi bagi catatan akses pihak lain: menandatangani pertumbuhannya. Hanya ukuran dan akar yang terlihat.",
    en: "Witnesses another house's journal: cosigns its growth. It sees size and root only.",
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
      flags: "--name <name>",
      words: { id: "Nama saksi, hanya pada mulai pertama.", en: "Name of the witness, at its first start only." },
    },
    {
      flags: "--data <value>",
      words: { id: "Direktori saksi ini sendiri (.mercusuar-witness).", en: "Directory of this witness alone (.mercusuar-witness)." },
    },
    {
      flags: "--port <value>",
      words: { id: `Porta; 0 memilih yang bebas (${WITNESS_PORT}).`, en: `Port; 0 takes a free one (${WITNESS_PORT}).` },
    },
  ],
  alone: true,
  houseless: true,
  run,
};

/** As the keeper leaves when its disk did not confirm a write. */
const DISK_FAILED = 5;

async function run({ options, settings, file, out, signal }: Context): Promise<number> {
  const { log, name, data, port } = options;
  if (!Array.isArray(log)) {
    out.error(
      "--log: kunci pemeriksa log belum disebut (berkas journal/vkey milik log) · name the log's verifier key (its file journal/vkey)",
    );
    return 2;
  }
  const chosen = port === undefined ? WITNESS_PORT : settings.port;
  await ensurePortFree(settings.host, chosen);
  const failed = new AbortController();
  const running = await startWitness(
    {
      data: file(typeof data === "string" ? data : ".mercusuar-witness"),
      logs: log,
      host: settings.host,
      port: chosen,
      ...(typeof name === "string" ? { name } : {}),
    },
    (error) => failed.abort(error),
  );
  tell(out, running);
  if (!signal.aborted && !failed.signal.aborted) await Promise.race([once(signal, "abort"), once(failed.signal, "abort")]);
  await running.close();
  if (!failed.signal.aborted) return 0;
  out.error(`saksi berhenti: penyimpanan gagal · the witness ends: its disk failed (${(failed.signal.reason as Error).message})`);
  return DISK_FAILED;
}

function tell(out: Context["out"], { vkey, url, heads }: RunningWitness): void {
  const [name = ""] = vkey.split("+");
  out.line(`saksi · witness: ${name}`);
  for (const { origin, size } of heads) out.line(`  ${origin}: ${size}`);
  out.line("untuk berkas aturan kepercayaan pemilik log · for the trust policy of the log's keeper:");
  out.line(`witness ${name} ${vkey} ${url}`);
  out.json({ name, vkey, url, heads });
}
