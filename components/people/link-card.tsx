'use client';

import { LinkButtons } from './link-buttons';
import { LinkForm } from './link-form';

export type LinkLine = {
  id: string; studentId: string; surname: string; firstName: string; admissionNumber: string; className: string | null;
  relationship: string; priority: number; mayPickUp: boolean; state: 'verified' | 'waiting' | 'restricted' | 'ended';
};

const words = {
  verified: 'Sees the child.',
  waiting: 'Sees nothing yet: somebody has to verify that this is the guardian.',
  restricted: 'Restricted: sees nothing, though the link stands on paper.',
  ended: 'Ended.',
};

/** One child of a guardian: what the link gives, and what the office can do with it. */
export function LinkCard({ link, mayVerify }: { link: LinkLine; mayVerify: boolean }) {
  return (
    <li className="grid gap-2 border-b border-line py-3 last:border-0">
      <div>
        <a href={`/students/${link.studentId}`} className="inline-block min-h-6 text-text"><span className="font-semibold">{link.surname}</span> {link.firstName}</a>{' '}
        <span className="text-muted">{link.admissionNumber} · {link.className ?? 'not in a class now'}</span>
      </div>
      <p>{link.relationship} · called {link.priority === 1 ? 'first' : `as number ${link.priority}`}{link.mayPickUp ? ' · may pick up' : ' · may not pick up'}</p>
      <p className={link.state === 'verified' ? 'text-ok' : link.state === 'ended' ? 'text-muted' : 'text-warn'}>{words[link.state]}</p>
      {link.state !== 'ended' && (
        <div data-screen-only className="grid gap-2">
          <LinkButtons linkId={link.id} child={link.firstName} state={link.state} mayVerify={mayVerify} />
          <details>
            <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">Change relationship, order, pick-up<span className="sr-only"> for {link.firstName}</span></summary>
            <LinkForm link={link} />
          </details>
        </div>
      )}
    </li>
  );
}
