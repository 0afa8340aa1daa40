import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Origin } from '../faults/faults.mts';

/** A request as it arrived. */
export interface HubRequest {
  readonly origin: Origin;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  /** The `Host` header. */
  readonly host: string;
  readonly headers: IncomingHttpHeaders;
  /** Of the answer; 0 until there is one. */
  readonly status: number;
  /** Bytes of a file's body that were handed to the connection so far. */
  readonly sentBytes: number;
}

/** All requests of a server in the order of their arrival, with a way to wait for one. */
export class RequestLog {
  readonly all: HubRequest[] = [];
  readonly #waiting = new Set<() => void>();

  /** Notes a request. Gives the function that is told of each piece of a file that leaves. */
  add(origin: Origin, request: IncomingMessage, response: ServerResponse): (bytes: number) => void {
    const { method = '', url = '', headers } = request;
    let sent = 0;
    this.all.push({
      origin,
      method,
      url,
      host: headers.host ?? '',
      headers,
      get status() {
        return response.headersSent ? response.statusCode : 0;
      },
      get sentBytes() {
        return sent;
      },
    });
    for (const look of [...this.#waiting]) look();
    return (bytes) => void (sent += bytes);
  }

  clear(): void {
    this.all.length = 0;
  }

  /** Resolves with the first request, past or to come, whose path and query match. */
  async waitFor(match: RegExp, origin?: Origin): Promise<HubRequest> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.all.find((each) => match.test(each.url) && (origin ?? each.origin) === each.origin);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
