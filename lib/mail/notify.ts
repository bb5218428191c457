import { letter, type Letter, type Mail } from '@/lib/platform/mail/message';

export type Addressed = Pick<Letter, 'to' | 'school'>;

/** The letter by which a super admin sees that mail arrives. */
export function testLetter(given: Addressed & { appUrl: string }): Mail {
  return letter({
    ...given, subject: 'Test mail',
    paragraphs: [`You asked ${given.appUrl} to write to you. This letter has arrived, so mail works.`],
  });
}
