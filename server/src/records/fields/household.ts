import type { Field } from "./field.ts";

const label = (id: string, en: string) => ({ id, en });

export const HOUSEHOLD: readonly Field[] = [
  { id: "spouse", label: label("Nama pasangan", "Spouse"), class: "household", type: "name", mask: "hidden", dpv: "pd:MaritalStatus" },
  {
    id: "mother_name",
    label: label("Nama ibu kandung", "Mother's maiden name"),
    class: "household",
    type: "name",
    mask: "hidden",
    dpv: "pd:SecretText",
    matchOnly: true,
  },
];
