import { describe, expect, it } from 'vitest';
import { CancellationSource } from '../../../../../src/common/rpc/cancellation';
import { textOf } from '../../../../../src/host/lens/generation/branches';
import { FakeGenerator, settingsWith, tokensOf } from './fake-generator';
import { generating } from './generating';

const signal = new CancellationSource();

/** A text of three tokens, and one that goes on from its second with another token. */
async function twoBranches() {
  const { session, world } = generating({ settings: settingsWith({ do_sample: true, num_return_sequences: 2 }) });
  await session.generateFrom(0);
  world.engine.finish(tokensOf(' a', ' girl', ' who'), tokensOf(' two', ' men', ' sat'));
  await session.whenIdle();
  await session.generateOtherwise({ branch: 1, sequence: 1, step: 1 }, 33);
  return { session, world };
}

describe('another token', () => {
  it('is followed by as many new tokens as the first had', async () => {
    const { session, world } = generating({ settings: settingsWith({ max_new_tokens: 5 }) });
    await session.generateFrom(0);
    world.engine.finish(tokensOf(' a', ' girl', ' who'));
    await session.whenIdle();
    await session.generateOtherwise({ branch: 1, sequence: 0, step: 1 }, 33);
    expect(world.engine.wanted.settings.max_new_tokens).toBe(5 + 2);
    expect(session.view.branches[1]?.settings.max_new_tokens).toBe(5);
    world.engine.defaults = { ...world.engine.defaults, settings: settingsWith({ max_new_tokens: 20 }) };
    session.choose({ settings: settingsWith(), seed: null, chat: false });
    await session.generateOtherwise({ branch: 1, sequence: 0, step: 0 }, 33);
    expect(world.engine.wanted.settings.max_new_tokens).toBe(20 + 1);
  });

  it('begins a single text with the tokens before it, by the settings of now', async () => {
    const { session, world } = await twoBranches();
    expect(world.engine.wanted).toMatchObject({ prompt: { prefix: [4, 33] }, settings: { num_return_sequences: 1 } });
    world.engine.add(tokensOf(' sang'));
    world.engine.finish(tokensOf(' sang', '.'));
    await session.whenIdle();
    const branch = session.view.branches[1];
    expect(branch).toMatchObject({ from: { branch: 1, sequence: 1, step: 1 }, shared: 2, phase: 'done' });
    expect(branch?.sequences.map(({ tokens }) => textOf(tokens))).toEqual([' two w33 sang.']);
    expect(branch?.sequences[0]?.tokens[1]).toMatchObject({ probability: 0.25, processedProbability: 0.125, rank: 4 });
  });

  it('in the shared beginning belongs to the branch that the beginning came from', async () => {
    const { session, world } = await twoBranches();
    world.engine.finish(tokensOf(' sang', '.'));
    await session.whenIdle();
    await session.generateOtherwise({ branch: 2, sequence: 0, step: 0 }, 44);
    expect(session.view.branches[2]).toMatchObject({ from: { branch: 1, sequence: 1, step: 0 }, shared: 1 });
    await session.generateOtherwise({ branch: 2, sequence: 0, step: 3 }, 44);
    expect(session.view.branches.at(-1)).toMatchObject({ from: { branch: 2, sequence: 0, step: 3 }, shared: 4 });
    expect(world.engine.wanted.prompt.prefix).toEqual([4, 33, 5, 44]);
  });

  it('that the vocabulary does not have is refused', async () => {
    const { session } = await twoBranches();
    await expect(session.generateOtherwise({ branch: 1, sequence: 0, step: 0 }, 100)).rejects.toThrow(
      'The model has no token 100.',
    );
    await expect(session.generateOtherwise({ branch: 1, sequence: 0, step: 9 }, 1)).rejects.toThrow(
      'This token is not there any more.',
    );
    await expect(session.generateOtherwise({ branch: 9, sequence: 0, step: 0 }, 1)).rejects.toThrow(
      'This text is not there any more.',
    );
  });
});

describe('a step', () => {
  it('is asked of the process that kept it, by its place there', async () => {
    const { session, world } = await twoBranches();
    world.engine.finish(tokensOf(' sang', '.'));
    await session.whenIdle();
    const asked = async (step: number) => {
      await session.stepDetail({ branch: 2, sequence: 0, step }, 5, signal);
      return world.engine.asked.at(-1)?.params;
    };
    expect(await asked(0)).toMatchObject({ chosen: 4, at: { generation: 1, sequence: 1, step: 0 }, top: 5 });
    expect(await asked(1)).toMatchObject({ chosen: 33, at: { generation: 1, sequence: 1, step: 1 } });
    expect(await asked(1)).toMatchObject({ settings: { num_return_sequences: 2 }, prompt: { prefix: [4] } });
    expect(await asked(3)).toMatchObject({ chosen: 1, at: { generation: 2, sequence: 0, step: 1 } });
    expect(await asked(3)).toMatchObject({ settings: { num_return_sequences: 1 }, prompt: { prefix: [4, 33, 5] } });
  });

  it('is read again by another process, for which numbers of the first mean nothing', async () => {
    const { session, world } = await twoBranches();
    world.engine.finish(tokensOf(' sang'));
    await session.whenIdle();
    world.engine = new FakeGenerator();
    await session.stepDetail({ branch: 2, sequence: 0, step: 2 }, 5, signal);
    expect(world.engine.asked.at(-1)?.params).toMatchObject({ at: null, prompt: { prefix: [4, 33] } });
  });

  it('tells what it read', async () => {
    const { session, world } = await twoBranches();
    const look = { kind: 'self', layer: null, head: 2 } as const;
    await session.stepReads({ branch: 1, sequence: 0, step: 2 }, look, signal);
    expect(world.engine.asked.at(-1)).toMatchObject({
      method: 'generationReads',
      params: { prompt: { text: 'Once upon a time', prefix: [2, 5] }, ...look },
    });
  });
});

describe('forgetting', () => {
  it('takes away a branch with those that came from it, and stops what is at work', async () => {
    const { session } = await twoBranches();
    session.forget(1);
    await session.whenIdle();
    expect(session.view.branches).toEqual([]);
    expect(session.view.prompt?.text).toBe('Once upon a time');
  });

  it('leaves the others', async () => {
    const { session, world } = await twoBranches();
    world.engine.finish(tokensOf(' sang'));
    await session.whenIdle();
    session.forget(2);
    expect(session.view.branches.map(({ id, phase }) => [id, phase])).toEqual([[1, 'done']]);
  });
});

describe('taking a text', () => {
  it('gives all of it, or its first tokens, without special ones', async () => {
    const { session, world } = generating();
    await session.generateFrom(0);
    const [end] = tokensOf('<|end|>');
    world.engine.finish([...tokensOf(' there', ' was'), ...(end ? [{ ...end, special: true }] : [])]);
    await session.whenIdle();
    expect(session.take({ branch: 1, sequence: 0 }, null)).toMatchObject({
      text: ' there was',
      prompt: { chat: false, isEncoderDecoder: false },
    });
    expect(session.take({ branch: 1, sequence: 0 }, 1).text).toBe(' there');
    expect(() => session.take({ branch: 1, sequence: 0 }, 0)).toThrow('There is no text to take yet.');
  });
});
