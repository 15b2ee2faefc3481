/** One request of a journey, as it is reported. */
export interface StepReport {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** An answer the journey did not expect. */
export class UnexpectedAnswer extends Error {
  readonly status: number;

  constructor(step: string, status: number, body: unknown) {
    super(`${step}: the api answered ${status}: ${JSON.stringify(body)}`);
    this.name = 'UnexpectedAnswer';
    this.status = status;
  }
}

/** Talks to the public api as one person: a colleague with a session cookie, or a candidate with a personal link. */
export class ApiSession {
  private cookie: string | null = null;
  private readonly base: string;
  private readonly report: (step: StepReport) => void;
  private readonly bearer: string | null;

  /** @param bearer secret of a personal link; null for a colleague, who signs in */
  constructor(base: string, report: (step: StepReport) => void, bearer: string | null = null) {
    this.base = base.replace(/\/+$/, '');
    this.report = report;
    this.bearer = bearer;
  }

  /** Sends JSON and expects success. */
  async call<T>(step: string, method: string, path: string, body?: unknown): Promise<T> {
    const reply = await this.send<T>(step, method, path, body === undefined ? {} : jsonBody(body));
    if (reply.status >= 400) throw new UnexpectedAnswer(step, reply.status, reply.body);
    return reply.body;
  }

  /** Asks until the answer is what is waited for. Reports the last request, with the time of all of them. */
  async waitFor<T>(
    step: string,
    path: string,
    isThere: (reply: Reply<T>) => boolean,
    timeoutMs = 120_000,
  ): Promise<T> {
    const from = performance.now();
    for (;;) {
      const reply = await this.request<T>('GET', path, {});
      const ms = performance.now() - from;
      if (isThere(reply)) {
        this.report({ step, method: 'GET', path, status: reply.status, ms: Math.round(ms) });
        return reply.body;
      }
      if (ms > timeoutMs)
        throw new UnexpectedAnswer(`${step} (waited ${Math.round(ms / 1000)} s)`, reply.status, reply.body);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Sends anything and reports it; the caller judges the status. */
  async send<T>(step: string, method: string, path: string, init: RequestInit): Promise<Reply<T>> {
    const from = performance.now();
    const reply = await this.request<T>(method, path, init);
    this.report({ step, method, path, status: reply.status, ms: Math.round(performance.now() - from) });
    return reply;
  }

  private async request<T>(method: string, path: string, init: RequestInit): Promise<Reply<T>> {
    const headers = new Headers(init.headers);
    if (this.bearer !== null) headers.set('authorization', `Bearer ${this.bearer}`);
    if (this.cookie !== null) headers.set('cookie', this.cookie);
    const answer = await fetch(new URL(path, `${this.base}/`), { ...init, method, headers });
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('evenhand_session='));
    if (cookie !== undefined) this.cookie = cookie.split(';', 1)[0] ?? null;
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
    };
  }
}

/** A body of JSON, for {@link ApiSession.send}. */
export const jsonBody = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
