import { problem } from "../platform/problem.ts";
import { strangerOf } from "../platform/stranger.ts";
import { about } from "./about.ts";
import { linkHasEnded, rememberLinks } from "./ended.ts";
import { hashOf, newToken, type OpenedSession, openSession } from "./open-session.ts";
import type { ActHow, House } from "./parts.ts";
import { noteRefusal } from "./refuse-session.ts";
import type { Machine } from "./sign-in.ts";
import { holdActive } from "./still-here.ts";
import { countTry, forgetTries } from "./tries.ts";
import { WORDS } from "./words.ts";

/** `invitation` works once; `demo` until it expires. */
export type LinkPurpose = "invitation" | "demo";

interface LinkRow {
  person_id: string;
  purpose: LinkPurpose;
  expires_at: Date;
  used_at: Date | null;
  mac: string;
  name: string;
  state: string;
}

/** Makes a sign-in link's token. It travels behind `#` in the address (`/masuk#t=TOKEN`), so no server or log sees it. */
export async function makeSignInLink(
  house: House,
  personId: string,
  link: { purpose: LinkPurpose; hours: number },
  { by, wait = false }: ActHow = {},
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(house.clock.now().getTime() + link.hours * 3_600_000);
  const row = { tokenHash: hashOf(token), personId, purpose: link.purpose, expiresAt };
  await house.act(
    async (tx, write) => {
      await tx.query("insert into people.sign_in_link (token_hash, person_id, purpose, expires_at, mac) values ($1, $2, $3, $4, $5)", [
        row.tokenHash,
        personId,
        link.purpose,
        expiresAt,
        house.seals.link(row),
      ]);
      await write({ typ: "credential", ...about(personId, by), body: { change: "made", kind: "link", method: link.purpose } });
    },
    { wait },
  );
  return { token, expiresAt };
}

/** Signs in with a link. @throws Problem `sign-in-failed` 401 for unknown, used, expired and forged links alike · `too-many-tries` */
export async function signInLink(house: House, given: { token: string } & Machine): Promise<OpenedSession> {
  const address = house.seals.tryKey("address", `link ${strangerOf(given.address)}`);
  await countTry(house, [{ key: address, most: house.settings.triesPerAddress }]);
  const tokenHash = hashOf(given.token);
  const row = await read(house, tokenHash);
  if (!row) throw failed();
  const mac = house.seals.link({ tokenHash, personId: row.person_id, purpose: row.purpose, expiresAt: row.expires_at });
  if (!house.seals.holds(row.mac, mac)) await noteRefusal(house, row.person_id, "FORGED");
  else if (row.state === "left") await noteRefusal(house, row.person_id, "LEAVER");
  else if (row.state === "active" && row.used_at === null && row.expires_at > house.clock.now()) {
    const opened = await enter(house, tokenHash, row, house.seals.device(given.address, given.agent ?? ""));
    if (opened === "revived") await noteRefusal(house, row.person_id, "FORGED");
    else if (opened !== "late") {
      await forgetTries(house, { address });
      return opened;
    }
  }
  throw failed();
}

async function read(house: House, tokenHash: string): Promise<LinkRow | undefined> {
  const { rows } = await house.db.query<LinkRow>(
    `select l.person_id, l.purpose, l.expires_at, l.used_at, l.mac, p.name, p.state
      from people.sign_in_link l join people.person p on p.id = l.person_id where l.token_hash = $1`,
    [tokenHash],
  );
  return rows[0];
}

/**
 * Two who come with the same invitation at once: one gets in. `revived`: it was used before, and somebody wrote its row back. Use and
 * session are one: an end of all his ways in comes before both, or after.
 */
async function enter(
  house: House,
  tokenHash: string,
  { purpose, person_id, name, expires_at }: LinkRow,
  device: string,
): Promise<OpenedSession | "late" | "revived"> {
  if (purpose === "demo" && linkHasEnded(house, tokenHash)) return "revived";
  return house.act(
    async (tx, write) => {
      if (!(await holdActive(tx, person_id)) || (purpose === "demo" && linkHasEnded(house, tokenHash))) throw failed();
      const open = () => openSession(house, tx, write, { id: person_id, name }, { method: `link-${purpose}`, device });
      if (purpose === "demo") return open();
      const now = house.clock.now();
      const { rowCount } = await tx.query("update people.sign_in_link set used_at = $2 where token_hash = $1 and used_at is null", [
        tokenHash,
        now,
      ]);
      const use = rowCount === 0 ? "late" : linkHasEnded(house, tokenHash) ? "revived" : "used";
      await write({
        typ: "credential",
        ...about(person_id, person_id),
        body: { change: use === "used" ? "used" : "used-twice", kind: "link", method: purpose },
      });
      if (use !== "used") return use;
      const opened = await open();
      rememberLinks(house, [{ tokenHash, until: expires_at }], now);
      return opened;
    },
    { wait: false },
  );
}

const failed = () => problem("sign-in-failed", WORDS.linkFailed, { detail: WORDS.linkFailedWay });
