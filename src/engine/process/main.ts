// The engine process: forked by the extension host for one model, ends when the host lets go of it.
import { engineContract } from '../../common/contracts/engine';
import { emptyContract } from '../../common/rpc/contract';
import { RpcPeer } from '../../common/rpc/peer';
import { Engine } from './engine';
import { engineHandlers } from './handlers/handlers';
import { processTransport } from './transport';

/** Exit codes that the host puts into words: `EX_SOFTWARE` and `EX_USAGE` of sysexits.h. */
const crashed = 70;
const misused = 64;

function log(what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${what}: ${text.replace(/\s*\n\s*/g, ' | ')}\n`);
}

function crash(error: unknown): void {
  log('Uncaught', error);
  process.exit(crashed);
}

function main(): void {
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  if (!process.send) {
    process.stderr.write(
      'This is the engine of Model Lens. It is started by the extension; for a shell there is cli.js.\n',
    );
    process.exitCode = misused;
    return;
  }
  process.once('disconnect', () => process.exit(0));
  new RpcPeer({
    transport: processTransport(process, (error) => log('Not sent', error)),
    serves: engineContract,
    handlers: engineHandlers(new Engine()),
    calls: emptyContract,
    onProtocolError: (error) => log('Not understood', error),
  });
}

main();
