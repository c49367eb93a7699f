import { keyholdersOf, lockStart, MOST_KEYHOLDERS, unlockStart } from "@mercusuar/keeper";
import type { Command, Context } from "./command.ts";

/** A server whose keeper runs apart has no keys but its own: sealed would be nothing. */
function keysMustBeHere({ keeper }: Context["settings"]): void {
  if (keeper !== undefined) throw new Error(APART);
}

const APART =
  "sistem kuncinya berjalan terpisah, kunci tidak ada di sini: satukan dahulu menurut docs/guides/sistem-kunci-terpisah.md" +
  " · the keeper runs apart, and its keys are not here: bring it back first, as docs/guides/keeper-apart.md tells";

/** `mercusuar keys seal --keyholder NAME --keyholder NAME…`: from then on any two of them start the keeper, and nobody alone. */
export const keysSeal: Command = {
  name: "keys seal",
  words: {
    id: "Menyegel kunci: setelah itu dua orang membukanya bersama setiap kali Mercusuar dijalankan.",
    en: "Seals the keys: from then on two persons open them together at each start.",
  },
  options: [
    {
      flags: "--keyholder <name...>",
      words: { id: "Pemegang frasa sandi, 2 sampai 6 orang.", en: "Who holds a passphrase, 2 to 6 persons." },
    },
  ],
  alone: true,
  async run(context) {
    const { keys } = context.settings;
    keysMustBeHere(context.settings);
    if (keyholdersOf(keys) !== undefined) throw new Error(`${keys}: kunci sudah disegel · the keys are sealed already`);
    const names = [context.options.keyholder ?? []].flat().map(String);
    const different = new Set(names.map((name) => name.trim().toLowerCase()));
    if (names.length < 2 || names.length > MOST_KEYHOLDERS || different.size < names.length)
      throw new Error(
        `--keyholder: 2 sampai ${MOST_KEYHOLDERS} nama yang berbeda, dua orang mana pun dari mereka membuka kunci · 2 to ${MOST_KEYHOLDERS} different names, any two of them open the keys`,
      );
    // The product is open meanwhile: nobody else starts, and what is done stands in the journal.
    await context.product();
    const keyholders = [];
    for (const name of names) keyholders.push({ name, passphrase: await madeUp(context, name) });
    lockStart(keys, keyholders);
    for (const line of SEALED) context.out.line(line);
    context.out.json({ sealed: true, keyholders: names });
    return 0;
  },
};

const SEALED = [
  "Kunci disegel. Dua orang mana pun dari mereka membukanya. Bila kurang dari dua orang masih ingat, semua data hilang.",
  "The keys are sealed. Any two of them open them. Where fewer than two still remember, all data is lost.",
  "Buat cadangan kunci yang baru, lalu musnahkan cadangan lama: isinya belum disegel.",
  "Make a new backup of the keys, then destroy the older ones: what they hold is not sealed.",
];

async function madeUp({ secret }: Context, name: string): Promise<string> {
  const passphrase = await secret(`${name}: frasa sandi baru, minimal 12 huruf · new passphrase, 12 characters or more: `);
  if ((await secret(`${name}: sekali lagi · once more: `)) !== passphrase)
    throw new Error(`${name}: kedua kali tidak sama, tidak ada yang disegel · the second time it was another one; nothing was sealed`);
  return passphrase;
}

/** `mercusuar keys unseal`: two keyholders open the keys for good. */
export const keysUnseal: Command = {
  name: "keys unseal",
  words: {
    id: "Membuka segel kunci: dua pemegang bersama.",
    en: "Takes the seal off the keys: two keyholders together.",
  },
  alone: true,
  async run(context) {
    keysMustBeHere(context.settings);
    const { keys } = context.settings;
    const startKey = await context.startKey();
    if (startKey === undefined) throw new Error(`${keys}: kunci tidak disegel · the keys are not sealed`);
    await context.product();
    unlockStart(keys, startKey);
    context.out.line("Kunci tidak disegel lagi · The keys are not sealed any more.");
    context.out.json({ sealed: false });
    return 0;
  },
};
