import type { Desk } from "@mercusuar/client";
import type { WordId } from "../words/say.ts";

/** The desks that this version has, in the order of the tabs. */
export const DESKS = [
  { id: "supervisor", path: "/tutup-hari", word: "tab.supervisor" },
  { id: "agent", path: "/hari-ini", word: "tab.agent" },
] as const satisfies { id: Desk; path: string; word: WordId }[];

export const deskPath = (desk: Desk) => DESKS.find((one) => one.id === desk)?.path ?? "/";
