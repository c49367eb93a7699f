import type { Keeper, RunningKeeper } from "../../server/src/journal/index.ts";
import type { Database } from "../../server/src/platform/database.ts";

/** What crossed to the database and to the keeper: in a test "the same answer" means the same of these too. */
export interface Traffic {
  statements: string[];
  calls: string[];
}

/** The same database, which writes down each statement by its name, or else its text. */
export function countedDatabase(db: Database, traffic: Traffic): Database {
  return {
    ...db,
    query: (statement, values) => {
      traffic.statements.push(typeof statement === "string" ? statement : (statement.name ?? statement.text));
      return db.query(statement, values);
    },
  };
}

/** The same keeper, which writes down each call by which somebody could see or guess. */
export function countedKeeper(keeper: RunningKeeper, traffic: Traffic): Keeper {
  const counted = ["look", "use", "list", "tokens", "match"] as const;
  const calls = counted.map((name) => [
    name,
    (...args: never[]) => {
      traffic.calls.push(name);
      return (keeper[name] as (...args: never[]) => unknown)(...args);
    },
  ]);
  return new Proxy(keeper, { get: (target, name) => Object.fromEntries(calls)[name as string] ?? Reflect.get(target, name) });
}
