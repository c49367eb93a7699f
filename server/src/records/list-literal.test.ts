import { expect, it } from "vitest";
import { listLiteral } from "./list-literal.ts";

it("joins ids and tokens, and leaves every text that an array would have to quote to the driver", () => {
  expect(listLiteral(["cus_1", "1.aB-_", "AQ+/=="])).toBe("{cus_1,1.aB-_,AQ+/==}");
  for (const texts of [
    [],
    [""],
    ["a", ""],
    ["", "a"],
    ["a,b"],
    ["a", "b,c"],
    ["NULL"],
    ["a", "null"],
    ["a b"],
    ['"'],
    ["{}"],
    ["\\"],
    ["é"],
  ])
    expect(listLiteral(texts)).toBe(texts);
});
