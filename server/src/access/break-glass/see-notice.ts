import { problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { markSeen } from "./notices.ts";
import { WORDS } from "./words.ts";

/** That somebody has read a notice changes nothing that decides. @throws Problem `not-found` */
export async function seeNotice(house: House, by: { id: string }, id: string): Promise<void> {
  if (!(await house.derive((tx) => markSeen(tx, id, by.id, house.clock.now())))) throw problem("not-found", WORDS.noNotice);
}
