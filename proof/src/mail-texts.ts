/** The texts in a mail as it was saved (RFC 5322, MIME): what is needed to find a checkpoint in it, and no more. */
import { fromLatin1, toLatin1, utf8 } from "./bytes.ts";

/** Mails in mails, parts in parts: deeper ones are nobody's. */
const DEEPEST = 8;
const HEADER = /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+/;
const OF_MAILS = /^(?:from|to|received|return-path|mime-version|message-id|subject|date):/im;

/** Whether the text begins as mails do; the line of an mbox file may stand before. Lines end with LF. */
export function isMail(text: string): boolean {
  const [header = ""] = HEADER.exec(withoutMboxLine(text)) ?? [];
  return OF_MAILS.test(header);
}

/** All texts of a mail, decoded; attachments are texts, too. Lines end with LF. */
export function textsInMail(mail: string, depth = 0): string[] {
  const part = withoutMboxLine(mail);
  const [header = ""] = HEADER.exec(part) ?? [];
  const body = part.slice(header.length).replace(/^\n/, "");
  const type = fieldOf(header, "content-type");
  const boundary = /boundary="?([^";\n]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined && depth < DEEPEST) return partsOf(body, boundary).flatMap((one) => textsInMail(one, depth + 1));
  const text = decoded(body, fieldOf(header, "content-transfer-encoding").trim().toLowerCase());
  return /^\s*message\/rfc822/i.test(type) && depth < DEEPEST ? textsInMail(text, depth + 1) : [text];
}

const withoutMboxLine = (text: string): string => text.replace(/^From [^\n]*\n/, "");

/** The field's text, its lines joined. */
function fieldOf(header: string, name: string): string {
  const found = new RegExp(`^${name}:([^\\n]*\\n(?:[ \\t][^\\n]*\\n)*)`, "im").exec(header)?.[1] ?? "";
  return found.replace(/\n[ \t]/g, " ");
}

function partsOf(body: string, boundary: string): string[] {
  const [, ...parts] = `\n${body}`.split(`\n--${boundary}`);
  return parts.filter((part) => !part.startsWith("--")).map((part) => part.replace(/^[^\n]*\n/, ""));
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return textOf(bytesOf(body));
  if (encoding !== "quoted-printable") return body;
  const joined = body.replace(/[ \t]*=[ \t]*\n/g, "");
  return textOf(fromLatin1(unescaped(toLatin1(utf8(joined)))));
}

const unescaped = (text: string): string =>
  text.replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function bytesOf(body: string): Uint8Array<ArrayBuffer> {
  try {
    return fromLatin1(atob(body.replace(/\s+/g, "")));
  } catch {
    return new Uint8Array();
  }
}

/** A picture is no text, and is no reason to stop. */
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/\r\n/g, "\n");
