import { TimeStampFault } from "../journal/index.ts";
import type { Command, Context } from "./command.ts";

/** `mercusuar journal stamp`: asks the time-stamping authority now; a running server does so by itself each day. */
export const journalStamp: Command = {
  name: "journal stamp",
  reads: ["timeStamps", "timeStampCa"],
  words: {
    id: "Meminta cap waktu (RFC 3161) atas checkpoint sekarang; server memintanya sendiri setiap hari.",
    en: "Asks for a time stamp (RFC 3161) of the checkpoint now; a server asks by itself each day.",
  },
  run,
};

async function run({ product, out }: Context): Promise<number> {
  const { journal } = await product();
  try {
    const stamped = await journal.outside.stampNow();
    if (stamped === undefined) {
      out.error(
        "otoritas cap waktu belum ditetapkan: --time-stamps dan --time-stamp-ca saat start · no authority is set: start with --time-stamps and --time-stamp-ca",
      );
      return 2;
    }
    const { name, size, time, hash, here } = stamped;
    out.line(`journal/stamps/${name}.tsr: ${time.toISOString()} (${size})`);
    out.line(`openssl ts -verify -in ${name}.tsr -data ${name}.checkpoint -CAfile CA -attime ${Math.floor(time.getTime() / 1000)}`);
    if (here) out.error("otoritas ini berjalan di mesin ini juga · this authority runs on this very machine");
    out.json({ name, size, time: time.toISOString(), sha256: hash, here });
    return 0;
  } catch (error) {
    if (!(error instanceof TimeStampFault)) throw error;
    out.error(`cap waktu tidak diperoleh · no time stamp: ${error.message}`);
    return 1;
  }
}
