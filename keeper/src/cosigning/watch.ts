import type { Alarm } from "../alarm.ts";
import type { Desk } from "../desk.ts";
import type { Pen } from "../journal/pen.ts";
import type { PublishedHead } from "./asking.ts";
import type { Cosigning } from "./cosigning.ts";

/** Hands what was published to the witnesses; what they say against it stops this keeper. */
export function watch(cosigning: Cosigning, pen: Pen, desk: Desk, alarm: Alarm): void {
  afterPublishing(pen, (head) => cosigning.offer(head));
  cosigning.begin(
    {
      onOtherHistory: (why) => {
        desk.halt(why);
        alarm("halted", { why });
      },
      onState: (id, state, size) => {
        alarm("witness", { id, state });
        void desk.note("witness", { change: "state", id, state, ...(size === undefined ? {} : { size }) });
      },
      onTrouble: (what) => alarm("witness", { what }),
    },
    () => pen.publish(),
  );
}

/** Tells one more of each head that was published. */
export function afterPublishing(pen: Pen, told: (head: PublishedHead) => void): void {
  const { onPublished } = pen;
  pen.onPublished = async (head) => {
    told(head);
    await onPublished(head);
  };
}
