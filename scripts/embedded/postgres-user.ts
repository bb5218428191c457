import { execFileSync, spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root; then it runs as `postgres`, made when the machine has none. */
export function postgresAccount(log: (line: string) => void): Account {
  if (userInfo().uid !== 0) return {};
  const account = lookUp('postgres');
  if (account) return account;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = lookUp('postgres');
  if (made) return made;
  const nobody = lookUp('nobody');
  if (!nobody) throw new Error('PostgreSQL cannot run as root, and no other user could be made. Start as another user.');
  log('The user "postgres" could not be created; PostgreSQL runs as "nobody".');
  return nobody;
}

function lookUp(name: string): Required<Account> | null {
  try {
    const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

/** Whether that user can really enter and write a folder; modes alone do not tell (parents, ACLs, mounts). */
export function canWrite(account: Account, folder: string): boolean {
  const script = 'cd "$1" && test -w .';
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
