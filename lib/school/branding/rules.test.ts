import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandStyle, contrast, isColour, palette, shortest } from './rules';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the school’s colour', () => {
  it('black on white is 21 : 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('whatever is chosen can be read: on it, in it, in light and in dark', () => {
    fc.assert(fc.property(colours, (colour) => {
      const { light, dark } = palette(colour);
      for (const shades of [light, dark]) expect(contrast(shades.on, shades.fill)).toBeGreaterThanOrEqual(4.5);
      for (const surface of ['#ffffff', '#f8fafc', '#f1f3f7']) expect(contrast(light.text, surface)).toBeGreaterThanOrEqual(4.5);
      for (const surface of ['#0f1319', '#1a2028', '#242b34']) expect(contrast(dark.text, surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark.fill, '#1a2028')).toBeGreaterThanOrEqual(3);
    }), { numRuns: 2_000 });
  });

  it('a pale one is warned about and gets dark words; a deep blue is used as it is', () => {
    const pale = palette('#ffe680');
    expect(pale.warning).toContain('pale');
    expect(pale.light).toMatchObject({ fill: '#ffe680', on: '#000000' });
    expect(pale.light.text).not.toBe('#ffe680');
    expect(palette('#1d4ed8').light).toEqual({ fill: '#1d4ed8', on: '#ffffff', text: '#1d4ed8' });
    expect(palette('#101040').warning).toContain('dark screens');
  });

  it('nothing but a colour reaches the page', () => {
    expect(['#1d4ed8', '#1D4ED8', 'red', '#fff', '#1d4ed8;background:url(x)'].map(isColour)).toEqual([true, false, false, false, false]);
    expect(brandStyle('red;}')).toEqual({});
    expect(brandStyle(null)).toEqual({});
  });

  it('fits a home screen', () => {
    expect(['THS', 'Treasure-Home', 'Queen of Angels College'].map(shortest)).toEqual(['THS', 'Treasure-Hom', 'Queen of']);
  });
});
