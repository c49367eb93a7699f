/** What the report says beside its figures. */

export const INTRODUCTION = `# Performance

Written by \`npm run bench -- all --write\`; do not edit. Figures of one machine say little about another: compare ratios. Each ratio is the
median over rounds of a contender's value and its baseline's in the same round; within a round all take turns, so that a busy machine slows
all of them alike.`;

export const SECTIONS: Record<string, { title: string; method: string }> = {
  journal: {
    title: "Sealed appends",
    method:
      "An append is answered once its entry is in the Merkle tree, the checkpoint over it is signed and both are on disk (one write and one fdatasync a batch). Beside it: a single-row INSERT of a text of the same length into PostgreSQL with fsync on, a connection for each caller. Callers wait for an answer before they ask again.",
  },
  look: {
    title: "Guarded looks over HTTP",
    method:
      "A look is the whole way: session, standing, case, portfolio, consent and policy, the entry in the journal, then six decrypted fields. Beside it two routes of the same HTTP server and driver: SELECT of six plain columns, and the same SELECT with an INSERT into an audit table in one transaction. Both baselines give plain data to whoever asks, encrypt nothing and decide nothing.",
  },
  verify: {
    title: "Verification",
    method:
      'Full verification reads every bundle, checks each entry\'s canonical form, schema and time, recomputes the tree, compares every tile and checks the signature. Each run is a process of its own. "A core" is processor time of a run with one thread. Hashing alone: leaf and node of each entry; beside it what `openssl speed` says for one block as long as the entry with its prefix and one of 65 bytes.',
  },
  evening: {
    title: "An evening",
    method:
      "An evening over a day that was never run before: every look explained or on a desk, weighed, folded into what is usual, and drawn. Beside it a plain GROUP BY person and customer over the same rows, whose groups the program reads as it reads what it judges; and once more with the groups left in PostgreSQL, which is no work of the same kind but bounds it from below. On the embedded engine whole guarded looks of six fields are made one after the other in the process that runs the evening; the delay is the longest of them less what one took before.",
  },
  rotate: {
    title: "Looks while keys rotate",
    method:
      "All customers come under a new key and new index tokens in the background; looks go on. The same looks were measured just before; here the two do not take turns, for a rotation that has begun goes on.",
  },
};

/** Why a mark was not reached: without figures, which the tables have and which another measurement changes. */
export const MISSED: Record<string, string> = {
  look: "**Missed, and why.** A look spends its time in three places of about equal weight, none of which the baselines have: the keeper, which unwraps the customer's keys, opens and masks six fields, and makes pseudonyms; the entry, which is written out, hashed, signed and made durable; and in the server one statement that asks for all facts of the decision (session, standing, case, portfolio, consent, marks) where the baselines ask for one row by its key. Larger groups of looks cost less and wait more, smaller ones the other way round: the rate stays. The keeper is one process on purpose.",
  journal:
    "**Missed, and why.** At many callers both share their syncs: PostgreSQL commits what its backends have ready in one flush, the keeper what has arrived meanwhile in one batch. A caller alone shares nothing, and waits for a signature and a sync, which no sealed append can do without.",
  verify:
    "**Missed, and why.** A large part of the time is SHA-256, without instructions of the processor for it, which no verifier can leave out; the rest is one walk over the bytes. Two processes side by side verify as fast as one alone, but threads of one process share the counters in OpenSSL by which it keeps its algorithms, and times and hashes are copied from thread to thread besides: short entries fall short most, for there both weigh most. `threads: 1` takes the least memory.",
  evening:
    "**Missed, and why.** An evening writes a row for each look, asks an index about each several times, and waits for an answer between its statements, while a GROUP BY reads once and may use a second core: a machine that is busy otherwise makes the ratio worse. On the embedded engine a look waits behind one statement of a portion or one portion that the program weighs, and a busy machine lengthens each.",
  rotate: "**Missed.** Rotation takes its turn behind looks by pausing; the pause is fixed in the program and would have to be longer.",
};

/** What a profile showed once: written by hand, of its day, and not measured again with the figures above it. */
export const PROFILES: Record<string, { on: string; text: string }> = {
  look: {
    on: "2026-12-01",
    text: "Processor time by the scheduler's own count, in µs, on a machine (SHA instructions) that other programs used too: a look takes 304 in the server, 292 in the keeper, 199 in PostgreSQL and 96 in the load generator, together 911 with what is rounded off; a SELECT + INSERT 294, none, 332 and 103, together 734. A look then had 0.75 of its rate. In PostgreSQL a group of up to 32 looks is one statement: about 500 to start so large a plan, then 75 to 100 for each look's twenty index probes. In the keeper seven operations of AES-GCM take about 45 to 50, the sync of a batch about 20 and its signature about 15 for each look; in the server no function takes a tenth.",
  },
  journal: {
    on: "2026-11-22",
    text: "With clocks put into the keeper, medians at rest, in µs: of the 373 of a caller alone 117 are the fdatasync on a thread of its own, 78 the root and its Ed25519 signature, 44 the check, the entry and the turn that gathers a batch, 37 writing and settling, and nearly 100 the way through two processes and back; an INSERT took 140 in all. Signature and sync alone are already more than that.",
  },
  evening: {
    on: "2026-12-01",
    text: "1,000,000 looks on PostgreSQL, first of 2,500 people: 297 s, of which 208 were one question for the flags of rows, told once for each row over all of them, and 45 the colleagues on duty, gathered anew for each look; then of 10,000 people: 73 s, of which 27 were counting what is usual, 9 of 15 parts of it a person read for each look by scanning all of them, where the planner guessed one row. Without these 53 s: 13 explaining by witnesses (much of it writing), 6 what is usual, 5 what is known around unexplained looks, 3 asking which looks are left, 15 outside of statements. On the embedded engine the program itself held up looks longest: comparing all pairs of people (found by what they share now), weighing, and ordering a draw.",
  },
  verify: {
    on: "2026-11-22",
    text: "Of the processor time of a look of six fields two fifths are SHA-256 of an entry of twenty blocks, and a tenth (a sixth before 2026-12-01) is knowing lists and contexts again that came before. With two threads a hash takes half as long again. At ten million entries two threads took a little more memory than the mark allows at one million.",
  },
};

export const LIMITS = `## Limits

- One machine runs load generator, server, keeper and database; a house with machines of their own for these will see other ratios.
- PostgreSQL and journal lie on the same disk, with fsync on for both; disks that lie about fsync flatter both.
- Journals that are verified were made for the purpose, and lie in the page cache: a cold disk adds its own time.
- Medians hide what happens once in a while; the p99 of looks is given, no others are.`;
