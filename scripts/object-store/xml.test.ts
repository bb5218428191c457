import { expect, it } from 'vitest';
import { escapeXml, isXmlText, leaf, parseXml, textsOf } from '@/scripts/object-store/xml';

it('what is escaped is read back the same', () => {
  for (const text of [`<b>&amp;"'</b>`, ']]>', 'a\r\nb', 'Ọmọ 📚', '&#x41;'])
    expect(parseXml(leaf('Key', text)).text).toBe(text);
  expect(escapeXml('<a & "b">')).toBe('&lt;a &amp; &quot;b&quot;&gt;');
});

it('reads a document with declaration, namespace, comment and attributes', () => {
  const root = parseXml(
    '<?xml version="1.0"?><!-- note --><s3:List xmlns:s3="http://s3/"><Key a="1">x</Key><Key>y&#x21;</Key><Empty/></s3:List>',
  );
  expect(root.name).toBe('List');
  expect(textsOf(root, 'Key')).toEqual(['x', 'y!']);
  expect(textsOf(root, 'Empty')).toEqual(['']);
});

it('refuses what is not well-formed, and everything that could expand', () => {
  const bad = [
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a>&unknown;</a>',
    '<a>& </a>',
    '<a>&#0;</a>',
    '<a><![CDATA[x]]></a>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '<a>'.repeat(50) + '</a>'.repeat(50),
  ];
  for (const text of bad)
    expect(() => parseXml(text), text).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
});

it('knows the characters that XML cannot carry', () => {
  expect(isXmlText('a\tb\n')).toBe(true);
  for (const text of ['a\0b', '\u001b', '\uffff']) expect(isXmlText(text)).toBe(false);
});
