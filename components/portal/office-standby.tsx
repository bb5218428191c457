'use client';

import { Standby as RegisterQueue } from '@/components/attendance/register-queue';
import { PaletteOpener } from '@/components/search/palette-opener';

/** Behind every page of the office: registers that still have to be sent, and the palette. */
export function Standby({ actorId }: { actorId: string }) {
  return (
    <>
      <RegisterQueue actorId={actorId} />
      <PaletteOpener />
    </>
  );
}
