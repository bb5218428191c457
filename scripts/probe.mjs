// Health check of a container: leaves with 0 when an address answers. The image has no curl.
import { connect } from 'node:net';

const address = new URL(process.argv[2] ?? '');

if (address.protocol === 'tcp:') {
  const socket = connect(Number(address.port), address.hostname);
  socket.setTimeout(4_000, () => process.exit(1));
  socket.on('connect', () => process.exit(0)).on('error', () => process.exit(1));
} else {
  const response = await fetch(address, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
  process.exit(response?.ok ? 0 : 1);
}
