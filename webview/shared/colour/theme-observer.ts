import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readThemeColours, type ThemeColours } from './theme-colours';

/**
 * The one observer of the theme: VS Code changes the root element's variables and the body's class, and the scales are
 * worked out anew once for all painters of the page.
 */
class ThemeObserver {
  readonly #listeners = new Set<() => void>();
  #colours: ThemeColours | null = null;
  #key = '';
  #observed = false;

  get colours(): ThemeColours {
    this.#colours ??= readThemeColours(document.body);
    return this.#colours;
  }

  /** Calls back after the theme has changed. Gives a function that lets go. */
  subscribe(listener: () => void): () => void {
    if (!this.#observed) this.#observe();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #observe(): void {
    this.#observed = true;
    this.#key = keyOf();
    const observer = new MutationObserver(() => this.#check());
    const options = { attributes: true, attributeFilter: ['class', 'style'] };
    observer.observe(document.documentElement, options);
    observer.observe(document.body, options);
  }

  #check(): void {
    const key = keyOf();
    if (key === this.#key) return;
    this.#key = key;
    this.#colours = null;
    for (const listener of this.#listeners) listener();
  }
}

function keyOf(): string {
  return `${document.documentElement.style.cssText}|${document.body.className}`;
}

export const themeObserver = new ThemeObserver();

/** Draws an element again after a change of the theme. */
export class ThemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #letGo: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get colours(): ThemeColours {
    return themeObserver.colours;
  }

  hostConnected(): void {
    this.#letGo = themeObserver.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#letGo?.();
  }
}
