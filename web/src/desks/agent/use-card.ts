import type { Look } from "@mercusuar/client";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { refreshMe, serverNow } from "../../app/me.ts";
import { asking, queries, server } from "../../app/server.ts";
import { type Card, cardOf, isClosed, maskExpired, type Opening, withRevealed } from "./card-state.ts";
import { useEnding } from "./use-ending.ts";

/** Looks, searches and tasks count towards the quota, and the day's numbers move. */
function lookedAgain(): void {
  void refreshMe();
  void queries.invalidateQueries({ queryKey: ["my-day"] });
}

/** The record card and everything that may be done with it. A refusal closes nothing but opens nothing either. */
export function useCard() {
  const [card, setCard] = useState<Card>();
  const [closed, setClosed] = useState<Opening>();
  const [refusal, setRefusal] = useState<unknown>();
  useEverySecond(card !== undefined, () => {
    const now = serverNow();
    if (card && isClosed(card, now)) shut(card);
    else setCard((open) => open && maskExpired(open, now));
  });
  const shut = (open: Card) => {
    setCard(undefined);
    setClosed({ customer: open.customer, name: open.name, purpose: open.purpose, case: open.case, origin: open.origin });
  };
  const ending = useEnding((failed) => {
    if (failed !== undefined) setRefusal(failed);
    lookedAgain();
  });
  const settle = { onError: (error: unknown) => setRefusal(error), onMutate: () => setRefusal(undefined), onSettled: lookedAgain };

  const opening = useMutation({
    mutationFn: async (prepare: () => Promise<Opening>) => {
      setCard(undefined);
      setClosed(undefined);
      await ending.send();
      const ready = await asking(prepare());
      return cardOf(ready, await asking(lookOf(ready)));
    },
    onSuccess: (opened) => {
      ending.forget();
      setCard(opened);
    },
    ...settle,
  });
  const revealing = useMutation({
    mutationFn: ({ of, field }: { of: Card; field: string }) => asking(revealOf(of, field)),
    onSuccess: (look) => setCard((open) => open && withRevealed(open, look, serverNow())),
    ...settle,
  });
  const changing = useMutation({
    mutationFn: ({ of, purpose }: { of: Card; purpose: string }) => asking(changeOf(of, purpose)),
    onSuccess: (look) => setCard((open) => open && { ...cardOf(open, look), entries: [...open.entries, look.entry] }),
    ...settle,
  });
  const busy = opening.isPending || revealing.isPending || changing.isPending;
  return {
    card,
    closed,
    refusal,
    busy,
    refused: setRefusal,
    open: (prepare: () => Promise<Opening>) => opening.mutate(prepare),
    reveal: (field: string) => card && revealing.mutate({ of: card, field }),
    changePurpose: (purpose: string) => card && changing.mutate({ of: card, purpose }),
    ending: ending.ending,
    end: (outcome: string) => {
      if (!card) return;
      ending.hold(card, outcome);
      setCard(undefined);
      setRefusal(undefined);
    },
    undo: () => {
      const of = ending.takeBack();
      if (!of) return;
      if (isClosed(of, serverNow())) shut(of);
      else setCard(of);
    },
  };
}

export type CardInHand = ReturnType<typeof useCard>;

const asked = ({ customer, purpose, case: id }: Opening | Card) => ({ customer, purpose, ...(id ? { case: id } : {}) });

const lookOf = (opening: Opening): Promise<Look> => server.look(asked(opening));

const revealOf = (card: Card, field: string): Promise<Look> =>
  server.look({ ...asked(card), fields: [field], reveal: [field], re: card.look.entry });

const changeOf = (card: Card, purpose: string): Promise<Look> =>
  server.changePurpose({ from: card.look.entry, customer: card.customer, purpose, ...(card.case ? { case: card.case } : {}) });

function useEverySecond(active: boolean, beat: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const ticking = setInterval(beat, 1000);
    return () => clearInterval(ticking);
  });
}
