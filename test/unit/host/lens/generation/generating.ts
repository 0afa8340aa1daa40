import type { GenerationAdded } from '../../../../../src/common/contracts/generation/view';
import { LensError } from '../../../../../src/common/errors/lens-error';
import { GenerationSession } from '../../../../../src/host/lens/generation/generation-session';
import type { GenerationChoice } from '../../../../../src/host/lens/generation/kept-generation';
import { TrackedText } from '../../../../../src/host/lens/source/tracked-text';
import type { ChosenModel } from '../../../../../src/host/models/chosen-model';
import { chosen, editorText } from '../../fakes';
import { FakeGenerator, settingsWith } from './fake-generator';

/** A model beside the one that is in use first. */
export const otherModel: ChosenModel = {
  ...chosen,
  resolved: { ...chosen.resolved, id: 'org/other', folder: '/models/other' },
};

/** A session on a process that a test leads, with the text that the Lens shows. */
export function generating(said: Partial<GenerationChoice> = {}) {
  const world = {
    engine: new FakeGenerator(),
    model: chosen,
    /** Which model was asked for, each time. */
    folders: [] as string[],
    text: 'Once upon a time' as string | null,
    added: [] as GenerationAdded[],
    changes: 0,
    failures: [] as unknown[],
    followed: [] as TrackedText[],
    released: [] as TrackedText[],
  };
  const session = new GenerationSession({
    choice: { settings: settingsWith(), seed: null, chat: false, ...said },
    engines: {
      get: ({ folder }) => {
        world.folders.push(folder);
        return Promise.resolve(world.engine);
      },
    },
    chosenModel: () => Promise.resolve(world.model),
    settings: () => ({ threads: 0 }),
    source: () => {
      if (world.text === null) throw new LensError('usage', 'There is no text to go on with.');
      const place = new TrackedText(editorText(world.text));
      world.followed.push(place);
      return { text: world.text, label: 'story.txt:1', place, release: () => world.released.push(place) };
    },
    texts: () => (world.text === null ? [] : [world.text]),
    drawSeed: () => 7,
    onChange: () => (world.changes += 1),
    onAdded: (added) => world.added.push(added),
    onFailure: (_, error) => world.failures.push(error),
  });
  return { session, world };
}
