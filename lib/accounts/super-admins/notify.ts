import { sayWish, type Change } from './rules';

type Asked = { id: string; by: string; about: { id: string; name: string }; change: Change };

/** What the other super admins are told: who asks for what, and where to confirm it. */
export function requestNotice({ id, by, about, change }: Asked) {
  return {
    kind: 'super-admin-request' as const,
    key: `super-admin-request:${id}`,
    title: `To confirm: ${sayWish(change, about.name)}`,
    body: `${by} has asked for it; it waits for a day. Speak with ${by} before you confirm it.`,
    link: `/accounts/${about.id}`,
  };
}
