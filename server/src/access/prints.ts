import { rowPrint } from "../platform/row-print.ts";

/** A share of the portfolio as it was handed out: holder and stand-in of that moment. */
export interface PrintedShare {
  id: string;
  customer: string;
  holder: string;
  standIn: string | null | undefined;
  officeId: string;
  from: Date;
}

/** {@link rowPrint} of a row of `access.portfolio`, for the entry of its batch. */
export const sharePrint = ({ id, customer, holder, standIn, officeId, from }: PrintedShare): string =>
  rowPrint("access.portfolio", id, [customer, holder, standIn, officeId, from]);

/** A case as it came in with others: whose it was at that moment. */
export interface PrintedCase {
  id: string;
  customer: string;
  purpose: string;
  officeId: string;
  origin: string;
  grade: string;
  openedAt: Date;
  assignedTo?: string | null | undefined;
}

/** {@link rowPrint} of a row of `access.cases`, for the entry of its batch. */
export const casePrint = ({ id, customer, purpose, officeId, origin, grade, openedAt, assignedTo }: PrintedCase): string =>
  rowPrint("access.cases", id, [customer, purpose, officeId, origin, grade, openedAt, assignedTo]);
