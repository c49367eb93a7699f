/** One import in a process of its own, so that its peak of memory is its own. */
import { readFileSync } from "node:fs";
import { openProduct } from "mercusuar";

export interface Imported {
  rows: number;
  seconds: number;
  /** Peak resident set (VmHWM) of the process since its start, bytes. */
  peak: { server: number; keeper: number };
  /** Processor time, microseconds a row. */
  cpu: { server: number; keeper: number };
}

const { dataDir, databaseUrl, file } = JSON.parse(process.argv[2] ?? "{}") as { dataDir: string; databaseUrl: string; file: string };
const product = await openProduct({ dataDir, databaseUrl });
const { id } = await product.people.addOffice({ name: "Kantor Ukur", kind: "head", timeZone: "Asia/Makassar", zoneLabel: "WITA" });
const map = JSON.stringify({
  key: "customer_number",
  fields: Object.fromEntries(["customer_number", "name", "phone", "email", "domicile", "address_street"].map((name) => [name, name])),
});

const keeperPid = product.keeper.pid ?? 0;
const before = { server: cpuOf(process.pid), keeper: cpuOf(keeperPid) };
const started = performance.now();
let told = Date.now();
const report = await product.records.importCustomers({
  file,
  map,
  source: "bench",
  channel: "registration",
  officeId: id,
  by: "operator",
  onProgress(done, of) {
    if (Date.now() - told < 5_000) return;
    told = Date.now();
    process.send?.({ said: `${done} of ${of} rows` });
  },
});
const seconds = (performance.now() - started) / 1000;
if (report.new !== report.rows || report.bad > 0) throw new Error(`${report.new} of ${report.rows} rows came in, ${report.bad} were wrong`);
const aRow = (after: number, from: number) => Math.round((after - from) / report.rows);
process.send?.({
  url: "done",
  rows: report.rows,
  seconds,
  peak: { server: peakOf(process.pid), keeper: peakOf(keeperPid) },
  cpu: { server: aRow(cpuOf(process.pid), before.server), keeper: aRow(cpuOf(keeperPid), before.keeper) },
});
process.on("disconnect", () => void product.close().then(() => process.exit(0)));

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) * 1024;
}

/** User and system time so far, microseconds; the kernel counts in hundredths of a second. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const columns = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(columns[11]) + Number(columns[12])) * 10_000;
}
