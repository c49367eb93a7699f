import { expect, it } from "vitest";
import { whyOf } from "./sentence.ts";

it("a row drawn from all looks says in words what explained it and whose writing that is, never the codes of the engine", () => {
  const reasons = [{ id: "explained_by", values: { template: "T1", grade: "A" } }];
  expect(whyOf(reasons, "id", "CS")).toEqual([
    "Sudah jelas dari bukti: panggilan atau layanan loket, ditulis pihak lain, bukan petugas ini. Terpilih acak di antara semua pembukaan data.",
  ]);
  expect(whyOf(reasons, "en", "CS").join()).not.toMatch(/T1|grade/);
});
