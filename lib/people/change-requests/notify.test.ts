import { describe, expect, it } from 'vitest';
import { decisionNotice } from './notify';

const asked = { id: 'x', field: 'address', child: 'Adébáyọ̀ Túndé', reason: 'Please bring a bill with the new address.' };

describe('what Tunde’s mother is told', () => {
  it('that it was changed, or why not, without the value itself', () => {
    expect(decisionNotice({ ...asked, state: 'approved', reason: '' }).title).toBe('Changed as you asked: Address of Adébáyọ̀ Túndé');
    expect(decisionNotice({ ...asked, state: 'declined' })).toMatchObject({
      title: 'Not changed: Address of Adébáyọ̀ Túndé', body: 'The school’s answer: Please bring a bill with the new address.', key: 'change-request:x',
    });
    expect(decisionNotice({ ...asked, field: 'phone', child: null, state: 'approved', reason: '' }).title).toBe('Changed as you asked: Phone');
  });
});
