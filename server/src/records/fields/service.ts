import type { Field } from "./field.ts";

const label = (id: string, en: string) => ({ id, en });

export const SERVICE: readonly Field[] = [
  {
    id: "customer_number",
    label: label("Nomor pelanggan", "Customer number"),
    class: "service",
    type: "text",
    mask: "full",
    dpv: "pd:AccountIdentifier",
    index: "customer_number",
  },
  { id: "plan", label: label("Paket", "Plan"), class: "service", type: "text", mask: "full", dpv: "pd:Product" },
  {
    id: "contract_kind",
    label: label("Jenis kontrak", "Kind of contract"),
    class: "service",
    type: "text",
    mask: "full",
    dpv: "pd:Product",
  },
  {
    id: "internet_service",
    label: label("Layanan internet", "Internet service"),
    class: "service",
    type: "text",
    mask: "full",
    dpv: "pd:Product",
  },
  {
    id: "tenure_months",
    label: label("Lama berlangganan (bulan)", "Months as a customer"),
    class: "service",
    type: "count",
    mask: "full",
    dpv: "pd:Transactional",
  },
  {
    id: "bill_last",
    label: label("Tagihan terakhir", "Last bill"),
    class: "service",
    type: "rupiah",
    mask: "full",
    dpv: "pd:Transactional",
  },
  {
    id: "charges_monthly",
    label: label("Biaya bulanan", "Monthly charges"),
    class: "service",
    type: "rupiah",
    mask: "full",
    dpv: "pd:Transactional",
  },
  {
    id: "charges_total",
    label: label("Biaya seluruhnya", "Total charges"),
    class: "service",
    type: "rupiah",
    mask: "full",
    dpv: "pd:Transactional",
  },
  {
    id: "payment_method",
    label: label("Cara bayar", "Payment method"),
    class: "service",
    type: "text",
    mask: "full",
    dpv: "pd:Transactional",
  },
];
