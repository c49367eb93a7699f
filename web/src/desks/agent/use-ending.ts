import { useEffect, useRef, useState } from "react";
import { onLeaving } from "../../app/leaving.ts";
import type { Card } from "./card-state.ts";
import { type Ended, endWork } from "./end-work.ts";

/** How long a pressed outcome can be taken back: what stands in the journal stays there, so a slip is caught before. */
const GRACE = 8_000;

/** What the page tells about the last outcome. No value of the customer lives here. */
export interface Ending {
  outcome: string;
  case: string | undefined;
  step: "held" | "sending" | "recorded";
}

/** Holds a pressed outcome for some seconds, then tells the server; at once when work goes on or the page is left. */
export function useEnding(told: (failed?: unknown) => void) {
  const [ending, setEnding] = useState<Ending>();
  const held = useRef<Ended>(undefined);
  const send = async (): Promise<void> => {
    const now = held.current;
    if (!now) return;
    held.current = undefined;
    const mine = { outcome: now.outcome, case: now.of.case };
    setEnding({ ...mine, step: "sending" });
    try {
      await endWork(now);
      setEnding((shown) => (shown?.step === "sending" ? { ...mine, step: "recorded" } : shown));
      told();
    } catch (error) {
      setEnding(undefined);
      told(error);
    }
  };
  const latest = useRef(send);
  latest.current = send;
  const waits = ending?.step === "held";
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(() => void latest.current(), GRACE);
    return () => clearTimeout(timer);
  }, [waits]);
  useEffect(() => {
    const forget = onLeaving(() => latest.current());
    return () => {
      forget();
      void latest.current();
    };
  }, []);
  return {
    ending,
    send,
    hold: (of: Card, outcome: string) => {
      held.current = { of, outcome };
      setEnding({ outcome, case: of.case, step: "held" });
    },
    /** The card as it was, when nothing has been sent yet. */
    takeBack: (): Card | undefined => {
      const of = held.current?.of;
      held.current = undefined;
      if (of) setEnding(undefined);
      return of;
    },
    forget: () => setEnding(undefined),
  };
}
