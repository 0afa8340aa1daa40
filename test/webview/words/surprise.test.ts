import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import type { LensState } from '../../../src/common/contracts/lens';
import { openLens, type OpenedLens } from '../harness/lens';
import { textInside } from '../harness/text';
import { callsOf } from '../harness/view';
import { sentenceTokens } from '../states/sentences';
import { longText } from '../states/tokens';
import { surpriseAnswers } from '../states/words/word-answers';
import { longSurpriseState, noTargetState, surpriseState, targetState } from '../states/words/word-states';

let browser: Browser;
let view: OpenedLens;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  expect(view.problems).toEqual([]);
  await view.close();
});
afterAll(async () => browser.close());

async function open(state: LensState, answers = surpriseAnswers(sentenceTokens(0))): Promise<void> {
  view = await openLens(browser, { answers });
  await view.show(state);
}

const text = () => view.page.locator('lens-surprise-text').getByRole('listbox');
const token = (name: RegExp) => text().getByRole('option', { name });
const shown = (): Promise<string> => view.page.locator('lens-surprise').evaluate(textInside);
const card = (): Promise<string> => view.page.locator('lens-expected').evaluate(textInside);

describe('the surprise of a text', () => {
  it('is in each token, tinted by its step, with the perplexity of all', async () => {
    await open(surpriseState);
    await token(/^excited/).waitFor();
    expect(await token(/^excited, rank 17, probability 0\.0610, 4\.0 bits$/).count()).toBe(1);
    expect(await token(/^am/).locator('.surprise1').count()).toBe(1);
    expect(
      await token(/^<s>, no score: nothing comes before it$/)
        .locator('.surprise0')
        .count(),
    ).toBe(1);
    // exp of the mean negative log-likelihood of the nine tokens behind the first.
    expect(await shown()).toContain('Perplexity 6.41 over 9 tokens');
    expect(await shown()).toContain('loss with labels=input_ids');
    expect(await shown()).toContain('bits for each token; the full height is 8.0');
    await view.page.locator('lens-facts').getByText('surprise of each token, 8.0 bits in full').waitFor();
  });

  it('of a chosen token says what the model expected; the strip has the same choice', async () => {
    await open(surpriseState);
    await token(/^learn/).click();
    await expect.poll(card).toContain('learn rank 2, probability 0.7300, 0.5 bits The model expected first 0.0810');
    expect(await card()).toContain('↵ 0.0360');
    const chip = view.page.locator('lens-strip').getByRole('option', { name: /^learn/ });
    expect(await chip.getAttribute('aria-selected')).toBe('true');
    await view.page
      .locator('lens-strip')
      .getByRole('option', { name: /^about/ })
      .click();
    await expect.poll(card).toContain('about rank 2, probability 0.9200');
    await view.page.locator('lens-surprise g').nth(3).click();
    await expect.poll(card).toContain('excited rank 17');
  });

  it('is chosen by key', async () => {
    await open(surpriseState);
    await text().focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Space']) await view.page.keyboard.press(key);
    await expect.poll(card).toContain('am rank 6');
    await view.page.keyboard.press('Home');
    await view.page.keyboard.press('Enter');
    await expect.poll(card).toContain('has no score: nothing comes before it');
    expect(callsOf(view, 'expected')).toHaveLength(1);
  });

  it('of a long text is shown page by page, and what was cut has none', async () => {
    await open(longSurpriseState, surpriseAnswers(longText(598).tokens));
    await view.page.getByText('tokens 1 to 240 of 600').waitFor();
    expect(await shown()).toContain('1,234 tokens beyond the 600 that were read have no score.');
    expect(await text().getByRole('option').count()).toBe(240);
    await view.page.getByRole('button', { name: 'Later Tokens' }).click();
    await view.page.getByText('tokens 241 to 480 of 600').waitFor();
    await text()
      .getByRole('option', { name: /^course/ })
      .first()
      .waitFor();
    await view.page.getByRole('button', { name: 'Later Tokens' }).click();
    await view.page.getByText('tokens 481 to 600 of 600').waitFor();
    expect(await view.page.getByRole('button', { name: 'Later Tokens' }).isDisabled()).toBe(true);
  });

  it('stays as it was when the text has changed', async () => {
    await open(surpriseState);
    await token(/^learn/).click();
    await expect.poll(card).toContain('The model expected');
    await view.show({ ...surpriseState, phase: 'stale' });
    expect(await shown()).toContain('Perplexity 6.41');
    await token(/^about/).click();
    await expect.poll(card).toContain('about rank 2');
    expect(callsOf(view, 'expected')).toHaveLength(1);
  });

  it('of an encoder-decoder is that of the text it is to write', async () => {
    await open(noTargetState);
    await expect.poll(shown).toContain('scored by the text that it is to write');
    expect(callsOf(view, 'surprise')).toEqual([]);
    await view.page.getByRole('button', { name: 'Text for the Decoder…' }).last().click();
    await expect.poll(() => callsOf(view, 'perform')).toEqual([{ action: 'addPair' }]);
  });

  it('of a target has a score for all its tokens, the last one included', async () => {
    await open(targetState, surpriseAnswers(sentenceTokens(0).slice(1), 'target'));
    await token(/^I, rank 2/).waitFor();
    await token(/^<\/s>/).click();
    await expect.poll(card).toContain('</s> rank 6');
    expect(await shown()).toContain('over 9 tokens');
    expect(await shown()).toContain('loss with labels');
    await token(/^<\/s>/).click();
    await expect.poll(shown).toContain('Choose a token');
  });
});
