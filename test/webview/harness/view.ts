import type { Browser, Page } from 'playwright-core';
import type { Contract, Handlers } from '../../../src/common/rpc/contract';
import type { WebviewName } from '../../../src/host/platform/webview-html';
import { RpcPeer } from '../../../src/common/rpc/peer';
import { unpack } from '../../../src/common/tensors/pack';
import { installFakeVsCode, PageTransport } from './fake-vscode';
import { loadWebview, openPage, type PageSize } from './page';
import { readTheme, type ThemeName } from './themes';

/** One thing that the view asked for or told. */
export interface Call {
  readonly method: string;
  readonly params: unknown;
}

/** A webview in a page, with a host that keeps what it was asked. */
export interface OpenedView<Host extends Contract, View extends Contract> {
  readonly page: Page;
  readonly theme: ThemeName;
  readonly calls: readonly Call[];
  readonly problems: readonly string[];
  readonly peer: RpcPeer<Host, View>;
  /** Resolves when everything that was sent has been drawn. */
  drawn(): Promise<void>;
  close(): Promise<void>;
}

export interface ViewOptions<Host extends Contract, View extends Contract> {
  readonly name: WebviewName;
  readonly theme: ThemeName;
  readonly size: PageSize;
  readonly host: Host;
  readonly view: View;
  readonly handlers: Handlers<Host>;
}

/** Opens a webview and waits until it has said that it is ready. */
export async function openView<Host extends Contract, View extends Contract>(
  browser: Browser,
  options: ViewOptions<Host, View>,
): Promise<OpenedView<Host, View>> {
  const { page, problems } = await openPage(browser, options.size);
  const calls: Call[] = [];
  const transport = new PageTransport(page);
  const onProtocolError = (error: Error): void => void problems.push(error.message);
  const { host: serves, view, handlers } = options;
  const peer = new RpcPeer<Host, View>({ transport, serves, handlers, calls: view, onProtocolError });
  const ready = new Promise<void>((resolve) => {
    transport.onReceived((message) => {
      if (message.type !== 'request' && message.type !== 'notification') return;
      calls.push({ method: message.method, params: unpack(message.data) });
      if (message.method === 'ready') resolve();
    });
  });
  await installFakeVsCode(page, readTheme(options.theme), (message) => transport.receive(message));
  await loadWebview(page, options.name);
  await inTime(ready, () => `The view did not say that it is ready: ${problems.join('; ')}`);
  const drawn = async (): Promise<void> => {
    await transport.sent();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  };
  return { page, theme: options.theme, calls, problems, peer, drawn, close: () => page.close() };
}

const patience = 15_000;

/** The promise, or an error that says why when it takes too long. */
async function inTime<T>(promise: Promise<T>, why: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(why())), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The parameters of the calls of one name, in order. */
export function callsOf(view: { readonly calls: readonly Call[] }, method: string): unknown[] {
  return view.calls.filter((call) => call.method === method).map(({ params }) => params);
}
