import type { Browser } from 'playwright-core';
import { openForm, type OpenedForm } from '../harness/form';
import { useView } from '../harness/use-view';

/** The form that a test has opened. */
export interface FormUnderTest {
  view: OpenedForm;
  browser: Browser;
}

/** Opens the form for each test of the file and closes it after; a test whose page had problems fails. */
export function useForm(): FormUnderTest {
  const used = {} as FormUnderTest;
  useView(openForm, (view, browser) => Object.assign(used, { view, browser }));
  return used;
}
