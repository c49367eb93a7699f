import type { Field } from "./field.ts";

const label = (id: string, en: string) => ({ id, en });

export const FINANCE: readonly Field[] = [
  {
    id: "employer",
    label: label("Tempat bekerja", "Employer"),
    class: "finance",
    type: "text",
    mask: "present",
    dpv: "pd:CurrentEmployment",
  },
  {
    id: "employed_since",
    label: label("Bekerja sejak", "Employed since"),
    class: "finance",
    type: "date",
    mask: "year",
    dpv: "pd:CurrentEmployment",
  },
  { id: "income", label: label("Penghasilan", "Income"), class: "finance", type: "rupiah", mask: "present", dpv: "pd:Income" },
];
