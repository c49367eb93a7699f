import { languageNow, useSay } from "../words/say.ts";
import { clockWithZone, type Zone } from "./time.ts";
import { useNow } from "./use-now.ts";

/** The office's time with its zone: the server's clock, in the made-up company the story's. */
export function ClockNow({ office }: { office: Zone }) {
  useSay();
  const now = useNow(5000);
  return <time dateTime={now.toISOString()}>{clockWithZone(now, office, languageNow())}</time>;
}
