import type { RotationState } from "../journal/index.ts";
import type { Product } from "../product.ts";
import type { Command, Context } from "./command.ts";
import { orphanLines } from "./keys-status.ts";
import { ROTATION_REASONS, TWO_PERSON_OPTIONS, twoPersons, whyOf } from "./two-persons.ts";

/** `mercusuar keys rotate`: new keys for everybody; the old ones die once every living holder has come under them. */
export const keysRotate: Command = {
  name: "keys rotate",
  words: {
    id: "Mengganti kunci; yang lama dimusnahkan setelah semua pemegang berpindah. Dua orang memutuskan.",
    en: "New keys; the old ones are destroyed once every holder has come under them. Two persons decide.",
  },
  options: [
    ...TWO_PERSON_OPTIONS,
    {
      flags: "--reason <word>",
      words: { id: `Alasan: ${ROTATION_REASONS.join(", ")} (schedule).`, en: `Why: ${ROTATION_REASONS.join(", ")} (schedule).` },
    },
    { flags: "--dry-run", words: { id: "Hanya menunjukkan siapa yang akan berpindah.", en: "Only shows who would come." } },
    {
      flags: "--give-up <count>",
      words: {
        id: "Mengakhiri penggantian tanpa sejumlah pemegang ini, yang tidak ada lagi di mana pun.",
        en: "Ends a rotation without this many holders, who are nowhere any more.",
      },
    },
    {
      flags: "--mend",
      words: {
        id: "Membuat lagi token pencarian basis data yang dipulihkan; tidak mengganti kunci.",
        en: "Makes the search tokens of a restored database anew; rotates nothing.",
      },
    },
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const why = whyOf(options.reason, "schedule", ROTATION_REASONS);
  const leave = options.giveUp === undefined ? undefined : Number(options.giveUp);
  if (leave !== undefined && !(Number.isSafeInteger(leave) && leave > 0)) {
    out.error("--give-up: bilangan bulat di atas 0 · a whole number above 0");
    return 2;
  }
  const product = await context.product();
  const { rotating, renewing, living, left, epoch } = await product.keeper.keys();
  if (options.dryRun === true) {
    out.line(
      `${rotating ? left : living} pemegang akan berpindah ke kunci baru · holders would come under new keys. Tidak ada yang diubah · Nothing was changed.`,
    );
    out.json({ epoch, rotating, living, left: rotating ? left : living, dryRun: true });
    return 0;
  }
  if (options.mend === true) return mend(context, product);
  if (rotating && !renewing && why === "suspected") {
    // It would only be followed, and nobody would get a DEK of his own anew.
    out.error(RENEWS_NOBODY);
    return 1;
  }
  if (!rotating || leave !== undefined) {
    // Another decision than to rotate: whoever agreed to new keys has not agreed to lose so many holders.
    const subject = leave === undefined ? "" : `left_${leave}`;
    const approved = await twoPersons(context, product, { what: "rotate", subject, why });
    if (approved === undefined) return 0;
    await (leave === undefined ? product.rotation.begin(approved) : product.rotation.giveUp({ ...approved, leave }));
    // The keeper begins in its own files, which no transaction of the database joins. Who dies in between leaves an approval that begins nothing
    // more: rotations lie a day apart, and no approval lives longer.
    await product.journal.derive((tx) => product.people.approvals.spend(tx, approved));
  } else product.rotation.goOn();
  return tell(context, product, await follow(context, product));
}

const RENEWS_NOBODY =
  "Penggantian terjadwal sedang berjalan dan tidak memberi siapa pun kunci baru miliknya sendiri. Tunggu sampai selesai (mercusuar keys status), lalu jalankan lagi. · A rotation on schedule goes on, which gives nobody a new key of his own. Let it end (mercusuar keys status), then run this again.";

/** Tokens of values whose old ones nobody can show any more: an import grant, and so two persons. */
async function mend(context: Context, product: Product): Promise<number> {
  const approved = await twoPersons(context, product, { what: "rotate", subject: "mend", why: "schedule" });
  if (approved === undefined) return 0;
  const { rotation, people, journal } = product;
  const brought = await rotation.mend(approved);
  await journal.derive((tx) => people.approvals.spend(tx, approved));
  const { withheld, faults } = rotation.state();
  context.out.line(`${brought} pemegang dipindahkan, ${withheld} tertahan · holders brought, ${withheld} withheld`);
  context.out.json({ brought, withheld, faults });
  return withheld > 0 ? 1 : 0;
}

/** Shows how far it is. Inside a running server it goes on when the caller goes; alone it goes on at the next start. */
async function follow({ progress, signal }: Context, { rotation }: Product): Promise<RotationState | undefined> {
  let bar: ReturnType<Context["progress"]> | undefined;
  const settled = rotation.settled(({ living, left }) => {
    bar ??= progress("kunci baru · new keys", living, "pemegang · holders");
    bar.to(living - left);
  });
  const gone = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const state = await Promise.race([settled, gone]);
  bar?.end();
  return state;
}

const GOES_ON = (left: number): string =>
  `Server melanjutkan penggantian kunci, ${left} tersisa. Lihat lagi · The server goes on with the rotation, ${left} left. See it again: mercusuar keys status; ikuti lagi · follow it again: mercusuar keys rotate`;
const WAITS = (left: number): string =>
  `Penggantian kunci berhenti, ${left} tersisa, dan berlanjut saat Mercusuar dijalankan · The rotation rests, ${left} left, and goes on once this runs: mercusuar start; lihat · see: mercusuar keys status`;

async function tell({ out, inside }: Context, { keeper }: Product, state: RotationState | undefined): Promise<number> {
  const { epoch, living, left, rotating } = await keeper.keys();
  out.json({ epoch, rotating, living, left, faults: state?.faults ?? 0, phase: state?.phase ?? "running" });
  if (state === undefined) {
    out.error(inside ? GOES_ON(left) : WAITS(left));
    return 0;
  }
  if (state.faults > 0) out.line(`${state.faults} pembungkus tidak dapat dibuka · wraps could not be opened`);
  if (rotating) {
    for (const line of orphanLines(left)) out.line(line);
    return 1;
  }
  out.line(
    `Kunci diganti: zaman ${epoch}, ${living} pemegang; kunci lama dimusnahkan. · Keys rotated: epoch ${epoch}, ${living} holders; the old keys are destroyed.`,
  );
  out.line("Cadangkan direktori kunci sekarang · Back up the keys directory now: mercusuar keys status");
  return 0;
}
