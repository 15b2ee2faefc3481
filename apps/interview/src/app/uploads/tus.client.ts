import { inject, Injectable } from '@angular/core';
import { PortalClient } from '../portal/portal.client';
import { refusalOf, UnreachableError } from '../portal/portal.errors';

/** What the server holds of an upload. `length` is null until the whole length was declared. */
export interface UploadStand {
  readonly offset: number;
  readonly length: number | null;
}

/** Milliseconds until a request with a part of a recording counts as lost: 512 KiB at 50 kbit/s. */
const PATIENCE = 90_000;

/**
 * Resumable uploads by the tus protocol 1.0.0, with its extensions creation and creation-defer-length.
 *
 * Our own instead of tus-js-client: a recording grows slice by slice in this browser's database and is sent by offset
 * from there, over reloads and crashes; a client that reads one source once would have to be talked into that.
 */
@Injectable({ providedIn: 'root' })
export class TusClient {
  private readonly portal = inject(PortalClient);

  /** Creates an upload of unknown length. @returns its address */
  async create(uploadsUrl: string, takeId: string): Promise<string> {
    const answer = await this.send('POST', uploadsUrl, {
      'upload-defer-length': '1',
      'upload-metadata': `takeId ${btoa(takeId)}`,
    });
    const location = answer.headers.get('location');
    if (location === null) throw new UnreachableError(new Error('The upload has no address.'));
    return onThisSite(location, uploadsUrl);
  }

  async stand(uploadUrl: string): Promise<UploadStand> {
    const answer = await this.send('HEAD', uploadUrl, {});
    const length = answer.headers.get('upload-length');
    return { offset: offsetOf(answer), length: length === null ? null : Number(length) };
  }

  /**
   * Sends the bytes that follow `offset`.
   *
   * @param length of the whole recording, told once with the last bytes; null before
   * @returns the offset the server has reached
   */
  async append(
    uploadUrl: string,
    offset: number,
    bytes: Uint8Array<ArrayBuffer>,
    length: number | null,
  ): Promise<number> {
    const answer = await this.send(
      'PATCH',
      uploadUrl,
      {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        ...(length !== null && { 'upload-length': String(length) }),
      },
      bytes,
    );
    return offsetOf(answer);
  }

  private async send(
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const answer = await fetch(url, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
      headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${this.portal.secret}`, ...headers },
      ...(body !== undefined && { body }),
    }).catch((cause: unknown) => {
      throw new UnreachableError(cause);
    });
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }
}

/** The path on this site: behind a proxy the server may not know its own public name. */
function onThisSite(location: string, base: string): string {
  const { pathname, search } = new URL(location, new URL(base, document.baseURI));
  return pathname + search;
}

function offsetOf(answer: Response): number {
  const offset = Number(answer.headers.get('upload-offset') ?? Number.NaN);
  if (!Number.isSafeInteger(offset)) throw new UnreachableError(new Error('The upload has no offset.'));
  return offset;
}
