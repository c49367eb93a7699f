/** What do we hold, and why? The door of records: catalogue, purposes, consents, customers, import. */

export type { AddHow, NewCustomer } from "./add-customers.ts";
export { classOf } from "./catalogue.ts";
export { CONSENT_WORDING } from "./consent-wording.ts";
export type { Certificate } from "./destroy/certificate.ts";
export { type Destruction, makeDestruction } from "./destroy/make-destruction.ts";
export { destructionRoutes } from "./destroy/routes.ts";
export { type Field, type FieldClass, STRICTEST } from "./fields/field.ts";
export { FIELDS, MINIMUM_SET } from "./fields/list.ts";
export { chanceOfHit } from "./honey/chance-of-hit.ts";
export { HONEY_OPENS, honeyRoutes } from "./honey/routes.ts";
export type { ImportAsk, ImportReport } from "./import/import-customers.ts";
export { MapSchema } from "./import/map-schema.ts";
export { MapError } from "./import/read-map.ts";
export { indexValue } from "./index-values.ts";
export { makeRecords, type Records } from "./make-records.ts";
export type { CustomerMark } from "./mark-customer.ts";
export { recordsMigrations } from "./migrations/index.ts";
export type { Nobody } from "./nobody.ts";
export type { RecordsParts, SealedFields } from "./parts.ts";
export { purposePrint } from "./publish-purpose.ts";
export type { ConsentQuestion, FieldUse, Purpose } from "./purpose.ts";
export { PURPOSES } from "./purposes.ts";
export { type PurposeFault, purposeFaults } from "./rules.ts";
export type { Consent, ConsentState } from "./set-consent.ts";
export { type Provenance, publishedPurposes } from "./store.ts";
