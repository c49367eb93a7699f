/** Every setting once: its flag, its variable, its key in the settings file. Secrets have no flag: a process list shows flags. */
export interface SettingSpec {
  /** Key in the settings file; flag `--kebab-case`; variable `MERCUSUAR_UPPER_CASE`. */
  key: keyof SettingValues;
  kind: "text" | "url" | "mail-server" | "path" | "port" | "count" | "term" | "level" | "break-glass" | "secret";
  default?: string;
  secret?: true;
  /** Another variable that is read as well. */
  alias?: string;
}

export interface SettingValues {
  /** Data directory: journal, db, run, log. */
  data: string;
  /** Keys, beside the data and never inside. */
  keys?: string;
  /** The data directory of a keeper that another user runs; absent: the server runs it itself. */
  keeper?: string;
  host: string;
  port: number;
  /** File that holds the URL of a PostgreSQL server. */
  databaseUrlFile?: string;
  /** `postgres://…`; absent: the embedded engine. */
  databaseUrl?: string;
  logLevel: string;
  /** How long a session lasts. */
  sessionHours: number;
  /** Looks, searches and self-opened tasks a person and day (R34). */
  quota: number;
  /** File of connectors (JSON): what calls and writes to customers. */
  connectors?: string;
  /** Minutes of emergency access where none are named; at most four times as long. */
  breakGlassMinutes: number;
  /** `ask`: a superior decides; `alone`: the person opens it himself, and it is judged by evening. */
  breakGlass: "ask" | "alone";
  /** Hours that a feed, an evening, a witness or a state check may be late before the lamp is amber (R71). */
  lampGrace: number;
  /** Months that a sanction counts on the ladder (R57). */
  sanctionMonths: number;
  /** Months for which whoever reported is looked after (R78). */
  reprisalMonths: number;
  /** Months after which notes of supervisors and of talks are erased (R67). */
  noteMonths: number;
  /** Days in which a supervisor does what was drawn or asked of him: a check, a question, a talk (R59, R65, R68). */
  controlDays: number;
  /** Days from one reminder of the pledge to the next, after those of the first two weeks (R64). */
  remindEvery: number;
  /** In how many months of twelve a supervisor meets a drill, on an average, at most 12; absent: none. */
  drills?: number;
  /** Minutes that the reviewers of an office have in a day; absent: one look in a hundred is reviewed, at least three. */
  reviewMinutes?: number;
  /** Hours until a row that nobody decides goes to the superior (R5). */
  silentHours?: number;
  /** File of feeds (JSON): systems that send messages about contacts. */
  feeds?: string;
  /** Hours after a day for which looks wait for a feed that is missing. */
  feedGrace: number;
  /** File with the trust policy (C2SP tlog-policy) whose witnesses cosign the journal; absent: none. */
  witnesses?: string;
  /** Minutes that the witnesses may be away before nothing sensitive is opened; absent: for ever. */
  witnessGrace?: number;
  /** Days from one rotation of keys to the next; absent: only when told. */
  rotateKeysEvery?: number;
  /** Directory of somebody else into which a checkpoint goes each day. */
  keepCheckpointsIn?: string;
  /** Days for which entries of the journal are kept at least; absent: the keeper's own, five years. */
  term?: number;
  /** File with the passphrase of one of the two who open sealed keys; absent: asked for at the terminal. */
  firstPassphraseFile?: string;
  /** Of the other. */
  secondPassphraseFile?: string;
  /** HOST:PORT of the standby that has each batch before it is released. */
  mirror?: string;
  /** File with the key that the standby made. */
  mirrorKey?: string;
  /** Authority (RFC 3161) that stamps the time on a checkpoint each day. */
  timeStamps?: string;
  /** PEM file of the certificates that its tokens are checked against. */
  timeStampCa?: string;
  /** Addresses, separated by commas, to which a checkpoint goes each day. */
  mailCheckpointsTo?: string;
  /** Sender of that mail. */
  mailFrom?: string;
  /** `smtp://[name@]host[:587]` (STARTTLS), `smtps://…` or `smtp+plain://…`. */
  mailServer?: string;
  /** File that holds the password of the name in `mailServer`. */
  mailPasswordFile?: string;
  mailPassword?: string;
  /** PEM file of a certificate authority of one's own, for the mail server. */
  mailCa?: string;
}

export const SETTINGS: SettingSpec[] = [
  { key: "data", kind: "path", default: ".mercusuar" },
  { key: "keys", kind: "path" },
  { key: "keeper", kind: "path" },
  { key: "firstPassphraseFile", kind: "path" },
  { key: "secondPassphraseFile", kind: "path" },
  { key: "host", kind: "text", default: "127.0.0.1" },
  { key: "port", kind: "port", default: "4410" },
  { key: "databaseUrlFile", kind: "path" },
  { key: "databaseUrl", kind: "secret", secret: true, alias: "DATABASE_URL" },
  { key: "logLevel", kind: "level", default: "warn" },
  { key: "sessionHours", kind: "count", default: "12" },
  { key: "quota", kind: "count", default: "60" },
  { key: "connectors", kind: "path" },
  { key: "breakGlassMinutes", kind: "count", default: "15" },
  { key: "breakGlass", kind: "break-glass", default: "ask" },
  { key: "lampGrace", kind: "count", default: "24" },
  { key: "sanctionMonths", kind: "count", default: "6" },
  { key: "reprisalMonths", kind: "count", default: "12" },
  { key: "noteMonths", kind: "count", default: "12" },
  { key: "controlDays", kind: "count", default: "7" },
  { key: "remindEvery", kind: "count", default: "90" },
  { key: "drills", kind: "count" },
  { key: "reviewMinutes", kind: "count" },
  { key: "silentHours", kind: "count" },
  { key: "feeds", kind: "path" },
  { key: "feedGrace", kind: "count", default: "24" },
  { key: "witnesses", kind: "path" },
  { key: "witnessGrace", kind: "count" },
  { key: "rotateKeysEvery", kind: "count" },
  { key: "keepCheckpointsIn", kind: "path" },
  { key: "term", kind: "term" },
  { key: "mirror", kind: "text" },
  { key: "mirrorKey", kind: "path" },
  { key: "timeStamps", kind: "url" },
  { key: "timeStampCa", kind: "path" },
  { key: "mailCheckpointsTo", kind: "text" },
  { key: "mailFrom", kind: "text" },
  { key: "mailServer", kind: "mail-server" },
  { key: "mailPasswordFile", kind: "path" },
  { key: "mailPassword", kind: "secret", secret: true },
  { key: "mailCa", kind: "path" },
];

export const flagOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
export const variableOf = (key: string): string => `MERCUSUAR_${flagOf(key).replaceAll("-", "_").toUpperCase()}`;
