import type { Migration } from "../../platform/migration.ts";

/** When the last shift of an office's day was to end, as late as it ever stood in the plan; and when the house last ran that evening by itself. */
export const review0016: Migration = {
  id: "review/0016-day-end",
  sql: `
create table review.day_end (office_id text not null, on_date date not null, ends_at timestamptz, run_at timestamptz, primary key (office_id, on_date));
comment on table review.day_end is 'derived: the plan of duty as it was seen, so that nobody brings the draw forward by changing it';
`,
};
