import { existsSync } from "node:fs";
import { verifyCommand } from "@mercusuar/proof/node";
import type { Command, Context } from "./command.ts";

/** `mercusuar journal verify [DIR]`: 0 whole, 1 tampered, 2 cannot tell. Reads files only, also while the journal grows. */
export const journalVerify: Command = {
  name: "journal verify",
  words: {
    id: "Memeriksa catatan akses: utuh, diubah, atau tidak dapat dipastikan.",
    en: "Verifies the journal: whole, tampered, or cannot tell.",
  },
  args: ["[dir]"],
  options: [{ flags: "--vkey <key>", words: { id: "Kunci pemeriksa dari tempat lain.", en: "Verifier key known from elsewhere." } }],
  alone: true,
  run,
};

async function run({ args, options, settings, file, out, progress }: Context): Promise<number> {
  const dir = args[0] === undefined ? settings.data : file(args[0]);
  if (!existsSync(dir)) {
    out.error(`${dir}: tidak ada · there is no such directory`);
    return 2;
  }
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const { exit, report } = await verifyCommand(dir, {
    ...(typeof options.vkey === "string" ? { vkey: options.vkey } : {}),
    onProgress: (done, size) => {
      bar.progress ??= progress("catatan · entries", size, "");
      bar.progress.to(done);
    },
  });
  bar.progress?.end();
  const where =
    report.index === undefined
      ? ""
      : `, ${report.upto === undefined ? "" : "dari · from "}${report.index}${report.upto === undefined ? "" : `–${report.upto - 1}`}`;
  out.line(`${report.code}: ${report.words.id} · ${report.words.en} (${report.size}${where})`);
  for (const { code, index, where: place } of report.findings.slice(0, 20)) out.line(`  ${code} ${index ?? ""} ${place ?? ""}`.trimEnd());
  out.json(report);
  return exit;
}
