/** One step of a chapter's schema. Ids sort in the order of execution within the chapter. */
export interface Migration {
  /** `chapter/NNNN-name`, never changed once released. */
  id: string;
  sql: string;
}
