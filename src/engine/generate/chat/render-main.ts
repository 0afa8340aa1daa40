import type * as Jinja from '@huggingface/jinja';

/** A template to be rendered. */
export interface RenderJob {
  /** Where the template library lies. */
  readonly library: string;
  readonly template: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The most characters of a result. */
  readonly mostCharacters: number;
}

/** What became of it. `failed` is what the template or the library says. */
export type Rendered = { readonly text: string } | { readonly failed: string } | { readonly tooLong: true };

/**
 * The program of the process that renders a template. Its source is handed to Node as text, so it may use nothing but its
 * arguments.
 */
export function renderMain(load: NodeJS.Require, self: NodeJS.Process): void {
  const render = ({ library, template, values, mostCharacters }: RenderJob): Rendered => {
    try {
      const { Template } = load(library) as typeof Jinja;
      const text = new Template(template).render({ ...values });
      return text.length > mostCharacters ? { tooLong: true } : { text };
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  };
  self.on('message', (job: RenderJob) => self.send?.(render(job)));
  self.send?.('ready');
}
