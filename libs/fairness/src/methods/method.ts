/** Reads an input of unknown shape and answers with what is printed as JSON. */
export type Method = (input: unknown) => object;
