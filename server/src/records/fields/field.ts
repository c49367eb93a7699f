import type { Mask } from "@mercusuar/keeper";
import type { Words } from "../../platform/language.ts";

/** Household is the core of a family (spouse, next of kin, mother's maiden name): the strictest class. */
export type FieldClass = "identity" | "contact" | "household" | "finance" | "service";
/** The class of a field that names none. */
export const STRICTEST: FieldClass = "household";

/** One field of a customer: what it is, how strictly it is kept, how it looks when the job does not need all of it. */
export interface Field {
  id: string;
  label: Words;
  /** A field without a class is served as {@link STRICTEST} (R39). */
  class?: FieldClass;
  /** Id of a field type. */
  type: string;
  /** Shown so unless a purpose says otherwise. */
  mask: Mask;
  /** W3C Data Privacy Vocabulary: kind of personal data. */
  dpv: string;
  /** Found through the blind index of this kind. */
  index?: "phone" | "nik" | "kk" | "email" | "customer_number";
  /** Compared in the keeper, never shown to anybody (R38). */
  matchOnly?: true;
  /** One of the seven fields that are enough for marketing (R100). */
  minimum?: true;
}
