// An engine that misbehaves on request: the text of a run says how.
import type { EngineContract } from '../../../../src/common/contracts/engine';
import { descriptionRequests } from '../../../../src/common/contracts/description';
import { internalsRequests } from '../../../../src/common/contracts/internals';
import { engineContract } from '../../../../src/common/contracts/engine';
import { generationRequests } from '../../../../src/common/contracts/generation/engine-requests';
import { trainingRequests } from '../../../../src/common/contracts/training/engine-requests';
import { wordRequests } from '../../../../src/common/contracts/words';
import { LensError } from '../../../../src/common/errors/lens-error';
import { emptyContract, type Handlers } from '../../../../src/common/rpc/contract';
import { RpcPeer } from '../../../../src/common/rpc/peer';
import { processTransport } from '../../../../src/engine/process/transport';

const misbehaviour: Record<string, () => void> = {
  // Native code that computes reads no messages either.
  hang: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  'busy for a second': () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000),
  abort: () => process.abort(),
  'exit 137': () => process.exit(137),
  'exit 3': () => process.exit(3),
  disconnect: () => process.disconnect(),
  environment: () => {
    // Names alone, and the values that tests ask about: a message has room for no more.
    const secrets = Object.entries(process.env).filter(([, value]) => value === 'hf_secret');
    const names = Object.keys(process.env).filter((name) => /^(NODE_|MODEL_LENS_)/.test(name));
    throw new LensError('usage', JSON.stringify([...names, ...secrets.flat()]));
  },
  talk: () => {
    process.stderr.write('one\r\ntwo\n');
    process.stdout.write('three without an end');
  },
};

const waitForEver = (): Promise<never> => new Promise(() => undefined);
const refuse = (): never => {
  throw new LensError('unsupported', 'The fake engine cannot do this.');
};
const nothing = { ok: false, error: { code: 'unsupported', message: 'The fake engine has none.' } } as const;

/** Refuses every request of a part of the contract. */
function refuseAll<Names extends object>(requests: Names): Record<keyof Names, () => never> {
  return Object.fromEntries(Object.keys(requests).map((name) => [name, refuse])) as Record<keyof Names, () => never>;
}

const handlers: Handlers<EngineContract> = {
  requests: {
    open: ({ folder }) => {
      if (folder === 'dies') process.exit(1);
      return { tokenizer: nothing, model: nothing };
    },
    run: ({ inputs }, { progress }) => {
      progress({ message: String(inputs[0]?.text.length) });
      misbehaviour[inputs[0]?.text ?? '']?.();
      return waitForEver();
    },
    classify: waitForEver,
    tokens: refuse,
    tokensInRange: refuse,
    stages: refuse,
    vocabulary: refuse,
    assess: refuse,
    exportNumbers: refuse,
    describeRepo: refuse,
    ...refuseAll(internalsRequests),
    ...refuseAll(descriptionRequests),
    ...refuseAll(trainingRequests),
    ...refuseAll(wordRequests),
    ...refuseAll(generationRequests),
    memory: () => ({ resident: process.memoryUsage.rss(), peak: process.pid }),
  },
  notifications: {},
};

new RpcPeer({
  transport: processTransport(process, refuse),
  serves: engineContract,
  handlers,
  calls: emptyContract,
  onProtocolError: refuse,
});
