import '../shared/theme/page.css';
import { runHostContract, runViewContract } from '../../src/common/contracts/training/run-view';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { RunApp } from './run-app';
import { RunStore } from './store/run-store';

readTranslations(document);
const api = acquireApi();
const app = new RunApp();
const peer = new RpcPeer({
  transport: new HostTransport(api, window),
  serves: runViewContract,
  handlers: {
    requests: {},
    notifications: {
      page: (page) => store.receivePage(page),
      steps: (steps) => store.receiveSteps(steps),
      overlay: (run) => store.receiveOverlay(run),
      comparison: (comparison) => store.receiveComparison(comparison),
    },
  },
  calls: runHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new RunStore(peer, api);
app.store = store;
document.body.append(app);
peer.notify('ready', {});
