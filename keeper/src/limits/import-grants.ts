/** Leave to make index tokens of many holders: without it `seal` would be an oracle for guessing phone numbers. */
export interface ImportGrant {
  left: number /** ms since 1970 */;
  until: number;
}

/** Longest life of a grant: also how far back the journal is read at start. */
export const GRANT_DAYS = 7;

export class ImportGrants {
  private readonly grants = new Map<string, ImportGrant>();

  give(id: string, max: number, until: number): () => void {
    this.grants.set(id, { left: max, until });
    return () => this.grants.delete(id);
  }

  /** Why the grant does not cover `tokens` more, or undefined. */
  fault(id: string | undefined, tokens: number, when: number): string | undefined {
    if (id === undefined) return "index tokens of more than one holder need an import grant: call grant first";
    const grant = this.grants.get(id);
    if (grant === undefined) return "no such import grant";
    if (when > grant.until) return "the import grant has ended";
    return tokens > grant.left ? `the import grant has ${grant.left} tokens left, ${tokens} were asked` : undefined;
  }

  use(id: string, tokens: number): () => void {
    const grant = this.grants.get(id);
    if (grant === undefined) return () => {};
    grant.left -= tokens;
    return () => {
      grant.left += tokens;
    };
  }
}
