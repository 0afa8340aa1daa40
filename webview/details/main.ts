import '../shared/theme/page.css';
import { detailsHostContract, detailsViewContract } from '../../src/common/contracts/hub/details-view';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { DetailsApp } from './details-app';
import { DetailsStore } from './store/details-store';

readTranslations(document);
const api = acquireApi();
const app = new DetailsApp();
const peer = new RpcPeer({
  transport: new HostTransport(api, window),
  serves: detailsViewContract,
  handlers: {
    requests: {},
    notifications: { state: (state) => store.receive(state) },
  },
  calls: detailsHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new DetailsStore(peer, api);
app.store = store;
document.body.append(app);
peer.notify('ready', {});
