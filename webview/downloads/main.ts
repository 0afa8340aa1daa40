import '../shared/theme/page.css';
import { downloadsHostContract, downloadsViewContract } from '../../src/common/contracts/hub/downloads-view';
import { RpcPeer } from '../../src/common/rpc/peer';
import { readTranslations } from '../shared/localisation/read-translations';
import { HostTransport } from '../shared/rpc/host-transport';
import { acquireApi } from '../shared/rpc/vscode-api';
import { DownloadsApp } from './downloads-app';
import { DownloadsStore } from './downloads-store';

readTranslations(document);
const app = new DownloadsApp();
const peer = new RpcPeer({
  transport: new HostTransport(acquireApi(), window),
  serves: downloadsViewContract,
  handlers: {
    requests: {},
    notifications: { downloads: (downloads) => store.receive(downloads) },
  },
  calls: downloadsHostContract,
  onProtocolError: (error) => console.error(error),
});
const store = new DownloadsStore(peer);
app.store = store;
document.body.append(app);
peer.notify('ready', {});
