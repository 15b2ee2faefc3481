import { Injectable } from '@angular/core';
import { ScorecardRating } from '@evenhand/contracts';

/** What one tab tells the others about a packet. */
export interface TabNews {
  readonly packetId: string;
  /** A rating given there; null: the scorecard was locked there. */
  readonly rating: ScorecardRating | null;
}

/** Tabs of one browser in which the same packet is open, so that none of them overwrites what another has saved. */
@Injectable({ providedIn: 'root' })
export class OtherTabsStore {
  private readonly channel =
    'BroadcastChannel' in globalThis ? new BroadcastChannel('evenhand.review') : null;

  tell(news: TabNews): void {
    this.channel?.postMessage(news);
  }

  /** Returns what stops the listening. */
  listen(heard: (news: TabNews) => void): () => void {
    const listener = ({ data: message }: MessageEvent<Partial<TabNews> | null>): void => {
      const rating = ScorecardRating.nullable().safeParse(message?.rating);
      if (typeof message?.packetId === 'string' && rating.success)
        heard({ packetId: message.packetId, rating: rating.data });
    };
    this.channel?.addEventListener('message', listener);
    return () => this.channel?.removeEventListener('message', listener);
  }
}
