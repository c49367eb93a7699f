import { answered } from "./answered.ts";
import type { EveningWorld, Worker } from "./evening-world.ts";

/** A day on which each request is made a minute after the one before, from nine o'clock on, and answered as expected. */
export function busyDay(world: () => EveningWorld) {
  let minutes = 9 * 60;
  const tick = (by = 1): Date => {
    minutes += by;
    const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
    return world().at(`${hour}:${minute}`);
  };
  const answer = answered(world);
  const ask: typeof answer = (...asked) => {
    tick();
    return answer(...asked);
  };
  return {
    tick,
    post: (who: Worker, url: string, body: object, status = 200) => ask(who, "POST", url, body, status),
    get: (who: Worker, url: string, status = 200) => ask(who, "GET", url, undefined, status),
  };
}
