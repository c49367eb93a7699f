import type { ImportRow } from "./import-row.ts";
import type { Present } from "./import-store.ts";

/** What an import would do about one person. */
export interface PersonDiff {
  row: ImportRow;
  now: Present | undefined;
  /** Columns that differ. */
  fields: string[];
}

/**
 * Undefined when nothing would change.
 * @param mac of the identity that the file tells, where it tells one
 */
export function diffOf(row: ImportRow, now: Present | undefined, mac?: string): PersonDiff | undefined {
  if (row.left) return now && now.state !== "left" ? { row, now, fields: ["state"] } : undefined;
  const fields = differing(row, now, mac);
  return fields.length > 0 ? { row, now, fields } : undefined;
}

function differing(row: ImportRow, now: Present | undefined, mac: string | undefined): string[] {
  const pairs: Array<[column: string, wanted: string | undefined, has: string | null | undefined]> = [
    ["name", row.name, now?.name],
    ["office", row.officeId, now?.officeId],
    ["job", row.job, now?.job],
    ["supervisor", row.supervisor, now?.supervisor],
    ["superior", row.superior, now?.superior],
    ["extension", row.extension, now?.extension],
    ["functions", [...row.functions].sort().join(" "), [...(now?.functions ?? [])].sort().join(" ")],
    // Paper proves more and more; a missing cell takes nothing away.
    ["screened_on", row.paper.screenedOn ?? now?.screenedOn ?? undefined, now?.screenedOn],
    ["contract_from", row.paper.contract?.startsOn ?? now?.contractFrom ?? undefined, now?.contractFrom],
    ["identity", mac ?? now?.identityMac ?? undefined, now?.identityMac],
    ["pledged_on", row.paper.pledgedOn && !now?.pledged ? row.paper.pledgedOn : undefined, undefined],
  ];
  return pairs.filter(([, wanted, has]) => (wanted ?? "") !== (has ?? "")).map(([column]) => column);
}

/** A line that a person reads before he says yes: `+ siti (CS)`, `~ dimas: functions`, `- budi`. */
export function diffLine({ row, now, fields }: PersonDiff): string {
  if (row.left) return `- ${row.login} (${row.name})`;
  return now ? `~ ${row.login}: ${fields.join(", ")}` : `+ ${row.login} (${row.name}, ${row.job})`;
}
