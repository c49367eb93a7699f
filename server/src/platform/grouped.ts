/** Answers a group at once, in the order asked. */
export type AnswerGroup<Ask, Answer> = (asks: readonly Ask[]) => Promise<readonly Answer[]>;

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** A group larger than this keeps its first caller waiting. */
const MOST = 32;
/** Groups on their way at once: while they travel the next one gathers, so that the more ask, the larger it is and the less each of them costs. */
const FLIGHTS = 2;

/**
 * Questions of the same kind that come while others are on their way travel together: one journey, one plan start for all, as the
 * keeper commits for all. A lone question goes at once. A group that fails is asked again one by one, so that nobody fails for another.
 */
export function grouped<Ask, Answer>(answer: AnswerGroup<Ask, Answer>): (ask: Ask) => Promise<Answer> {
  const waiting: Array<Waiting<Ask, Answer>> = [];
  let flights = 0;
  let called = false;

  const leave = (): void => {
    called = false;
    while (flights < FLIGHTS && waiting.length > 0) {
      const group = waiting.splice(0, MOST);
      flights += 1;
      void travel(answer, group).finally(() => {
        flights -= 1;
        leave();
      });
    }
  };

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (called) return;
      called = true;
      // Whoever is served in this turn of the event loop comes along.
      setImmediate(leave);
    });
}

async function travel<Ask, Answer>(answer: AnswerGroup<Ask, Answer>, group: Array<Waiting<Ask, Answer>>): Promise<void> {
  try {
    const answers = await answer(group.map(({ ask }) => ask));
    for (const [n, one] of group.entries()) one.resolve(answers[n] as Answer);
  } catch (error) {
    if (group.length === 1) group[0]?.reject(error);
    else await Promise.all(group.map((one) => travel(answer, [one])));
  }
}
