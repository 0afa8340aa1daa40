import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, problemsByState, screenshot } from '../harness/checks';
import { narrowForm, openForm, wideForm } from '../harness/form';
import { sizesIn, themeNames } from '../harness/themes';
import * as data from '../states/form/data';
import * as forms from '../states/form/forms';

/** Every state of the form, by the name of its picture. */
const shown = {
  form: [forms.readyForm, data.readyData],
  'form-empty': [forms.emptyForm, data.noData],
  'form-reading': [forms.measuringForm, data.readingData],
  'form-data-failed': [forms.failedForm, data.failedData],
  'form-stale': [forms.staleForm, data.readyData],
  'form-wrong': [forms.wrongForm, data.troubledData],
  'form-untrusted': [forms.untrustedForm, data.readyData],
  'form-lora': [forms.loraForm, data.readyData],
  'form-tokens': [forms.tokensForm, data.tokensData],
} as const;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each(sizesIn(theme, { '': wideForm, '-narrow': narrowForm }))(
    'the form is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openForm(browser, { theme, size });
      const found = await problemsByState(view.page, shown, {
        theme,
        suffix,
        show: ([form, read]) => view.show(form, read),
        isGreyed: (_, name) => name === 'form-stale',
      });
      for (const group of ['Data', 'Steps', 'Evaluation and Checkpoints', 'Weights and Machine']) {
        await view.page.locator('summary').filter({ hasText: group }).click();
      }
      const unfolded = await accessibilityProblems(view.page);
      if (unfolded.length > 0) found['form-unfolded'] = unfolded;
      await view.page.locator('details').last().scrollIntoViewIfNeeded();
      await screenshot(view.page, theme, `form-unfolded${suffix}`);
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    180_000,
  );
});
