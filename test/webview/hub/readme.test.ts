import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { openDetails, pixel, type OpenedDetails } from '../harness/details';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { runsState } from '../states/details';
import { longReadme } from '../states/readme';

let browser: Browser;
let view: OpenedDetails;
useView(openDetails, (opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

const readme = () => view.page.locator('details-readme');
const text = () => readme().evaluate(textInside);
const link = (name: string) => readme().getByRole('link', { name });
const picture = (name: string) => readme().getByRole('button', { name: `Load Image: ${name}` });

async function show(value: string | null): Promise<void> {
  await view.show({ ...runsState, readme: { phase: 'ready', value } });
}

describe('a README', () => {
  it('is drawn as its Markdown and HTML mean it, without its front matter', async () => {
    await view.show(runsState);
    expect(await text()).not.toContain('model-index');
    expect(
      await readme().getByRole('heading', { name: 'DistilBERT base uncased finetuned SST-2', level: 3 }).count(),
    ).toBe(1);
    expect(await readme().getByRole('heading', { name: 'Model Details', level: 4 }).count()).toBe(1);
    expect(await readme().locator('strong').innerText()).toBe('SST-2');
    expect(await readme().locator('pre code').innerText()).toContain('DistilBertTokenizer.from_pretrained(name)');
    const cells = readme().getByRole('cell');
    expect(await cells.allInnerTexts()).toEqual(['learning_rate', '1e-5', 'batch_size', '32']);
    expect(await cells.nth(1).evaluate((cell) => getComputedStyle(cell).textAlign)).toBe('right');
    expect(await readme().locator('details').evaluate(textInside)).toBe('More settings warmup = 600');
    const stops = readme()
      .locator('.wide')
      .evaluateAll((all) => all.map((wide) => wide.getAttribute('tabindex')));
    expect(await stops).toEqual(['0', null]);
    const centred = await readme()
      .locator('div[align="center"]')
      .evaluate((element) => getComputedStyle(element).textAlign);
    expect(centred).toBe('center');
  });

  it('that is not there, empty, late or lost is told so', async () => {
    await show(null);
    expect(await text()).toContain('This repository has no README.');
    await show('---\nlicense: mit\n---\n');
    expect(await text()).toContain('The README is empty.');
    await view.show({ ...runsState, readme: { phase: 'loading' } });
    expect(await text()).toContain('Loading');
    await view.show({ ...runsState, readme: { phase: 'failed', message: 'The Hub was not reached.', help: null } });
    expect(await text()).toContain('The Hub was not reached.');
  });

  it('opens its links through the host, by click and by key', async () => {
    await view.show(runsState);
    await link('DistilBERT-base-uncased').click();
    await link('the licence').focus();
    await view.page.keyboard.press('Enter');
    await link('https://arxiv.org/abs/1910.01108').click();
    await link('Model DOI').click();
    await expect
      .poll(() => callsOf(view, 'openLink'))
      .toEqual(
        [
          'https://huggingface.co/distilbert-base-uncased',
          'LICENSE',
          'https://arxiv.org/abs/1910.01108',
          'https://doi.org/10.57967/hf/0181',
        ].map((href) => ({ href })),
      );
    // VS Code follows every address that it finds in a page by itself.
    expect(await readme().locator('[href]').count()).toBe(0);
  });

  it('goes to its own headings without the host', async () => {
    await show(`[Down](#the-end-of-it)\n\n${'A paragraph.\n\n'.repeat(200)}## The end, of *it*!\n`);
    await link('Down').click();
    await expect
      .poll(() =>
        readme()
          .getByRole('heading', { name: 'The end, of it!' })
          .evaluate((heading) => heading.getBoundingClientRect().top),
      )
      .toBeLessThan(860);
    expect(callsOf(view, 'openLink')).toEqual([]);
  });
});

describe('pictures', () => {
  it('are loaded only when they are asked for', async () => {
    await view.show(runsState);
    expect(await readme().locator('img').count()).toBe(0);
    await picture('Map of the models').click();
    const image = readme().getByRole('img', { name: 'Map of the models' });
    await image.waitFor();
    expect(await image.getAttribute('src')).toBe(pixel);
    expect(await image.getAttribute('width')).toBe('400');
    await picture('plot.png').click();
    await expect.poll(() => callsOf(view, 'image')).toEqual([{ src: 'map.jpeg' }, { src: 'docs/plot.png?raw=true' }]);
  });

  it('stay when the rest of the page changes', async () => {
    await view.show(runsState);
    await picture('Map of the models').click();
    await readme().getByRole('img').waitFor();
    await view.show({ ...runsState, favourite: true });
    expect(await readme().getByRole('img').count()).toBe(1);
  });

  it('say why they were not loaded, and can be tried again', async () => {
    await view.close();
    let calls = 0;
    const image = () => {
      calls += 1;
      if (calls === 1) throw new LensError('too-big', 'The picture has 40 MB.');
      return { data: calls === 2 ? 'https://tracker.example/a.png' : pixel };
    };
    view = await openDetails(browser, { answers: { image } });
    await view.show(runsState);
    await picture('Map of the models').click();
    await readme().getByRole('button', { name: 'Image not loaded: The picture has 40 MB. Try Again' }).click();
    await readme().getByRole('button', { name: 'Image not loaded: It is not a picture. Try Again' }).click();
    await readme().getByRole('img').waitFor();
  });
});

describe('a long README', () => {
  const all = () => view.page.getByRole('button', { name: 'Show all of README.md' });

  it('is folded, drawn in part, and unfolds', async () => {
    await show(longReadme);
    expect((await readme().locator('.fold').boundingBox())?.height).toBe(560);
    expect(await text()).not.toContain('Paragraph 900');
    await all().click();
    await view.drawn();
    expect(await text()).toContain('Paragraph 900');
    expect(await all().count()).toBe(0);
    await view.show({ ...runsState, id: 'another/model', readme: { phase: 'ready', value: longReadme } });
    expect(await all().count()).toBe(1);
  });

  it('unfolds for what the keyboard goes to', async () => {
    await show(`${'A paragraph.\n\n'.repeat(60)}[The end](https://example.org/end)`);
    await all().waitFor();
    await link('The end').focus();
    await all().waitFor({ state: 'detached' });
  });

  it('that is short has nothing to unfold', async () => {
    await show('# Short\n\nA paragraph.');
    await view.drawn();
    expect(await all().count()).toBe(0);
  });

  it('is not drawn without end', async () => {
    await show(`${'A paragraph.\n\n'.repeat(70_000)}The last one.`);
    await all().click();
    await view.page.getByText('The rest of it is on the Hub.').waitFor();
    expect(await text()).not.toContain('The last one.');
  });
});
