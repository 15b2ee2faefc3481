import { Server } from '@tus/server';
import type { FileUploads } from './file-uploads.adapter';
import { tusLockerOver } from './tus-locker.adapter';
import { UploadRequestWrong, UploadUnknown, uploadTroubleOf } from './upload.errors';

/** What whoever sends the request may do; asked anew for every request. */
export interface UploadAdmission {
  /**
   * The id the upload of a take goes by.
   *
   * @throws a Trouble when this take is not theirs or takes no bytes any more
   */
  begin(takeId: string): Promise<string>;
  /**
   * @param adding whether bytes shall be added, or only their number be told
   * @throws a Trouble when this upload is not theirs or takes no bytes any more
   */
  proceed(uploadId: string, adding: boolean): Promise<void>;
}

const methods = new Set(['OPTIONS', 'POST', 'HEAD', 'PATCH']);
const sliceType = 'application/offset+octet-stream';

/** The tus protocol (1.0.0, with creation and deferred length) over our uploads. Errors come out as Troubles. */
export class TusEndpoint {
  private readonly server: Server;
  private readonly admissions = new WeakMap<Request, UploadAdmission>();
  private readonly failures = new WeakMap<Request, unknown>();

  /**
   * @param path where the endpoint is served, without a slash at the end
   * @param limitBytes largest upload that is accepted
   */
  constructor(
    uploads: FileUploads,
    private readonly path: string,
    private readonly limitBytes: number,
  ) {
    this.server = new Server({
      path,
      datastore: uploads.store,
      locker: tusLockerOver(uploads.locks),
      maxSize: limitBytes,
      // How long a sender may go on once somebody else wants the upload: that is its own browser, asking anew.
      lockDrainTimeout: 1000,
      relativeLocation: true,
      // Scripts of other websites have no business here; tus would let them all in.
      allowedOrigins: () => false,
      // tus itself takes an id for none when it happens to be a part of the path.
      getFileIdFromRequest: (_request, lastPart) => lastPart,
      namingFunction: (request, metadata) => this.begin(request, metadata),
      onIncomingRequest: (request, uploadId) => this.proceed(request, uploadId),
      onResponseError: (request, error) => {
        this.failures.set(request, error);
        return undefined;
      },
    });
  }

  /**
   * Answers one request.
   *
   * @throws a Trouble instead of an answer with an error status
   */
  async handle(request: Request, admission: UploadAdmission): Promise<Response> {
    if (!methods.has(request.method)) throw new UploadRequestWrong(`${request.method} is not offered.`);
    this.admissions.set(request, admission);
    const response = await this.server.handleWeb(request);
    if (response.status < 400) return response;
    const failure = this.failures.get(request);
    throw failure === undefined
      ? new UploadRequestWrong((await response.text()).trim())
      : uploadTroubleOf(failure, this.limitBytes);
  }

  private async begin(request: Request, metadata?: Record<string, string | null>): Promise<string> {
    if (request.headers.get('content-type') === sliceType) {
      throw new UploadRequestWrong('begin the upload first, then send bytes by PATCH.');
    }
    const takeId = metadata?.['takeId'];
    if (typeof takeId !== 'string') throw new UploadRequestWrong('the metadata takeId is missing.');
    return this.admissionOf(request).begin(takeId);
  }

  private async proceed(request: Request, uploadId: string): Promise<void> {
    if (request.method === 'POST') return;
    // The last part of a longer path names nothing.
    if (new URL(request.url).pathname !== `${this.path}/${uploadId}`) throw new UploadUnknown();
    await this.admissionOf(request).proceed(uploadId, request.method !== 'HEAD');
  }

  private admissionOf(request: Request): UploadAdmission {
    const admission = this.admissions.get(request);
    if (admission === undefined) throw new UploadUnknown();
    return admission;
  }
}
