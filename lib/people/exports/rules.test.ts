import { describe, expect, it } from 'vitest';
import { toCsv } from '@/lib/platform/csv';
import { guardianCells, headers } from './rules';
import { studentColumns } from '../imports/students/schema';
import { staffColumns } from '../imports/staff/schema';

const mother = { relationship: 'mother', surname: 'Adébáyọ̀', firstName: 'Folasade', phone: '+2348031234567', email: null, occupation: 'Trader' };

describe('a file of people', () => {
  it('has columns of their own for two guardians, and names whoever else there is', () => {
    const { own, more } = guardianCells([mother, { ...mother, relationship: 'father' }, { ...mother, relationship: 'aunt', firstName: 'Bisi' }]);
    expect(own).toHaveLength(12);
    expect(own.slice(0, 4)).toEqual(['mother', 'Adébáyọ̀', 'Folasade', '0803 123 4567']);
    expect(more).toBe('Adébáyọ̀ Bisi (aunt) 0803 123 4567');
    expect(guardianCells([])).toEqual({ own: Array<string>(12).fill(''), more: '' });
  });

  it('can be brought back: what an import must have is in it, and nothing medical, nothing about custody', () => {
    for (const column of studentColumns.required) expect(headers.students).toContain(column);
    for (const column of staffColumns.required) expect(headers.staff).toContain(column);
    expect(Object.values(headers).flat().filter((name) => /blood|geno|allerg|medical|custody|note|password/.test(name))).toEqual([]);
  });

  it('gives a spreadsheet nothing to run', () => {
    expect(toCsv(['surname'], [['=cmd|calc'], ['+234'], ['-1'], ['@x']])).not.toMatch(/^[=+\-@]/m);
  });
});
