import { toBase64 } from '../base64';
import { canonicalJson } from '../canonical';
import type { Ed25519Key } from '../notes/ed25519';
import { verifyEd25519 } from '../notes/ed25519';
import { bytesOf } from '../utf8';
import { keyDigestOf } from './signed-scorecard';

/** What a key signs when it is enrolled: UTF-8 of the canonical JSON of account and key. */
const bytesOfEnrolment = (account: string, publicKey: Uint8Array): Uint8Array =>
  bytesOf(canonicalJson({ account, key: keyDigestOf(publicKey) }));

/**
 * What is sent to enrol a key: its public half, and the proof that whoever enrols it holds the private one. Without the
 * proof somebody could enrol a colleague's key as their own.
 */
export async function enrolmentOf(
  key: Ed25519Key,
  account: string,
): Promise<{ publicKey: string; proof: string }> {
  const proof = await key.sign(bytesOfEnrolment(account, key.publicKey));
  return { publicKey: toBase64(key.publicKey), proof: toBase64(proof) };
}

/** Whether the private half of a key was at hand when it was enrolled for this account. */
export const isEnrolmentProved = (
  account: string,
  publicKey: Uint8Array,
  proof: Uint8Array,
): Promise<boolean> => verifyEd25519(publicKey, bytesOfEnrolment(account, publicKey), proof);
