/** Milliseconds of one search, inside the view. */
export interface SearchTimes {
  /** From the last keystroke until the first result of the new search is drawn. */
  readonly shownMs: number;
  /** The longest time between two frames from the first keystroke until half a second after the results. */
  readonly longestFrameMs: number;
}

/** Runs in the page: watches the keys and the list until a result that holds `word` is drawn. Uses nothing from outside. */
export async function watchSearch(word: string): Promise<SearchTimes> {
  const inside = (root: ParentNode, selector: string): Element[] => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? inside(shadowRoot, selector) : [])),
  ];
  const [list] = inside(document, 'hub-list');
  const names = (): string[] =>
    [...(list?.shadowRoot?.querySelectorAll('[role="row"] .name') ?? [])].map(
      (name) => name.getAttribute('title') ?? '',
    );
  const isShown = (): boolean => names().length > 0 && names().every((name) => name.toLowerCase().includes(word));
  if (isShown()) throw new Error(`Results of "${word}" are there already.`);
  let lastKey = 0;
  addEventListener('input', () => (lastKey = performance.now()), { capture: true });
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  let [before, longest, shown] = [await nextFrame(), 0, 0];
  for (const deadline = before + 20_000; before < deadline;) {
    const now = await nextFrame();
    if (lastKey > 0) longest = Math.max(longest, now - before);
    before = now;
    if (shown === 0 && isShown()) shown = performance.now();
    if (shown > 0 && now > shown + 500) return { shownMs: shown - lastKey, longestFrameMs: longest };
  }
  throw new Error(`No results of "${word}" were shown: ${names().join(', ')}`);
}
