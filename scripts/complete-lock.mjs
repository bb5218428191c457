import { readFileSync, writeFileSync } from 'node:fs';

// Some registries do not serve the packages of platforms other than the one that asks, and npm then leaves them out
// of the lock file; `npm ci` refuses such a file. This adds them by name, as npm itself would. Run it after every
// `npm install`: node scripts/complete-lock.mjs

const FILE = 'package-lock.json';
const systems = /(android|darwin|freebsd|linux|win32|openharmony|wasm32).*$/;

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const { packages } = lock;
let added = 0;
for (const [parent, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    // The project's own optional packages have an empty parent: npm has those.
    if (!parent || packages[key] || packages[`${parent}/${key}`]) continue;
    packages[key] = placeholder(name, version, entry.dev);
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to ${FILE}`);

function placeholder(name, version, dev) {
  const platform = systems.exec(name)?.[0];
  if (!platform) throw new Error(`${name} names no platform`);
  const [os, cpu, abi = ''] = platform.split('-');
  const libc = abi.startsWith('musl') ? { libc: ['musl'] } : abi === 'gnu' ? { libc: ['glibc'] } : {};
  const isWasm = os === 'wasm32';
  return { version, cpu: [isWasm ? 'wasm32' : cpu], ...(dev ? { dev: true } : {}), ...libc, optional: true, ...(isWasm ? {} : { os: [os] }) };
}
