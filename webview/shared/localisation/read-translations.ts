import * as l10n from '@vscode/l10n';
import * as v from 'valibot';

const bundleSchema = v.record(
  v.string(),
  v.union([v.string(), v.object({ message: v.string(), comment: v.array(v.string()) })]),
);

/**
 * Takes the translations that the host put into the page, so that `t` of `@vscode/l10n` gives them. Called before
 * anything is drawn. Without them, or with broken ones, the view speaks English.
 */
export function readTranslations(page: Document): void {
  const content = page.querySelector('meta[name="model-lens-translations"]')?.getAttribute('content');
  if (!content) return;
  const contents = v.safeParse(v.pipe(v.string(), v.parseJson(), bundleSchema), content);
  if (contents.success) l10n.config({ contents: contents.output });
}
