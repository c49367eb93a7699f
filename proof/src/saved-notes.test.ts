import { describe, expect, it } from "vitest";
import { noteRecord } from "./note-file.ts";
import { compactNote, savedNotes } from "./saved-notes.ts";

const note = (size: number, witnesses = 0): string =>
  `mercusuar-log-0123456789abcdef\n${size}\n${"A".repeat(43)}=\n\n${`— mercusuar-log-0123456789abcdef ${"b+/9".repeat(24)}\n`.repeat(1 + witnesses)}`;
const one = note(12, 1);

const mail = (encoding: string, body: string, eol = "\n"): string =>
  [
    "Received: from a (b)\n\tby c; Sun, 22 Nov 2026 10:00:00 +0000",
    "From: mercusuar@example.com",
    "Subject: checkpoint",
    'Content-Type: multipart/mixed;\n boundary="=_a+b"',
    "",
    "--=_a+b",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Transfer-Encoding: ${encoding}`,
    "",
    body,
    "--=_a+b",
    "Content-Type: image/png",
    "Content-Transfer-Encoding: base64",
    "",
    "iVBORw0KGgo=",
    "--=_a+b--",
    "",
  ]
    .join("\n")
    .replaceAll("\n", eol);

const quoted = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (byte === 10 ? "\n" : byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
    .join("")
    .replace(/[^\n]{60}(?=[^\n=]{3})/g, "$&=\n");

describe("a checkpoint that somebody saved", () => {
  it("is found in a file of notes", () => {
    expect(savedNotes(one)).toEqual([one]);
    expect(savedNotes(noteRecord(one) + noteRecord(note(13)))).toEqual([one, note(13)]);
  });

  it("is found in the line of a QR code, also between other words", () => {
    expect(savedNotes(compactNote(one))).toEqual([one]);
    expect(savedNotes(`dari kertas:\n${compactNote(one)}\n${compactNote(note(13))}\n`)).toEqual([one, note(13)]);
  });

  it.each([
    ["plain", mail("8bit", `Halo.\n\n${one}\nSimpan surel ini.`)],
    ["with lines that end as on the wire", mail("8bit", `Halo.\n\n${one}\nSimpan surel ini.`, "\r\n")],
    ["quoted-printable", mail("quoted-printable", quoted(`Halo.\n\n${one}`), "\r\n")],
    ["base64", mail("base64", Buffer.from(one.replaceAll("\n", "\r\n")).toString("base64").replace(/.{76}/g, "$&\n"), "\r\n")],
    ["passed on, its lines quoted", mail("8bit", `> Halo.\n>\n${one.replace(/^/gm, "> ")}`)],
    ["in an mbox file", `From x Sun Nov 22 10:00:00 2026\n${mail("8bit", one)}`],
    ["as a mail in a mail", `From: a\nSubject: Fwd\nContent-Type: message/rfc822\n\n${mail("8bit", one)}`],
    ["in it twice, as text and as file", mail("8bit", `${one}\n--=_a+b\nContent-Type: text/plain; name=checkpoint.txt\n\n${one}`)],
  ])("is found in a saved mail, %s", (_, text) => {
    expect(savedNotes(text)).toEqual([one]);
  });

  it("is not made up where there is none: what was given comes back, and is no checkpoint", () => {
    const empty = mail("8bit", "Halo.");
    expect(savedNotes(empty).join("\n\n")).toContain("Halo.");
    expect(savedNotes("mercusuar-checkpoint:1:_")).toEqual(["mercusuar-checkpoint:1:_"]);
  });

  it("takes no time to tell where a mail is long and holds nothing", () => {
    expect(savedNotes(mail("8bit", "x\n9\n".repeat(200_000))).length).toBeGreaterThan(0);
  });
});
