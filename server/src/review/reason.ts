/** One reason, as an id and its values: kept so, and told in the language of the reader. Values hold ids and numbers, never personal data. */
export interface Reason {
  id: string;
  values?: Readonly<Record<string, string | number>>;
}
