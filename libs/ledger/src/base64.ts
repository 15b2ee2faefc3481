/** Bytes turned into characters at once; calls with more arguments than this overflow some engines' stacks. */
const CHUNK = 8192;

/** Standard base 64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    characters += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(characters);
}

/**
 * Reads standard base 64 with padding. Every sequence of bytes has exactly one text: text with spaces, without padding or
 * with bits set that no byte uses (RFC 4648 section 3.5) gives undefined.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = leniently(text);
  return bytes !== undefined && toBase64(bytes) === text ? bytes : undefined;
}

function leniently(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
