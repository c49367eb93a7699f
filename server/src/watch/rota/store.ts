import type { Reading, Writing } from "../../platform/database.ts";
import type { Eased, Member, Pair } from "./draw-rota.ts";

/** Most people of one office in a rota. */
export const MOST_MEMBERS = 500;

export interface RotaOffice {
  id: string;
  name: string;
  zone: string;
}

/** One office, or all in which somebody opens customer data. */
export async function rotaOffices(db: Reading, now: Date, id?: string): Promise<RotaOffice[]> {
  const { rows } = await db.query<RotaOffice>(
    `select o.id, o.name, o.time_zone as zone from people.office o
     where ($2::text is null or o.id = $2) and exists (select 1 from people.person p join people.grant_ g on g.person_id = p.id where p.office_id = o.id and ${WORKS}) order by o.path limit 5000`,
    [now, id ?? null],
  );
  return rows;
}

/** Somebody at work with a live grant that opens customer data; $1 now. */
const WORKS = `p.state = 'active' and g.function in ('cs', 'telesales', 'field') and g.idx is not null and g.revoked_at is null and g.starts_at <= $1 and g.ends_at > $1`;

/** Those of an office who open customer data, by id: the order of the draw. */
export async function membersOf(db: Reading, officeId: string, now: Date): Promise<Member[]> {
  const { rows } = await db.query<Member>(
    `select p.id, coalesce(p.vendor_id, 'own') as vendor from people.person p
     where p.office_id = $2 and exists (select 1 from people.grant_ g where g.person_id = p.id and ${WORKS}) order by p.id collate "C" limit ${MOST_MEMBERS}`,
    [now, officeId],
  );
  return rows;
}

export interface StoredRota {
  id: string;
  officeId: string;
  period: string;
  members: Member[];
  watchers: number;
  eased: Eased[];
  disclosed: boolean;
}

const ROTA = `id, office_id as "officeId", period, members, watchers, eased, disclosed_at is not null as disclosed`;

export async function rotaOf(db: Reading, officeId: string, period: string): Promise<StoredRota | undefined> {
  const { rows } = await db.query<StoredRota>(`select ${ROTA} from watch.rota where office_id = $1 and period = $2`, [officeId, period]);
  return rows[0];
}

/** Rotas of an office whose week is over and whose seed is not told yet, oldest first. */
export async function undisclosed(db: Reading, officeId: string, period: string): Promise<StoredRota[]> {
  const { rows } = await db.query<StoredRota>(
    `select ${ROTA} from watch.rota where office_id = $1 and period < $2 and disclosed_at is null order by period limit 60`,
    [officeId, period],
  );
  return rows;
}

/** The newest rotas of an office before a period, newest first. */
export async function rotasBefore(db: Reading, officeId: string, period: string, most: number): Promise<StoredRota[]> {
  const { rows } = await db.query<StoredRota>(
    `select ${ROTA} from watch.rota where office_id = $1 and period < $2 order by period desc limit $3`,
    [officeId, period, most],
  );
  return rows;
}

export async function pairsOf(db: Reading, rotaId: string): Promise<Pair[]> {
  const { rows } = await db.query<Pair>(
    `select watcher_id as watcher, watched_id as watched from watch.rota_pair where rota_id = $1 order by 2, 1`,
    [rotaId],
  );
  return rows;
}

/** False where somebody drew it at the same moment: his stands. */
export async function insertRota(tx: Writing, rota: Omit<StoredRota, "disclosed">, pairs: readonly Pair[], now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into watch.rota (id, office_id, period, drawn_at, members, watchers, eased) values ($1, $2, $3, $4, $5, $6, $7) on conflict (office_id, period) do nothing`,
    [rota.id, rota.officeId, rota.period, now, JSON.stringify(rota.members), rota.watchers, rota.eased],
  );
  if (rowCount === 0) return false;
  await tx.query("insert into watch.rota_pair (rota_id, watcher_id, watched_id) select $1, * from unnest($2::text[], $3::text[])", [
    rota.id,
    pairs.map(({ watcher }) => watcher),
    pairs.map(({ watched }) => watched),
  ]);
  return true;
}

/** False where it was told already. */
export async function markDisclosed(tx: Writing, id: string, now: Date): Promise<boolean> {
  return (await tx.query("update watch.rota set disclosed_at = $2 where id = $1 and disclosed_at is null", [id, now])).rowCount > 0;
}

/** Whom these people watch in a period, or are watched by: the ring of one of them. */
export async function ringOf(db: Reading, personId: string, period: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select case when p.watcher_id = $1 then p.watched_id else p.watcher_id end as id from watch.rota_pair p
     join watch.rota r on r.id = p.rota_id where r.period = $2 and (p.watcher_id = $1 or p.watched_id = $1)`,
    [personId, period],
  );
  return [...new Set(rows.map(({ id }) => id))];
}

/** Whom somebody watches in this week. */
export async function watchedBy(db: Reading, personId: string, rotaId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select watched_id as id from watch.rota_pair where rota_id = $1 and watcher_id = $2 order by 1",
    [rotaId, personId],
  );
  return rows.map(({ id }) => id);
}
