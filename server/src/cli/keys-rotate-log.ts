import { createHash } from "node:crypto";
import { type KeysResult, MOST_OVERLAP_DAYS, OVERLAP_DAYS } from "@mercusuar/keeper";
import { rotateLogKey } from "../journal/index.ts";
import { agentKeyIn } from "./agent-key.ts";
import type { Command, Context } from "./command.ts";
import { logKeyLines } from "./keys-status.ts";
import { ROTATION_REASONS, TWO_PERSON_OPTIONS, twoPersons, whyOf } from "./two-persons.ts";

/** `mercusuar keys rotate-log`: another key signs the journal, first beside the old one, then alone. */
export const keysRotateLog: Command = {
  name: "keys rotate-log",
  words: {
    id: "Mengganti kunci yang menandatangani catatan akses: dahulu berdua dengan yang lama, lalu sendiri (--end). Dua orang memutuskan.",
    en: "Another key to sign the journal: first beside the old one, then alone (--end). Two persons decide.",
  },
  options: [
    ...TWO_PERSON_OPTIONS,
    {
      flags: "--days <days>",
      words: {
        id: `Berapa hari keduanya menandatangani: 1 sampai ${MOST_OVERLAP_DAYS} (${OVERLAP_DAYS}).`,
        en: `Days in which both sign: 1 to ${MOST_OVERLAP_DAYS} (${OVERLAP_DAYS}).`,
      },
    },
    {
      flags: "--ssh-agent <file>",
      words: {
        id: "Kunci baru ada pada agen SSH (SSH_AUTH_SOCK saat server dimulai): berkas kunci publiknya.",
        en: "The new key lies in the SSH agent (SSH_AUTH_SOCK as the server was started): the file of its public half.",
      },
    },
    { flags: "--dry-run", words: { id: "Hanya menunjukkan keadaan sekarang.", en: "Only shows how things stand." } },
    {
      flags: "--end",
      words: { id: "Memusnahkan yang lama, bila harinya sudah lewat.", en: "Destroys the old one, once the days are over." },
    },
    {
      flags: "--reason <word>",
      words: {
        id: `Alasan: ${ROTATION_REASONS.join(", ")} (schedule). Dengan suspected, --end tidak menunggu harinya.`,
        en: `Why: ${ROTATION_REASONS.join(", ")} (schedule). With suspected, --end does not wait for the days.`,
      },
    },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const why = whyOf(options.reason, "schedule", ROTATION_REASONS);
  const end = options.end === true;
  const days = options.days === undefined ? undefined : Number(options.days);
  if (days !== undefined && (end || !Number.isSafeInteger(days) || days < 1 || days > MOST_OVERLAP_DAYS)) {
    out.error(
      `--days: bilangan bulat 1 sampai ${MOST_OVERLAP_DAYS}, tanpa --end · a whole number from 1 to ${MOST_OVERLAP_DAYS}, without --end`,
    );
    return 2;
  }
  if (end && options.sshAgent !== undefined) {
    out.error("--ssh-agent: hanya saat mulai, tanpa --end · with the beginning only, without --end");
    return 2;
  }
  const sshAgent = typeof options.sshAgent === "string" ? agentKeyIn(context.file(options.sshAgent)) : undefined;
  const product = await context.product();
  const { log: before, keys } = await product.keeper.keys();
  if (end !== (before.next !== undefined)) {
    out.error(end ? NONE_TAKES_OVER : GOES_ON);
    return 1;
  }
  if (options.dryRun === true) {
    for (const line of logKeyLines(before, product.clock.now())) out.line(line);
    out.line("Tidak ada yang diubah · Nothing was changed.");
    out.json({ log: before, dryRun: true });
    return 0;
  }
  // Whoever agreed to a new key has not agreed to the end of the old one: others must know the new one first.
  const approved = await twoPersons(context, product, { what: "rotate", subject: subjectOf(before, sshAgent), why });
  if (approved === undefined) return 0;
  const { by, second } = approved;
  const early = end && approved.why === "suspected" ? { early: true } : {};
  await rotateLogKey(product.keeper, {
    step: end ? "end" : "begin",
    by,
    second,
    ...early,
    ...(sshAgent === undefined ? {} : { sshAgent }),
    ...(days === undefined ? {} : { days }),
  });
  await product.journal.derive((tx) => product.people.approvals.spend(tx, approved));
  const { log } = await product.keeper.keys();
  const wasInAgent = keys.some(({ kind, state, algorithm }) => kind === "log" && state === "retiring" && algorithm.endsWith("SSH agent"));
  for (const line of end ? endedLines(log.vkey, wasInAgent) : logKeyLines(log, product.clock.now())) out.line(line);
  out.line("Cadangkan direktori kunci sekarang · Back up the keys directory now: mercusuar keys status");
  out.json({ log });
  return 0;
}

/** Whoever agreed to a key, or to the end of one, has not agreed to another one's. */
const subjectOf = ({ next }: KeysResult["log"], sshAgent: string | undefined): string => {
  if (next !== undefined) return `log_end_${createHash("sha256").update(next).digest("hex").slice(0, 16)}`;
  return sshAgent === undefined ? "log" : `log_${sshAgent.slice(0, 16)}`;
};

const NONE_TAKES_OVER =
  "Tidak ada kunci log yang sedang diganti: jalankan dahulu tanpa --end. · No log key is being rotated: run it without --end first.";
const GOES_ON =
  "Kunci log sedang diganti, keduanya menandatangani; akhiri dengan · The log key is being rotated, both sign; end it with: mercusuar keys rotate-log --end";

const endedLines = (vkey: string, wasInAgent: boolean): string[] => [
  wasInAgent
    ? "Kunci log diganti; keluarkan yang lama dari agen SSH (ssh-add -d) dan musnahkan berkasnya. · The log key is rotated; take the old one out of the SSH agent (ssh-add -d) and destroy its file."
    : "Kunci log diganti; yang lama dimusnahkan. · The log key is rotated, the old one destroyed.",
  `Kunci pemeriksa sekarang · Verifier key from now on: ${vkey}`,
  "Saksi dan pemeriksa: hapus kunci lama dari --log dan dari aturan kepercayaan untuk catatan baru. · Witnesses and verifiers: take the old key out of --log, and believe no new checkpoint for it.",
];
