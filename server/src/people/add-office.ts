import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import { isTimeZone } from "../platform/local-day.ts";
import { fieldProblem } from "./faults.ts";
import type { ActHow, House } from "./parts.ts";

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

const LABELS: Record<string, string> = { "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

/** Adds an office below its parent. Gives its id and its path: `/parent/child/`, so that a scope is a beginning of a path. */
export async function addOffice(house: House, office: NewOffice, { by, wait = true }: ActHow = {}): Promise<{ id: string; path: string }> {
  const id = office.id ?? newId("off");
  const label = office.zoneLabel ?? LABELS[office.timeZone];
  if (!label || !isTimeZone(office.timeZone))
    throw fieldProblem([{ field: "time_zone", what: "a zone such as Asia/Makassar, with its label" }]);
  const path = `${await pathOf(house, office.parentId)}${id}/`;
  await house.act(
    async (tx, write) => {
      await tx.query(
        "insert into people.office (id, name, kind, parent_id, path, time_zone, zone_label, class) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [id, office.name, office.kind, office.parentId ?? null, path, office.timeZone, label, office.class ?? "medium"],
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
  if (!rows[0]) throw fieldProblem([{ field: "parent", what: "an office that exists" }]);
  return rows[0].path;
}

/** Adds a vendor, who employs outsourced people. */
export async function addVendor(
  house: House,
  vendor: { id?: string; name: string },
  { by, wait = true }: ActHow = {},
): Promise<{ id: string }> {
  const id = vendor.id ?? newId("ven");
  await house.act(
    async (tx, write) => {
      await tx.query("insert into people.vendor (id, name) values ($1, $2)", [id, vendor.name]);
      await write({ typ: "vendor", aggregate: `vendor:${id}`, ...known({ act: by }), body: { change: "added", id } });
    },
    { wait },
  );
  return { id };
}
