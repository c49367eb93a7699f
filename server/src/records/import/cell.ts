import { daysIn } from "../field-types/contract.ts";
import type { Cell } from "./map-schema.ts";

/** A text from a row, nothing (a blank that may be blank), or what is wrong. */
export type Read = { text: string } | { blank: true } | { column: string; what: string; expected: string };
export type ReadCell = (row: Record<string, string>) => Read;

const BLANK = { blank: true } as const;

/** Prepares a cell once for all rows. @param asOf day of the data, for `monthsAgo` */
export function cellReader(cell: Cell, asOf: string | undefined): ReadCell {
  if (typeof cell === "string") return (row) => textOf(row[cell]);
  if ("constant" in cell) return () => ({ text: cell.constant });
  const required = cell.required === true;
  if ("join" in cell) {
    const { join, with: between = " " } = cell;
    return (row) =>
      needed(
        textOf(
          join
            .map((name) => row[name]?.trim())
            .filter(Boolean)
            .join(between),
        ),
        required,
        join.join(" + "),
      );
  }
  const { column, values, date, monthsAgo } = cell;
  const turn = values ? wordOf(column, values) : date ? dateOf(column, date) : monthsAgo ? monthOf(column, asOf ?? "") : undefined;
  return (row) => {
    const read = values && Object.hasOwn(values, "") && !row[column]?.trim() ? { text: "" } : textOf(row[column]);
    return needed("text" in read && turn ? turn(read.text) : read, required, column);
  };
}

const textOf = (text: string | undefined): Read => (text?.trim() ? { text: text.trim() } : BLANK);

const needed = (read: Read, required: boolean, column: string): Read =>
  required && "blank" in read ? { column, what: "blank", expected: "a value: the mapping says required" } : read;

/** A value of "" in the mapping means: this word is a blank. */
function wordOf(column: string, values: Record<string, string>): (text: string) => Read {
  const expected = `one of ${Object.keys(values)
    .map((word) => `"${word}"`)
    .join(", ")}`;
  return (text) =>
    Object.hasOwn(values, text) ? textOf(values[text]) : { column, what: "a word that the mapping does not list", expected };
}

/** Reads dates of one form into YYYY-MM-DD. */
function dateOf(column: string, form: string): (text: string) => Read {
  const order: string[] = [];
  const pattern = form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/YYYY|MM|M|DD|D/g, (part) => {
    order.push(part[0] as string);
    return part === "YYYY" ? "(\\d{4})" : part.length === 2 ? "(\\d{2})" : "(\\d{1,2})";
  });
  const regex = new RegExp(`^${pattern}$`);
  return (text) => {
    const match = regex.exec(text);
    if (!match) return { column, what: `not a date of the form ${form}`, expected: form };
    const part = (name: string): number => Number(match[order.indexOf(name) + 1]);
    const [year, month, day] = [part("Y"), part("M"), part("D")];
    if (month < 1 || month > 12) return { column, what: `month ${month}`, expected: "a month from 1 to 12" };
    if (day < 1 || day > daysIn(year, month))
      return {
        column,
        what: `day ${day} of month ${month}`,
        expected: `a day that exists: month ${month} of that year has ${daysIn(year, month)}`,
      };
    return { text: [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-") };
  };
}

/** First day of the month that lies so many months before the day of the data. */
function monthOf(column: string, asOf: string): (text: string) => Read {
  const months = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  return (text) => {
    if (!/^\d{1,4}$/.test(text)) return { column, what: "not a number of months", expected: "a whole number of months" };
    const then = months - Number(text);
    return { text: `${String(Math.floor(then / 12)).padStart(4, "0")}-${String((then % 12) + 1).padStart(2, "0")}-01` };
  };
}
