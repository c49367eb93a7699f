import { type Static, Type } from "typebox";

const closed = { additionalProperties: false };
const column = Type.String({ minLength: 1, maxLength: 200, description: "A column of the file" });
const words = Type.Record(Type.String(), Type.String(), {
  description: "Word in the file -> value; a word that is not listed is an error",
});

const fromColumn = Type.Object(
  {
    column,
    values: Type.Optional(words),
    date: Type.Optional(
      Type.String({ maxLength: 30, description: "Form of a date: DD, MM (or M), YYYY in any order, such as DD/MM/YYYY" }),
    ),
    required: Type.Optional(Type.Boolean({ description: "A blank is an error; else a blank is a value that is not there" })),
    monthsAgo: Type.Optional(Type.Boolean({ description: "A number of months before `asOf`; becomes the first day of that month" })),
  },
  closed,
);
const joined = Type.Object(
  {
    join: Type.Array(column, { minItems: 1, maxItems: 20, description: "Columns put together; blank ones are left out" }),
    with: Type.Optional(Type.String({ maxLength: 10, description: "What stands between them; a space unless told" })),
    required: Type.Optional(Type.Boolean()),
  },
  closed,
);
const constant = Type.Object(
  { constant: Type.String({ minLength: 1, maxLength: 500, description: "The same value for every row" }) },
  closed,
);

export const CellSchema = Type.Union([column, fromColumn, joined, constant]);

/** MAP.json: how the columns of a file become fields. Published as docs/guides/import-map.schema.json. */
export const MapSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    key: Type.String({
      minLength: 1,
      maxLength: 200,
      description: "Column that names a customer in the system where the file comes from; blank or twice is an error",
    }),
    system: Type.Optional(
      Type.String({ maxLength: 50, description: "Name of that system: the same key of another system is another customer" }),
    ),
    asOf: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "Day of the data, for monthsAgo" })),
    channel: Type.Optional(CellSchema),
    collectedOn: Type.Optional(CellSchema),
    lastContactOn: Type.Optional(CellSchema),
    office: Type.Optional(CellSchema),
    fields: Type.Record(Type.String({ pattern: "^[a-z][a-z0-9_]*$" }), CellSchema, {
      description: "Field id of the catalogue -> where its value comes from",
    }),
  },
  { ...closed, $id: "https://mercusuar.example/import-map.schema.json", title: "Mercusuar import map" },
);

export type ImportMap = Static<typeof MapSchema>;
export type Cell = Static<typeof CellSchema>;
