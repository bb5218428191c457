'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { markAllRead } from '@/lib/notifications/actions';

export function MarkReadButton() {
  const [, submit, pending] = useActionState(markAllRead, null);
  return <form action={submit}><Button type="submit" disabled={pending}>Mark all as read</Button></form>;
}
