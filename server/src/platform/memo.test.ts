import { expect, it } from "vitest";
import { Memo } from "./memo.ts";

it("works an answer out once, nothing for an answer too, and never holds more than its bound", () => {
  const memo = new Memo<number | undefined>(2);
  const worked: string[] = [];
  const ask = (question: string, answer?: number) =>
    memo.of(question, () => {
      worked.push(question);
      return answer;
    });
  expect([ask("a", 1), ask("a", 9), ask("b"), ask("b", 9)]).toEqual([1, 1, undefined, undefined]);
  expect(worked).toEqual(["a", "b"]);
  ask("c", 3);
  ask("a", 1);
  expect(worked).toEqual(["a", "b", "c", "a"]);
});
