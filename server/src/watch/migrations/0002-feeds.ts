import type { Migration } from "../../platform/migration.ts";

/** More kinds of evidence, what is known of each feed, and days that late evidence tells anew. */
export const watch0002: Migration = {
  id: "watch/0002-feeds",
  sql: `
alter table watch.interaction drop constraint interaction_kind_check;
alter table watch.interaction add constraint interaction_kind_check
  check (kind in ('call', 'counter', 'outcome', 'customer_event', 'dispatch', 'confirmation'));
create index interaction_fed on watch.interaction (source, starts_at);
alter table watch.feed add column received_at timestamptz, add column live boolean not null default false, add column lags int[] not null default '{}';
comment on column watch.feed.lags is 'seconds by which its newest records were ahead of our clock when they came, newest last; skew_seconds is their median';
create table watch.feed_day (
  source text not null, office_id text not null, on_date date not null, records int not null, primary key (source, office_id, on_date));
create index feed_day_office on watch.feed_day (office_id, on_date);
create table watch.feed_wait (
  office_id text not null, on_date date not null, source text not null, looks int not null, primary key (office_id, on_date, source));
create table watch.late_day (office_id text not null, on_date date not null, due_at timestamptz not null, primary key (office_id, on_date));
create index late_day_due on watch.late_day (due_at);
`,
};
