import type { Command } from "./command.ts";

/** `mercusuar watch gaps`: what of the looks that other systems claim is not known here. */
export const watchGaps: Command = {
  name: "watch gaps",
  words: {
    id: "Mode Pantau: berapa pembukaan data tanpa petugas, pelanggan, atau keperluan yang dikenal.",
    en: "Mode Pantau: how many looks have no person, customer or purpose that is known here.",
  },
  async run({ out, product }) {
    const { watch } = await product();
    const gaps = await watch.observedGaps();
    for (const { source, looks, unknownPersons, unknownCustomers, unknownPurposes, from, to } of gaps)
      out.line(
        `${source}: pembukaan data · looks ${looks} (${from.toISOString().slice(0, 10)} … ${to.toISOString().slice(0, 10)}); tidak dikenal · unknown: petugas · persons ${unknownPersons}, pelanggan · customers ${unknownCustomers}, keperluan · purposes ${unknownPurposes}`,
      );
    if (gaps.length === 0) out.line("Belum ada: mercusuar watch import log. · None yet: mercusuar watch import log.");
    out.json({ gaps: gaps.map(({ from, to, ...one }) => ({ ...one, from: from.toISOString(), to: to.toISOString() })) });
    return 0;
  },
};
