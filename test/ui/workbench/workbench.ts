import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { cache } from '../../../tools/vscode/paths.mts';
import type { VsCodeServer } from '../../../tools/vscode/server.mts';
import type { Settings } from '../../../tools/vscode/settings.mts';
import { Editor } from './editor';
import { QuickInput } from './quick-input';
import { type ThemeName, themes } from './themes';
import { type ViewName, webviewFrame } from './webview-frame';
import { watchWebviews } from './webview-problems';

/** The window of VS Code as its user sees it. Every method resolves when what it asked for is on screen. */
export class Workbench {
  /** The active text editor. */
  readonly editor: Editor;
  /** What went wrong in our webviews: errors and warnings on their console, errors that nobody caught. */
  readonly problems: readonly string[];
  readonly #quickInput: QuickInput;
  readonly #server: VsCodeServer;
  #settings: Settings = {};
  #theme: ThemeName = 'dark';

  /** `folder` is the absolute path of the workspace. */
  constructor(
    readonly page: Page,
    server: VsCodeServer,
    readonly folder: string,
  ) {
    this.#server = server;
    this.#quickInput = new QuickInput(page);
    this.problems = watchWebviews(page);
    this.editor = new Editor(page, this.#quickInput, folder);
  }

  /** Waits for the workbench with its theme, and for the editor of `file` when one was opened with the window. */
  async ready(file: string | undefined): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themes[this.#theme].className}`).waitFor({ timeout: 90_000 });
    await this.page.locator('.statusbar-item').first().waitFor();
    if (file) await this.editor.waitForFile(file);
  }

  /** Opens a file of the workspace by its name and puts the focus into its editor. */
  async openFile(name: string): Promise<void> {
    await this.#quickInput.accept(name, name);
    await this.editor.waitForFile(name);
  }

  /** Runs a command of the palette by its whole title: `Model Lens: Classify Selected Text`. */
  async runCommand(title: string): Promise<void> {
    await this.#quickInput.accept(`>${title}`, title);
  }

  /** Chooses the folder of a model by its path. */
  async openModelFolder(path: string): Promise<void> {
    await this.runCommand('Model Lens: Open Model Folder');
    await this.#quickInput.waitForOpen();
    await this.#quickInput.typePath(`${path}/`);
    await this.#quickInput.press('Open Model');
  }

  /** The folder into which packaged extensions are installed. */
  get extensionsFolder(): string {
    return this.#server.extensionsFolder;
  }

  /** The list that a command opened to choose from. */
  get quickPick(): QuickInput {
    return this.#quickInput;
  }

  /** The item of the status bar that shows this text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The tab of an editor, by its title. */
  tab(title: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: title });
  }

  /** The notifications on screen, and the bell's dot: under the driver of these tests VS Code pops up none by itself. */
  get notifications(): Locator {
    return this.page.locator('.notification-toast, .notification-list-item, .statusbar .codicon-bell-dot');
  }

  /** Opens the list of notifications. */
  async showNotifications(): Promise<void> {
    await this.runCommand('Notifications: Show Notifications');
  }

  /** The document inside one of our webviews; waits until it is there. Locators on it see into shadow roots. */
  webview(name: ViewName): Promise<Frame> {
    return webviewFrame(this.page, name);
  }

  /** The document inside the Lens. */
  lensFrame(): Promise<Frame> {
    return this.webview('lens');
  }

  /** Changes settings while the window is open (not those that apply to VS Code as a whole); earlier ones stay. */
  configure(settings: Settings): void {
    this.#settings = { ...this.#settings, ...settings };
    this.#server.configure(this.#settings);
  }

  /** Changes the colour theme and waits until the window wears it. */
  async setTheme(theme: ThemeName): Promise<void> {
    this.configure({ 'workbench.colorTheme': themes[theme].setting });
    await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
    this.#theme = theme;
    // Colours of the workbench fade for a moment.
    await this.page.waitForTimeout(500);
  }

  /** Takes a picture of the window, or of a part of it, into `.cache/screenshots/<theme>/<name>.png`. */
  async screenshot(name: string, part: Locator | Page = this.page): Promise<void> {
    const folder = join(cache, 'screenshots', this.#theme);
    mkdirSync(folder, { recursive: true });
    await part.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Takes a picture for whoever looks into a failed test. */
  async screenshotFailure(test: string): Promise<void> {
    const folder = join(cache, 'screenshots/failed');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${test.replace(/[^\w-]+/g, '-')}.png`) });
  }
}
