import { describe, expect, it } from "vitest";
import { zoneOf } from "./customer-zone.ts";

describe("R89: the zone in which a customer lives", () => {
  it.each([
    ["10110", "Asia/Jakarta", "Jakarta"],
    ["60111", "Asia/Jakarta", "Surabaya"],
    ["78863", "Asia/Jakarta", "Ketapang"],
    ["73111", "Asia/Jakarta", "Palangka Raya"],
    ["71184", "Asia/Makassar", "Tapin"],
    ["76111", "Asia/Makassar", "Balikpapan"],
    ["84313", "Asia/Makassar", "Sumbawa"],
    ["95111", "Asia/Makassar", "Manado"],
    ["97752", "Asia/Jayapura", "Halmahera"],
    ["99111", "Asia/Jayapura", "Jayapura"],
    ["00000", undefined, "no region"],
  ])("%s is %s (%s)", (code, zone, _where) => expect(zoneOf({ postal_code: code })).toBe(zone));

  it("is unknown without a postal code", () => expect(zoneOf({ name: "Siti" })).toBeUndefined());
});
