import type { Migration } from "../../platform/migration.ts";

/** Customers of which offices a vendor's people have had work with. */
export const review0014: Migration = {
  id: "review/0014-vendor-office",
  sql: `
create table review.vendor_office (vendor_id text not null, office_id text not null, first_on date not null, primary key (vendor_id, office_id));
comment on table review.vendor_office is 'derived, each evening, from looks that were explained';
`,
};
