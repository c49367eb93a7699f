import { createHash, randomBytes } from "node:crypto";
import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { about } from "./about.ts";
import { rememberSession, rememberSessions } from "./ended.ts";
import type { By, House, Write } from "./parts.ts";

export interface OpenedSession {
  /** Shown once; only its hash is kept. */
  token: string;
  expiresAt: Date;
  person: { id: string; name: string };
}

/**
 * Opens a session for somebody who has proved who he is, in the transaction that has looked whether his proof still stands. The row carries a
 * MAC under the server's key.
 */
export async function openSession(
  house: House,
  tx: Writing,
  write: Write,
  person: { id: string; name: string },
  { method, device }: { method: string; device: string },
): Promise<OpenedSession> {
  const now = house.clock.now();
  const token = newToken();
  const expiresAt = new Date(now.getTime() + house.settings.sessionHours * 3_600_000);
  const row = {
    session_id: newId("ses"),
    token_hash: hashOf(token),
    person_id: person.id,
    method,
    created_at: now,
    expires_at: expiresAt,
    device,
  };
  await tx.query(
    "insert into people.session (id, token_hash, person_id, method, created_at, expires_at, device, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [row.session_id, row.token_hash, person.id, method, now, expiresAt, device, house.seals.session(row)],
  );
  const body = { change: "opened", method, id: row.session_id, until: expiresAt.toISOString() };
  await write({ typ: "session", ...about(person.id, person.id), body });
  return { token, expiresAt, person: { id: person.id, name: person.name } };
}

/** Ends the session behind a token. */
export async function signOut(house: House, session: { id: string; personId: string }): Promise<void> {
  const now = house.clock.now();
  await house.act(
    async (tx, write) => {
      await tx.query("update people.session set ended_at = $2, ended_why = 'signed-out', mac = '' where id = $1 and ended_at is null", [
        session.id,
        now,
      ]);
      await write({
        typ: "session",
        ...about(session.personId, session.personId),
        body: { change: "ended", why: "signed-out", id: session.id },
      });
      rememberSession(house, session.id, now);
    },
    { wait: false },
  );
}

/** Ends all sessions of a person at once. */
export async function endSessions(house: House, personId: string, why: string, by: By): Promise<void> {
  const now = house.clock.now();
  await house.act(async (tx, write) => {
    const { rowCount } = await tx.query(
      "update people.session set ended_at = $2, ended_why = $3, mac = '' where person_id = $1 and ended_at is null",
      [personId, now, why],
    );
    await write({ typ: "session", ...about(personId, by), body: { change: "ended", why, count: rowCount } });
    rememberSessions(house, personId, now);
  });
}

export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
