import type { Migration } from "../../platform/migration.ts";

/**
 * Everything about suspected misuse, step by step: inquiries, reviews of a supervisor's own control, concerns, talks, notes. A row is written once;
 * what it means today follows from the rows of its thread. Only a sealed text that has expired is taken out (`sealed` becomes null).
 */
export const review0006: Migration = {
  id: "review/0006-inquiries",
  sql: `
create table review.inquiry_step (
  id text primary key, thread text not null, n int not null, kind text not null, person_id text, by_id text, at timestamptz not null,
  facts text not null, sealed text, sealed_for text, topic text unique, idx bigint, unique (thread, n));
comment on column review.inquiry_step.facts is 'canonical JSON: ids, words of closed lists, counts; never free text';
comment on column review.inquiry_step.topic is 'what may begin one thread only, as a desk row';
create index inquiry_step_person on review.inquiry_step (person_id, at);
create index inquiry_step_kind on review.inquiry_step (kind, at);
create index inquiry_step_sealed on review.inquiry_step (at) where sealed is not null;
`,
};
