import { expect, test } from "vitest";
import { valueText } from "./value-text.ts";

test("money, days and numbers read as an office writes them", () => {
  expect(valueText("rupiah", "184500", "id")).toBe("Rp184.500");
  expect(valueText("date", "1990-01-31", "id")).toBe("31 Januari 1990");
  expect(valueText("phone", "+6281234567890", "id")).toBe("0812 3456 7890");
  expect(valueText("gender", "P", "en")).toBe("Female");
});

test("what is masked, unknown or of no known type stays as the keeper gave it", () => {
  expect(valueText("phone", "••••4471", "id")).toBe("••••4471");
  expect(valueText("date", "1990", "id")).toBe("1990");
  expect(valueText("rupiah", "", "id")).toBe("");
  expect(valueText(undefined, "Nusa 20", "id")).toBe("Nusa 20");
});
