import type { Say } from "../../words/say.ts";

/** The keys of the desk itself: letters of the words that stand beside them, so each language has its own. */
export const deskKeys = (say: Say) => ({
  call: say("key.call"),
  visit: say("key.visit"),
  again: say("key.again"),
  mistake: say("key.mistake"),
  undo: say("key.undo"),
});
