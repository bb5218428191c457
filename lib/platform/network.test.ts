import { describe, expect, it } from 'vitest';
import { callerAddress, networkOf } from './network';

describe('what a caller is counted by', () => {
  it.each([
    ['10.0.0.7', '10.0.0.7'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('where a request comes from', () => {
  it.each([
    ['without a proxy, whatever the header says', '10.1.1.1', '6.6.6.6', 0, '10.1.1.1'],
    ['behind one proxy, what it added', '127.0.0.1', '6.6.6.6, 41.58.1.2', 1, '41.58.1.2'],
    ['behind two, what the outer one added', '127.0.0.1', '6.6.6.6, 41.58.1.2, 10.0.0.2', 2, '41.58.1.2'],
    ['behind a proxy that was gone round', '41.58.1.2', undefined, 1, '41.58.1.2'],
    ['behind a proxy that wrote nonsense', '127.0.0.1', 'me, you', 1, '127.0.0.1'],
  ])('%s', (_, socket, header, hops, expected) => expect(callerAddress(socket, header, hops)).toBe(expected));
});
