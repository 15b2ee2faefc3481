import type { Json, Verdict } from '@evenhand/ledger';
import { verifyConsistency, verifyInclusion } from '@evenhand/ledger';
import type { Fields } from '../fields';
import { Unreadable } from '../unreadable.errors';

/** `proof`: whether an RFC 6962 proof of inclusion or consistency holds. */
export function proofHolds(given: Fields): Json {
  return { ...nameOf(given), valid: verdictOn(given).ok };
}

function verdictOn(given: Fields): Verdict {
  const kind = given.text('kind');
  const proof = given.allBytes('proof');
  switch (kind) {
    case 'inclusion':
      return verifyInclusion({
        index: given.count('leafIdx'),
        size: given.count('treeSize'),
        leafHash: given.bytes('leafHash'),
        proof,
        root: given.bytes('root'),
      });
    case 'consistency':
      return verifyConsistency({
        size1: given.count('size1'),
        root1: given.bytes('root1'),
        size2: given.count('size2'),
        root2: given.bytes('root2'),
        proof,
      });
    default:
      throw new Unreadable(`${given.path}.kind`, 'is neither inclusion nor consistency');
  }
}

/** The published test vectors are files named after what is wrong in them. */
function nameOf(given: Fields): { file?: string; desc?: string } {
  if (!given.has('file')) return given.has('desc') ? { desc: given.text('desc') } : {};
  const file = given.text('file');
  const described = file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, '');
  return { file, desc: given.has('desc') ? given.text('desc') : described.replaceAll('-', ' ') };
}
