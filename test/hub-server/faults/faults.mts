import type { IncomingMessage } from 'node:http';

/** The two servers: the Hub itself, and the host that large files are redirected to. */
export type Origin = 'hub' | 'files';

/** What may go wrong with an answer. `after` counts bytes of its body. */
export type Fault =
  /** The connection ends without an answer. */
  | { readonly kind: 'drop' }
  /** The connection is cut in the middle of the body. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The body ends cleanly, but too early: chunked, so that nothing but its length tells. */
  | { readonly kind: 'early-end'; readonly after: number }
  /** The body goes on no more, the connection stays. */
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** The right size with a wrong byte: the first one of the answer. */
  | { readonly kind: 'corrupt' }
  /** 200 with the whole file in answer to `Range`. */
  | { readonly kind: 'ignore-range' }
  /** 206 with a `Content-Range` that was not asked for. */
  | { readonly kind: 'wrong-range' }
  /** Compressed, without `Content-Length`. */
  | { readonly kind: 'gzip' }
  /** 200 with the sign-in page of a network. */
  | { readonly kind: 'portal' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Another text in place of JSON, such as half of it. */
  | { readonly kind: 'text'; readonly text: string }
  /** JSON with changes. */
  | { readonly kind: 'json'; readonly edit: (value: unknown) => unknown }
  /** Headers that are added or replaced. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  /** A listing that leads to another address for its next page. */
  | { readonly kind: 'next'; readonly url: string }
  /** Every page says that there is another one. */
  | { readonly kind: 'endless' }
  /** Something happens before the answer: a branch moves, signed addresses expire, a test lets it wait. */
  | { readonly kind: 'meanwhile'; readonly run: () => void | Promise<void> };

/** When a fault happens: to requests that match, `times` of them (all) after leaving out `skip` (none). */
export interface FaultRule {
  /** Matched against path and query as they were sent. */
  readonly match: RegExp;
  readonly origin?: Origin;
  readonly method?: string;
  readonly skip?: number;
  readonly times?: number;
  readonly fault: Fault;
}

/** The faults of a server; rules come and go while it runs. */
export class FaultControl {
  #rules: { readonly rule: FaultRule; seen: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, seen: 0 });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The faults that a request meets; each rule counts it. */
  of(request: IncomingMessage, at: Origin): Fault[] {
    const entries = this.#rules.filter(({ rule }) => applies(rule, request, at));
    return entries.flatMap((entry) => {
      const { skip = 0, times = Infinity, fault } = entry.rule;
      entry.seen += 1;
      return entry.seen > skip && entry.seen <= skip + times ? [fault] : [];
    });
  }
}

function applies({ match, origin, method }: FaultRule, request: IncomingMessage, at: Origin): boolean {
  if (origin !== undefined && origin !== at) return false;
  if (method !== undefined && method !== request.method) return false;
  return match.test(request.url ?? '');
}
