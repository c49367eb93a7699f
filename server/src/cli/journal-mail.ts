import { MailFault } from "../journal/index.ts";
import type { Command, Context } from "./command.ts";

/** `mercusuar journal mail`: sends the checkpoint now, as a running server does each day. */
export const journalMail: Command = {
  name: "journal mail",
  reads: ["mailCheckpointsTo", "mailFrom", "mailServer", "mailPasswordFile", "mailCa"],
  words: {
    id: "Mengirim checkpoint sekarang lewat surel; server mengirimnya sendiri setiap hari.",
    en: "Mails the checkpoint now; a server does so by itself each day.",
  },
  run,
};

async function run({ product, out }: Context): Promise<number> {
  const { journal } = await product();
  try {
    const size = await journal.outside.mailNow();
    if (size === undefined) {
      out.error(
        "penerima belum ditetapkan: --mail-checkpoints-to, --mail-server, --mail-from saat start · nobody is set to get it: start with --mail-checkpoints-to, --mail-server, --mail-from",
      );
      return 2;
    }
    out.line(`checkpoint terkirim · sent: ${size}`);
    out.json({ size });
    return 0;
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    out.error(`surel tidak terkirim · the mail was not sent: ${error.message}`);
    return 1;
  }
}
