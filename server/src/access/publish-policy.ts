import type { House } from "./parts.ts";

/**
 * Which rules are in force, and in which mode, stands in the journal, as does their text in the database: each look names its policy by
 * hash, so that an auditor can read what was decided by. Called at every start and after each change of a mode; writes only when something
 * has changed.
 */
export async function publishPolicy({ db, act, clock, policy }: House): Promise<void> {
  const { rows } = await db.query<{ hash: string }>("select hash from access.policy order by active_from desc, hash limit 1");
  if (rows[0]?.hash === policy.hash) return;
  const now = clock.now();
  await act(async (tx, write) => {
    await tx.query(
      "insert into access.policy (hash, body, active_from) values ($1, $2, $3) on conflict (hash) do update set active_from = excluded.active_from",
      [policy.hash, policy.body, now],
    );
    await write({
      typ: "policy",
      aggregate: "policy",
      body: {
        change: "published",
        hash: policy.hash,
        rules: policy.rules.map(({ id, set }) => `${set}/${id}`),
        modes: [...policy.modes].map(([rule, mode]) => `${rule}=${mode}`),
        from: now.toISOString(),
      },
      marks: [{ table: "access.policy", id: policy.hash }],
    });
  });
}
