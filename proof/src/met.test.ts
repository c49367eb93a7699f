import fc from "fast-check";
import { expect, it } from "vitest";
import { Met } from "./met.ts";

it("knows a value again wherever it stands, and none that differs from it in a single byte or in its length", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(20), fc.nat(99), (value, from, at) => {
      const met = new Met();
      met.add(value.slice());
      const bytes = new Uint8Array(from + value.length + 1);
      bytes.set(value, from);
      expect(met.has(bytes, from, from + value.length)).toBe(true);
      expect(met.has(bytes, from, from + value.length + 1)).toBe(false);
      expect(met.has(bytes, from, from + value.length - 1)).toBe(false);
      const place = from + (at % value.length);
      bytes[place] = (bytes[place] as number) ^ 1;
      expect(met.has(bytes, from, from + value.length)).toBe(false);
    }),
  );
});

it("holds so many values and no more, however many come", () => {
  const met = new Met();
  const bytes = (n: number) => Uint8Array.of(n >> 8, n & 255);
  for (let n = 0; n < 10_000; n++) met.add(bytes(n));
  const held = Array.from({ length: 10_000 }, (_, n) => n).filter((n) => met.has(bytes(n), 0, 2));
  expect(held.length).toBeLessThanOrEqual(256);
  expect(held).toContain(9_999);
});
