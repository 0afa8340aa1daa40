import type { IncomingMessage } from 'node:http';

/** What may go wrong with an answer. `after` counts bytes of its body. */
export type Fault =
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'early-end'; readonly after: number }
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'ignore-range' }
  | { readonly kind: 'wrong-range' }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'portal' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  | { readonly kind: 'json'; readonly edit: (value: unknown) => unknown }
  | { readonly kind: 'next'; readonly next: string }
  | { readonly kind: 'meanwhile'; readonly run: () => void };

/** When a fault happens: to requests whose address matches, `times` of them after leaving out `skip`. */
export interface FaultRule {
  /** Matched against path and query. */
  readonly match: RegExp;
  readonly origin?: 'hub' | 'files';
  readonly method?: string;
  readonly skip?: number;
  readonly times?: number;
  readonly fault: Fault;
}

/** The faults of a server; rules can be added while it runs. */
export class Faults {
  #rules: { readonly rule: FaultRule; seen: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, seen: 0 });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The faults that this request meets. */
  of(request: IncomingMessage, origin: 'hub' | 'files'): Fault[] {
    return this.#rules.flatMap((entry) => {
      const { match, origin: only, method, skip = 0, times = Infinity, fault } = entry.rule;
      const applies =
        match.test(request.url ?? '') &&
        (only === undefined || only === origin) &&
        (method === undefined || method === request.method);
      if (!applies) return [];
      entry.seen += 1;
      return entry.seen > skip && entry.seen <= skip + times ? [fault] : [];
    });
  }
}
