import type { Field } from "./field.ts";

const label = (id: string, en: string) => ({ id, en });

export const IDENTITY: readonly Field[] = [
  { id: "name", label: label("Nama", "Name"), class: "identity", type: "name", mask: "full", dpv: "pd:Name", minimum: true },
  {
    id: "gender",
    label: label("Jenis kelamin", "Gender"),
    class: "identity",
    type: "gender",
    mask: "full",
    dpv: "pd:Gender",
    minimum: true,
  },
  {
    id: "birth_date",
    label: label("Tanggal lahir", "Date of birth"),
    class: "identity",
    type: "date",
    mask: "year",
    dpv: "pd:BirthDate",
    minimum: true,
  },
  {
    id: "domicile",
    label: label("Domisili", "Domicile"),
    class: "identity",
    type: "text",
    mask: "full",
    dpv: "pd:Domicile",
    minimum: true,
  },
  { id: "job", label: label("Pekerjaan", "Job"), class: "identity", type: "text", mask: "full", dpv: "pd:Job", minimum: true },
  { id: "nik", label: label("NIK", "NIK"), class: "identity", type: "nik", mask: "last4", dpv: "pd:OfficialID", index: "nik" },
  {
    id: "kk",
    label: label("Nomor KK", "Family card number"),
    class: "identity",
    type: "kk",
    mask: "last4",
    dpv: "pd:OfficialID",
    index: "kk",
  },
  { id: "npwp", label: label("NPWP", "Tax number"), class: "identity", type: "npwp", mask: "last4", dpv: "pd:OfficialID" },
];
