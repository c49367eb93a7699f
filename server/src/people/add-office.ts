import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import type { Words } from "../platform/language.ts";
import { isTimeZone } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { ActHow, House } from "./parts.ts";
import { WORDS } from "./words.ts";

export interface NewOffice {
  id?: string;
  name: string;
  kind: "head" | "region" | "branch" | "desk";
  parentId?: string;
  /** IANA name, e.g. `Asia/Makassar`. */
  timeZone: string;
  /** What the time is called there; known for Indonesia's zones. */
  zoneLabel?: string;
  class?: "large" | "medium" | "small";
}

const KINDS: ReadonlySet<string> = new Set<NewOffice["kind"]>(["head", "region", "branch", "desk"]);
const LONGEST = 120;
const LABELS: Record<string, string> = { "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

/** Zones whose label is known: those of Indonesia. */
export const OFFICE_ZONES: readonly string[] = Object.keys(LABELS);

/** Adds an office below its parent. Gives its id and its path: `/parent/child/`, so that a scope is a beginning of a path. */
export async function addOffice(house: House, office: NewOffice, { by, wait = true }: ActHow = {}): Promise<{ id: string; path: string }> {
  const id = office.id ?? newId("off");
  const label = office.zoneLabel ?? LABELS[office.timeZone];
  const name = nameOf(office.name);
  if (!KINDS.has(office.kind)) throw refused("kind", WORDS.officeKind);
  if (!label || !isTimeZone(office.timeZone)) throw refused("time_zone", WORDS.officeZone);
  const path = `${await pathOf(house, office.parentId)}${id}/`;
  await house.act(
    async (tx, write) => {
      await refuseSameName(tx, "office", name);
      await tx.query(
        "insert into people.office (id, name, kind, parent_id, path, time_zone, zone_label, class) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [id, name, office.kind, office.parentId ?? null, path, office.timeZone, label, office.class ?? "medium"],
      );
      const body = { change: "added", id, ...known({ parent: office.parentId }), zone: office.timeZone };
      await write({ typ: "office", aggregate: `office:${id}`, ...known({ act: by }), body });
    },
    { wait },
  );
  return { id, path };
}

async function pathOf(house: House, parentId: string | undefined): Promise<string> {
  if (parentId === undefined) return "/";
  const { rows } = await house.db.query<{ path: string }>("select path from people.office where id = $1", [parentId]);
  if (!rows[0]) throw refused("parent", WORDS.officeParent);
  return rows[0].path;
}

/** Adds a vendor, who employs outsourced people. */
export async function addVendor(
  house: House,
  vendor: { id?: string; name: string },
  { by, wait = true }: ActHow = {},
): Promise<{ id: string }> {
  const id = vendor.id ?? newId("ven");
  const name = nameOf(vendor.name);
  await house.act(
    async (tx, write) => {
      await refuseSameName(tx, "vendor", name);
      await tx.query("insert into people.vendor (id, name) values ($1, $2)", [id, name]);
      await write({ typ: "vendor", aggregate: `vendor:${id}`, ...known({ act: by }), body: { change: "added", id } });
    },
    { wait },
  );
  return { id };
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > LONGEST) throw refused("name", WORDS.placeName);
  return name;
}

/** Files of people go by names: two of one name would stand for neither. */
async function refuseSameName(tx: Writing, what: "office" | "vendor", name: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`people/${what}-names`]);
  const { rows } = await tx.query<{ id: string }>(`select id from people.${what} where lower(name) = lower($1) limit 1`, [name]);
  if (rows[0]) throw refused("name", WORDS.placeTaken);
}

const refused = (field: string, what: Words) =>
  problem("bad-field", WORDS.placeWrong, {
    detail: { id: `${field}: ${what.id}`, en: `${field}: ${what.en}` },
    errors: [{ field, what: what.en }],
  });
