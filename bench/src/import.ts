import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { child } from "./child.ts";
import { made } from "./company.ts";
import { openGround } from "./ground.ts";
import type { Imported } from "./importer.ts";
import { median, race } from "./rounds.ts";
import type { Bench } from "./settings.ts";

const COLUMNS = ["customer_number", "name", "phone", "email", "domicile", "address_street"] as const;
const INDEXED = ["customer_number", "phone", "email"] as const;
const TIMES_LARGER = 10;

/** Rows a second of the import beside a bare loop that seals the same fields on one core, and the peak of memory at two sizes. */
export async function benchImport({ rounds, customers, said }: Bench): Promise<object> {
  const ground = await openGround();
  const dir = await mkdtemp(join(tmpdir(), "mercusuar-bench-csv-"));
  try {
    const [small, large] = [join(dir, "small.csv"), join(dir, "large.csv")];
    await writeCsv(small, customers);
    await writeCsv(large, customers * TIMES_LARGER);
    const runs: Imported[] = [];
    const bring = async (file: string): Promise<Imported> => {
      const one = await child<Imported & { url: string }>(
        "./importer.js",
        JSON.stringify({ ...ground.wish(await ground.database()), file }),
        said,
      );
      await one.end();
      return one.ready;
    };
    const rate = async (): Promise<number> => {
      const done = await bring(small);
      runs.push(done);
      return done.rows / done.seconds;
    };
    const standings = await race(
      [
        { name: "import", run: rate },
        { name: "bare loop", run: async () => bareLoop(customers) },
      ],
      ["bare loop"],
      rounds,
      said,
    );
    const cpu = { server: median(runs.map(({ cpu }) => cpu.server)), keeper: median(runs.map(({ cpu }) => cpu.keeper)) };
    said(`${customers * TIMES_LARGER} rows, for the peak of memory`);
    const atLarge = await bring(large);
    return { bench: "import", customers, rounds, unit: "rows a second", standings, cpu, memory: memoryOf(runs, atLarge) };
  } finally {
    await ground.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Peaks of the large file over the medians of the small one's, process by process and together. */
function memoryOf(runs: Imported[], large: Imported): object {
  const peak = (of: (one: Imported["peak"]) => number) => ({ small: median(runs.map((one) => of(one.peak))), large: of(large.peak) });
  const peaks = {
    server: peak(({ server }) => server),
    keeper: peak(({ keeper }) => keeper),
    both: peak((one) => one.server + one.keeper),
  };
  const ratio = Object.fromEntries(Object.entries(peaks).map(([name, { small, large }]) => [name, large / small]));
  return { ...peaks, ratio, rateAtLarge: large.rows / large.seconds };
}

async function writeCsv(file: string, rows: number): Promise<void> {
  const lines = function* () {
    yield `${COLUMNS.join(",")}\n`;
    for (let n = 0; n < rows; n++) {
      const { values } = made(n, "");
      yield `${COLUMNS.map((column) => values[column]).join(",")}\n`;
    }
  };
  await pipeline(lines(), createWriteStream(file));
}

/** Two keys a customer wrapped once, six fields sealed, three tokens: what must be computed, and nothing else. */
function bareLoop(rows: number): number {
  const [kek, index] = [randomBytes(32), randomBytes(32)];
  const started = performance.now();
  for (let n = 0; n < rows; n++) {
    const { values } = made(n, "");
    const [dek, link] = [randomBytes(32), randomBytes(32)];
    seal(kek, Buffer.concat([dek, link]), `customer ${n}`);
    const key = createHmac("sha256", dek).update("enc").digest();
    for (const column of COLUMNS) seal(key, Buffer.from(values[column]), `${n} ${column} 1`);
    for (const column of INDEXED) createHmac("sha256", index).update(values[column]).digest("hex");
  }
  return rows / ((performance.now() - started) / 1000);
}

function seal(key: Buffer, plain: Buffer, aad: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64");
}
