import { describe, expect, it } from 'vitest';
import type { GenerationView } from '../../../src/common/contracts/generation/view';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { textInside } from '../harness/text';
import { generatedTokens, stories } from '../states/generation/story';
import { branch, refusedView, runningView, staleView, storyState, storyView } from '../states/generation/views';
import { useGenerate } from './use-generate';

const tab = useGenerate();

/** Where the table of a step would begin. */
const below = () => tab.root.locator('generate-step').evaluate((step) => step.getBoundingClientRect().top);

describe('while text comes', () => {
  it('tokens are added and nothing below moves', async () => {
    await tab.open({ view: runningView });
    const before = await below();
    const [first] = branch.sequences;
    const tokens = first?.tokens.slice(8, 30) ?? [];
    tab.view.peer.notify('generationAdded', {
      branch: 0,
      added: [{ sequence: 0, tokens }],
      cost: branch.cost && { ...branch.cost, tokensPerSecond: 40 },
    });
    await tab.view.drawn();
    expect(await tab.tokens(1).getByRole('option').count()).toBe(30);
    expect(await tab.tokens(2).getByRole('option').count()).toBe(8);
    expect(await below()).toBe(before);
    expect(await tab.text()).toContain('40 tokens/s');
    await screenshot(tab.view.page, tab.view.theme, 'generate-running');
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
  });

  it('what was drawn stays: only the last tokens are drawn again', async () => {
    const long = generatedTokens(' word'.repeat(1024));
    const sequences = Array.from({ length: 10 }, () => ({ tokens: long, end: null, score: null }));
    await tab.open({ view: { ...runningView, branches: [{ ...branch, phase: 'running', sequences }] } });
    await tab.tokens(1).evaluate((list) => {
      const seen = { changed: 0 };
      Object.assign(globalThis, { seen });
      new MutationObserver((records) => (seen.changed += records.length)).observe(list, {
        ...{ subtree: true, childList: true, attributes: true, characterData: true },
      });
    });
    const more = generatedTokens(' end');
    const added = sequences.map((_, sequence) => ({ sequence, tokens: more }));
    for (let step = 0; step < 4; step += 1) tab.view.peer.notify('generationAdded', { branch: 0, added, cost: null });
    await tab.view.drawn();
    expect(await tab.tokens(1).getByRole('option').count()).toBe(1028);
    const changed = await tab.view.page.evaluate(() => (globalThis as unknown as { seen: { changed: number } }).seen);
    expect(changed.changed).toBeGreaterThan(0);
    expect(changed.changed).toBeLessThan(100);
  });

  it('a long text is laid out in blocks that begin where lines do', async () => {
    const tokens = generatedTokens(stories.join(''));
    const sequences = [{ tokens, end: null, score: null }];
    await tab.open({ view: { ...runningView, branches: [{ ...branch, phase: 'running', sequences }] } });
    const gaps = await tab.root.locator('generated-text').evaluate((text) => {
      const words = [...(text.shadowRoot?.querySelectorAll<HTMLElement>('.word') ?? [])];
      const starts = words.flatMap((word, at) => (word.closest('.block')?.querySelector('.word') === word ? [at] : []));
      const room = text.getBoundingClientRect().right;
      const rect = (at: number) => words[at]?.getBoundingClientRect() ?? new DOMRect();
      // What is left in the line before, less what the first word needs with a space before it.
      return starts.map((at) => room - rect(at - 1).right - rect(at).width - 7);
    });
    expect(gaps.length).toBeGreaterThan(1);
    expect(Math.max(...gaps)).toBeLessThan(16);
  });

  it('a screen reader is told once it has ended', async () => {
    await tab.open({ view: runningView });
    const status = tab.root.locator('generate-sequences').getByRole('status');
    expect(await status.textContent()).toBe('');
    tab.view.peer.notify('generation', storyView);
    await tab.view.drawn();
    expect(await status.textContent()).toMatch(/^Generated: 10 sequences, \d+ new tokens$/);
  });

  it('says what is at work before the first token', async () => {
    const waiting = { ...branch, phase: 'running' as const, message: 'Loading distilgpt2', cost: null, sequences: [] };
    await tab.open({ view: { ...runningView, branches: [waiting] } });
    expect(await tab.text()).toContain('Loading distilgpt2');
  });
});

