import type { DeskGreeting } from "@mercusuar/client";
import type { WordId } from "../../words/say.ts";

/** What became of the looks: together they are all of them. What is none is not said, but clear ones always. */
export function looksPieces(greeting: DeskGreeting): { word: WordId; n: number }[] {
  const { looks, clear, answered, decided, waitingLooks, followed, open } = greeting;
  if (looks === 0) return [];
  const pieces: { word: WordId; n: number }[] = [
    { word: "greeting.clear", n: clear },
    { word: "greeting.answered", n: answered },
    { word: "greeting.decided", n: decided },
    { word: "greeting.waitingLooks", n: waitingLooks },
    { word: "greeting.followed", n: followed },
    { word: "greeting.open", n: open },
  ];
  return pieces.filter(({ word, n }) => n > 0 || word === "greeting.clear");
}

/** Rows that wait on this desk: those about looks, and refusals or reports beside them. */
export function waitingWord({ waitingRows, waitingOthers }: DeskGreeting): WordId | undefined {
  if (waitingRows > 0) return waitingOthers > 0 ? "greeting.waitingBoth" : "greeting.waiting";
  return waitingOthers > 0 ? "greeting.waitingOthers" : undefined;
}
