import type { Page } from 'playwright-core';
import { checkShape } from '../../../src/common/json/parse-json';
import { wireSchema, type Transport, type WireMessage } from '../../../src/common/rpc/wire';
import type { Theme } from './themes';

/** The webview's side of VS Code in the page: its API object, the theme's variables and classes. */
export async function installFakeVsCode(
  page: Page,
  theme: Theme,
  onMessage: (message: unknown) => void,
): Promise<void> {
  await page.exposeFunction('postToFakeHost', onMessage);
  await page.addInitScript(({ variables, kind, name }) => {
    // The script runs before the document has any element, and the view's own before the document is complete.
    new MutationObserver((_, observer) => {
      if (!document.querySelector('body')) return;
      observer.disconnect();
      for (const [variable, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(variable, value);
      }
      document.body.classList.add(kind);
      document.body.dataset['vscodeThemeKind'] = kind;
      document.body.dataset['vscodeThemeName'] = name;
    }).observe(document, { childList: true, subtree: true });
    let state: unknown;
    const api = {
      postMessage: (message: unknown) => {
        const post = (globalThis as unknown as { postToFakeHost: (message: unknown) => Promise<void> }).postToFakeHost;
        void post(structuredClone(message));
      },
      getState: () => state,
      setState: (value: unknown) => (state = value),
    };
    Object.assign(globalThis, { acquireVsCodeApi: () => api });
  }, theme);
}

/** The host's end of the pipe to a page. */
export class PageTransport implements Transport {
  #listener: (message: unknown) => void = () => undefined;
  #watcher: (message: WireMessage) => void = () => undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(private readonly page: Page) {}

  /** Hands on what the page posted. */
  receive(message: unknown): void {
    this.#watcher(checkShape(message, wireSchema, 'A message of the page'));
    this.#listener(message);
  }

  /** Tells of every message, before it is acted on. */
  onReceived(watcher: (message: WireMessage) => void): void {
    this.#watcher = watcher;
  }

  send(message: WireMessage): void {
    const json = JSON.stringify(message, (_, value: unknown) => (value instanceof Uint8Array ? toText(value) : value));
    this.#sending = this.#sending.then(() => this.#post(json));
  }

  /** What is still under way when a test closes its page is nobody's any more. */
  async #post(json: string): Promise<void> {
    try {
      await this.page.evaluate(postFromText, json);
    } catch (error) {
      if (!this.page.isClosed()) throw error;
    }
  }

  /** Resolves when all that was sent has reached the page. */
  async sent(): Promise<void> {
    await this.#sending;
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener;
  }

  onClose(): void {
    // A page is closed by the test itself, when nothing waits any more.
  }
}

function toText(bytes: Uint8Array): string {
  return `base64:${Buffer.from(bytes).toString('base64')}`;
}

/** In the page. As text, because the browser's driver takes long for large objects. */
function postFromText(json: string): void {
  const data: unknown = JSON.parse(json, (key, value: unknown) => {
    if (key !== 'buffer' || typeof value !== 'string') return value;
    return Uint8Array.from(atob(value.slice('base64:'.length)), (character) => character.charCodeAt(0));
  });
  postMessage(data, '*');
}
