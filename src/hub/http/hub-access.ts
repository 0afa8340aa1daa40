/** How the Hub is reached: where it is, as whom, and through which `fetch`. */
export interface HubAccess {
  /** Such as `https://huggingface.co`, without a slash at the end. */
  readonly endpoint: string;
  /** The token of the person, null without one. It is sent to the endpoint's own origin and nowhere else. */
  readonly token: () => Promise<string | null>;
  /** True when nothing may be asked of any server. */
  readonly offline: () => boolean;
  /** The `fetch` that knows the proxy and its certificates: VS Code's in the extension host. */
  readonly fetch: typeof globalThis.fetch;
  readonly userAgent: string;
  /** The longest wait that a server may ask for before a request is tried again, in milliseconds; a minute unless given. */
  readonly patienceMs?: number;
  /** Waits before another try; a timer unless given. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** What a request is about, for the words of its errors. */
export interface Subject {
  /** A model's id. */
  readonly id: string;
  readonly revision?: string | null;
  /** A file of the model. */
  readonly path?: string;
}
