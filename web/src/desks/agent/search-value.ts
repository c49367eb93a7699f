import type { SearchBy } from "@mercusuar/client";

/** The ways to find a customer. Never by name alone: that would be browsing. */
export const WAYS: SearchBy[] = ["phone", "customer_number", "nik", "name_birth"];

/** What goes to the server. Digits lose their spaces and dots; name and birth date travel as one value. */
export function searchValue(by: SearchBy, given: string, birthDate: string): string {
  const text = given.trim();
  if (by === "name_birth") return `${text}|${birthDate}`;
  return by === "phone" || by === "nik" || by === "kk" ? text.replace(/[\s.\-()]/g, "") : text;
}
