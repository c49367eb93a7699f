/** The life of a keeper between calls, and its end. */
import type { Cosigning } from "./cosigning/cosigning.ts";
import type { Desk } from "./desk.ts";
import type { HeadMark } from "./journal/head-mark.ts";
import type { Pen } from "./journal/pen.ts";
import type { Pruner } from "./journal/pruner.ts";
import type { Iids } from "./limits/iids.ts";
import type { Mirror } from "./standby/mirror.ts";
import { freeBytes } from "./status.ts";

/** As long as its witnesses are waited for at the end. */
const MIRROR_LAST_MS = 2_000;
const MINUTE = 60_000;

/** Writes a heartbeat if nothing was written for a minute; writes `stop`, publishes, closes. */
export function ending(
  desk: Desk,
  pen: Pen | undefined,
  mark: HeadMark,
  root: string,
  iids: Iids,
  cosigning: Cosigning | undefined,
  mirror: Mirror | undefined,
  pruner: Pruner,
): { beat(): void; stop(why: string): Promise<void> } {
  return {
    beat: () => {
      iids.prune(Date.now());
      const turned = cosigning?.turned();
      if (turned !== undefined) void desk.note("witness", { change: "grace", state: turned });
      if (pen !== undefined && Date.now() - pen.lastAt >= MINUTE)
        void desk.note("heartbeat", { free: freeBytes(root), ...desk.openings() });
    },
    stop: async (why) => {
      // A standby that is away must not keep this keeper from going.
      const late = setTimeout(() => mirror?.close(), MIRROR_LAST_MS);
      await pruner.end();
      if (pen !== undefined) {
        await desk.note("stop", { why, ...desk.openings() });
        await pen.close();
        await mark.write(pen.head);
      }
      // At last, for the witnesses shall see the stop as well.
      await cosigning?.close();
      clearTimeout(late);
      mirror?.close();
    },
  };
}
