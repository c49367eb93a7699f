import type { Field } from "./field.ts";

const label = (id: string, en: string) => ({ id, en });

export const CONTACT: readonly Field[] = [
  {
    id: "email",
    label: label("Surel", "E-mail"),
    class: "contact",
    type: "email",
    mask: "domain",
    dpv: "pd:EmailAddress",
    index: "email",
    minimum: true,
  },
  {
    id: "phone",
    label: label("Telepon", "Telephone"),
    class: "contact",
    type: "phone",
    mask: "last4",
    dpv: "pd:TelephoneNumber",
    index: "phone",
    minimum: true,
  },
  {
    id: "address_street",
    label: label("Jalan dan nomor", "Street and number"),
    class: "contact",
    type: "text",
    mask: "present",
    dpv: "pd:PhysicalAddress",
  },
  { id: "address_rtrw", label: label("RT/RW", "RT/RW"), class: "contact", type: "rtrw", mask: "present", dpv: "pd:PhysicalAddress" },
  {
    id: "address_village",
    label: label("Kelurahan/desa", "Village"),
    class: "contact",
    type: "text",
    mask: "full",
    dpv: "pd:PhysicalAddress",
  },
  {
    id: "address_district",
    label: label("Kecamatan", "District"),
    class: "contact",
    type: "text",
    mask: "full",
    dpv: "pd:PhysicalAddress",
  },
  {
    id: "postal_code",
    label: label("Kode pos", "Postal code"),
    class: "contact",
    type: "postal-code",
    mask: "full",
    dpv: "pd:PhysicalAddress",
  },
];
