import type { Product } from "../product.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * What a house that serves does by itself: each minute it looks at its lamp, every five at the plan of duty, and runs the evening of an office whose
 * last shift is over, or in which somebody's time for his answer is; each hour it looks at those who reported and at notes whose time is over, and
 * lays before supervisors what they owe their teams.
 */
export function watchHouse({ tower, review, log }: Pick<Product, "tower" | "review" | "log">): { close(): Promise<void> } {
  const closers = [
    again(MINUTE, () => tower.noteChanges()),
    again(5 * MINUTE, () => review.runDue()),
    again(HOUR, async () => {
      await review.inquiries.sweepReprisals();
      await review.inquiries.expireNotes();
      await review.controls.lay();
    }),
  ];
  /** One after the other; what fails is told and tried again. */
  function again(every: number, work: () => Promise<unknown>): () => Promise<void> {
    let working: Promise<unknown> = Promise.resolve();
    const turn = (): void => {
      working = working.then(work).catch(({ name }: Error) => log.error({ name }, "watch"));
    };
    const timer = setInterval(turn, every).unref();
    turn();
    return async () => {
      clearInterval(timer);
      await working;
    };
  }
  return {
    async close() {
      for (const close of closers) await close();
    },
  };
}
