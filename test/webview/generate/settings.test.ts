import { describe, expect, it } from 'vitest';
import { branchedView, freshView, runningView, storyView } from '../states/generation/views';
import { useGenerate } from './use-generate';

const tab = useGenerate();

/** The settings that the host was sent last. */
const sent = () => tab.calls('setGeneration').at(-1);

describe('start and end', () => {
  it('Generate goes on with the chosen text, Stop ends it', async () => {
    await tab.open({ view: freshView });
    expect(await tab.text()).toContain('Generate goes on with the text above');
    await tab.click(tab.root.getByRole('button', { name: 'Generate' }));
    expect(tab.calls('generateFrom')).toEqual([{ row: 0 }]);
    tab.view.peer.notify('generation', runningView);
    await tab.view.drawn();
    expect(await tab.text()).toContain('first token 31.4 ms, 38 tokens/s, cache 16.6 MB, float32');
    await tab.click(tab.root.getByRole('button', { name: 'Stop' }));
    expect(tab.calls('stopGeneration')).toEqual([{}]);
  });

  it('a second click that was meant for Stop does not begin another text', async () => {
    await tab.open({ view: freshView });
    await tab.root.getByRole('button', { name: 'Generate' }).dblclick();
    expect(tab.calls('generateFrom')).toEqual([{ row: 0 }]);
  });

  it('inserts, replaces and copies the sequence that is looked at', async () => {
    await tab.open();
    const take = async (name: string): Promise<unknown> => {
      await tab.click(tab.root.getByRole('button', { name: 'Insert' }));
      await tab.click(tab.root.getByRole('menuitem', { name, exact: true }));
      return tab.calls('takeGenerated').at(-1);
    };
    const first = { branch: 0, sequence: 0, tokens: null };
    expect(await take('Insert behind the Text')).toEqual({ ...first, how: 'insert' });
    expect(await take('Replace the Text')).toEqual({ ...first, how: 'replace' });
    await tab
      .tokens(2)
      .getByRole('option', { name: /^brothers/ })
      .click();
    expect(await take('Copy up to the Chosen Token')).toEqual({ branch: 0, sequence: 1, tokens: 5, how: 'copy' });
    await tab.click(tab.root.getByRole('button', { name: 'More', exact: true }));
    await tab.click(tab.root.getByRole('menuitem', { name: 'Copy as Python' }));
    expect(tab.calls('perform')).toEqual([{ action: 'copyAsPython' }]);
  });

  it('offers only to copy what has no place in a document', async () => {
    const prompt = storyView.prompt && { ...storyView.prompt, canInsert: false };
    await tab.open({ view: { ...storyView, prompt } });
    await tab.click(tab.root.getByRole('button', { name: 'Insert' }));
    expect(await tab.root.getByRole('menuitem').allTextContents()).toEqual(['Copy']);
  });
});

describe('settings', () => {
  it('are sent by their names, an empty field and the default as none', async () => {
    await tab.open();
    await tab.fill('temperature', '0.7');
    expect(sent()).toMatchObject({ settings: { temperature: 0.7, top_p: 0.9 }, seed: 42, chat: false });
    await tab.fill('top_p', '');
    expect(sent()).toMatchObject({ settings: { temperature: 0.7, top_p: null } });
    await tab.fill('max_new_tokens', '20');
    expect(sent()).toMatchObject({ settings: { max_new_tokens: null } });
    await tab.fill('seed', '');
    expect(sent()).toMatchObject({ seed: null });
  });

  it('that cannot be are told in place and not sent', async () => {
    await tab.open();
    const refused = [
      ['top_p', '1.5', 'top_p takes a number from 0 to 1, not 1.5. Until then: 0.9.'],
      ['temperature', '0', 'temperature takes a number above 0, not 0. Until then: 0.3.'],
      ['num_beams', '2.5', 'num_beams takes a whole number from 1, not 2.5. Until then: 1.'],
      ['min_p', '3', 'min_p takes a number from 0 to 1, not 3. Until then: off.'],
      ['seed', '−1', 'seed takes a whole number from 0, not −1. Until then: 42.'],
    ] as const;
    for (const [name, text, words] of refused) {
      await tab.fill(name, text);
      expect(await tab.text()).toContain(words);
    }
    expect(tab.calls('setGeneration')).toEqual([]);
    expect(await tab.text()).toContain('6 changed, 5 not taken');
    await tab.fill('top_p', '0.5');
    expect(await tab.text()).not.toContain('top_p takes');
    await tab.click(tab.root.getByRole('button', { name: 'Reset All Settings' }));
    expect(await tab.text()).not.toContain('takes a number above 0');
    expect(await tab.root.getByLabel('temperature').inputValue()).toBe('1');
    expect(sent()).toMatchObject({ settings: { temperature: null, do_sample: null }, seed: null });
  });

  it('show what is off, what was changed and what has no effect', async () => {
    await tab.open({ view: { ...freshView, settings: { ...freshView.settings, top_k: 5 } } });
    expect(await tab.root.getByLabel('top_p').getAttribute('placeholder')).toBe('off');
    expect(await tab.text()).toContain('top_k, changed');
    expect(await tab.text()).toContain('no effect without do_sample');
    await tab.root.getByLabel('do_sample').selectOption('true');
    await tab.press('Tab');
    expect(await tab.text()).not.toContain('no effect without do_sample');
  });

  it('name the chat template of a model that has one, and what of its file is not applied', async () => {
    await tab.open({ view: { ...branchedView, hasChatTemplate: true, ignored: ['guidance_scale'] } });
    await tab.root.getByLabel('chat template').selectOption('on');
    await tab.press('Tab');
    expect(sent()).toMatchObject({ chat: true });
    expect(await tab.text()).toContain('Not applied from generation_config.json: guidance_scale');
  });
});
