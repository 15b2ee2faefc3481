/** A text that is being written, kept in this browser until the server has it. */
export interface Draft {
  read(): string | null;
  write(text: string): void;
  forget(): void;
}

/** Browsers may refuse storage: then the text lives as long as the page. */
export function draftOf(interviewId: string, part: string): Draft {
  const key = `evenhand-draft-${interviewId}-${part}`;
  const attempt = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    read: () => attempt(() => localStorage.getItem(key)),
    write: (text) => void attempt(() => localStorage.setItem(key, text)),
    forget: () => void attempt(() => localStorage.removeItem(key)),
  };
}
