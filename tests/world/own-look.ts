import type { EveningWorld, Worker } from "./evening-world.ts";

/** Opens a task on the spot and looks: the person's own word and nothing else. @param time local time of the day; now unless told */
export async function ownLook(
  { at, call }: Pick<EveningWorld, "at" | "call">,
  who: Worker,
  customer: string,
  time?: string,
): Promise<{ entry: number; case: string }> {
  if (time) at(time);
  const opened = await call(who, "POST", "/api/cases", { customer, purpose: "care", origin: "agent_call" });
  if (opened.status !== 200) throw new Error(`no task was opened: ${opened.text}`);
  const look = await call(who, "POST", "/api/looks", { customer, purpose: "care", case: opened.body.case.id });
  if (look.status !== 200) throw new Error(`the look was refused: ${look.text}`);
  return { entry: look.body.entry, case: opened.body.case.id };
}
