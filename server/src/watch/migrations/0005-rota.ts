import type { Migration } from "../../platform/migration.ts";

/** Who watches whom, week by week; reminders between colleagues; openings of honey records. A rota is written once and never changed. */
export const watch0005: Migration = {
  id: "watch/0005-rota",
  sql: `
create table watch.rota (
  id text primary key, office_id text not null, period date not null, drawn_at timestamptz not null, members jsonb not null, watchers int not null,
  eased text[] not null, disclosed_at timestamptz, idx bigint, unique (office_id, period));
comment on column watch.rota.members is 'list of {id, vendor}, in the order of the draw: with the seed it gives the pairs again';
create table watch.rota_pair (
  rota_id text not null references watch.rota, watcher_id text not null, watched_id text not null, primary key (rota_id, watcher_id, watched_id));
create index rota_pair_watcher on watch.rota_pair (watcher_id);
create index rota_pair_watched on watch.rota_pair (watched_id);
create table watch.nudge (
  id text primary key, to_id text not null, from_id text not null, about text not null check (about in ('pledge', 'report', 'rest')), at timestamptz not null, idx bigint);
create table watch.honey_hit (look_idx bigint primary key, id text not null unique, at timestamptz not null, idx bigint);
create index nudge_to on watch.nudge (to_id, at);
`,
};
