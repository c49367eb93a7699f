import type { ImportedLog, ObservedGaps, UnknownName } from "../watch/index.ts";
import type { Command } from "./command.ts";

/** `mercusuar watch gaps`: what of the looks that other systems claim is not known here. */
export const watchGaps: Command = {
  name: "watch gaps",
  words: {
    id: "Mode Pantau: berapa pembukaan data tanpa petugas, pelanggan, atau keperluan yang dikenal, dan sebutan mana yang belum dikenal.",
    en: "Mode Pantau: how many looks have no person, customer or purpose that is known here, and which of the log's names those are.",
  },
  async run({ out, product }) {
    const { watch } = await product();
    const gaps = await watch.observedGaps();
    for (const one of gaps) {
      const [from, to] = [one.from, one.to].map((at) => at.toISOString().slice(0, 10));
      out.line(`${one.source}: pembukaan data · looks ${one.looks} (${from} … ${to})`);
      for (const line of gapLines(one)) out.line(`  ${line}`);
    }
    if (gaps.length === 0) out.line("Belum ada: mercusuar watch import log. · None yet: mercusuar watch import log.");
    out.json({ gaps: gaps.map(({ from, to, ...one }) => ({ ...one, from: from.toISOString(), to: to.toISOString() })) });
    return 0;
  },
};

type Gaps = Pick<ImportedLog & ObservedGaps, "unknownPersons" | "unknownCustomers" | "unknownPurposes" | "unlinkedCustomers" | "names">;

/** What is not known, in looks, with the log's own words for people and purposes and what closes the gap. Customers are never named. */
export function gapLines({ unknownPersons, unknownCustomers, unknownPurposes, unlinkedCustomers, names }: Gaps): string[] {
  const without = (count: number, id: string, en: string): string => `${count} pembukaan data ${id} · ${count} looks ${en}`;
  return [
    ...(unknownPersons > 0
      ? [
          without(
            unknownPersons,
            "oleh petugas yang tidak dikenal: lengkapi roster atau persons di peta, lalu impor lagi",
            "by people who are not known: complete the roster, or persons in the map, and import again",
          ),
          ...listed(names.persons),
        ]
      : []),
    ...(unknownCustomers > 0 ? [without(unknownCustomers, "tanpa id pelanggan", "without a customer id")] : []),
    ...(unlinkedCustomers > 0
      ? [
          without(
            unlinkedCustomers,
            "atas id pelanggan yang tidak ada di berkas pelanggan yang diimpor: samakah cara kedua berkas menulis id?",
            "at customer ids that are not in the imported file of customers: do both files write ids in the same way?",
          ),
        ]
      : []),
    ...(unknownPurposes > 0
      ? [
          without(
            unknownPurposes,
            "dengan keperluan yang tidak dikenal: lengkapi purposes di peta",
            "for purposes that are not known: complete purposes in the map",
          ),
          ...listed(names.purposes),
        ]
      : []),
    ...(unknownPersons + unknownCustomers + unlinkedCustomers + unknownPurposes === 0 ? ["semua dikenal · all is known"] : []),
  ];
}

const listed = (names: readonly UnknownName[]): string[] =>
  names.length === 0 ? [] : [`  ${names.map(({ name, looks }) => `${name} (${looks})`).join(", ")}`];
