import { cosigner, ed25519KeyOf, formatVerifierKey, parseNote, signNote } from '@evenhand/ledger';

const key = await ed25519KeyOf(new Uint8Array(32).fill(2));

/** Verifier key of a witness that tests play; the stack knows it when given as WITNESS_KEYS. */
export const witnessKey = formatVerifierKey(cosigner('witness.example/w', key, 1).key);

/** The cosignature of that witness over a signed checkpoint: lines of the signed note. */
export async function cosign(checkpoint: string): Promise<string> {
  const parsed = parseNote(checkpoint);
  if (!parsed.ok) throw new Error(`${parsed.where} ${parsed.reason}`);
  const time = Math.floor(Date.now() / 1000);
  const note = await signNote(parsed.value.text, [cosigner('witness.example/w', key, time)]);
  return note.slice(note.indexOf('\n\n') + 2);
}
