/** A table or a key, with what its parts hold. */
export interface Described {
  readonly name: string;
  readonly what: string;
  readonly columns: readonly { readonly name: string; readonly what: string }[];
}
