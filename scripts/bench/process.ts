import { readFile, readdir, readlink } from 'node:fs/promises';

// USER_HZ, which Linux shows to programs as 100 on every machine.
const TICK_MS = 10;

/** CPU time a process has used so far with all its threads, in milliseconds. */
export async function cpuOf(pid: number): Promise<number> {
  const fields = await statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** CPU time of all processes with this parent, such as the connections of a PostgreSQL server. */
export async function cpuOfChildren(parent: number): Promise<number> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const times = pids.map(async (pid) => {
    const fields = await statOf(pid).catch(() => []);
    return Number(fields[1]) === parent ? (Number(fields[11]) + Number(fields[12])) * TICK_MS : 0;
  });
  return (await Promise.all(times)).reduce((sum, each) => sum + each, 0);
}

/** The parent of a process. */
export async function parentOf(pid: number): Promise<number> {
  return Number((await statOf(pid))[1]);
}

/** The local ports from which a process is connected to a port of this machine. */
export async function portsTowards(pid: number, port: number): Promise<Set<number>> {
  const folder = `/proc/${pid}/fd`;
  const links = (await readdir(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => ''));
  const own = new Set((await Promise.all(links)).map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]));
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const rows = tables
    .join('\n')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const mine = rows.filter((row) => portIn(row[2]) === port && own.has(row[9]));
  return new Set(mine.map((row) => portIn(row[1])));
}

const portIn = (address = ''): number => Number.parseInt(address.split(':').at(-1) ?? '', 16);

/** The fields after the name, which may itself hold spaces and brackets. */
async function statOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
