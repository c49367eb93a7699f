import type { Refused } from "@mercusuar/keeper";
import { type Problem, problem } from "../../platform/problem.ts";

/** The keeper's answer to a rotation that it does not take: its reason, in its own words for the operator. */
export function refusedRotation({ code, detail }: Pick<Refused, "code" | "detail">): Problem {
  const title = { id: "Sistem kunci menolak penggantian kunci ini.", en: "The keeper refused this rotation of keys." };
  return problem("conflict", title, { status: 409, reason: code, detail: { id: detail, en: detail } });
}
