// Pure, so that bundlers can leave out what an app does not use.
const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of text. */
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

/** The text that bytes or a string hold, every character kept as it is; undefined when it has no UTF-8. */
export function textOf(given: string | Uint8Array): string | undefined {
  if (typeof given === 'string') return given.isWellFormed() ? given : undefined;
  try {
    return decoder.decode(given);
  } catch {
    return undefined;
  }
}
