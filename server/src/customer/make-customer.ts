import { checkCode } from "./call-code/check-code.ts";
import { issueCode } from "./call-code/issue-code.ts";
import type { CustomerParts } from "./parts.ts";
import { askPresent } from "./present/ask-present.ts";
import { confirmLink, confirmPad } from "./present/confirm-present.ts";
import { showPresent } from "./present/show-present.ts";

/** What may the customer see and demand? Everything that others do with this chapter. */
export type Customer = ReturnType<typeof makeCustomer>;

type Rest<F> = F extends (parts: CustomerParts, ...rest: infer R) => infer A ? (...rest: R) => A : never;

/** Binds the acts of this chapter to a house. `close` waits for what goes on behind answers. */
export function makeCustomer(parts: CustomerParts) {
  const works = new Set<Promise<void>>();
  const behind = (work: Promise<void>): void => {
    // Nobody waits for it: what went wrong is told by its name, and the customer is asked nothing.
    const told = work.catch((error: Error) => parts.log.error({ name: error.name }, "presence"));
    works.add(told);
    void told.finally(() => works.delete(told));
  };
  const bound = <F extends (parts: CustomerParts, ...rest: never[]) => unknown>(work: F): Rest<F> =>
    ((...rest: never[]) => work(parts, ...rest)) as Rest<F>;
  const settled = async (): Promise<void> => {
    while (works.size > 0) await Promise.all(works);
  };
  return {
    policy: parts.access.policy,
    purposeLabel: parts.purposeLabel,
    issueCode: bound(issueCode),
    checkCode: bound(checkCode),
    askPresent: (ask: Parameters<typeof askPresent>[2]) => askPresent(parts, behind, ask),
    confirmLink: bound(confirmLink),
    confirmPad: bound(confirmPad),
    showPresent: bound(showPresent),
    settled,
    close: settled,
  };
}
