import { expect, test } from "vitest";
import { keyOf } from "./use-keys.ts";

const pressed = (key: string, held: { ctrlKey?: boolean; altKey?: boolean; metaKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

test("letters act in either case", () => {
  expect([keyOf(pressed("T"), false), keyOf(pressed("t"), false), keyOf(pressed("4"), false)]).toEqual(["t", "t", "4"]);
});

test("typing into a field acts on nothing, but Esc still leads back", () => {
  expect([keyOf(pressed("t"), true), keyOf(pressed("Enter"), true), keyOf(pressed("Escape"), true)]).toEqual([
    undefined,
    undefined,
    "Escape",
  ]);
});

test("Ctrl K searches from everywhere, also out of a field", () => {
  expect([keyOf(pressed("k", { ctrlKey: true }), true), keyOf(pressed("K", { metaKey: true }), false)]).toEqual(["Ctrl+K", "Ctrl+K"]);
});

test("keys of the browser and the system are left alone", () => {
  expect([keyOf(pressed("r", { ctrlKey: true }), false), keyOf(pressed("d", { altKey: true }), false)]).toEqual([undefined, undefined]);
});
