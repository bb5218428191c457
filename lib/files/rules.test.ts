import { expect, it } from 'vitest';
import { imageType, saySize } from './rules';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

it('a picture is known by its first bytes', () => {
  expect(imageType(bytes('\x89PNG\r\n\x1a\n........'))).toBe('image/png');
  expect(imageType(bytes('\xff\xd8\xff\xe0........'))).toBe('image/jpeg');
  expect(imageType(bytes('RIFF\x10\x00\x00\x00WEBPVP8 '))).toBe('image/webp');
});

it.each(['<svg xmlns="http', '<!doctype html><', 'GIF89a..........', 'RIFF\x10\x00\x00\x00WAVEfmt ', '%PDF-1.7........', '\x89PNG', ''])('%j is no picture', (text) => {
  expect(imageType(bytes(text))).toBeNull();
});

it('sizes are said as people say them', () => {
  expect([saySize(2_097_152), saySize(5_000), saySize(1)]).toEqual(['2 MB', '5 KB', '1 KB']);
});
