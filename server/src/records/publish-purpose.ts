import { createHash } from "node:crypto";
import { canonical, type EntryValue } from "@mercusuar/proof";
import { problem } from "../platform/problem.ts";
import { rowPrint } from "../platform/row-print.ts";
import type { House } from "./parts.ts";
import type { Purpose } from "./purpose.ts";
import { PURPOSES } from "./purposes.ts";
import { purposeFaults } from "./rules.ts";
import { insertPurpose, publishedPurposes } from "./store.ts";

/**
 * Publishes a purpose; from then on it opens the fields that it names.
 * @param by person id; absent: the program at its first start
 * @throws Problem `purpose-refused` (422) with every rule that stands against it: sale of data cannot be added by anybody
 */
export async function publishPurpose(house: House, purpose: Purpose, by?: string): Promise<void> {
  const faults = purposeFaults(purpose, house.fields);
  if (faults.length > 0) throw refused(faults);
  await house.act(async (tx, write) => {
    await insertPurpose(tx, purpose, house.clock.now());
    await write({
      typ: "purpose",
      aggregate: `purpose:${purpose.id}`,
      ...(by ? { act: by } : {}),
      marks: [{ table: "records.purpose", id: purpose.id }],
      body: {
        change: "published",
        id: purpose.id,
        basis: purpose.basis,
        fields: Object.keys(purpose.fields),
        hash: hashOf(purpose),
        prints: [purposePrint(purpose)],
      },
    });
  });
}

/** The purposes that every installation begins with. Those that are there stay as they are. */
export async function publishAtFirstStart(house: House): Promise<void> {
  const { rows } = await house.db.query<{ id: string }>("select id from records.purpose");
  const known = new Set(rows.map(({ id }) => id));
  await Promise.all(PURPOSES.filter(({ id }) => !known.has(id)).map((purpose) => publishPurpose(house, purpose)));
}

/** Purposes change rarely and are asked at every look: they are kept in memory and read anew after a change and every few seconds. */
export function purposeShelf(house: House) {
  let shelf = new Map<string, Purpose>();
  return {
    async refresh(): Promise<void> {
      shelf = new Map((await publishedPurposes(house.db)).map((purpose) => [purpose.id, purpose]));
    },
    get: (id: string): Purpose | undefined => shelf.get(id),
    all: (): Purpose[] => [...shelf.values()],
  };
}

/** Fingerprint of its row: what it opens, and for whom. */
export const purposePrint = ({ id, basis, dpv, name, benefit, needsConsent, needsPortfolio, functions, fields }: Purpose): string =>
  rowPrint("records.purpose", id, [
    ...[basis, dpv, name.id, name.en, benefit.id, benefit.en, needsConsent],
    needsPortfolio ?? false,
    functions.join(" "),
    canonical(fields as unknown as EntryValue),
  ]);

const hashOf = (purpose: Purpose): string => createHash("sha256").update(JSON.stringify(purpose)).digest("hex");

function refused(faults: ReturnType<typeof purposeFaults>) {
  const detail = { id: faults.map(({ what }) => what.id).join(" "), en: faults.map(({ what }) => what.en).join(" ") };
  const title = { id: "Keperluan ini tidak dapat diterbitkan.", en: "This purpose cannot be published." };
  return problem("purpose-refused", title, { status: 422, detail, rules: faults.map(({ rule }) => rule) });
}
