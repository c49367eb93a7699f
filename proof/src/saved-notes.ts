/** Checkpoints in the forms in which people keep them: files of notes, a saved mail, the line that a QR code holds. */
import { base64, fromBase64, fromUtf8, utf8 } from "./bytes.ts";
import { isMail, textsInMail } from "./mail-texts.ts";
import { splitNotes } from "./note-file.ts";

/** What the line begins with; behind it stands the note's text in base64url. */
export const COMPACT_PREFIX = "mercusuar-checkpoint:1:";
const COMPACT = /mercusuar-checkpoint:1:([A-Za-z0-9_-]+)/g;
/** tlog-checkpoint in a signed note. */
const CHECKPOINT = /[^\n]+\n\d+\n[A-Za-z0-9+/]{43}=\n(?:[^\n]+\n)*\n(?:\u2014 [^\n]+ [A-Za-z0-9+/]+=*(?:\n|$))+/g;

/** A signed note as one line without spaces: it survives paper, a scanner and a messenger. */
export function compactNote(note: string): string {
  return COMPACT_PREFIX + base64(utf8(note)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The notes in what somebody saved; what holds none comes back as it is, and is none. */
export function savedNotes(text: string): string[] {
  const lines = text.replace(/\r\n/g, "\n");
  const found = isMail(lines) ? notesInMail(lines) : compactNotes(lines);
  return found.length > 0 ? [...new Set(found)] : splitNotes(text);
}

function compactNotes(text: string): string[] {
  return [...text.matchAll(COMPACT)].map(([whole, code = ""]) => noteIn(code) ?? whole);
}

function noteIn(code: string): string | undefined {
  const bytes = fromBase64(code.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (code.length % 4)) % 4));
  try {
    return bytes && fromUtf8(bytes);
  } catch {
    return undefined;
  }
}

/** Somebody may have passed it on: then the lines are quoted. */
function notesInMail(mail: string): string[] {
  return textsInMail(mail).flatMap((text) => {
    const plain = text.replace(/^(?:>[ \t]?)+/gm, "");
    return [...compactNotes(plain), ...[...plain.matchAll(CHECKPOINT)].map(([note]) => (note.endsWith("\n") ? note : `${note}\n`))];
  });
}
