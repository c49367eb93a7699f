import type { FieldUse, Purpose } from "./purpose.ts";

const full: FieldUse = { mask: "full" };
const last4: FieldUse = { mask: "last4", reveal: "full" };
const onRequest: FieldUse = { mask: "present", reveal: "full" };
const email: FieldUse = { mask: "domain", reveal: "full" };
const match: FieldUse = { mask: "hidden", match: true };
const SERVICE: Record<string, FieldUse> = { plan: full, contract_kind: full, internet_service: full, tenure_months: full };
const BILLS: Record<string, FieldUse> = { bill_last: full, charges_monthly: full, charges_total: full, payment_method: full };
const ALL = ["cs", "telesales", "field"];

/** Published at the first start. What is not named here, no purpose opens. */
export const PURPOSES: readonly Purpose[] = [
  {
    id: "care",
    name: { id: "Menangani keluhan", en: "Handling a complaint" },
    basis: "dpv:Contract",
    dpv: "dpv:CommunicationForCustomerCare",
    benefit: {
      id: "Keluhan Anda ditangani oleh petugas yang tahu layanan Anda.",
      en: "Your complaint is handled by somebody who knows your service.",
    },
    functions: ["cs", "field"],
    fields: { name: full, customer_number: full, phone: last4, email, domicile: full, ...SERVICE, bill_last: full },
  },
  {
    id: "service",
    name: { id: "Memenuhi permintaan layanan", en: "Serving a request" },
    basis: "dpv:Contract",
    dpv: "dpv:RequestedServiceProvision",
    benefit: {
      id: "Permintaan layanan Anda dikerjakan di alamat dan paket yang benar.",
      en: "Your request is carried out at the right address and plan.",
    },
    functions: ["cs", "field"],
    fields: {
      name: full,
      customer_number: full,
      phone: last4,
      email,
      domicile: full,
      address_street: onRequest,
      address_rtrw: onRequest,
      address_village: full,
      address_district: full,
      postal_code: full,
      ...SERVICE,
    },
  },
  {
    id: "billing",
    name: { id: "Penagihan", en: "Billing" },
    basis: "dpv:Contract",
    dpv: "dpv:PaymentManagement",
    benefit: {
      id: "Tagihan Anda benar, dan pertanyaan tentang tagihan dijawab.",
      en: "Your bill is right, and questions about it are answered.",
    },
    functions: ["cs", "field"],
    fields: { name: full, customer_number: full, phone: last4, email, plan: full, contract_kind: full, tenure_months: full, ...BILLS },
  },
  {
    id: "verification",
    name: { id: "Memastikan identitas penelepon", en: "Verifying a caller" },
    basis: "dpv:Contract",
    dpv: "dpv:IdentityVerification",
    benefit: { id: "Tidak ada orang lain yang dapat mengaku sebagai Anda.", en: "Nobody else can pretend to be you." },
    functions: ALL,
    fields: {
      name: full,
      customer_number: full,
      phone: { mask: "last4", match: true },
      nik: { mask: "last4", match: true },
      kk: match,
      birth_date: match,
      email: { mask: "domain", match: true },
      mother_name: match,
    },
  },
  {
    id: "order",
    name: { id: "Pesanan dan pendaftaran", en: "Orders and registration" },
    basis: "dpv:Contract",
    dpv: "dpv:CustomerOrderManagement",
    benefit: { id: "Pesanan Anda tercatat lengkap dan sampai ke alamat Anda.", en: "Your order is complete and reaches your address." },
    functions: ALL,
    fields: {
      name: full,
      gender: full,
      birth_date: { mask: "year" },
      domicile: full,
      job: full,
      phone: last4,
      email,
      customer_number: full,
      nik: { mask: "last4" },
      kk: { mask: "last4" },
      address_street: onRequest,
      address_rtrw: onRequest,
      address_village: full,
      postal_code: full,
      plan: full,
      contract_kind: full,
    },
  },
  {
    id: "offer",
    name: { id: "Penawaran produk", en: "Offering products" },
    basis: "dpv:Consent",
    dpv: "dpv:DirectMarketing",
    needsConsent: "offers",
    needsPortfolio: true,
    benefit: {
      id: "Anda mendapat penawaran yang cocok, hanya bila Anda berkenan.",
      en: "You get offers that suit you, only if you agreed to them.",
    },
    functions: ALL,
    fields: { name: full, gender: full, birth_date: { mask: "year" }, domicile: full, job: full, phone: last4, email, ...SERVICE },
  },
  {
    id: "interest",
    name: { id: "Mempelajari minat", en: "Learning interests" },
    basis: "dpv:Consent",
    dpv: "dpv:ProvideProductRecommendations",
    needsConsent: "interest",
    benefit: {
      id: "Layanan menyesuaikan minat Anda, hanya bila Anda berkenan.",
      en: "Services follow your interests, only if you agreed to it.",
    },
    functions: ["cs", "telesales"],
    fields: { gender: full, birth_date: { mask: "year" }, domicile: full, job: full, ...SERVICE },
  },
  {
    id: "rights",
    name: { id: "Memenuhi hak pelanggan", en: "Fulfilling a customer's rights" },
    basis: "dpv:LegalObligation",
    dpv: "dpv:RightsFulfilment",
    benefit: { id: "Anda dapat melihat, membetulkan dan menghapus data Anda.", en: "You can see, correct and erase your data." },
    functions: ["cs"],
    fields: {
      name: full,
      gender: full,
      birth_date: { mask: "year", reveal: "full" },
      domicile: full,
      job: full,
      email,
      phone: last4,
      customer_number: full,
      address_street: onRequest,
      address_rtrw: onRequest,
      address_village: full,
      postal_code: full,
      employer: onRequest,
      income: onRequest,
      nik: { mask: "last4" },
    },
  },
];
