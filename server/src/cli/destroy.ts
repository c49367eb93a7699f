import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Why } from "../people/index.ts";
import type { Product } from "../product.ts";
import type { Certificate } from "../records/index.ts";
import type { Command, Context } from "./command.ts";
import { TWO_PERSON_OPTIONS, twoPersons, whyOf } from "./two-persons.ts";

const REASONS: Why[] = ["request", "retention", "unlawful"];

/** `mercusuar destroy CUSTOMER`: his key dies, for good; two persons decide, a certificate proves it. */
export const destroy: Command = {
  name: "destroy",
  words: {
    id: "Memusnahkan data seorang pelanggan (id-nya: cus_…) untuk selamanya; dua orang memutuskan.",
    en: "Destroys the data of a customer (its id: cus_…) for good; two persons decide.",
  },
  args: ["<customer>"],
  options: [
    ...TWO_PERSON_OPTIONS,
    { flags: "--reason <word>", words: { id: `Alasan: ${REASONS.join(", ")} (request).`, en: `Why: ${REASONS.join(", ")} (request).` } },
    { flags: "--dry-run", words: { id: "Hanya menunjukkan apa yang akan dimusnahkan.", en: "Only shows what would be destroyed." } },
    {
      flags: "--out <dir>",
      words: { id: "Direktori untuk sertifikat; tanpa ini di sini.", en: "Directory of the certificate; here unless told." },
    },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options } = context;
  const [customer = ""] = args;
  const why = whyOf(options.reason, "request", REASONS);
  const product = await context.product();
  if (options.dryRun === true) return showPreview(context, product, customer);
  await product.destruction.preview(customer);
  const approved = await twoPersons(context, product, { what: "destroy", subject: customer, why });
  if (approved === undefined) return 0;
  const { entry } = await product.destruction.destroy(customer, approved);
  return handOver(context, await product.destruction.certificate(entry));
}

async function showPreview({ out }: Context, { destruction }: Product, customer: string): Promise<number> {
  const { key, fields, tokens, consents, sources, importRows } = await destruction.preview(customer);
  out.line(`kunci · key ${key}: ${fields} isian · fields, ${tokens} token indeks · index tokens, ${consents} izin · consents,`);
  out.line(`  ${sources} asal-usul · sources, ${importRows} baris impor · import rows. Tidak ada yang diubah · Nothing was changed.`);
  out.json({ customer, key, fields, tokens, consents, sources, importRows, dryRun: true });
  return 0;
}

/** `mercusuar keys certificate ENTRY`: the same certificate later, with what has become of backups and copies. */
export const keysCertificate: Command = {
  name: "keys certificate",
  words: { id: "Sertifikat pemusnahan menurut keadaan hari ini.", en: "The certificate of a destruction, as things are today." },
  args: ["<entry>"],
  options: [
    {
      flags: "--out <dir>",
      words: { id: "Direktori untuk sertifikat; tanpa ini di sini.", en: "Directory of the certificate; here unless told." },
    },
  ],
  async run(context) {
    const entry = /^\d{1,15}$/.test(context.args[0] ?? "") ? Number(context.args[0]) : Number.NaN;
    if (Number.isNaN(entry)) {
      context.out.error("Sebutkan nomor catatan · Give the number of the entry");
      return 2;
    }
    return handOver(context, await (await context.product()).destruction.certificate(entry));
  },
};

/** Two files: for machines and people, and the receipt alone, which any verifier of receipts takes. */
function handOver({ out, options, file, settings }: Context, certificate: Certificate): number {
  const dir = file(typeof options.out === "string" ? options.out : ".");
  const name = join(dir, `pemusnahan-${certificate.entry}`);
  writeFileSync(`${name}.json`, `${JSON.stringify(certificate, undefined, 2)}\n`, { mode: 0o600 });
  writeFileSync(`${name}.receipt`, certificate.receipt, { mode: 0o600 });
  for (const line of linesOf(certificate)) out.line(line);
  out.line(`${name}.json, ${name}.receipt`);
  out.line(`Periksa · Check: mercusuar journal verify ${settings.data} --receipt ${name}.receipt`);
  out.json({ ...certificate, files: [`${name}.json`, `${name}.receipt`] });
  return 0;
}

function linesOf({ entry, at, reference, key, backups, copies }: Certificate): string[] {
  const left = copies.filter(({ state }) => state === "must-go");
  const closed = backups.state === "closed";
  return [
    `Dimusnahkan · Destroyed: ${reference}, kunci · key ${key}, catatan · entry ${entry}, ${at}`,
    closed
      ? `Cadangan data tidak dapat dibuka siapa pun sejak · No backup can be opened by anybody since ${backups.closedAt}`
      : `Cadangan data tidak dapat dibuka lagi setelah rotasi berikut · No backup can be opened once the next rotation has ended: mercusuar keys rotate (kek-${backups.epoch})`,
    ...left.map(
      ({ id, place, epoch }) => `  salinan kunci yang harus hilang · copy of keys that must be gone: ${id} ${place} (kek-${epoch})`,
    ),
  ];
}
