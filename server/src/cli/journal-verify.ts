import { existsSync } from "node:fs";
import { verifyCommand } from "@mercusuar/proof/node";
import type { Command, Context } from "./command.ts";
import { VERIFY_OPTIONS, VerifyOptionError, verifyOptions } from "./verify-options.ts";
import { asJson, named, sayStamps, stampsBeside, withStamps } from "./verify-stamps.ts";

/** `mercusuar journal verify [DIR]`: 0 whole, 1 tampered, 2 cannot tell, 3 older than asked for. Reads files only, also while the journal grows. */
export const journalVerify: Command = {
  name: "journal verify",
  words: {
    id: "Memeriksa catatan akses: utuh (0), diubah (1), tidak dapat dipastikan (2), terlalu lama (3).",
    en: "Verifies the journal: whole (0), tampered (1), cannot tell (2), too old (3).",
  },
  args: ["[dir]"],
  options: VERIFY_OPTIONS,
  alone: true,
  houseless: true,
  shows: ["data"],
  unfinished: 2,
  run,
};

async function run(context: Context): Promise<number> {
  try {
    return await verify(context);
  } catch (error) {
    if (!(error instanceof VerifyOptionError)) throw error;
    context.out.error(error.message);
    return 2;
  }
}

async function verify({ args, options, settings, file, out, progress }: Context): Promise<number> {
  const dir = args[0] === undefined ? settings.data : file(args[0]);
  if (!existsSync(dir)) {
    out.error(`${dir}: tidak ada · there is no such directory`);
    return 2;
  }
  const bar: { progress?: ReturnType<Context["progress"]> } = {};
  const asked = verifyOptions({ options, file });
  const stamps = await stampsBeside(dir, settings.timeStampCa);
  const { exit, report } = await verifyCommand(dir, {
    ...withStamps(asked, stamps),
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
  const findings = named(report.findings, asked.known?.length ?? 0, stamps);
  for (const { code, index, where: place } of findings.slice(0, 20)) out.line(`  ${code} ${index ?? ""} ${place ?? ""}`.trimEnd());
  if (report.pruned !== undefined) out.line(prunedLine(report.pruned));
  for (const { name } of asked.policy?.witnesses ?? []) out.line(witnessLine(name, report.witnesses));
  sayStamps(out, stamps);
  out.json({ ...report, findings, ...(stamps.length === 0 ? {} : { stamps: stamps.map(asJson) }) });
  return exit;
}

/** What is there as hashes only, because two persons ended it with its term. */
const prunedLine = ({ upto, count }: { upto: number; count: number }): string =>
  `  dipangkas · pruned: ${count} catatan sebelum ${upto} tinggal hash-nya, karena masa simpannya berakhir · entries before ${upto} are there as hashes only, for their term is over`;

/** When each witness of the policy cosigned what was verified, by its own clock. */
function witnessLine(name: string, cosigned: ReadonlyArray<{ name: string; time: number }> = []): string {
  const at = cosigned.find((one) => one.name === name)?.time;
  const when = at === undefined ? "tidak menandatangani ini · has not cosigned this" : instant(at);
  return `  saksi · witness ${name}: ${when}`;
}

/** A witness may claim any second of its own; a time that no calendar has is shown as it is. */
function instant(seconds: number): string {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? String(seconds) : at.toISOString();
}
