/**
 * Looks from both worlds, as a relation for SQL: those that the keeper sealed (`journal.look_index`), and those that other systems claim
 * (`watch.observed`, Mode Pantau), told apart by `observed`, the name of the log, or null. An entry is one look, a listing too; only of a batch of observed
 * looks each row is one: count by `idx, part`. INVARIANT: an observed look counts once its batch is sealed,
 * and stands in no table in which sealed looks are looked for.
 */
export const SEEN = `(
  select idx, row, typ, at, person_id, customer_id, case_id, purpose, decision, out, own, rules, watch, fields, office_id, re, null::text as observed, 0 as part
  from journal.look_index
  union all
  select b.idx, o.n, 'look', o.at, o.person_id, o.customer_id, null, o.purpose, 'allow', 'opened', false, '{}'::text[], '{}'::text[], '{}'::text[], null, null, o.source, o.n
  from watch.observed o join watch.observed_batch b on b.id = o.batch_id where b.idx is not null)`;
