/**
 * SQL: is somebody away at an instant, so that his stand-in acts for him (R44)? Off duty, or absent once that is sealed. Whoever comes back
 * is back at once: a segment of duty counts here before it is sealed. Against whom: a stand-in who goes on looking.
 */
export const awaySql = (person: string, now: string): string => `(
  exists (select 1 from people.duty a where a.person_id = ${person} and a.starts_at <= ${now} and a.ends_at > ${now} and a.kind = 'off' and a.idx is not null)
  or not exists (select 1 from people.duty a where a.person_id = ${person} and a.starts_at <= ${now} and a.ends_at > ${now} and a.kind <> 'off'))`;
