import { useEffect, useState } from "react";
import { serverNow } from "./me.ts";

/** Server time, told anew every `every` milliseconds. */
export function useNow(every: number): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const beat = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(beat);
  }, [every]);
  return now;
}
