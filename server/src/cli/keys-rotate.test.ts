import { expect, it } from "vitest";
import type { Context } from "./command.ts";
import { keysRotate } from "./keys-rotate.ts";

it("an approval to rotate gives up nobody: for that two persons agree to exactly so many", async () => {
  const asked: Array<[what: string, subject: string]> = [];
  const given: number[] = [];
  const product = {
    keeper: { keys: async () => ({ rotating: true, living: 9, left: 3, epoch: 2 }) },
    rotation: { giveUp: async ({ leave }: { leave: number }) => void given.push(leave) },
    people: {
      approvals: {
        async approved(_: string, what: string, { subject }: { subject: string }) {
          asked.push([what, subject]);
          if (subject !== "") throw new Error("given for something else");
        },
      },
    },
  };
  const context = { options: { giveUp: "3", approval: "apr_rotate" }, args: [], product: async () => product };
  await expect(keysRotate.run(context as unknown as Context)).rejects.toThrow("given for something else");
  expect([asked, given]).toEqual([[["rotate", "left_3"]], []]);
});
