import { describe, expect, it } from 'vitest';
import { branchedView, otherBranch } from '../states/generation/views';
import { generatedTokens } from '../states/generation/story';
import { useGenerate } from './use-generate';

const tab = useGenerate();
const tree = () => tab.root.getByRole('tree', { name: 'Branches' });
const items = () => tree().getByRole('treeitem');
const chosen = () => tree().getByRole('treeitem', { selected: true });

describe('branches', () => {
  it('part where another token was chosen', async () => {
    await tab.open({ view: branchedView });
    const lines = await items().evaluateAll((nodes) =>
      nodes.slice(0, 5).map((node) => `${node.getAttribute('aria-level') ?? ''} ${node.getAttribute('title') ?? ''}`),
    );
    expect(lines.map((line) => line.slice(0, 24).trim())).toEqual([
      '1 Once upon a time',
      '2 , there was a',
      '3  small village at the',
      '3  young man who had nev',
      '2 , there were two broth',
    ]);
  });

  it('that are new are looked at, at the token that made them', async () => {
    await tab.open();
    tab.view.peer.notify('generation', branchedView);
    await tab.view.drawn();
    expect(await chosen().getAttribute('title')).toContain('young man');
    expect(await tab.tokens(1).getByRole('option', { selected: true }).getAttribute('aria-label')).toMatch(/^young/);
    expect(await tab.tokens(1).getByRole('option').count()).toBe(otherBranch.sequences[0]?.tokens.length);
    expect(await tab.text()).toContain('chosen by you');
    await tab.click(tab.root.getByRole('button', { name: 'Back to Where This Branch Came From' }));
    expect(await chosen().getAttribute('title')).toContain('small village');
  });

  it('are walked by keyboard, looked at and forgotten', async () => {
    await tab.open({ view: branchedView });
    await tree().focus();
    await tab.press('Home', 'ArrowDown', 'ArrowRight', 'Enter');
    expect(await chosen().getAttribute('title')).toContain('small village');
    expect(tab.calls('stepDetail').at(-1)).toMatchObject({ at: { branch: 0, sequence: 0, step: 4 } });
    await tab.press('ArrowLeft', 'ArrowDown', 'ArrowDown', 'Delete');
    expect(tab.calls('forgetBranch')).toEqual([{ branch: 1 }]);
    await tab.press('End', ' ');
    expect(await chosen().getAttribute('title')).toContain('somebody wrote a story');
    expect(await tab.tokens(10).count()).toBe(1);
  });

  it('of a branch hang on it, and those of what is shared on its origin', async () => {
    const grown = (id: number, step: number, text: string) => ({
      ...otherBranch,
      id,
      from: { branch: 1, sequence: 0, step },
      shared: step + 1,
      sequences: [{ tokens: generatedTokens(text), end: 'token' as const, score: null }],
    });
    const deeper = grown(2, 6, ', there was a young man whose name nobody knew');
    const earlier = grown(3, 2, ', there were no words for it');
    await tab.open({ view: { ...branchedView, branches: [...branchedView.branches, deeper, earlier] } });
    const lines = await items().evaluateAll((nodes) =>
      nodes.slice(1, 9).map((node) => [Number(node.getAttribute('aria-level')), node.getAttribute('title')?.trim()]),
    );
    expect(lines.map(([level, text]) => `${level ?? ''} ${String(text).slice(0, 12)}`)).toEqual([
      '2 , there',
      '3 was a',
      '4 small villag',
      '4 young man',
      '5 who had neve',
      '5 whose name n',
      '3 were no word',
      '2 , there were',
    ]);
  });
});
