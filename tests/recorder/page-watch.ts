import type { BrowserContext } from 'playwright-core';

/** Everything the candidate's pages have shown and done, with Node's time in milliseconds. */
export class PageWatch {
  /** When recordings started and ended. */
  readonly started: number[] = [];
  readonly ended: number[] = [];
  /** Every sentence that was put before the candidate as news, in order, each once. */
  readonly told: string[] = [];

  /** Begins to watch every page of a browser from now on. */
  async follow(context: BrowserContext): Promise<void> {
    await context.exposeBinding('evenhandWatch', (_source, kind: string, text: string) => {
      if (kind === 'start') this.started.push(performance.now());
      else if (kind === 'stop') this.ended.push(performance.now());
      else if (!this.told.includes(text)) this.told.push(text);
    });
    await context.addInitScript({ content: IN_PAGE });
  }

  /** The sentences that match. */
  saying(words: RegExp): string[] {
    return this.told.filter((sentence) => words.test(sentence));
  }
}

/**
 * Runs in the page before its own scripts: tells of every MediaRecorder, and of the words in every place where news are
 * announced. Recorders and tracks are left where faults find them.
 */
const IN_PAGE = `
(() => {
  if (window.evenhandRecorders) return;
  window.evenhandRecorders = [];
  const Native = window.MediaRecorder;
  if (Native) {
    window.MediaRecorder = class extends Native {
      constructor(...given) {
        super(...given);
        window.evenhandRecorders.push(this);
        this.addEventListener('start', () => window.evenhandWatch('start', ''));
        this.addEventListener('stop', () => window.evenhandWatch('stop', ''));
      }
    };
  }
  const PLACES = '[role=status], [role=alert], .eh-note, .eh-help h2, .eh-help p, .eh-safe, .eh-live';
  let waiting = false;
  const look = () => {
    waiting = false;
    for (const place of document.querySelectorAll(PLACES)) {
      const words = (place.innerText || '').replace(/\\s+/g, ' ').trim();
      if (words !== '') window.evenhandWatch('told', words);
    }
  };
  const observe = () => {
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      setTimeout(look, 50);
    }).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  };
  if (document.documentElement) observe();
  else document.addEventListener('DOMContentLoaded', observe);
})();
`;
