import { isMissingChild, sayField } from './rules';

type Decision = { id: string; field: string; child: string | null; state: 'approved' | 'declined'; reason: string };

/** What the one who asked is told: the decision, without what stands in the record. */
export function decisionNotice({ id, field, child, state, reason }: Decision) {
  const what = `${sayField(field)}${child ? ` of ${child}` : ''}`;
  return {
    kind: 'change-request' as const,
    key: `change-request:${id}`,
    title: state === 'approved' ? `Changed as you asked: ${what}` : `Not changed: ${what}`,
    body: state === 'approved' ? (isMissingChild(field) ? 'The child is on your page now.' : 'The school has put what you asked for into the record.') : `The school’s answer: ${reason}`,
    link: '/change-requests',
  };
}
