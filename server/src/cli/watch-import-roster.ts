import { readFile } from "node:fs/promises";
import { OFFICE_ZONES, PAPER_COLUMNS, PEOPLE_COLUMNS, type ROSTER_COLUMNS } from "../people/index.ts";
import { type CsvRow, RowError, readCsv } from "../platform/csv.ts";
import { nextDay } from "../platform/local-day.ts";
import type { Product } from "../product.ts";
import { MapFault } from "../watch/index.ts";
import type { Context } from "./command.ts";
import { ensureFirstHouse } from "./first-house.ts";
import { keepErrors } from "./keep-errors.ts";
import { houseIn } from "./no-house.ts";
import { readPlainMap } from "./plain-map.ts";

const NAMES = { needed: ["login", "name", "office"], optional: ["job", "supervisor", "extension", "date", "from", "to"] };
const MOST = 50_000;
/** How long a supervisor may see his desk before the roster is brought again. */
const DAYS = 300;

interface Line {
  line: number;
  login: string;
  cell(name: string): string;
}

/**
 * Who works where, under whom, with which extension, and when. Offices and people who are not there are made; nobody of them gets access to any data.
 * Whoever is named as a supervisor may open his desk. The same file again changes nothing.
 */
export async function watchImportRoster(context: Context, file: string, mapFile: string): Promise<number> {
  const { options, out, settings } = context;
  const { columns, zone } = readPlainMap(await readFile(mapFile, "utf8"), NAMES);
  if (!OFFICE_ZONES.includes(zone))
    throw new MapFault(`"zone" must be one of ${OFFICE_ZONES.join(", ")}: an office's clocks show one of these`);
  const dryRun = options.dryRun === true;
  const { lines, bad } = await linesOf(file, columns);
  const isNew = !context.inside && !houseIn(settings.data);
  const product = await context.product();
  if (isNew) sayFounded(context);
  if (!dryRun) await ensureFirstHouse(product);
  const offices = await makeOffices(product, new Set(lines.map(({ cell }) => cell("office"))), zone, dryRun);
  const people = dryRun && offices > 0 ? { diff: [], bad: [], same: 0 } : await planPeople(product, lines);
  if (!dryRun && people.bad.length === 0) await product.people.applyPeople(people.diff);
  const duty = await planDuty(product, lines);
  if (!dryRun) await product.people.applyRoster(duty.days);
  const faults = [...bad, ...people.bad, ...(dryRun ? [] : duty.bad)];
  const count = { rows: lines.length, offices, people: people.diff.length, days: duty.days.length, bad: faults.length };
  out.line(
    `${dryRun ? "(uji · dry run) " : ""}baris · rows ${count.rows}, kantor baru · new offices ${count.offices}, petugas · people ${count.people}, hari dinas · days ${count.days}, salah · wrong ${count.bad}`,
  );
  const errors = await keepErrors(context, file, faults);
  out.json({ ...count, dryRun, ...(errors ? { errors } : {}) });
  return faults.length > 0 ? 1 : 0;
}

/** Whoever mistyped `--data` has to see it; and whoever has new keys, where they are. On stderr, also beside `--json`. */
function sayFounded({ out, settings: { data, keys } }: Context): void {
  out.error(`Di ${data} belum ada data Mercusuar: dimulai yang baru. · There was no Mercusuar data in ${data}: a new house has begun.`);
  out.error(`  kunci · keys: ${keys}; cadangkan terpisah dari data · back up apart from the data`);
}

async function linesOf(file: string, columns: Readonly<Record<string, string>>): Promise<{ lines: Line[]; bad: RowError[] }> {
  const lines: Line[] = [];
  const bad: RowError[] = [];
  for await (const { line, row, fault } of readCsv(file, { columns: Object.values(columns) })) {
    const cell = (name: string): string => (row[columns[name] ?? ""] ?? "").trim();
    if (lines.length >= MOST) throw new RowError(line, "", `more than ${MOST} rows`, "a file for each month");
    if (fault) bad.push(fault);
    else lines.push({ line, login: cell("login").toLowerCase(), cell });
  }
  return { lines, bad };
}

/** Gives how many were not there. */
async function makeOffices({ people }: Product, names: ReadonlySet<string>, zone: string, dryRun: boolean): Promise<number> {
  const known = await people.offices();
  const there = new Set(known.map(({ name }) => name));
  const missing = [...names].filter((name) => name !== "" && !there.has(name));
  const head = known.find(({ kind }) => kind === "head");
  if (!dryRun)
    for (const name of missing) await people.addOffice({ name, kind: "branch", timeZone: zone, ...(head ? { parentId: head.id } : {}) });
  return missing.length;
}

/** The rows as the file of people knows them. Whatever somebody may do already he keeps. */
async function planPeople(product: Product, lines: readonly Line[]) {
  const { rows } = await product.db.query<{ login: string; functions: string[] }>(
    `select p.login, coalesce(array_agg(distinct g.function) filter (where g.revoked_at is null and g.ends_at > $1), '{}') as functions
     from people.person p left join people.grant_ g on g.person_id = p.id group by p.login`,
    [product.clock.now()],
  );
  const functions = new Map(rows.map((row) => [row.login, row.functions]));
  const supervisors = new Set(lines.map(({ cell }) => cell("supervisor").toLowerCase()));
  const today = product.clock.now().toISOString().slice(0, 10);
  const first = [...new Map([...lines].reverse().map((one) => [one.login, one])).values()].reverse();
  const asRow = ({ line, login, cell }: Line): CsvRow => {
    const may = new Set([...(functions.get(login) ?? []), ...(supervisors.has(login) ? ["supervisor"] : [])]);
    const row = {
      ...Object.fromEntries([...PEOPLE_COLUMNS, ...PAPER_COLUMNS].map((name) => [name, ""])),
      ...{ login, name: cell("name"), employment: "internal", office: cell("office"), supervisor: cell("supervisor").toLowerCase() },
      ...{ joined_on: today, job: cell("job") || (may.has("supervisor") ? "Supervisor" : "CS"), extension: cell("extension") },
      ...(may.size > 0 ? { functions: [...may].join(" "), scope: "branch", until: nextDay(today, DAYS) } : {}),
    };
    return { line, row };
  };
  return product.people.planPeople(asList(first.map(asRow)));
}

async function planDuty({ people }: Product, lines: readonly Line[]) {
  const days = lines.filter(({ cell }) => cell("date") !== "" && cell("from") !== "");
  const asRow = ({ line, login, cell }: Line): CsvRow => {
    const row = { login, date: cell("date"), kind: "desk", from: cell("from"), to: cell("to") };
    return { line, row: row satisfies Record<(typeof ROSTER_COLUMNS)[number], string> };
  };
  return people.planRoster(asList(days.map(asRow)));
}

async function* asList(rows: readonly CsvRow[]): AsyncGenerator<CsvRow> {
  yield* rows;
}
