const started = performance.now();

/** Prints one line of progress with the seconds since the start. */
export function say(line: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`[${seconds.padStart(6)} s] ${line}`);
}

/** A fault the person at the keyboard can act on: printed as its sentences, without a stack trace. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
}

/** Prints why the program cannot go on. Only faults nobody foresaw come with a stack trace. */
export function complain(fault: unknown): void {
  if (fault instanceof Complaint) console.error(`\n${fault.message}`);
  else console.error('\nSomething unforeseen happened.', fault);
}
