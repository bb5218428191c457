'use client';

import { Select, SelectItem } from '@/components/ui/select';

export function RoleFilter({ value, nonce }: { value: string; nonce: string }) {
  return (
    <Select name="role" defaultValue={value} label="Role" placeholder="All roles" nonce={nonce}>
      <SelectItem value="all">All roles</SelectItem>
      <SelectItem value="teacher">Teachers</SelectItem>
      <SelectItem value="admin">Office</SelectItem>
      <SelectItem value="super-admin">Super admins</SelectItem>
    </Select>
  );
}