describe('states', () => {
  const show = async (view: GenerationView) => {
    await tab.open({ view });
    return tab.text();
  };

  it('of a text that has changed says so, greys the old and offers to generate again', async () => {
    expect(await show(staleView)).toContain('story.txt:1 was edited after this was generated.');
    await screenshot(tab.view.page, tab.view.theme, 'generate-stale');
    await tab.click(tab.root.getByRole('button', { name: 'Generate Again' }));
    expect(tab.calls('generateFrom')).toEqual([{ row: 0 }]);
    expect(await accessibilityProblems(tab.view.page, true)).toEqual([]);
  });

  it('of an old result is greyed by its own age, and the reason is said once', async () => {
    const reason = 'The engine stopped unexpectedly.';
    const notices = [{ id: 'stale', severity: 'stale' as const, title: reason, detail: null, help: null, actions: [] }];
    const failure = { code: 'gone' as const, message: reason };
    const branches = [{ ...branch, phase: 'failed' as const, failure }];
    await tab.open({ state: { ...storyState, phase: 'stale', notices }, view: { ...storyView, branches } });
    expect(await tab.view.page.locator('lens-notices').evaluate(textInside)).toContain(reason);
    expect(await tab.root.locator('.lines').textContent()).not.toContain(reason);
    const panel = tab.view.page.getByRole('tabpanel');
    const opacity = () => panel.evaluate((element) => getComputedStyle(element).opacity);
    expect(await opacity()).toBe('1');
    await tab.click(tab.view.page.getByRole('tab', { name: 'Tokens' }));
    expect(Number(await opacity())).toBeLessThan(1);
  });

  it('of a failure says what happened and keeps what came before it', async () => {
    const failure = {
      code: 'gone' as const,
      message: 'The engine’s process ended.',
      help: 'A smaller model may help.',
    };
    const sequences = branch.sequences.slice(0, 1);
    const text = await show({ ...storyView, branches: [{ ...branch, phase: 'failed', failure, sequences }] });
    expect(text).toContain('The engine’s process ended. A smaller model may help.');
    expect(await tab.tokens(1).getByRole('option').count()).toBeGreaterThan(10);
  });

  it('of settings that do not go together says so, without the log', async () => {
    const failure = { code: 'usage' as const, message: 'Greedy search gives one sequence, not 3.' };
    const text = await show({ ...storyView, branches: [{ ...branch, phase: 'failed', failure }] });
    expect(text).toContain('Greedy search gives one sequence, not 3.');
    expect(text).not.toContain('Show Log');
  });

  it('of a model that does not generate dims the tab and says why', async () => {
    const text = await show(refusedView);
    expect(text).toContain('An encoder does not generate');
    const bar = tab.view.page.getByRole('tab', { name: 'Generate' });
    expect(await bar.getAttribute('aria-disabled')).toBe('true');
    expect(await bar.getAttribute('title')).toContain('An encoder does not generate');
    await screenshot(tab.view.page, tab.view.theme, 'generate-refused');
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
    await tab.click(tab.view.page.getByRole('tab', { name: 'Layers' }));
    await tab.press('ArrowRight');
    expect(await tab.view.page.getByRole('tab', { selected: true }).textContent()).toContain('Config');
  });
});

describe('the strip on top', () => {
  const strip = () => tab.view.page.getByRole('listbox', { name: 'Prompt and generated tokens' });

  it('carries prompt and sequence, and chooses steps', async () => {
    await tab.open();
    await strip().focus();
    await tab.press('Home', ...Array.from({ length: 8 }, () => 'ArrowRight'), 'Enter');
    const chosen = tab.tokens(1).getByRole('option', { selected: true });
    expect(await chosen.getAttribute('aria-label')).toMatch(/^small/);
    expect(await strip().getByRole('option', { selected: true }).getAttribute('aria-posinset')).toBe('9');
    expect(await tab.view.page.locator('generated-facts').evaluate(textInside)).toContain('41 generated');
    await tab.press('Home', 'ArrowRight');
    await expect.poll(() => tab.calls('hover').at(-1)).toEqual({ row: 0, sequence: 0, start: 5, end: 9 });
    await screenshot(tab.view.page, tab.view.theme, 'generate-strip');
    expect(await accessibilityProblems(tab.view.page)).toEqual([]);
  });

  it('is that of the text in other tabs, and once the text has changed', async () => {
    await tab.open({ view: staleView });
    expect(await strip().count()).toBe(0);
    tab.view.peer.notify('generation', storyView);
    await tab.view.drawn();
    expect(await strip().count()).toBe(1);
    await tab.click(tab.view.page.getByRole('tab', { name: 'Layers' }));
    expect(await strip().count()).toBe(0);
    expect(await tab.view.page.getByRole('listbox', { name: 'Tokens', exact: true }).count()).toBe(1);
  });
});
