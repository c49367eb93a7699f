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
  // What was refused last, to be asked again with a reason where a rule wants one.
  const [retry, setRetry] = useState<Retry>();
  useEverySecond(card !== undefined, () => {
    const now = serverNow();
    if (card && isClosed(card, now)) shut(card);
    else setCard((open) => open && maskExpired(open, now));
  });
  const shut = (open: Card) => {
    setCard(undefined);
    setClosed({
      customer: open.customer,
      name: open.name,
      purpose: open.purpose,
      case: open.case,
      origin: open.origin,
      reason: open.reason,
    });
  };
  const ending = useEnding((failed) => {
    if (failed !== undefined) setRefusal(failed);
    lookedAgain();
  });
  const settle = { onError: (error: unknown) => setRefusal(error), onMutate: () => setRefusal(undefined), onSettled: lookedAgain };

  const opening = useMutation({
    mutationFn: async ({ prepare, reason }: { prepare: Prepare; reason?: string | undefined }) => {
      setCard(undefined);
      setClosed(undefined);
      await ending.send();
      const prepared = await asking(prepare(reason));
      const ready = { ...prepared, reason: reason ?? prepared.reason };
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
  const ask = (again: (reason?: string) => void) => {
    setRetry(() => again);
    again();
  };
  const busy = opening.isPending || revealing.isPending || changing.isPending;
  return {
    card,
    closed,
    refusal,
    busy,
    refused: setRefusal,
    again: retry,
    open: (prepare: Prepare) => ask((reason) => opening.mutate({ prepare, reason })),
    reveal: (field: string) => card && ask((reason) => revealing.mutate({ of: withReason(card, reason), field })),
    changePurpose: (purpose: string) => card && ask((reason) => changing.mutate({ of: withReason(card, reason), purpose })),
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

/** What leads to a card: finds or claims the task, with the reason where one was asked for. */
export type Prepare = (reason?: string) => Promise<Opening>;
type Retry = (reason: string) => void;

const withReason = (card: Card, reason: string | undefined): Card => (reason === undefined ? card : { ...card, reason });

export type CardInHand = ReturnType<typeof useCard>;

const asked = ({ customer, purpose, case: id, reason }: Opening | Card) => ({
  customer,
  purpose,
  ...(id ? { case: id } : {}),
  ...(reason ? { reason } : {}),
});

const lookOf = (opening: Opening): Promise<Look> => server.look(asked(opening));

const revealOf = (card: Card, field: string): Promise<Look> =>
  server.look({ ...asked(card), fields: [field], reveal: [field], re: card.look.entry });

const changeOf = (card: Card, purpose: string): Promise<Look> => server.changePurpose({ ...asked(card), from: card.look.entry, purpose });

function useEverySecond(active: boolean, beat: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const ticking = setInterval(beat, 1000);
    return () => clearInterval(ticking);
  });
}
