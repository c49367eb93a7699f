import { RowError } from "../platform/csv.ts";
import { known as given } from "../platform/known.ts";
import { isDay, nextDay } from "../platform/local-day.ts";
import { FUNCTIONS, isFunction } from "./functions.ts";
import { type FieldFault, LONGEST_GRANT_DAYS, personFaults } from "./rules.ts";
import type { StaffIdentity } from "./staff-identity.ts";

/** Columns of a file of people. `supervisor` and `superior` are logins; offices and vendors go by name or id; functions are separated by spaces. */
export const PEOPLE_COLUMNS = [
  "login",
  "name",
  "employment",
  "vendor",
  "office",
  "supervisor",
  "superior",
  "joined_on",
  "job",
  "functions",
  "scope",
  "until",
] as const;
/** Columns that may be missing: a standing that is proved on paper. */
export const PAPER_COLUMNS = [
  "language",
  "extension",
  "screened_on",
  "contract_kind",
  "contract_from",
  "contract_until",
  "pledged_on",
  "state",
] as const;

/** Columns of who somebody is among the customers (R28); they may be missing, or empty. The postal code belongs to the address. */
export const IDENTITY_COLUMNS = ["nik", "kk", "phone", "emergency_phone", "address", "postal_code"] as const;

/** What the names in the file stand for, and how identities are read. */
export interface Known {
  offices: Map<string, string>;
  vendors: Map<string, string>;
  /** In the order of its own, each value undefined where it is none of its kind. */
  identity(identity: StaffIdentity): Array<[keyof StaffIdentity, string | undefined]>;
}

/** One row as we understand it. */
export interface ImportRow {
  line: number;
  login: string;
  name: string;
  employment: "internal" | "outsourced";
  vendorId: string | undefined;
  officeId: string;
  supervisor: string | undefined;
  superior: string | undefined;
  joinedOn: string;
  job: string;
  functions: string[];
  scope: "nation" | "region" | "branch" | "portfolio";
  until: string | undefined;
  language: "id" | "en" | undefined;
  extension: string | undefined;
  paper: { screenedOn?: string; contract?: { kind: string; startsOn: string; endsOn?: string }; pledgedOn?: string };
  left: boolean;
  /** By which the customer who works here is known; empty where the file does not say. */
  identity: Array<[keyof StaffIdentity, string]>;
}

const SCOPES = ["nation", "region", "branch", "portfolio"] as const;
const DAYS = ["joined_on", "until", "screened_on", "contract_from", "contract_until", "pledged_on"] as const;

/** The day on which the access ends is told with the row, not by the act that would grant it when others are already written. */
function untilFault(text: string, functions: string[], today: string): FieldFault | false {
  if (functions.length === 0 || !(text === "" || isDay(text))) return false;
  if (text === "") return { field: "until", what: "the day on which the access ends (R36)" };
  const [first, last] = [nextDay(today), nextDay(today, LONGEST_GRANT_DAYS - 2)];
  const what = `a day from ${first} to ${last}: at most ${LONGEST_GRANT_DAYS} days from now (R36)`;
  return (text < first || text > last) && { field: "until", what };
}

/** Reads a row; gives all that is wrong with it instead when it is not right. */
export function readPersonRow(line: number, cells: Record<string, string>, known: Known, today: string): ImportRow | RowError[] {
  const cell = (name: string): string => (cells[name] ?? "").trim();
  const some = (name: string): string | undefined => cell(name) || undefined;
  const vendorId = some("vendor") && (known.vendors.get(cell("vendor")) ?? "?");
  const officeId = known.offices.get(cell("office")) ?? "";
  const functions = cell("functions").split(/\s+/).filter(Boolean);
  const core = {
    login: cell("login").toLowerCase(),
    name: cell("name"),
    employment: cell("employment"),
    vendorId,
    officeId,
    joinedOn: cell("joined_on"),
    job: cell("job"),
  };
  const identity = known.identity(identityOf(some));
  const wrong: Array<FieldFault | false> = [
    ...personFaults(core),
    vendorId === "?" && { field: "vendor", what: "a vendor that exists: mercusuar people add-vendor" },
    cell("office") !== "" && officeId === "" && { field: "office", what: "one office of this name, or its id: mercusuar people offices" },
    ...DAYS.map((day) => cell(day) !== "" && !isDay(cell(day)) && { field: day, what: "a day of the calendar, YYYY-MM-DD" }),
    ...functions.map((name) => !isFunction(name) && { field: "functions", what: `of ${FUNCTIONS.join(" ")}` }),
    functions.length > 0 && !SCOPES.some((scope) => scope === cell("scope")) && { field: "scope", what: `one of ${SCOPES.join(", ")}` },
    cell("state") !== "left" && untilFault(cell("until"), functions, today),
    !["", "active", "left"].includes(cell("state")) && { field: "state", what: "active or left" },
    !["", "id", "en"].includes(cell("language")) && { field: "language", what: "id or en" },
    cell("contract_until") !== "" &&
      cell("contract_until") < cell("contract_from") && { field: "contract_until", what: "no day before contract_from" },
    ...identity.map(([name, value]) => value === undefined && IDENTITY_FAULTS[name]),
    cell("contract_from") !== "" && cell("contract_kind") === "" && { field: "contract_kind", what: "the kind of contract" },
  ];
  const faults = [...new Map(wrong.filter((fault) => fault !== false).map((fault) => [fault.field, fault])).values()];
  if (faults.length > 0) return faults.map(({ field, what }) => new RowError(line, field, "missing or wrong", what));
  return {
    ...core,
    line,
    vendorId,
    functions,
    paper: paperOf(some),
    employment: core.employment as ImportRow["employment"],
    scope: cell("scope") as ImportRow["scope"],
    supervisor: some("supervisor")?.toLowerCase(),
    superior: some("superior")?.toLowerCase(),
    until: some("until"),
    language: some("language") as ImportRow["language"],
    extension: some("extension"),
    left: cell("state") === "left",
    identity: identity as ImportRow["identity"],
  };
}

function identityOf(some: (name: string) => string | undefined): StaffIdentity {
  const [nik, kk, phone, emergencyPhone, street, postalCode] = IDENTITY_COLUMNS.map(some);
  const address = street || postalCode ? `${street ?? ""}|${postalCode ?? ""}` : undefined;
  return given({ nik, kk, phone, emergencyPhone, address });
}

const IDENTITY_FAULTS: Record<keyof StaffIdentity, FieldFault> = {
  nik: { field: "nik", what: "a NIK: 16 digits" },
  kk: { field: "kk", what: "the number of a family card: 16 digits" },
  phone: { field: "phone", what: "a telephone number" },
  emergencyPhone: { field: "emergency_phone", what: "a telephone number" },
  address: { field: "address", what: "street with house number, and a postal code of 5 digits; both empty where there is no number" },
};

function paperOf(some: (name: string) => string | undefined): ImportRow["paper"] {
  const [screenedOn, pledgedOn, startsOn, endsOn] = ["screened_on", "pledged_on", "contract_from", "contract_until"].map(some);
  const contract = startsOn ? { kind: some("contract_kind") ?? "", startsOn, ...(endsOn ? { endsOn } : {}) } : undefined;
  return { ...(screenedOn ? { screenedOn } : {}), ...(pledgedOn ? { pledgedOn } : {}), ...(contract ? { contract } : {}) };
}
