/** A checkpoint by mail: whoever keeps the mails convicts every older copy and every other history, without running anything. */
import { type Checkpoint, fromLatin1, hex } from "@mercusuar/proof";
import { createTransport } from "nodemailer";
import { mailServerOf } from "../../platform/mail-server.ts";

export interface MailSettings {
  /** Who keeps the checkpoints: addresses, separated by commas. */
  to: string;
  from: string;
  /** As {@link mailServerOf} reads it. */
  server: string;
  /** Of the name in `server`. */
  password?: string;
  /** PEM text of a certificate authority of one's own. */
  ca?: string;
}

/** Why no mail left: the library's word for it, never an address. */
export class MailFault extends Error {}

const PATIENCE_MS = 30_000;

/** @param day of the checkpoint, for its name. @throws MailFault */
export async function mailCheckpoint(settings: MailSettings, note: string, checkpoint: Checkpoint, day: string): Promise<void> {
  const reached = mailServerOf(settings.server);
  if ("mistake" in reached) throw new MailFault(reached.mistake);
  const { name, ...server } = reached;
  const transport = createTransport({
    ...server,
    ...(name === "" ? {} : { auth: { user: name, pass: settings.password ?? "" } }),
    ...(settings.ca === undefined ? {} : { tls: { ca: settings.ca } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from: settings.from, to: settings.to, ...letterOf(note, checkpoint, day) });
  } catch (error) {
    throw new MailFault((error as NodeJS.ErrnoException).code ?? (error as Error).name);
  } finally {
    transport.close();
  }
}

/** Size, root, the signed note and how to check it: no name of anybody, no value, no entry. */
export function letterOf(note: string, { origin, size, root }: Checkpoint, day: string) {
  const rootText = hex(fromLatin1(root));
  const text = `${id(size, rootText)}\n\n${en(size, rootText)}\n\n${note}`;
  return {
    subject: `Checkpoint ${day}: ${size} (${origin})`,
    text,
    textEncoding: "quoted-printable" as const,
    headers: { "Auto-Submitted": "auto-generated" },
    attachments: [{ filename: `checkpoint-${day}.txt`, content: note, contentType: "text/plain; charset=utf-8" }],
  };
}

const id = (size: number, root: string): string => `Checkpoint catatan akses, sekali sehari: ${size} catatan, akar
${root}

Simpan surel ini. Riwayat yang lebih pendek atau lain daripada ini ketahuan dengan:
  mercusuar journal verify DIREKTORI --known SUREL.eml
Tidak ada nama orang dan tidak ada isi data di sini.`;
const en = (size: number, root: string): string => `Checkpoint of the journal, once a day: ${size} entries, root
${root}

Keep this mail. A history that is shorter or another one is found out by:
  mercusuar journal verify DIRECTORY --known MAIL.eml
No name of anybody and no value is in here.`;
