import type { Lamp } from "@mercusuar/client";
import type { Language, WordId } from "../words/say.ts";

export type LampState =
  | { light: "lit"; notice?: string }
  | { light: "amber"; notice: string }
  | { light: "unknown" }
  | { light: "dark"; why: string | undefined; word: WordId };

/** What the lamp shows: the server's own reason where it gives one, else ours for the state of the keeper. */
export function lampState(lamp: Lamp | undefined, failed: boolean, language: Language): LampState {
  if (failed) return { light: "dark", why: undefined, word: "lamp.unreachable" };
  if (!lamp) return { light: "unknown" };
  const late = lamp.parts?.find(({ state }) => state === "amber");
  if (lamp.lit && lamp.state === "amber" && late)
    return { light: "amber", notice: [late.means, late.todo].flatMap((words) => words?.[language] ?? []).join(" ") };
  if (lamp.lit) return lamp.notice ? { light: "lit", notice: lamp.notice[language] } : { light: "lit" };
  const why = typeof lamp.why === "string" ? lamp.why : lamp.why?.[language];
  return { light: "dark", why, word: lamp.keeper === "disk-full" ? "lamp.diskFull" : "lamp.closed" };
}
