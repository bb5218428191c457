import type { Footprint } from './footprint';

export const REQUEST = '0b1c6e4a-94d3-4c0b-8a3c-6c0d9be5c111';
const [FIRST, SECOND] = ['0b1c6e4a-94d3-4c0b-8a3c-6c0d9be5c221', '0b1c6e4a-94d3-4c0b-8a3c-6c0d9be5c222'];

/** It takes two, and a third to be spoken of. */
export async function twoMoreSuperAdmins({ owner }: Footprint): Promise<void> {
  for (const id of [FIRST, SECOND]) {
    await owner`insert into users (id, username, display_name, status) values (${id}, ${`THS-X-${id}`}, 'Another', 'active')`;
    await owner`insert into user_roles (user_id, role) values (${id}, 'super-admin')`;
  }
}

/** A request that another super admin has made. */
export async function requestBy({ owner }: Footprint, { userId, change }: { userId: string; change: string }): Promise<void> {
  await owner`insert into super_admin_requests (id, user_id, change, asked_by, expires_at) values (${REQUEST}, ${userId}, ${change}, ${FIRST}, now() + interval '1 hour')`;
}

export async function noMoreSuperAdmins({ footprint: { owner } }: { footprint: Footprint }): Promise<void> {
  await owner`delete from super_admin_requests`;
  await owner`delete from user_roles where user_id in (${FIRST}, ${SECOND})`;
  await owner`delete from users where id in (${FIRST}, ${SECOND})`;
}
