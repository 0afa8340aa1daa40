import '../shared/theme/page.css';
import { hubSearchHostContract, hubSearchViewContract } from '../../src/common/contracts/hub/search-view';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { HubApp } from './hub-app';
import { HubStore } from './store/hub-store';

readTranslations(document);
const api = acquireApi();
const app = new HubApp();
const peer = new RpcPeer({
  transport: new HostTransport(api, window),
  serves: hubSearchViewContract,
  handlers: {
    requests: {},
    notifications: {
      state: (state) => store.receive(state),
      rows: ({ rows, reset }) => store.receiveRows(rows, reset),
      update: (rows) => store.update(rows),
      focusSearch: ({ query }) => app.focusSearch(query),
    },
  },
  calls: hubSearchHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new HubStore(peer, api);
app.store = store;
document.body.append(app);
peer.notify('ready', {});
