import { readFile } from "node:fs/promises";
import { RowError } from "../platform/csv.ts";
import { readXes } from "../replay/xes.ts";
import { XesError } from "../replay/xes-error.ts";
import { LOG_FORMATS, type LogMap, type LogRead, readCsvLog, readLogMap, readOcsfLog } from "../watch/index.ts";
import type { Context } from "./command.ts";
import { tellErrors } from "./keep-errors.ts";
import { gapLines } from "./watch-gaps.ts";

/** The CRM's own access log: each row a look as that system claims it. Gaps are counted and told. */
export async function watchImportLog(context: Context, file: string, mapFile: string): Promise<number> {
  const { options, out } = context;
  const format = LOG_FORMATS.find((one) => one === (options.format ?? "csv"));
  if (!format) {
    out.error(`--format: salah satu dari · one of ${LOG_FORMATS.join(", ")}`);
    return 2;
  }
  const map = readLogMap(await readFile(mapFile, "utf8"), format);
  const records = format === "csv" ? readCsvLog(file, map) : format === "ocsf" ? readOcsfLog(file, map) : readXesLog(file, map);
  const { watch } = await context.product();
  const errors = tellErrors(context, file);
  const progress = context.progress("watch import log", undefined, "baris");
  const dryRun = options.dryRun === true;
  try {
    const total = await watch.importLog({ map, records, errors, dryRun, progress: (rows) => progress.to(rows) });
    out.line(
      `${dryRun ? "(uji · dry run) " : ""}baris · rows ${total.rows}, baru · new ${total.new}, sama · same ${total.same}, bukan pembukaan data · no look ${total.others}, salah · wrong ${total.bad}`,
    );
    for (const line of gapLines(total)) out.line(line);
    out.json({ ...total, source: map.source, dryRun, ...(total.bad > 0 ? { errors: errors.path } : {}) });
    return total.bad > 0 ? 1 : 0;
  } finally {
    progress.end();
    await errors.end();
  }
}

/** An event log: the case is the customer, the resource the person, the name of the step the action. A step that is only scheduled or ended shows nobody anything. */
async function* readXesLog(file: string, map: LogMap): AsyncGenerator<LogRead> {
  let line = 0;
  try {
    for await (const { id, events } of readXes(file))
      for (const { name, transition, resource = "", at } of events) {
        line++;
        if (/^schedule$/i.test(transition) || (map.actions && !map.actions.includes(name))) yield { line, other: true };
        else
          yield {
            line,
            record: {
              at,
              person: resource,
              customer: id,
              action: name,
              purpose: "",
              external: `${id} ${name} ${transition} ${at.toISOString()}`,
            },
          };
      }
  } catch (error) {
    if (error instanceof XesError) throw new RowError(error.line, error.element, error.what, error.expected);
    throw error;
  }
}
