import { ProblemError } from "@mercusuar/client";
import type { Say } from "../words/say.ts";

/** Any failure as a sentence with a way on; never a bare code. */
export function problemText(error: unknown, say: Say): { title: string; remedy: string } {
  if (!(error instanceof ProblemError)) return { title: say("problem.page"), remedy: say("problem.pageRemedy") };
  if (error.status === 0) return { title: say("problem.unreachable"), remedy: say("problem.unreachableRemedy") };
  if (error.status === 503) return { title: say("problem.dark"), remedy: error.detail ?? say("problem.darkRemedy") };
  if (error.code.startsWith("http-")) return { title: say("problem.page"), remedy: say("problem.pageRemedy") };
  return { title: error.title, remedy: error.detail ?? "" };
}
