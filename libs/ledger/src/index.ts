export * from './base64';
export * from './canonical';
export * from './checked';
export * from './digest';
export { certificateOf, NOT_PROVED } from './evidence/certificate';
export type { Finding, Result } from './evidence/finding';
export { judgePack } from './evidence/judge-pack';
export type { Claim, ClaimId } from './evidence/judge-pack';
export { Logged } from './evidence/log-of-pack';
export type { LogOfPack } from './evidence/log-of-pack';
export { readInterview, readKey } from './evidence/pack';
export type { InterviewEvidence, Pack } from './evidence/pack';
export { PackField } from './evidence/pack-field';
export { readPack } from './evidence/read-pack';
export { formatReceipt, judgeReceipt } from './evidence/receipt';
export type { JudgedReceipt } from './evidence/receipt';
export { writePack } from './evidence/write-pack';
export type { PackSections } from './evidence/write-pack';
export { NO_TRUST } from './evidence/trust';
export type { Trust } from './evidence/trust';
export * from './json/canonical-text';
export * from './json/json-text';
export * from './notes/checkpoint';
export * from './notes/ed25519';
export * from './notes/open-checkpoint';
export * from './notes/open-note';
export * from './notes/proof-file';
export {
  addSignatures,
  cosigner,
  formatSignerKey,
  noteSigner,
  parseCosignerKey,
  parseSignerKey,
  signatureLineOf,
  signNote,
} from './notes/signer';
export type { NoteSigner } from './notes/signer';
export { parseNote } from './notes/signed-note';
export type { NoteSignature, SignedNote } from './notes/signed-note';
export { formatVerifierKey, isKeyName, parseVerifierKey, verifierKey } from './notes/verifier-key';
export type { SignatureType, VerifierKey } from './notes/verifier-key';
export * from './scorecards/enrolment';
export * from './scorecards/signed-scorecard';
export * from './tree/compact-range';
export * from './tree/consistency';
export * from './tree/hashing';
export * from './tree/inclusion';
export * from './tree/merkle-tree';
export * from './tree/ranges';
export * from './tree/subtrees';
export { bytesOf, textOf } from './utf8';
