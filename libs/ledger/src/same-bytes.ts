/** Whether two sequences of bytes are the same. For public ones only: how long it takes tells where they differ. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
