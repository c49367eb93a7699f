import { checkState, type StateAsk, type StateParts } from "./check-state.ts";
import type { StateReport } from "./report.ts";

/** Checks the house and writes down that it was checked, and what came of it. @throws KeeperDown; Error where the journal cannot be read */
export async function checkHouse(parts: StateParts, ask: StateAsk): Promise<StateReport> {
  const report = await checkState(parts, ask);
  const what = [...new Set(report.findings.map(({ table }) => table))];
  const { state, rows, differences, size: upto } = report;
  const noted = await parts.keeper.append({ typ: "state.check", act: ask.by, body: { state, rows, differences, upto, what } });
  if (!noted.ok) throw new Error(`the keeper did not take the outcome of the check: ${noted.code}`);
  await parts.noted?.(state, differences);
  return report;
}
