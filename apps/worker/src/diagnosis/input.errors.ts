/** What was given on the command line cannot be used; the message says what to do. */
export class UnusableInput extends Error {}
