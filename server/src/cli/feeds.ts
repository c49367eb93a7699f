import type { FeedState } from "../watch/index.ts";
import type { Command } from "./command.ts";

const WHY: Record<FeedState["why"][number], string> = {
  missing: "tidak ada kiriman pada hari yang biasanya ada · nothing came on days on which it usually does",
  skew: "jamnya terlalu jauh · its clock is too far off",
  never: "belum pernah mengirim · has not delivered yet",
};

/** `mercusuar feeds`: what tells of contacts, when it last did, and how its clock goes. */
export const feeds: Command = {
  name: "feeds",
  reads: ["feeds", "feedGrace"],
  words: {
    id: "Sumber bukti kontak: kiriman terakhir, jam, dan yang tidak datang.",
    en: "Feeds of evidence: last delivery, clock, and what is missing.",
  },
  async run({ out, product }) {
    const { watch } = await product();
    const states = await watch.feedStates();
    for (const { source, state, lastDelivery, lastRecord, skewSeconds, missing, why } of states) {
      const clock = skewSeconds === undefined ? "jam · clock ?" : `jam · clock ${skewSeconds > 0 ? "+" : ""}${skewSeconds} s`;
      const last = `kiriman terakhir · last delivery ${timeOf(lastDelivery)}, catatan · record ${timeOf(lastRecord)}`;
      out.line(`${state === "lit" ? "aktif · lit  " : "kuning · amber"} ${source}: ${last}, ${clock}`);
      for (const one of why)
        out.line(
          `    ${WHY[one]}${one === "missing" ? ` (${missing.map(({ officeId, date }) => `${officeId} ${date}`).join(", ")})` : ""}`,
        );
    }
    if (states.length === 0)
      out.line("Belum ada sumber: mercusuar import calls, atau --feeds. · No feed yet: mercusuar import calls, or --feeds.");
    out.json({
      feeds: states.map(({ lastDelivery, lastRecord, missingSince, ...one }) => ({
        ...one,
        ...(lastDelivery ? { lastDelivery: lastDelivery.toISOString() } : {}),
        ...(lastRecord ? { lastRecord: lastRecord.toISOString() } : {}),
        ...(missingSince ? { missingSince: missingSince.toISOString() } : {}),
      })),
    });
    return 0;
  },
};

const timeOf = (at: Date | undefined): string => at?.toISOString().replace(/:\d\d\.\d+Z$/, "Z") ?? "-";
