/** One import in a process of its own, so that its peak of memory is its own. */
import { readFileSync } from "node:fs";
import { openProduct } from "mercusuar";

export interface Imported {
  rows: number;
  seconds: number;
  /** Peak resident set, bytes. */
  peak: { server: number; keeper: number };
}

const { dataDir, databaseUrl, file } = JSON.parse(process.argv[2] ?? "{}") as { dataDir: string; databaseUrl: string; file: string };
const product = await openProduct({ dataDir, databaseUrl });
const { id } = await product.people.addOffice({ name: "Kantor Ukur", kind: "head", timeZone: "Asia/Makassar", zoneLabel: "WITA" });
const map = JSON.stringify({
  key: "customer_number",
  fields: Object.fromEntries(["customer_number", "name", "phone", "email", "domicile", "address_street"].map((name) => [name, name])),
});

const started = performance.now();
const report = await product.records.importCustomers({ file, map, source: "bench", channel: "registration", officeId: id, by: "operator" });
const seconds = (performance.now() - started) / 1000;
if (report.new !== report.rows || report.bad > 0) throw new Error(`${report.new} of ${report.rows} rows came in, ${report.bad} were wrong`);
process.send?.({ url: "done", rows: report.rows, seconds, peak: { server: peakOf(process.pid), keeper: peakOf(product.keeper.pid ?? 0) } });
process.on("disconnect", () => void product.close().then(() => process.exit(0)));

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) * 1024;
}
